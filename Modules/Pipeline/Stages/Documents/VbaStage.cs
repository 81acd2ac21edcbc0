using ScanHost.Pipeline.Stages.Scripts;
using ScanHost.Formats.Scripts;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Ole;
using ScanHost.Formats.Vba;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Documents;

/// <summary>Judges the macro projects of a compound file by their source, all modules of a project together.</summary>
internal sealed partial class VbaStage : IScanStage
{
    private const int MaxListed = 100;
    private const int MaxFormBytes = 4 << 20;

    public string Name => "vba";

    public string Version => "6";

    public StagePhase Phase => StagePhase.Analyse;

    public bool Accepts(ArtifactFacts facts) => facts.IsOrMayBeA("ole") && !facts.Type.IsA("msi") && !facts.Type.IsA("msp");

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var ole = OleFile.Parse(scan.Content);
        var projects = VbaProject.FindAll(ole);
        if (projects.Count > 0)
            scan.Note("modules", new JsonArray([.. projects.SelectMany(project => project.Modules).Take(MaxListed).Select(module => JsonValue.Create(MemberName.Shorten(module.FileName)))]));
        foreach (var project in projects)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Judge(scan, ole, project, cancellationToken);
        }

        if (ole.IsCut)
            scan.Miss(GapReason.Limit, $"Of the directory at most {OleFile.MaxEntries} entries are looked at, and of many macro projects only the first.");

        return ValueTask.CompletedTask;
    }

    private static void Judge(IScanContext scan, OleFile ole, VbaProject project, CancellationToken cancellationToken)
    {
        if (project.IsDirectoryBroken)
            scan.Note("directory_broken", true);
        foreach (var module in project.Modules.Where(VbaStomping.IsStomped))
        {
            Report(scan, DocumentHeuristics.Stomping, module.StreamPath);
            foreach (var command in VbaStomping.Literals(module.Cache.Span).Where(literal => CommandLines.Within(literal) is not null && !VbaStomping.IsInSource(module, literal)).Take(MaxListed))
                CommandSigns.Report(scan, command, cancellationToken);
        }
        var behaviour = VbaBehaviour.Of(project.Modules.Select(module => module.Source));
        VbaFindings.Report(scan, behaviour);
        if (behaviour.ReadsHiddenData is { } reads && HiddenPayload(ole, project) is { } place)
            Report(scan, DocumentHeuristics.HiddenData, $"{reads}: {place}");
    }

    /// <summary>Where an encoded payload or a command stands outside the source; null when nowhere.</summary>
    private static string? HiddenPayload(OleFile ole, VbaProject project)
    {
        foreach (var path in project.FormStreams)
        {
            if (ole.Find(path) is { } stream && Payload().IsMatch(Encoding.Latin1.GetString(ole.Read(stream, MaxFormBytes).Span)))
                return OlePaths.Printable(path);
        }

        foreach (var entry in ole.Entries.Where(entry => entry.IsStream && entry.Name.EndsWith("SummaryInformation", StringComparison.Ordinal)))
        {
            foreach (var (name, value) in PropertySet.Read(ole.Read(entry).Span))
            {
                if (Payload().IsMatch(value))
                    return name;
            }
        }

        return null;
    }

    private static void Report(IScanContext scan, Heuristic heuristic, string evidence) =>
        scan.Report(heuristic, new Evidence(null, null, MemberName.Shorten(evidence)));

    [GeneratedRegex(@"[A-Za-z0-9+/]{200}|\bpowershell\b|\bcmd(?:\.exe)? /c|\bmshta\b|https?://[^\s""]{4,}\.(?:exe|dll|ps1|hta|vbs|js)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Payload();
}
