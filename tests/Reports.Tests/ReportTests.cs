using System.Text;
using NJsonSchema;
using ScanHost.Contracts.Reports;
using ScanHost.Contracts.Scanning;
using ScanHost.Reports.Composing;
using ScanHost.Reports.Schema;
using static ScanHost.Reports.Tests.Evidence;

namespace ScanHost.Reports.Tests;

public sealed class ReportTests
{
    private readonly ReportComposer composer = new();

    [Fact]
    public async Task A_report_is_valid_by_the_schema_that_we_ship()
    {
        var json = composer.ToJson(Compose(Scan(
            [Artifact(), Artifact(1, 0, new(ListKind.Block, "bad.txt", "label"))],
            [Finding("eicar", Severity.Critical, FindingCategory.Signature, 1)],
            new CoverageGap(1, "zip", GapReason.Limit, "Too deep.", "MaxDepth", 12))));

        (await ProblemsAsync(json)).Should().BeEmpty();
        json.Should().Contain("\"verdict\":\"malicious\"").And.Contain("\"queued_at\":\"2026-01-31T12:00:00.000Z\"");
    }

    [Fact]
    public void The_same_evidence_gives_the_same_report()
    {
        var outcome = Scan([Artifact()], [Finding("b", Severity.Low, FindingCategory.Structure), Finding("a", Severity.Low, FindingCategory.Social)]);

        composer.ToJson(Compose(outcome)).Should().Be(composer.ToJson(Compose(outcome)));
    }

    [Fact]
    public async Task A_report_over_the_limit_is_cut_to_it_and_kept_whole_beside()
    {
        var artifacts = Enumerable.Range(0, 2000).Select(id => Artifact(id, id == 0 ? null : 0)).ToList();
        var report = Compose(Scan(artifacts, [.. artifacts.Select(artifact => Finding("odd", Severity.Low, FindingCategory.Structure, artifact.Id))]));
        var size = Encoding.UTF8.GetByteCount(composer.ToJson(report));

        var (same, none) = new ReportCutter(composer).Fit(report, size);
        var (cut, whole) = new ReportCutter(composer).Fit(report, size - 1);
        var (small, _) = new ReportCutter(composer).Fit(report, 16 << 10);

        none.Should().BeNull();
        whole.Should().Be(same);
        Encoding.UTF8.GetByteCount(cut).Should().BeLessThan(size);
        cut.Should().Contain("\"count\":2000,\"truncated\":true");
        Encoding.UTF8.GetByteCount(small).Should().BeLessThanOrEqualTo(16 << 10);
        (await ProblemsAsync(small)).Should().BeEmpty();
    }

    [Fact]
    public void A_giant_name_does_not_keep_a_report_from_fitting()
    {
        var giant = Artifact() with { Name = new string('x', 60_000), Path = new string('y', 60_000) };

        var (result, detail) = new ReportCutter(composer).Fit(Compose(Scan([giant], [])), 16 << 10);

        Encoding.UTF8.GetByteCount(result).Should().BeLessThanOrEqualTo(16 << 10);
        detail.Should().Contain(giant.Path);
    }

    private static async Task<IEnumerable<string>> ProblemsAsync(string json)
    {
        using var reader = new StreamReader(new ReportSchema().OpenRead());
        var schema = await JsonSchema.FromJsonAsync(await reader.ReadToEndAsync());
        return schema.Validate(json).Select(problem => problem.ToString());
    }

    private Report Compose(ScanOutcome outcome)
    {
        var noon = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
        return composer.Compose(outcome, Guid.Parse("01900000-0000-7000-8000-000000000000"), new()
        {
            QueuedAt = noon,
            StartedAt = noon,
            FinishedAt = noon,
            ScanMs = 2,
            Attempt = 1,
        });
    }
}
