using System.Text.RegularExpressions;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Scripts;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Stages.Scripts;

namespace ScanHost.Pipeline.Stages.Documents;

/// <summary>Reads the text of Excel 4 macro formulas.</summary>
internal static partial class XlmCode
{
    /// <summary>The first call that reaches out of the workbook, or that writes formulas which then run; null when there is none.</summary>
    public static string? SystemCall(string macros) =>
        Calls().Match(macros) is { Success: true } match ? match.Value.TrimEnd('(') : null;

    /// <summary>Reports what the macros fetch or hand to the system, with their texts put together.</summary>
    public static void ReportCommands(IScanContext scan, string macros)
    {
        var folded = ScriptSource.Read(ScriptLanguage.VbScript, Character().Replace(macros, "Chr("), CancellationToken.None).Folded;
        var joined = Seam().Replace(macros, "");
        if (Fetch().Match(joined) is { Success: true } fetch)
            scan.Report(DocumentHeuristics.XlmDownload, new Evidence(null, null, fetch.Value));
        // A function of Windows is given the program and what it opens as texts of their own.
        CommandSigns.Report(scan, Between().Replace(folded, " ").Replace('"', ' '), CancellationToken.None);
    }

    [GeneratedRegex("URLDownloadToFile[AW]?|InternetReadFile", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Fetch();

    [GeneratedRegex(@"""\s*&\s*""", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Seam();

    [GeneratedRegex(@"""\s*,\s*""", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Between();

    [GeneratedRegex(@"\bCHAR\(", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Character();

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
