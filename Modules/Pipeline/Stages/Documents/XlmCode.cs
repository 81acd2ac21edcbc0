using System.Text.RegularExpressions;

namespace ScanHost.Pipeline.Stages.Documents;

/// <summary>Reads the text of Excel 4 macro formulas.</summary>
internal static partial class XlmCode
{
    /// <summary>The first call that reaches out of the workbook, or that writes formulas which then run; null when there is none.</summary>
    public static string? SystemCall(string macros) =>
        Calls().Match(macros) is { Success: true } match ? match.Value.TrimEnd('(') : null;

    /// <summary>Length of the longest run of hexadecimal digits; a run without letters, or of one letter, is a number or a filler.</summary>
    public static int LongestHexRun(string text)
    {
        var longest = 0;
        foreach (var run in HexRun().EnumerateMatches(text))
        {
            if (text.AsSpan(run.Index, run.Length).ContainsAnyInRange('A', 'f') && run.Length > longest)
                longest = run.Length;
        }

        return longest;
    }

    [GeneratedRegex(
        @"\b(?:EXEC|CALL|REGISTER|FORMULA(?:\.FILL|\.ARRAY)?|FWRITE(?:LN)?|FILE\.DELETE)\(",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Calls();

    [GeneratedRegex("[0-9A-Fa-f]{32,}", RegexOptions.NonBacktracking)]
    private static partial Regex HexRun();
}
