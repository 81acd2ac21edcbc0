using System.Text;

namespace ScanHost.Formats.Indicators;

/// <summary>The readable letters of binary data as one text: each run is a line, so no name reaches over a gap.</summary>
public static class PrintableText
{
    private const int MinRun = 6;

    /// <summary>The runs of ASCII letters, a line each; empty when there are none.</summary>
    public static string Narrow(ReadOnlySpan<byte> data)
    {
        var text = new StringBuilder();
        for (var at = 0; at < data.Length;)
        {
            var start = data[at..].IndexOfAnyInRange((byte)0x20, (byte)0x7E);
            if (start < 0)
                break;
            at += start;
            var length = data[at..].IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E);
            length = length < 0 ? data.Length - at : length;
            if (length >= MinRun)
                text.Append(Encoding.ASCII.GetString(data.Slice(at, length))).Append('\n');
            at += length;
        }
        return text.ToString();
    }

    /// <summary>The runs of UTF-16 (little end first) of ASCII letters, a line each; empty when there are none.</summary>
    public static string Wide(ReadOnlySpan<byte> data)
    {
        var text = new StringBuilder();
        for (var at = 0; at + 1 < data.Length;)
        {
            var zero = data[(at + 1)..].IndexOf((byte)0);
            if (zero < 0)
                break;
            at += zero; // the letter before the zero
            var end = at;
            while (end + 1 < data.Length && data[end] is >= 0x20 and < 0x7F && data[end + 1] == 0)
                end += 2;
            if ((end - at) / 2 >= MinRun)
            {
                for (; at < end; at += 2)
                    text.Append((char)data[at]);
                text.Append('\n');
            }
            else
                at++;
        }
        return text.ToString();
    }
}
