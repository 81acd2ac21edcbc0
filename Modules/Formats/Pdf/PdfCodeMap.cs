using System.Buffers.Binary;
using System.Text;

namespace ScanHost.Formats.Pdf;

/// <summary>
/// What the codes of a font mean in Unicode. Source: ISO 32000-1 9.10.2 and 9.10.3 (ToUnicode), 9.7.5.2 (predefined code maps). Codes of a font that does not tell stay
/// unread, but those of simple fonts, which nearly always keep the letters of Latin-1.
/// </summary>
internal sealed class PdfCodeMap
{
    private const int MaxMapBytes = 1 << 20;
    private const int MaxCodes = 1 << 16;
    private const int MaxCodeBytes = 4;
    private const int MaxMeaning = 16;

    private readonly Dictionary<uint, string> meanings = [];
    private int codeBytes = 1;
    private bool isLatin;
    private bool isUnicode;

    /// <summary>A font of one byte a code that says nothing.</summary>
    internal static PdfCodeMap Latin { get; } = new() { isLatin = true };

    /// <summary>The codes of a font.</summary>
    internal static PdfCodeMap Of(PdfFile pdf, PdfMap font)
    {
        var isComposite = font.Name("Subtype") == "Type0";
        if (pdf.Find(font["ToUnicode"]) is { Stream: not null } stream)
        {
            var map = new PdfCodeMap { codeBytes = isComposite ? 2 : 1 };
            map.Read(pdf.Decode(stream, MaxMapBytes, out _, out _));
            return map;
        }
        if (!isComposite)
            return Latin;
        var encoding = (pdf.Resolve(font["Encoding"]) as PdfName)?.Value ?? "";
        return new() { codeBytes = 2, isUnicode = encoding.StartsWith("Uni", StringComparison.Ordinal) && (encoding.Contains("UCS2", StringComparison.Ordinal) || encoding.Contains("UTF16", StringComparison.Ordinal)) };
    }

    /// <summary>Appends the letters that a shown string means.</summary>
    internal void Append(ReadOnlySpan<byte> shown, StringBuilder words)
    {
        if (isLatin)
            words.Append(Encoding.Latin1.GetString(shown));
        else if (isUnicode)
            words.Append(Encoding.BigEndianUnicode.GetString(shown));
        else
            for (; shown.Length >= codeBytes; shown = shown[codeBytes..])
                words.Append(meanings.GetValueOrDefault(Code(shown[..codeBytes])));
    }

    private void Read(ReadOnlySpan<byte> map)
    {
        var lexer = new PdfLexer(map, 0);
        while (lexer.At < map.Length && meanings.Count < MaxCodes)
        {
            var before = lexer.At;
            switch (lexer.Read())
            {
                case PdfKeyword { Word: "begincodespacerange" }:
                    if (lexer.Read() is PdfString { Bytes.Length: > 0 and <= MaxCodeBytes } low)
                        codeBytes = low.Bytes.Length;
                    break;
                case PdfKeyword { Word: "beginbfchar" }:
                    while (lexer.Read() is PdfString code && lexer.Read() is PdfString meaning)
                        Add(Code(code.Bytes), meaning.Bytes);
                    break;
                case PdfKeyword { Word: "beginbfrange" }:
                    while (lexer.Read() is PdfString first && lexer.Read() is PdfString last && lexer.Read() is { } meaning)
                        AddRange(Code(first.Bytes), Code(last.Bytes), meaning);
                    break;
                case null when lexer.At == before:
                    lexer.At++;
                    break;
            }
        }
    }

    private void AddRange(uint first, uint last, PdfValue meaning)
    {
        if (meaning is PdfArray list)
            for (var index = 0; index < list.Items.Count && (uint)index <= last - first; index++)
                Add(first + (uint)index, (list.Items[index] as PdfString)?.Bytes ?? []);
        else if (meaning is PdfString { Bytes: [.., _, _] bytes } && last >= first)
            for (var step = 0u; step <= last - first && meanings.Count < MaxCodes; step++)
            {
                // Only the last letter of the meaning counts on.
                var next = bytes.ToArray();
                BinaryPrimitives.WriteUInt16BigEndian(next.AsSpan(next.Length - 2), (ushort)(BinaryPrimitives.ReadUInt16BigEndian(next.AsSpan(next.Length - 2)) + step));
                Add(first + step, next);
            }
    }

    private void Add(uint code, byte[] meaning)
    {
        if (meanings.Count < MaxCodes && meaning.Length <= MaxMeaning)
            meanings[code] = Encoding.BigEndianUnicode.GetString(meaning);
    }

    private static uint Code(ReadOnlySpan<byte> bytes)
    {
        var code = 0u;
        foreach (var one in bytes)
            code = (code << 8) | one;
        return code;
    }
}
