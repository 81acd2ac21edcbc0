using System.Text.Json;
using CsCheck;
using ScanHost.Contracts.Reports;
using ScanHost.Contracts.Scanning;
using ScanHost.Reports.Composing;
using ScanHost.Reports.Rescoring;
using static ScanHost.Reports.Tests.Evidence;

namespace ScanHost.Reports.Tests;

public sealed class RescoringTests
{
    private static readonly ReportComposer Composer = new();
    private static readonly ReportRescorer Rescorer = new(Composer);

    private static readonly Gen<Finding> AnyFinding = Gen.Select(
        Gen.Int[0, 6], Gen.Enum<Severity>(), Gen.Enum<FindingCategory>(), Gen.Int[0, 2],
        (id, severity, category, artifact) => Finding($"{category}.{id}", severity, category, artifact));

    [Fact]
    public void A_report_scored_again_is_the_same_report() => AnyFinding.Array[0, 12].Sample(findings =>
    {
        var json = Composer.ToJson(Compose([.. findings.OrderBy(finding => finding.Artifact)]));
        return Composer.ToJson(Rescorer.Rescore(json)) == json;
    });

    [Fact]
    public void The_score_comes_from_the_evidence_and_not_from_what_the_report_said()
    {
        var json = Composer.ToJson(Compose([Finding("a", Severity.Critical, FindingCategory.Signature)]))
            .Replace("\"score\":95", "\"score\":3", StringComparison.Ordinal).Replace("\"verdict\":\"malicious\"", "\"verdict\":\"clean\"", StringComparison.Ordinal);

        var report = Rescorer.Rescore(json);

        report.Score.Should().Be(95);
        report.Verdict.Should().Be(Verdict.Malicious);
    }

    [Fact]
    public void Without_its_findings_a_report_is_clean() => AnyFinding.Array[0, 12].Sample(findings =>
        Compose(findings) is var report && Rescorer.Rescore(Composer.ToJson(report with { Findings = [] })) is { Score: 0, Verdict: Verdict.Clean });

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("not json")]
    public void What_is_no_report_is_refused(string json) =>
        FluentActions.Invoking(() => Rescorer.Rescore(json)).Should().Throw<JsonException>();

    [Theory]
    [InlineData("\"parent\":0", "\"parent\":5")]
    [InlineData("\"artifact\":1", "\"artifact\":9")]
    [InlineData("scanhost.report/1", "scanhost.report/9")]
    public void A_report_whose_numbers_lead_nowhere_is_refused(string from, string to)
    {
        var json = Composer.ToJson(Compose([Finding("a", Severity.High, FindingCategory.Active, 1)])).Replace(from, to, StringComparison.Ordinal);

        FluentActions.Invoking(() => Rescorer.Rescore(json)).Should().Throw<JsonException>();
    }

    [Fact]
    public void A_cut_report_is_refused() =>
        FluentActions.Invoking(() => Rescorer.Rescore(Composer.ToJson(Compose([]) with { Truncated = [new("findings", 1, 2)] }))).Should().Throw<ReportCutException>();

    private static Report Compose(IReadOnlyList<Finding> findings)
    {
        var noon = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
        return Composer.Compose(Scan([Artifact(), Artifact(1, 0), Artifact(2, 1, relation: "carved")], findings), null,
            new() { QueuedAt = noon, StartedAt = noon, FinishedAt = noon, ScanMs = 2, Attempt = 1 });
    }
}
