using ScanHost.Contracts.Reports;
using ScanHost.TestKit.HeldOut;
using Xunit.Abstractions;

namespace ScanHost.Corpus.Tests;

/// <summary>Look-alikes, hostile and harmless, that were scored once before anything was changed for them. They were in sight afterwards, so they are held
/// out no longer; both figures stand in docs/scoring.md. The bounds keep what was reached: they are set after measuring.</summary>
public sealed class HeldOutTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1, 0.98, 0.86)]
    [InlineData(2, 0.97, 0.77)]
    [InlineData(3, 0.98, 0.88)]
    [InlineData(4, 0.98, 0.73)]
    [InlineData(5, 0.95, 0.58)]
    [InlineData(6, 0.98, 0.78)]
    [InlineData(7, 0.98, 0.91)]
    [InlineData(8, 0.93, 0.60)]
    public async Task Hostile_files_are_found(int round, double minSuspicious, double minMalicious)
    {
        var techniques = HeldOutTechnique.All.Where(one => one.Round == round).ToList();
        var scanned = await ScanAllAsync(techniques.Select(technique => (technique.Name, technique.Variants())));
        var missed = scanned.Where(one => one.Verdict < Verdict.Suspicious).Select(one => one.Line);
        var (suspicious, malicious) = (scanned.Count(one => one.Verdict >= Verdict.Suspicious), scanned.Count(one => one.Verdict == Verdict.Malicious));

        output.WriteLine($"{scanned.Length} files of {techniques.Count} techniques: suspicious or worse {new Rate(suspicious, scanned.Length)}, malicious {new Rate(malicious, scanned.Length)}");
        suspicious.Should().BeGreaterThanOrEqualTo((int)Math.Ceiling(minSuspicious * scanned.Length), "these were missed: {0}", string.Join("\n", missed));
        malicious.Should().BeGreaterThanOrEqualTo((int)Math.Ceiling(minMalicious * scanned.Length));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    [InlineData(4, 0)]
    [InlineData(5, 0)]
    [InlineData(6, 1)]
    [InlineData(7, 5)]
    [InlineData(8, 5)]
    public async Task Harmless_files_that_look_odd_stay_quiet(int round, int most)
    {
        var kinds = HarmlessLookAlike.All.Where(one => one.Round == round).ToList();
        var scanned = await ScanAllAsync(kinds.Select(kind => (kind.Name, kind.Files())));
        var loud = scanned.Where(one => one.Verdict >= Verdict.Suspicious).Select(one => one.Line).ToList();

        output.WriteLine($"{scanned.Length} files of {kinds.Count} kinds: suspicious or worse {new Rate(loud.Count, scanned.Length)}");
        loud.Should().HaveCountLessThanOrEqualTo(most);
    }

    // On all cores, told in the order of the files.
    private async Task<(Verdict Verdict, string Line)[]> ScanAllAsync(IEnumerable<(string Name, IEnumerable<(string Name, byte[] Content)> Files)> kinds)
    {
        using var pipeline = new WholePipeline();
        var files = kinds.SelectMany(kind => kind.Files.Select(file => (Kind: kind.Name, file.Name, file.Content))).ToList();
        var scanned = new (Verdict Verdict, string Line)[files.Count];
        await Parallel.ForAsync(0, files.Count, async (at, _) =>
        {
            var report = await pipeline.ScanAsync(files[at].Name, files[at].Content);
            scanned[at] = (report.Verdict, Line(files[at].Kind, files[at].Name, report));
        });
        foreach (var (_, line) in scanned)
            output.WriteLine(line);
        return scanned;
    }

    private static string Line(string kind, string name, Report report) =>
        $"{report.Verdict,-10} {report.Score,3} {kind} {name}: {string.Join(", ", report.Findings.Where(finding => finding.Contribution > 0).Select(finding => finding.Id).Distinct())}";
}
