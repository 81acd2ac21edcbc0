using System.Text.RegularExpressions;
using ScanHost.Formats.Scripts;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>
/// A script that looks for machines of analysts, or for the programs of protection, and ends or waits when it finds them. Inventories name the same things: what
/// follows the question decides.
/// </summary>
internal static partial class Evasion
{
    /// <summary>The text that shows it; null when the script does not have it.</summary>
    public static string? In(ScriptSource script) => ScriptSign.First(script, Asks());

    private const string Names = @"\b(?:qemu|vmware|virtualbox|vboxservice|vboxtray|vmtoolsd|sbiedll|joeboxcontrol|wireshark|procmon64|aaa_TouchMeNot_|avastui|avgui|bdagent|avp\.exe|ekrn|MsMpEng)\b";

    // In a shell the question is a search or a test; in other languages a condition.
    [GeneratedRegex(@"(?:grep|findstr|pidof|\[|\btest)\s(?>[^\n]{0,120}?" + Names + @")[^\n]{0,240}(?:&&\s*(?:exit|return|kill)\b|;\s*then\s+(?:exit|sleep)\b)|" + Names + @"[^\n]{0,120}(?:\bThen\s+(?:Exit|Sleep|WScript\.(?:Quit|Sleep))|\)\s*\{?\s*(?:exit\b|return\b|sleep\b|WScript\.(?:Quit|Sleep)|process\.exit|sys\.exit|os\._exit)|:\s*(?:sys\.exit|os\._exit|exit\s*\(|time\.sleep))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Asks();
}
