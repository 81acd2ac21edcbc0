using System.Text.RegularExpressions;
using ScanHost.Formats.Scripts;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>One thing that a script can give away.</summary>
/// <param name="Heuristic">What it means.</param>
/// <param name="Find">The text that shows it; null when the script does not have it.</param>
internal sealed record ScriptSign(Heuristic Heuristic, Func<ScriptSource, string?> Find)
{
    /// <summary>Any match of one pattern in the code or in the folded code.</summary>
    public ScriptSign(Heuristic heuristic, Regex pattern) : this(heuristic, script => First(script, pattern))
    {
    }

    /// <summary>All patterns must match; the last one shows it.</summary>
    public static ScriptSign All(Heuristic heuristic, params Regex[] patterns) => new(heuristic, script =>
    {
        string? shown = null;
        foreach (var pattern in patterns)
            if ((shown = First(script, pattern)) is null)
                return null;
        return shown;
    });

    /// <summary>The first match in the code as written, or else as folded.</summary>
    public static string? First(ScriptSource script, Regex pattern) =>
        pattern.Match(script.Code) is { Success: true } written ? Around(script.Code, written)
        : pattern.Match(script.Folded) is { Success: true } folded ? Around(script.Folded, folded)
        : null;

    /// <summary>The match, and what follows it when it is short; at most 200 letters.</summary>
    public static string Around(string text, Match match) => text.Substring(match.Index, Math.Min(Math.Max(match.Length, 80), Math.Min(200, text.Length - match.Index)));
}
