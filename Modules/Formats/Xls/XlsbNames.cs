using System.Text;

namespace ScanHost.Formats.Xls;

/// <summary>The names of a binary workbook package that Excel runs by itself, [MS-XLSB] 2.4.725 (BrtName).</summary>
public static class XlsbNames
{
    private static ReadOnlySpan<byte> Underscore => [(byte)'_', 0];

    /// <summary>
    /// The first name of a macro that runs by itself, wherever it stands and whatever its letter case: <c>Auto_Open</c>, <c>auto_close</c>. Null when there is none.
    /// Records are not followed, so that a damaged workbook does not hide it.
    /// </summary>
    public static string? Automatic(ReadOnlySpan<byte> workbook)
    {
        for (var at = 0; workbook[at..].IndexOf(Underscore) is var found and >= 0; at += found + 1)
        {
            var underscore = at + found;
            if (underscore < 8 || !IsWord(workbook.Slice(underscore - 8, 8), "auto"))
                continue;
            foreach (var trigger in Triggers)
                if (IsWord(workbook.Part(underscore + 2, trigger.Length * 2), trigger))
                    return Encoding.Unicode.GetString(workbook.Part(underscore - 8, (5 + trigger.Length) * 2));
        }
        return null;
    }

    private static readonly string[] Triggers = ["open", "close", "activate", "deactivate"];

    private static bool IsWord(ReadOnlySpan<byte> wide, string word) =>
        Encoding.Unicode.GetString(wide).Equals(word, StringComparison.OrdinalIgnoreCase);
}
