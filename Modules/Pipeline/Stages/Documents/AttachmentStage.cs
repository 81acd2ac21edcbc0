using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats;
using ScanHost.Formats.Containers;
using ScanHost.Formats.Identification;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Documents;

/// <summary>Judges what came as an attachment of a mail, by its name and its type.</summary>
internal sealed partial class AttachmentStage : IScanStage
{
    private const int MaxHtml = 8 << 20;
    private const int MaxPlainScript = 16 << 10;

    /// <summary>What no honest mail carries in the open: programs, scripts, shortcuts, disk images, notebooks.</summary>
    private static readonly FrozenSet<string> Dangerous = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "exe", "scr", "com", "pif", "js", "jse", "vbs", "vbe", "wsf", "wsh", "hta", "lnk", "iso", "img", "vhd", "vhdx", "one", "chm", "cpl", "msi", "rdp", "library-ms", "searchconnector-ms", "msc", "xll", "bat", "cmd", "ps1");

    private static readonly FrozenSet<string> DangerousTypes = FrozenSet.Create(
        StringComparer.Ordinal, "lnk", "iso", "udf", "vhd", "vhdx", "onenote", "chm", "msi", "hta");

    public string Name => "attachment";

    public string Version => "3";

    public StagePhase Phase => StagePhase.Analyse;

    public bool ReadsName => true;

    public bool Accepts(ArtifactFacts facts) => facts.Relation == "attachment" && facts.Origin is "eml" or "msg" or "tnef" or "icalendar";

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var facts = scan.Facts;
        if (IsDangerous(facts) && !(IsPlainScript(facts) && DoesLittle(scan.Content.Span)))
            scan.Report(DocumentHeuristics.DangerousAttachment, new Evidence(null, null, MemberName.Shorten(facts.Name)));
        if (facts.IsPasswordTold && EncryptionSigns.Shows(facts.Type, scan.Content.Span))
            scan.Report(DocumentHeuristics.PasswordInBody, new Evidence(null, null, MemberName.Shorten(facts.Name)));
        if (facts.IsOrMayBeA("html") || facts.IsOrMayBeA("svg"))
            CheckPage(scan);
        return ValueTask.CompletedTask;
    }

    private static bool IsDangerous(ArtifactFacts facts) =>
        Dangerous.Contains(FileNames.Extension(facts.Name))
        || DangerousTypes.Contains(facts.Type.Id) || facts.Type.IsA("pe");

    // Colleagues send each other scripts that can be read: one that fetches, decodes and starts nothing is what it says. Those of the script host are run by a click.
    private static bool IsPlainScript(ArtifactFacts facts) =>
        facts.Type.Category is FileCategory.Text or FileCategory.Script && facts.Size < MaxPlainScript && FileNames.Extension(facts.Name).ToUpperInvariant() is "PS1" or "BAT" or "CMD";

    private static bool DoesLittle(ReadOnlySpan<byte> content) => !Acts().IsMatch(SourceText.Read(content).Text);

    [GeneratedRegex(@"\w{2,}://|\\\\[\w.-]+[.@][\w.-]*\\|[A-Za-z0-9+/]{40}|\b(?:powershell|pwsh|mshta|wscript|cscript|rundll32|regsvr32|certutil|bitsadmin|curl|wget|iex|irm|iwr|schtasks|saps|copy|xcopy|move|reg|set|for|vssadmin|bcdedit|wmic)\b|\bstart\s+[""/%\\]|(?:invoke|start|new|set|add|import|register|copy|save)-\w|::|`|\^|%\w+:|\$\(|[&.]\s*\(|\bcall\b|\.(?:exe|dll|scr|js|vbs|hta|lnk)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Acts();

    private static void CheckPage(IScanContext scan)
    {
        var page = scan.Content.Span;
        var text = Encoding.Latin1.GetString(page[..Math.Min(page.Length, MaxHtml)]);
        if (PasswordField().IsMatch(text) && text.Contains("<form", StringComparison.OrdinalIgnoreCase))
            scan.Report(DocumentHeuristics.HtmlAttachment, new Evidence(null, null, "a form with a password field"));
        else if (Decodes().IsMatch(text) && BuildsFile().IsMatch(text))
            scan.Report(DocumentHeuristics.HtmlAttachment, new Evidence(null, null, "script that builds a file"));
    }

    [GeneratedRegex(@"<input\b[^>]{0,500}\btype\s*=\s*[""']?password", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PasswordField();

    [GeneratedRegex(@"\batob\s*\(|\bUint8Array\b|\bfromCharCode\b|;base64,", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Decodes();

    [GeneratedRegex(@"\bmsSaveOrOpenBlob\b|\bcreateObjectURL\b|\.download\s*=|\bsetAttribute\(\s*[""']download", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex BuildsFile();
}
