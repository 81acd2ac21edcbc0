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
    private const int MaxProperties = 1000;
    private const int MaxRounds = 4;
    private const int MaxCommand = 1 << 16;
    private const long SmallInstaller = 2 << 20;

    public string Name => "msi-tables";

    public string Version => "4";

    public StagePhase Phase => StagePhase.Analyse;

    public bool Accepts(ArtifactFacts facts) => facts.IsOrMayBeA("msi");

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var ole = OleFile.Parse(scan.Content);
        var database = MsiDatabase.Read(ole);
        if (scan.Facts.Size < SmallInstaller && !ole.Entries.Any(entry => entry.Name == "\u0005DigitalSignature"))
            scan.Report(DocumentHeuristics.InstallerUnsigned);
        var actions = database.CustomActions();
        var set = Properties(actions);
        foreach (var action in actions)
            CheckAction(scan, action, set, cancellationToken);
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

    // Type 51 sets a property, and what is run may be put together of several.
    private static Dictionary<string, string> Properties(IReadOnlyList<MsiCustomAction> actions)
    {
        var set = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var action in actions.Where(action => action.BasicType == 51).Take(MaxProperties))
            set[action.Source] = action.Target;
        return set;
    }

    private static string Resolve(string text, Dictionary<string, string> set)
    {
        for (var round = 0; round < MaxRounds && text.Length < MaxCommand; round++)
        {
            var next = PropertyName().Replace(text, match => set.GetValueOrDefault(match.Groups["name"].Value, match.Value));
            if (next == text)
                break;
            text = next;
        }
        return text;
    }

    private static void CheckAction(IScanContext scan, MsiCustomAction action, Dictionary<string, string> set, CancellationToken cancellationToken)
    {
        var target = Resolve(action.Target, set);
        // The program of type 50 stands in a property; in the others the command line names it.
        var command = action.BasicType == 50 && set.TryGetValue(action.Source, out var program) ? $"{Resolve(program, set)} {target}" : target;
        switch (action.BasicType)
        {
            case 2 or 18 or 34 or 50 when Interpreter().IsMatch($"{action.Source} {command}"):
                Report(scan, DocumentHeuristics.InstallerCommand, $"{action.Name}: {command}");
                CommandSigns.Report(scan, Folder().Replace(command, ""), cancellationToken);
                break;
            case 5 or 6 or 37 or 38 or 53 or 54:
                Report(scan, DocumentHeuristics.InstallerScript, action.Name);
                if (ActingObject().Match(target) is { Success: true } acting)
                    Report(scan, DocumentHeuristics.InstallerScriptActs, acting.Value);
                break;
            case 1 or 17:
                Report(scan, DocumentHeuristics.InstallerLibrary, $"{action.Name}: {action.Source}!{action.Target}");
                break;
        }
    }

    private static void Report(IScanContext scan, Heuristic heuristic, string evidence) =>
        scan.Report(heuristic, new Evidence(null, null, MemberName.Shorten(evidence)));

    [GeneratedRegex(@"\bcmd(?:\.exe)?\b|powershell|\bpwsh\b|rundll32|mshta|wscript|cscript|regsvr32|certutil|bitsadmin|\bmsiexec(?:\.exe)?\b[^\n]*https?://", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Interpreter();

    [GeneratedRegex(@"\[(?<name>[\w.]{1,72})\]", RegexOptions.CultureInvariant)]
    private static partial Regex PropertyName();

    // Folders of Windows that are not known before it is installed.
    [GeneratedRegex(@"\[(?:System64Folder|SystemFolder|WindowsFolder|System16Folder)\]", RegexOptions.CultureInvariant)]
    private static partial Regex Folder();

    // What starts programs, fetches or writes; asking whether a program runs needs none of it.
    [GeneratedRegex(@"WScript\.Shell|Shell\.Application|XMLHTTP|WinHttpRequest|ADODB\.Stream|winmgmts:|Scripting\.FileSystemObject|\bExecute(?:Global)?\b|\beval\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ActingObject();

    [GeneratedRegex(@"^StartupFolder$|\\CurrentVersion\\Run(?:Once)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Startup();
}
