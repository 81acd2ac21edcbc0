using ScanHost.Contracts.Scanning;
using static ScanHost.Contracts.Scanning.FindingCategory;

namespace ScanHost.Pipeline.Findings;

/// <summary>What sources of AutoIt and AutoHotkey give away.</summary>
internal static class AutomationHeuristics
{
    public static readonly Heuristic Inject = new("auto.inject", "A desktop automation script copies code into memory and runs it",
        Severity.Critical, Confidence.High, Capability, "T1059.010", "T1055");

    public static readonly Heuristic DownloadRun = new("auto.download_run", "A desktop automation script saves a file from the network and starts it",
        Severity.VeryHigh, Confidence.High, Capability, "T1059.010", "T1105");

    public static readonly Heuristic RunsAnswer = new("auto.run_answer", "A desktop automation script has the command interpreter run what a server answers",
        Severity.Critical, Confidence.High, Capability, "T1059.010", "T1105");

    public static readonly Heuristic Clipper = new("auto.clipper", "A desktop automation script puts another wallet's address into the clipboard",
        Severity.VeryHigh, Confidence.High, Capability, "T1115");

    public static readonly Heuristic Persist = new("auto.persist", "A desktop automation script has itself started with Windows",
        Severity.High, Confidence.Medium, Active, "T1547.001");

    public static readonly Heuristic Decodes = new("auto.decode", "A desktop automation script decodes its texts letter by letter",
        Severity.High, Confidence.Medium, Obfuscation, "T1027.013");
}
