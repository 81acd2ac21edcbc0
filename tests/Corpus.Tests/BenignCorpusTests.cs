using System.Collections.Concurrent;
using System.Globalization;
using ScanHost.Contracts.Reports;
using ScanHost.Contracts.Scanning;
using Xunit.Abstractions;

namespace ScanHost.Corpus.Tests;

/// <summary>
/// The false-positive law: what a heuristic may weigh depends on how often it speaks of harmless files. Low may be anything, medium at most
/// 1 %, high 0.3 %, very high 0.1 %, critical nothing at all. A small corpus proves only what it shows: the law is broken when even the lower end
/// of the interval is above the bound.
/// </summary>
public sealed class BenignCorpusTests(ITestOutputHelper output)
{
    /// <summary>One file of a few hundred may be wrong without proving a rate.</summary>
    private const double MaxSuspicious = 0.005;

    /// <summary>On a busy machine a stage may be waited for no longer; the host calls such a job failed. That is no verdict, so the run goes on and says so.</summary>
    private const double MaxGivenUp = 0.001;

    [Fact]
    public async Task Harmless_files_are_hardly_ever_suspicious_and_no_heuristic_weighs_more_than_its_rate_allows()
    {
        var chosen = BenignFiles.Choose();
        var (scanned, givenUp) = await ScanAllAsync(chosen);

        Write(scanned);
        foreach (var line in givenUp)
            output.WriteLine(line);
        givenUp.Should().HaveCountLessThanOrEqualTo((int)Math.Ceiling(MaxGivenUp * scanned.Count));
        scanned.Count.Should().BeGreaterThan(chosen.Count / 2, "the machine has harmless files to show");
        scanned.Where(file => file.Report.Verdict == Verdict.Malicious).Select(Describe).Should().BeEmpty();
        var suspicious = scanned.Where(file => file.Report.Verdict == Verdict.Suspicious).Select(Describe).ToList();
        suspicious.Should().HaveCountLessThanOrEqualTo((int)Math.Ceiling(MaxSuspicious * scanned.Count));
        Rates(scanned).Where(rate => rate.Rate.Lower > Bound(rate.Severity)).Select(rate => $"{rate.Id} is {rate.Severity}: {rate.Rate}").Should().BeEmpty();
    }

    private static double Bound(Severity severity) => severity switch
    {
        Severity.Info or Severity.Low => 1,
        Severity.Medium => 0.01,
        Severity.High => 0.003,
        Severity.VeryHigh => 0.001,
        _ => 0,
    };

    private static async Task<(List<(string Path, Report Report)> Scanned, IReadOnlyCollection<string> GivenUp)> ScanAllAsync(IReadOnlyList<string> paths)
    {
        using var pipeline = new WholePipeline();
        var scanned = new ConcurrentDictionary<string, Report>();
        var givenUp = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(paths, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (path, _) =>
        {
            try
            {
                scanned[path] = await pipeline.ScanAsync(path);
                BenignLog.Write(scanned.Count, scanned[path].Verdict < Verdict.Suspicious ? null : Describe((path, scanned[path])));
            }
            catch (StageIgnoredCancellationException ignored)
            {
                givenUp.Enqueue($"given up {path}: {ignored.Message}");
                BenignLog.Write(scanned.Count, $"given up {path}: {ignored.Message}");
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Some files of the system are not for everybody, or are gone again.
            }
        });
        return ([.. scanned.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => (file.Key, file.Value))], givenUp);
    }

    /// <summary>Per heuristic the share of files that it speaks of, among the files of the types that it speaks of at all.</summary>
    private static IEnumerable<(string Id, Severity Severity, Rate Rate)> Rates(List<(string Path, Report Report)> scanned)
    {
        foreach (var heuristic in scanned.SelectMany(file => file.Report.Findings.Select(finding => (finding.Id, finding.Severity, file))).GroupBy(one => one.Id).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var hits = heuristic.Select(one => one.file.Path).Distinct().Count();
            var types = heuristic.Select(one => one.file.Report.File.Type.Id).ToHashSet();
            yield return (heuristic.Key, heuristic.Max(one => one.Severity), new(hits, Math.Max(scanned.Count(file => types.Contains(file.Report.File.Type.Id)), 100)));
        }
    }

    private void Write(List<(string Path, Report Report)> scanned)
    {
        var verdicts = scanned.GroupBy(file => file.Report.Verdict).OrderBy(group => group.Key);
        output.WriteLine($"{scanned.Count} files: {string.Join(", ", verdicts.Select(group => $"{group.Count()} {group.Key}"))}; suspicious {new Rate(scanned.Count(file => file.Report.Verdict == Verdict.Suspicious), scanned.Count)}");
        foreach (var (id, severity, rate) in Rates(scanned))
            output.WriteLine($"{id,-32} {severity,-9} {rate}");
        foreach (var file in scanned.Where(file => file.Report.Verdict >= Verdict.Suspicious))
            output.WriteLine(Describe(file));
        foreach (var gap in scanned.SelectMany(file => file.Report.Coverage.Gaps.Select(gap => (file.Path, gap))).Where(one => one.gap.Reason is GapReason.Failed or GapReason.Timeout).Take(20))
            output.WriteLine($"{gap.gap.Stage} {gap.gap.Reason} on {gap.Path}: {gap.gap.Detail}");
    }

    private static string Describe((string Path, Report Report) file) => string.Create(
        CultureInfo.InvariantCulture,
        $"{file.Report.Verdict} {file.Report.Score} {file.Path}: {string.Join(", ", file.Report.Findings.Where(finding => finding.Contribution > 0).Select(finding => $"{finding.Id} ({finding.Evidence.Select(evidence => evidence.Text).FirstOrDefault()})"))}");
}
