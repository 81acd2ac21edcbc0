namespace ScanHost.Yara.Tests.Compilation;

/// <summary>Compiled rules in a file.</summary>
public sealed class RulesFileTests
{
    private const string Source =
        """
        import "tests"
        import "math"
        import "hash"
        private rule p { condition: filesize > 0 and ext endswith "xe" }
        rule a : t1 t2
        {
            meta: s = "x" n = -7 yes = true
            strings:
                $a = "hello" $b = { 77 6F ?? 6C } $c = /o w.r/i $d = "secret" xor private $e = "hello" base64
            condition:
                p and #a == 2 and @a[2] == 12 and !b == 4 and $c and $a at 0 and $b in (0..10) and #a in (0..3) == 1
                and 3 of them and any of ($a*) at 0 and all of ($a, $b) in (0..100) and not $e
        }
        rule b
        {
            strings: $a = "hello" $b = "world"
            condition:
                for any of them : ( # == 2 and @ == 0 ) and for all i in (0..3) : ( uint8(i) > 0x60 )
                and for any k, v in tests.struct_dict : ( k == "foo" and v.i == 1 )
                and for any x in tests.integer_array : ( x == 256 ) and for any s in ("a", "b") : ( s == "b" )
                and tests.struct_array[1].i == 1 and tests.string_dict["foo"] == "foo" and tests.constants.one == 1
                and tests.match(/foo/, "xfoo") == 3 and "ABC" matches /b/i and "ABC" icontains "b"
        }
        rule c
        {
            condition:
                math.entropy(0, filesize) > 1.5 and hash.md5(0, 5) == "5d41402abc4b2a76b9719d911017c592" and -1.5 + 1 < 0
                and not defined (1 \ (filesize - filesize)) and 1 << 3 | 1 == 9 and ~filesize < 0 and any of (a, b*) and a or false
        }
        """;

    private static readonly byte[] Data = "hello world hello"u8.ToArray();

    [Fact]
    public void Saved_rules_find_what_they_found_before()
    {
        var compiled = Compile();

        var loaded = Rules.Load(Save(compiled));

        var expected = new Scanner(compiled).Scan(Data).Matches;
        expected.Select(match => match.Rule.Name).Should().Equal("a", "b", "c");
        new Scanner(loaded).Scan(Data).Matches.Select(Describe).Should().Equal(expected.Select(Describe));
        loaded.AlwaysEvaluatedCount.Should().Be(compiled.AlwaysEvaluatedCount);
        Save(loaded).Should().Equal(Save(compiled));
    }

    [Fact]
    public void A_damaged_file_is_refused_whatever_its_damage()
    {
        var file = Save(Compile());
        for (var length = 0; length < file.Length; length += 7)
            FluentActions.Invoking(() => Rules.Load(file.AsMemory(0, length))).Should().Throw<InvalidDataException>();

        for (var at = 0; at < file.Length; at += 5)
        {
            var damaged = file.ToArray();
            damaged[at] ^= 0x41;
            FluentActions.Invoking(() => Rules.Load(damaged)).Should().Throw<InvalidDataException>();
        }
    }

    private static string Describe(Match match) =>
        $"{match.Rule.Namespace}:{match.Rule.Name} [{string.Join(',', match.Rule.Tags)}] "
        + string.Join(',', match.Rule.Metas.Select(meta => $"{meta.Name}={meta.Type}:{meta.Value}"))
        + string.Join(',', match.Strings.Select(one => $"{one.Name}@{one.Offset}+{one.Length}^{one.XorKey}{one.IsHex}"));

    private static Rules Compile()
    {
        var compiler = new RuleCompiler();
        compiler.Define("ext", "exe");
        compiler.Add(Source, "test.yar");
        compiler.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).Should().BeEmpty();
        return compiler.Build();
    }

    private static byte[] Save(Rules rules)
    {
        using var stream = new MemoryStream();
        rules.Save(stream);
        return stream.ToArray();
    }
}
