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
    private const int MinTransformations = 20;
    private const int MaxListed = 100;
    private const int MaxFormBytes = 4 << 20;

    public string Name => "vba";

    public string Version => "5";

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
        NoteBehaviour(scan, behaviour);
        if (behaviour.IsCut)
            scan.Miss(GapReason.Limit, "Only the first part of a macro project's long source is looked at.");
        if (behaviour.AutoExec is { } trigger && (behaviour.Writes ?? behaviour.Acts) is { } act)
            Report(scan, DocumentHeuristics.AutoExecWrite, $"{trigger}, {act}");
        if (behaviour is { AutoExec: not null, Starts: { } start, Decodes: { } decode })
            Report(scan, DocumentHeuristics.AutoShellEncoded, $"{start}, {decode}");
        else if (behaviour is { AutoExec: not null, Starts: { } command, Transformations: >= MinTransformations })
            Report(scan, DocumentHeuristics.AutoShellEncoded, command);
        ReportIf(scan, DocumentHeuristics.HiddenObject, behaviour.HidesObject);
        ReportIf(scan, DocumentHeuristics.MacroDownload, behaviour.Downloads);
        ReportIf(scan, DocumentHeuristics.MacroWmi, behaviour.Wmi);
        ReportIf(scan, DocumentHeuristics.MacroPersistence, behaviour.Persists);
        ReportIf(scan, DocumentHeuristics.MacroInjection, behaviour.Injects);
        ReportIf(scan, DocumentHeuristics.DisablesSecurity, behaviour.DisablesSecurity);
        if (behaviour.Transformations >= MinTransformations)
            Report(scan, DocumentHeuristics.CharacterChain, FormattableString.Invariant($"{behaviour.Transformations} calls"));
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

    private static void NoteBehaviour(IScanContext scan, VbaBehaviour behaviour)
    {
        // mraptor's flags: A runs by itself, W writes, X executes.
        var flags = (behaviour.AutoExec is null ? "" : "A") + (behaviour.Writes is null ? "" : "W") + (behaviour.Executes is null ? "" : "X");
        if (flags.Length > 0)
            scan.Note("flags", flags);
    }

    private static void ReportIf(IScanContext scan, Heuristic heuristic, string? evidence)
    {
        if (evidence is not null)
            Report(scan, heuristic, evidence);
    }

    private static void Report(IScanContext scan, Heuristic heuristic, string evidence) =>
        scan.Report(heuristic, new Evidence(null, null, MemberName.Shorten(evidence)));

    [GeneratedRegex(@"[A-Za-z0-9+/]{200}|\bpowershell\b|\bcmd(?:\.exe)? /c|\bmshta\b|https?://[^\s""]{4,}\.(?:exe|dll|ps1|hta|vbs|js)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Payload();
}
