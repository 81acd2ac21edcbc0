using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ScanHost.Contracts.Scanning;
using ScanHost.Pipeline.Stages.Yara;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;
using ScanHost.Yara;

namespace ScanHost.Pipeline.Tests.Stages.Yara;

/// <summary>What a scan makes of rules and their matches.</summary>
public sealed class YaraStageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_match_is_a_finding_with_the_places_of_its_strings()
    {
        var outcome = await ScanAsync(
            """
            rule Bad_Word { meta: description = "A bad word" score = 80 mitre_attack = "T1027, T1059.001" strings: $a = "badword" condition: $a }
            """,
            "__badword__badword"u8.ToArray());

        var finding = outcome.Findings.Should().ContainSingle(one => one.Id == "yara.bad_word").Subject;
        finding.Title.Should().Be("Bad_Word: A bad word");
        (finding.Severity, finding.Confidence, finding.Category).Should().Be((Severity.VeryHigh, Confidence.High, FindingCategory.Signature));
        finding.Attack.Should().Equal("T1027", "T1059.001");
        finding.Evidence.Select(one => one.Offset).Should().Equal(2L, 11L);
        finding.Evidence[0].Text.Should().Be("$a: badword");
    }

    [Fact]
    public async Task Rules_can_ask_for_the_name_of_the_file()
    {
        const string Rule =
            "rule named { condition: filename == \"X.Exe\" and extension == \".exe\" and filepath == \"\" and owner == \"\" and filetype != \"\" }";

        var outcome = await ScanAsync(Rule, "plain text"u8.ToArray(), "X.Exe");

        outcome.Findings.Should().Contain(one => one.Id == "yara.named");
    }

    [Fact]
    public async Task A_rule_that_was_cut_is_a_gap()
    {
        var outcome = await ScanAsync("rule endless { condition: for all i in (0..1000000000) : ( i >= 0 ) }", "x"u8.ToArray());

        outcome.Gaps.Should().ContainSingle(gap => gap.Stage == "yara");
    }

    [Fact]
    public async Task Rules_that_cannot_be_read_are_a_gap()
    {
        using var scans = new Scans { Stages = [new YaraStage(Load(Path.Combine(folder.Path, "nothing.yar")))] };

        var outcome = await scans.ScanAsync("x"u8.ToArray());

        outcome.Gaps.Should().ContainSingle(gap => gap.Stage == "yara" && gap.Reason == GapReason.Failed);
    }

    [Theory]
    [InlineData("meta: score = 95", Severity.Critical, Confidence.High)]
    [InlineData("meta: score = 75", Severity.VeryHigh, Confidence.High)]
    [InlineData("meta: score = 60", Severity.High, Confidence.Medium)]
    [InlineData("meta: score = 40", Severity.Medium, Confidence.Medium)]
    [InlineData("meta: score = 39", Severity.Info, Confidence.Medium)]
    [InlineData("meta: severity = 8", Severity.VeryHigh, Confidence.High)]
    [InlineData("meta: severity = \"High\"", Severity.High, Confidence.Medium)]
    [InlineData("meta: threat_level = \"10\"", Severity.Critical, Confidence.High)]
    [InlineData("meta: author = \"me\"", Severity.Medium, Confidence.Medium)]
    public void Metas_say_how_bad_a_match_is(string metas, Severity severity, Confidence confidence)
    {
        var heuristic = YaraHeuristics.Of(Compile($"rule r {{ {metas} condition: true }}").All[0]);

        (heuristic.Severity, heuristic.Confidence).Should().Be((severity, confidence));
    }

    [Theory]
    [InlineData("malware", Severity.VeryHigh)]
    [InlineData("Suspicious", Severity.Medium)]
    [InlineData("info", Severity.Info)]
    public void Tags_say_it_where_metas_do_not(string tag, Severity severity) =>
        YaraHeuristics.Of(Compile($"rule r : other {tag} {{ condition: true }}").All[0]).Severity.Should().Be(severity);

    private static Rules Compile(string source)
    {
        var compiler = new RuleCompiler();
        compiler.Add(source);
        return compiler.Build();
    }

    private async Task<ScanOutcome> ScanAsync(string rules, byte[] content, string name = "file")
    {
        var path = folder.Write("rules.yar", System.Text.Encoding.UTF8.GetBytes(rules));
        using var scans = new Scans { Stages = [new YaraStage(Load(path))] };
        return await scans.ScanAsync(content, name);
    }

    private static RuleSet Load(string path) => new RuleFiles(
        Options.Create(new RulesOptions { Paths = [path] }), TimeProvider.System, NullLogger<RuleFiles>.Instance).Current;
}
