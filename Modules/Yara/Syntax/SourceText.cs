using System.Text;

namespace ScanHost.Yara.Syntax;

/// <summary>A rule file. Bytes, because rule files need not be UTF-8.</summary>
/// <param name="name">As diagnostics and includes show it.</param>
/// <param name="bytes">The file, as it is.</param>
internal sealed class SourceText(string name, ReadOnlyMemory<byte> bytes)
{
    private const int MaxShownLine = 200;

    private int[]? lineStarts;

    public string Name { get; } = name;

    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    /// <summary>Line and column of an offset, both from 1.</summary>
    public (int Line, int Column) Position(int offset)
    {
        lineStarts ??= FindLines();
        var found = Array.BinarySearch(lineStarts, offset);
        var line = found >= 0 ? found : ~found - 1;
        return (line + 1, offset - lineStarts[line] + 1);
    }

    /// <summary>A line without its end, cut, with control characters and foreign bytes replaced.</summary>
    public string LineText(int line)
    {
        lineStarts ??= FindLines();
        var start = lineStarts[line - 1];
        var end = line < lineStarts.Length ? lineStarts[line] : Bytes.Length;
        var text = Bytes.Span[start..Math.Min(end, start + MaxShownLine)];
        var shown = new StringBuilder(text.Length);
        foreach (var one in text.TrimEnd("\r\n"u8))
            shown.Append(one == '\t' ? ' ' : one is >= 0x20 and < 0x7F ? (char)one : '.');

        return shown.ToString();
    }

    private int[] FindLines()
    {
        var starts = new List<int> { 0 };
        var text = Bytes.Span;
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at..].IndexOf((byte)'\n');
            if (next < 0)
                break;

            at += next;
            starts.Add(at + 1);
        }

        return [.. starts];
    }
}
