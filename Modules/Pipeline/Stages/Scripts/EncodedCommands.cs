using System.Text.RegularExpressions;
using ScanHost.Formats.Scripts;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>
/// Commands in base64. Tools for remote management encode all of theirs, because quotes suffer on the way: one that can be read, and does nothing but ask, restart or test by
/// cmdlets of its own name, hides nothing.
/// </summary>
internal static partial class EncodedCommands
{
    private const int MaxCommand = 40_000;

    /// <summary>The first match of the switch whose command is not one of those; null when there is none.</summary>
    /// <param name="script">The script or command line.</param>
    /// <param name="pattern">PowerShell, its switch and the first letters of the command.</param>
    public static string? Telling(ScriptSource script, Regex pattern)
    {
        // As it is written, when it is: folding may take the last signs of a command for something else.
        foreach (var text in new[] { script.Code, script.Folded })
            if (pattern.Matches(text) is { Count: > 0 } starts)
                return starts.FirstOrDefault(start => !IsPlainWork(text.Substring(start.Index, Math.Min(MaxCommand, text.Length - start.Index)))) is { } telling ? ScriptSign.Around(text, telling) : null;
        return null;
    }

    private static bool IsPlainWork(string command) =>
        CommandLines.Encoded(command).FirstOrDefault() is { Length: > 0 } plain && !Acts().IsMatch(plain)
        && plain.Split([';', '|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).All(step => PlainStep().IsMatch(step));

    // Anything but names of cmdlets, switches and words.
    [GeneratedRegex(@"https?:|\\\\|[$&(){}\[\]`%@<>]|\.(?:exe|ps1|dll|bat|cmd|vbs|js)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Acts();

    [GeneratedRegex(@"^(?:(?:Get|Test|Measure|Select|Where|Sort|Format|Group|Restart|Resolve|Update)-(?!Content\b|Clipboard\b|Credential\b)[A-Za-z]{2,40}|Clear-DnsClientCache|Start-(?:Service|Sleep|ScheduledTask)|Register-DnsClient)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PlainStep();
}
