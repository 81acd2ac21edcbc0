using ScanHost.Contracts.Reports;
using ScanHost.TestKit.Techniques;
using Xunit.Abstractions;

namespace ScanHost.Corpus.Tests;

/// <summary>The other side of the law: inert look-alikes of what attackers send must be found. A technique is one small class of the test kit.</summary>
public sealed class RecallTests(ITestOutputHelper output)
{
    private const double MinSuspicious = 0.95;
    private const double MinMalicious = 0.85;

    [Fact]
    public async Task Look_alikes_of_known_techniques_are_found()
    {
        using var pipeline = new WholePipeline();
        var (all, suspicious, ofSeveral, malicious) = (0, 0, 0, 0);
        var missed = new List<string>();
        foreach (var technique in Technique.All)
            foreach (var (name, content) in technique.Variants())
            {
                var report = await pipeline.ScanAsync(name, content);
                all++;
                suspicious += report.Verdict >= Verdict.Suspicious ? 1 : 0;
                ofSeveral += technique.IsOfOneKind ? 0 : 1;
                malicious += report.Verdict == Verdict.Malicious && !technique.IsOfOneKind ? 1 : 0;
                var line = $"{report.Verdict,-10} {report.Score,3} {technique.Name} {name}: {string.Join(", ", report.Findings.Where(finding => finding.Contribution > 0).Select(finding => finding.Id))}";
                output.WriteLine(line);
                if (report.Verdict < Verdict.Suspicious)
                    missed.Add(line);
            }

        output.WriteLine($"{all} files of {Technique.All.Count} techniques: suspicious or worse {new Rate(suspicious, all)}, malicious among those with evidence of several kinds {new Rate(malicious, ofSeveral)}");
        Technique.All.Should().HaveCountGreaterThanOrEqualTo(25).And.OnlyContain(technique => technique.Variants().Count() >= 4);
        suspicious.Should().BeGreaterThanOrEqualTo((int)Math.Ceiling(MinSuspicious * all), "these were missed: {0}", string.Join("\n", missed));
        malicious.Should().BeGreaterThanOrEqualTo((int)Math.Ceiling(MinMalicious * ofSeveral));
    }

    [Fact]
    public void Every_technique_has_a_name_of_its_own() => Technique.All.Select(technique => technique.Name).Should().OnlyHaveUniqueItems();
}
