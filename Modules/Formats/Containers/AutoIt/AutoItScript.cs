using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ScanHost.Formats.Containers.AutoIt;

/// <summary>Writes the tokens of a compiled script (EA06) as the source that they came from, but for comments and layout.</summary>
/// <remarks>Source: what AutoIt-Ripper and other published decompilers document of the tokens.</remarks>
internal static class AutoItScript
{
    private const int EndOfLine = 0x7F;
    private const int MaxLetters = 1 << 24;

    private static readonly string[] Signs =
        [",", "=", ">", "<", "<>", ">=", "<=", "(", ")", "+", "-", "/", "*", "&", "[", "]", "==", "^", "+=", "-=", "/=", "*=", "&=", "?", ":"];

    /// <summary>The text; null when these are no tokens.</summary>
    internal static string? Read(ReadOnlySpan<byte> tokens)
    {
        if (tokens.U32(0) is not { } lines)
            return null;
        var (text, line) = (new StringBuilder(), 0u);
        for (var at = 4; line < lines;)
        {
            if (at >= tokens.Length || ReadToken(tokens, ref at, text) is not { } token)
                return null;
            line += token == EndOfLine ? 1u : 0;
        }
        return text.ToString();
    }

    private static int? ReadToken(ReadOnlySpan<byte> tokens, ref int at, StringBuilder text)
    {
        var token = tokens[at++];
        var body = tokens[at..];
        switch (token)
        {
            case 0x05 when body.Length >= 4:
                at += 4;
                Append(text, BinaryPrimitives.ReadInt32LittleEndian(body).ToString(CultureInfo.InvariantCulture));
                return token;
            case 0x10 when body.Length >= 8:
                at += 8;
                Append(text, BinaryPrimitives.ReadInt64LittleEndian(body).ToString(CultureInfo.InvariantCulture));
                return token;
            case 0x20 when body.Length >= 8:
                at += 8;
                Append(text, BinaryPrimitives.ReadDoubleLittleEndian(body).ToString(CultureInfo.InvariantCulture));
                return token;
            case >= 0x30 and <= 0x3F:
                if (body.U32(0) is not (<= MaxLetters and { } letters) || !body.Has(4, letters * 2L))
                    return null;
                at += 4 + ((int)letters * 2);
                Append(text, Word(token, Letters(body.Slice(4, (int)letters * 2), (ushort)letters)));
                return token;
            case EndOfLine:
                text.Append("\r\n");
                return token;
            default:
                if (token - 0x40 < 0 || token - 0x40 >= Signs.Length)
                    return null;
                Append(text, Signs[token - 0x40]);
                return token;
        }
    }

    // Each letter is hidden by how many of them there are.
    private static string Letters(ReadOnlySpan<byte> hidden, ushort key)
    {
        var letters = new char[hidden.Length / 2];
        for (var i = 0; i < letters.Length; i++)
            letters[i] = (char)(BinaryPrimitives.ReadUInt16LittleEndian(hidden[(2 * i)..]) ^ key);
        return new(letters);
    }

    private static string Word(byte token, string letters) => token switch
    {
        0x32 => "@" + letters,
        0x33 => "$" + letters,
        0x35 => "." + letters,
        0x36 => "\"" + letters.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"",
        _ => letters,
    };

    private static void Append(StringBuilder text, string word)
    {
        if (text.Length > 0 && text[^1] is not ('\n' or '(' or '[') && word is not ("(" or ")" or "[" or "]" or ","))
            text.Append(' ');
        text.Append(word);
    }
}
