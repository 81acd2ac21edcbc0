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
    [InlineData(7, 0.98, 0.92)]
    public async Task Hostile_files_are_found(int round, double minSuspicious, double minMalicious)
    {
        using var pipeline = new WholePipeline();
        var (all, suspicious, malicious) = (0, 0, 0);
        var missed = new List<string>();
        foreach (var technique in HeldOutTechnique.All.Where(one => one.Round == round))
            foreach (var (name, content) in technique.Variants())
            {
                var report = await pipeline.ScanAsync(name, content);
                all++;
                suspicious += report.Verdict >= Verdict.Suspicious ? 1 : 0;
                malicious += report.Verdict == Verdict.Malicious ? 1 : 0;
                var line = Line(technique.Name, name, report);
                output.WriteLine(line);
                if (report.Verdict < Verdict.Suspicious)
                    missed.Add(line);
            }

        output.WriteLine($"{all} files of {HeldOutTechnique.All.Count(one => one.Round == round)} techniques: suspicious or worse {new Rate(suspicious, all)}, malicious {new Rate(malicious, all)}");
        suspicious.Should().BeGreaterThanOrEqualTo((int)Math.Ceiling(minSuspicious * all), "these were missed: {0}", string.Join("\n", missed));
        malicious.Should().BeGreaterThanOrEqualTo((int)Math.Ceiling(minMalicious * all));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    [InlineData(4, 0)]
    [InlineData(5, 0)]
    [InlineData(6, 1)]
    [InlineData(7, 5)]
    public async Task Harmless_files_that_look_odd_stay_quiet(int round, int most)
    {
        using var pipeline = new WholePipeline();
        var loud = new List<string>();
        var all = 0;
        foreach (var kind in HarmlessLookAlike.All.Where(one => one.Round == round))
            foreach (var (name, content) in kind.Files())
            {
                var report = await pipeline.ScanAsync(name, content);
                all++;
                var line = Line(kind.Name, name, report);
                output.WriteLine(line);
                if (report.Verdict >= Verdict.Suspicious)
                    loud.Add(line);
            }

        output.WriteLine($"{all} files of {HarmlessLookAlike.All.Count(one => one.Round == round)} kinds: suspicious or worse {new Rate(loud.Count, all)}");
        loud.Should().HaveCountLessThanOrEqualTo(most);
    }

    private static string Line(string kind, string name, Report report) =>
        $"{report.Verdict,-10} {report.Score,3} {kind} {name}: {string.Join(", ", report.Findings.Where(finding => finding.Contribution > 0).Select(finding => finding.Id).Distinct())}";
}
