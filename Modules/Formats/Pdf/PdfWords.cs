using System.Text;

namespace ScanHost.Formats.Pdf;

/// <summary>The texts that the pages of a short PDF file show, as far as their fonts keep the letters' usual codes (ISO 32000-1 9.4.3). Fonts with
/// codes of their own give no readable words, and forms that a page draws are not followed.</summary>
public static class PdfWords
{
    private const int MaxPages = 3;
    private const int MaxStreams = 16;
    private const int MaxStreamBytes = 1 << 20;
    private const int MaxLetters = 16 << 10;

    /// <summary>The words of the first three pages, in the order in which they are drawn; at most 16 Ki characters.</summary>
    public static string Of(PdfFile pdf)
    {
        var words = new StringBuilder();
        foreach (var page in PdfWalk.Dictionaries(pdf).Select(pair => pair.Dictionary).Where(dictionary => dictionary.Name("Type") == "Page").Take(MaxPages))
        {
            var contents = pdf.Resolve(page["Contents"]) is PdfArray parts ? parts.Items.Select(pdf.Find) : [pdf.Find(page["Contents"])];
            foreach (var stream in contents.Take(MaxStreams).OfType<PdfObject>().Where(part => part.Stream is not null))
                Read(pdf.Decode(stream, MaxStreamBytes, out _, out _), words);
        }
        return words.ToString();
    }

    private static void Read(ReadOnlySpan<byte> content, StringBuilder words)
    {
        for (var at = 0; at < content.Length && words.Length < MaxLetters; at++)
        {
            if (content[at] == '(')
                at = Literal(content, at + 1, words);
            // The operators that begin a new place or line: Td, TD, Tm, T*, ET.
            else if (at + 1 < content.Length && (content[at] == 'T' && content[at + 1] is (byte)'d' or (byte)'D' or (byte)'m' or (byte)'*' || content[at] == 'E' && content[at + 1] == 'T'))
                words.Append(' ');
        }
    }

    // 7.3.4.2: brackets in pairs, a backslash before what is meant as it stands or before up to three octal digits.
    private static int Literal(ReadOnlySpan<byte> content, int at, StringBuilder words)
    {
        for (var depth = 1; at < content.Length; at++)
        {
            var letter = content[at];
            if (letter == '\\' && at + 1 < content.Length)
            {
                var value = 0;
                var digits = 0;
                for (; digits < 3 && at + 1 < content.Length && content[at + 1] is >= (byte)'0' and <= (byte)'7'; digits++)
                    value = (value * 8) + content[++at] - '0';
                words.Append(digits > 0 ? (char)(value & 0xFF) : content[++at] is (byte)'n' or (byte)'r' or (byte)'t' ? ' ' : (char)content[at]);
                continue;
            }
            depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
            if (depth == 0)
                return at;
            words.Append((char)letter);
        }
        return at;
    }
}
