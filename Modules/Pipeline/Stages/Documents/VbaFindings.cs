using ScanHost.Contracts.Scanning;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Documents;

/// <summary>Reports what macros do.</summary>
internal static class VbaFindings
{
    private const int MinTransformations = 20;

    /// <summary>Reports the behaviour of one project, or of one module that came by itself.</summary>
    public static void Report(IScanContext scan, VbaBehaviour behaviour)
    {
        Note(scan, behaviour);
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
    }

    private static void Note(IScanContext scan, VbaBehaviour behaviour)
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
}
