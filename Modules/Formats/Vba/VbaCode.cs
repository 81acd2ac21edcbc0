using System.Text;

namespace ScanHost.Formats.Vba;

/// <summary>Source text without what does not run.</summary>
public static class VbaCode
{
    /// <summary>Drops comments and the attribute lines that the editor hides.</summary>
    public static string WithoutComments(string source)
    {
        var code = new StringBuilder(source.Length);
        foreach (var line in source.AsSpan().EnumerateLines())
        {
            if (line.TrimStart().StartsWith("Attribute ", StringComparison.OrdinalIgnoreCase) || IsRemark(line))
                continue;
            code.Append(line[..CommentStart(line)]).Append('\n');
        }
        return code.ToString();
    }

    private static bool IsRemark(ReadOnlySpan<char> line) => line.TrimStart().StartsWith("Rem ", StringComparison.OrdinalIgnoreCase);

    private static int CommentStart(ReadOnlySpan<char> line)
    {
        var isInText = false;
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == '"')
                isInText = !isInText;
            else if (line[at] == '\'' && !isInText)
                return at;
        }
        return line.Length;
    }
}
