namespace ScanHost.Yara.Tests.Language;

/// <summary>Rules among each other.</summary>
public sealed class RuleSetTests
{
    [Fact]
    public void Rules_refer_to_rules_before_them() =>
        YaraRun.Names("rule a { condition: true } rule b { condition: not a } rule c { condition: a and not b }", "x")
            .Should().Equal("a", "c");

    [Fact]
    public void A_private_rule_serves_others_and_is_not_reported() =>
        YaraRun.Names("private rule a { condition: true } rule b { condition: a }", "x").Should().Equal("b");

    [Fact]
    public void A_global_rule_that_is_false_silences_its_namespace()
    {
        var compiler = new RuleCompiler();
        compiler.Add("global rule g { condition: filesize > 100 } rule a { condition: true }", "1.yar", "one");
        compiler.Add("rule b { condition: true }", "2.yar", "two");

        var matches = new Scanner(compiler.Build()).Scan("x"u8.ToArray()).Matches;

        matches.Select(match => (match.Rule.Namespace, match.Rule.Name)).Should().Equal(("two", "b"));
    }

    [Fact]
    public void A_gated_global_rule_silences_its_namespace_too() =>
        YaraRun.Names("rule a { condition: true } global rule g { strings: $a = \"zzz\" condition: $a }", "x").Should().BeEmpty();

    [Fact]
    public void Sets_of_rules_are_counted() =>
        YaraRun.Names(
            """
            rule a1 { condition: true } rule a2 { condition: false } rule b { condition: true }
            rule t1 { condition: any of (a*) } rule t2 { condition: all of (a*) } rule t3 { condition: 2 of (a*, b) }
            rule t4 { condition: none of (a2) }
            """,
            "x").Should().Equal("a1", "b", "t1", "t3", "t4");

    [Fact]
    public void Tags_and_metas_come_with_a_match()
    {
        var match = new Scanner(YaraRun.Compile(
            "rule a : t1 t2 { meta: s = \"text\" n = -5 yes = true s = \"again\" condition: true }")).Scan("x"u8.ToArray()).Matches[0];

        match.Rule.Tags.Should().Equal("t1", "t2");
        match.Rule.Metas.Select(meta => meta.Name).Should().Equal("s", "n", "yes", "s");
        match.Rule.Metas[1].Value.AsInteger.Should().Be(-5);
        match.Rule.Metas[2].Type.Should().Be(YaraType.Boolean);
    }

    [Fact]
    public void Matches_tell_offset_length_key_and_excerpt_of_strings_that_are_not_private()
    {
        var rules = YaraRun.Compile("rule a { strings: $a = \"bcd\" xor(1-2) $p = \"zz\" private condition: $a and $p }");

        var match = new Scanner(rules).Scan(YaraRun.Bytes("__cbezz")).Matches[0];

        match.Strings.Should().ContainSingle();
        match.Strings[0].Name.Should().Be("$a");
        match.Strings[0].Offset.Should().Be(2);
        match.Strings[0].Length.Should().Be(3);
        match.Strings[0].XorKey.Should().Be(1);
        match.Strings[0].Excerpt.ToArray().Should().Equal("cbe"u8.ToArray());
    }

    [Fact]
    public void External_variables_are_typed_when_compiled_and_set_for_each_scanner()
    {
        var compiler = new RuleCompiler();
        compiler.Define("name", "x.exe");
        compiler.Define("count", 5);
        compiler.Define("share", 0.5);
        compiler.Define("flag", true);
        compiler.Add("rule a { condition: name endswith \".exe\" and count == 5 and share < 1 and flag }");
        var scanner = new Scanner(compiler.Build());

        scanner.Scan("x"u8.ToArray()).Matches.Should().HaveCount(1);
        scanner.Define("name", "x.txt").Should().BeTrue();
        scanner.Scan("x"u8.ToArray()).Matches.Should().BeEmpty();
        scanner.Define("other", "x").Should().BeFalse();
        scanner.Invoking(one => one.Define("count", "x")).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_broken_rule_never_disables_the_others()
    {
        var compiler = new RuleCompiler();
        compiler.Add(
            """
            rule a { condition: true }
            rule b { condition: nothing }
            rule c { strings: $a = "x condition: $a }
            rule d { strings: $a = { 0G } condition: $a }
            rule e { condition: }
            private rule f { condition: true and }
            rule g { strings: $a = "x" private condition: $a and }
            rule h { condition: true }
            """);

        compiler.Diagnostics.Should().HaveCount(6);
        compiler.BrokenRuleCount.Should().Be(6);
        new Scanner(compiler.Build()).Scan("x"u8.ToArray()).Matches.Select(match => match.Rule.Name).Should().Equal("a", "h");
    }

    [Theory]
    [InlineData("rule bad { strings: $a = \"abc condition: $a }")]
    [InlineData("rule bad { strings: $a = \"a\\q rule x { condition: true }\" condition: $a }")]
    [InlineData("rule bad { strings: $a = /abc condition: $a }")]
    [InlineData("rule bad { strings: $a = { 61 62")]
    [InlineData("rule bad { strings: $a = { 61 ?? }")]
    [InlineData("rule bad { strings: $a = /[/ condition: $a }")]
    [InlineData("rule bad { strings: $a = \"abc\" condition: $a")]
    [InlineData("rule bad { strings: $a = \"abc\" condition: ((($a) }")]
    [InlineData("rule bad { meta: x = \"rule y {\" condition: nothing }")]
    [InlineData("rule bad { condition: /rule y { condition: true }/ == 1 }")]
    [InlineData("rule bad { condition: é }")]
    [InlineData("rule bad { condition: 9999999999999999999 == 1")]
    [InlineData("rule bad : tag")]
    [InlineData("import \"nope\"")]
    [InlineData("import")]
    [InlineData(";;; \\ \"")]
    public void What_is_broken_ends_where_the_next_rule_starts(string broken)
    {
        var compiler = new RuleCompiler();
        compiler.Add(broken + "\nrule next { condition: true }\nrule last { strings: $x = \"abc\" condition: $x }");

        compiler.Diagnostics.Should().NotBeEmpty();
        new Scanner(compiler.Build()).Scan("abc"u8.ToArray()).Matches.Select(match => match.Rule.Name).Should().Equal("next", "last");
    }

    [Fact]
    public void A_loop_without_end_is_cut_and_told()
    {
        var rules = YaraRun.Compile("rule a { condition: for all i in (0..9000000000) : ( i >= 0 ) } rule b { condition: true }");

        var result = new Scanner(rules).Scan("x"u8.ToArray(), new ScanSettings { MaxSteps = 1000 });

        result.Matches.Select(match => match.Rule.Name).Should().Equal("b");
        result.Gaps.Should().ContainSingle(gap => gap.Kind == ScanGapKind.StepLimit && gap.Rule!.Name == "a");
    }

    [Fact]
    public void A_canceled_scan_has_a_gap()
    {
        var rules = YaraRun.Compile("rule a { condition: for all i in (0..9000000000) : ( i >= 0 ) }");

        var result = new Scanner(rules).Scan("x"u8.ToArray(), cancellationToken: new CancellationToken(canceled: true));

        result.Gaps.Should().ContainSingle(gap => gap.Kind == ScanGapKind.Timeout);
    }
}
