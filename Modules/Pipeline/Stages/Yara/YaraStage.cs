using System.Globalization;
using System.Text;
using ScanHost.Contracts.Scanning;
using ScanHost.Yara;

namespace ScanHost.Pipeline.Stages.Yara;

/// <summary>Asks YARA rules.</summary>
/// <param name="rules">As they were when the scan began.</param>
internal sealed class YaraStage(RuleSet rules) : IScanStage
{
    /// <summary>Places that are shown of one string.</summary>
    private const int MaxPlaces = 10;

    private const int MaxExcerpt = 60;

    private static readonly string[] Portable = ["pe", "dotnet", "dll", "exe"];

    public string Name => "yara";

    public string Version => "1";

    public StagePhase Phase => StagePhase.Analyse;

    /// <summary>Rules may ask for the name (external variables).</summary>
    public bool ReadsName => true;

    public string Fingerprint => rules.Digest;

    public bool Accepts(ArtifactFacts facts) => rules.Rules.All.Count > 0 || rules.Unreadable.Count > 0;

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        if (scan.Facts.Depth == 0)
        {
            foreach (var path in rules.Unreadable)
                scan.Miss(GapReason.Failed, $"The rules {Path.GetFileName(path)} cannot be read.");
        }

        var scanner = rules.Rent();
        var settings = new ScanSettings { MaxStringMatches = MaxPlaces, MaxExcerptBytes = MaxExcerpt };
        DefineExternals(scanner, scan.Facts);
        var result = scanner.Scan(scan.Content, settings, cancellationToken);
        rules.Return(scanner);
        foreach (var match in result.Matches)
            scan.Report(YaraHeuristics.Of(match.Rule), [.. match.Strings.Take(MaxPlaces).Select(EvidenceOf)]);

        foreach (var gap in result.Gaps.Where(gap => gap.Kind != ScanGapKind.Timeout))
            scan.Miss(GapReason.Limit, Sentence(gap));

        // What was found until then stays; the runner makes the gap.
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.CompletedTask;
    }

    /// <summary>The variables of public rule sets, as their authors' scanners fill them.</summary>
    private static void DefineExternals(Scanner scanner, ArtifactFacts facts)
    {
        var extension = FileNames.Extension(facts.Name);
        var folderEnd = facts.Path.LastIndexOfAny(['/', '\\']);
        scanner.Define("filename", facts.Name);
        scanner.Define("filepath", folderEnd < 0 ? "" : facts.Path[..folderEnd]);
        scanner.Define("extension", extension.Length == 0 ? "" : "." + extension.ToLowerInvariant());
        scanner.Define("filetype", Portable.Contains(facts.Type.Id) ? "EXE" : facts.Type.Id.ToUpperInvariant());
        scanner.Define("owner", "");
    }

    private static Evidence EvidenceOf(StringMatch match)
    {
        var text = new StringBuilder(match.Name).Append(": ");
        foreach (var one in match.Excerpt.Span)
        {
            if (one is >= 0x20 and < 0x7F)
                text.Append((char)one);
            else
                text.Append(CultureInfo.InvariantCulture, $"\\x{one:x2}");
        }

        return new Evidence(match.Offset, match.Length, text.Length > 200 ? text.ToString(0, 200) : text.ToString());
    }

    private static string Sentence(ScanGap gap) => gap.Kind == ScanGapKind.MatchLimit
        ? $"String {gap.String} of rule {gap.Rule?.Name} has more matches than are counted."
        : $"Rule {gap.Rule?.Name} was not evaluated to its end.";
}
