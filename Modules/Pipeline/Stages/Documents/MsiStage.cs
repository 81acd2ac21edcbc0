using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Msi;
using ScanHost.Formats.Ole;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Stages.Scripts;

namespace ScanHost.Pipeline.Stages.Documents;

/// <summary>Judges what an installer package runs while it installs: Windows Installer SDK, "Summary List of All Custom Action Types".</summary>
internal sealed partial class MsiStage : IScanStage
{
    private const int MaxListed = 50;
    private const long SmallInstaller = 2 << 20;

    public string Name => "msi-tables";

    public string Version => "2";

    public StagePhase Phase => StagePhase.Analyse;

    public bool Accepts(ArtifactFacts facts) => facts.Type.IsA("msi");

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var ole = OleFile.Parse(scan.Content);
        var database = MsiDatabase.Read(ole);
        if (scan.Facts.Size < SmallInstaller && !ole.Entries.Any(entry => entry.Name == "\u0005DigitalSignature"))
            scan.Report(DocumentHeuristics.InstallerUnsigned);
        var actions = database.CustomActions();
        foreach (var action in actions)
            CheckAction(scan, action, cancellationToken);
        if (database.Strings.FirstOrDefault(text => Startup().IsMatch(text)) is { } startup)
            Report(scan, DocumentHeuristics.InstallerStartup, startup);
        scan.Note("tables", database.Tables.Count());
        if (actions.Count > 0)
            scan.Note("custom_actions", new JsonArray([.. actions.Take(MaxListed).Select(action => new JsonObject
            {
                ["name"] = MemberName.Shorten(action.Name), ["type"] = action.Type, ["source"] = MemberName.Shorten(action.Source), ["target"] = MemberName.Shorten(action.Target),
            })]));
        return ValueTask.CompletedTask;
    }

    private static void CheckAction(IScanContext scan, MsiCustomAction action, CancellationToken cancellationToken)
    {
        switch (action.BasicType)
        {
            case 2 or 18 or 34 or 50 when Interpreter().IsMatch($"{action.Source} {action.Target}"):
                Report(scan, DocumentHeuristics.InstallerCommand, $"{action.Name}: {action.Target}");
                CommandSigns.Report(scan, action.Target, cancellationToken);
                break;
            case 5 or 6 or 37 or 38 or 53 or 54:
                Report(scan, DocumentHeuristics.InstallerScript, action.Name);
                break;
            case 1 or 17:
                Report(scan, DocumentHeuristics.InstallerLibrary, $"{action.Name}: {action.Source}!{action.Target}");
                break;
        }
    }

    private static void Report(IScanContext scan, Heuristic heuristic, string evidence) =>
        scan.Report(heuristic, new Evidence(null, null, MemberName.Shorten(evidence)));

    [GeneratedRegex(@"\bcmd(?:\.exe)?\b|powershell|\bpwsh\b|rundll32|mshta|wscript|cscript|regsvr32|certutil|bitsadmin", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Interpreter();

    [GeneratedRegex(@"^StartupFolder$|\\CurrentVersion\\Run(?:Once)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Startup();
}
