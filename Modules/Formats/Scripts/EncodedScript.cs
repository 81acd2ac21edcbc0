using System.Text;

namespace ScanHost.Formats.Scripts;

/// <summary>
/// Scripts as Windows Script Encoder leaves them (<c>.jse</c>, <c>.vbe</c>): <c>#@~^</c>, eight letters of length, the text, eight letters of
/// checksum, <c>^#~@</c>. It is no encryption: each letter is looked up in one of three tables, and the position says in which.
/// </summary>
public static class EncodedScript
{
    /// <summary>Starts an encoded part.</summary>
    public const string Mark = "#@~^";

    private const string End = "==^#~@";
    private const int LengthLetters = 8;
    private const int ChecksumLetters = 6;

    /// <summary>Which table each of 64 positions in turn takes.</summary>
    private const string Turns = "0120121221210212021200122102122100212120200120210212001220012021";

    /// <summary>The three meanings of the letters 32 to 127, in hexadecimal; those that stand for themselves have the one of the line feed.</summary>
    private const string Table =
        "2E2D32" + "477530" + "7A5221" + "566029" + "42715B" + "6A5E38" + "2F4933" + "265C3D" + "496258" + "417D3A" + "342935" + "323665" +
        "5B2039" + "767C5C" + "727A56" + "437F73" + "386B66" + "39634E" + "703345" + "452B6B" + "686862" + "715159" + "4F6678" + "09765E" +
        "62317D" + "44644A" + "23546D" + "754371" + "4A4C41" + "7E3A60" + "4A4C41" + "5E7E53" + "404C40" + "774542" + "4A2C27" + "612A48" +
        "5D7472" + "222775" + "4B3731" + "6F4437" + "4E794D" + "3B5952" + "4C2F22" + "506F54" + "67266A" + "2A7247" + "7D6A64" + "74392D" +
        "547B20" + "2B3F7F" + "2D382E" + "2C774C" + "30675D" + "6E537E" + "6B476C" + "66346F" + "357879" + "255D74" + "213043" + "642326" +
        "4D5A76" + "525B25" + "636C24" + "3F482B" + "7B5528" + "787023" + "296941" + "282E34" + "734C09" + "59212A" + "332444" + "7F4E3F" +
        "6D5077" + "55093B" + "535655" + "7C7369" + "3A3561" + "5F6163" + "654B50" + "465867" + "583B51" + "315749" + "69224F" + "6C6D46" +
        "5A4D68" + "48257C" + "272836" + "5C4670" + "3D4A6E" + "24327A" + "79412F" + "373D5F" + "605F4B" + "514F5A" + "20422C" + "366557";

    private const string TabMeanings = "576E7B";

    /// <summary>The encoded parts of a text, decoded, in their order. Never throws; a part without its end is decoded as far as it goes.</summary>
    public static IEnumerable<string> Decode(string text)
    {
        for (var at = text.IndexOf(Mark, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Mark, at, StringComparison.Ordinal))
        {
            var start = Math.Min(at + Mark.Length + LengthLetters, text.Length);
            var end = text.IndexOf(End, start, StringComparison.Ordinal);
            var body = end < 0 ? text[start..] : text[start..Math.Max(start, end - ChecksumLetters)];
            if (body.Length > 0)
                yield return Part(body);
            at = end < 0 ? text.Length : end + End.Length;
        }
    }

    private static string Part(string body)
    {
        var plain = new StringBuilder(body.Length);
        var position = 0;
        for (var at = 0; at < body.Length; at++)
        {
            var letter = body[at];
            if (letter == '@' && at + 1 < body.Length && Escaped(body[at + 1]) is { } escaped)
            {
                plain.Append(escaped);
                position++;
                at++;
                continue;
            }
            plain.Append(letter is '\t' or (>= ' ' and < (char)128) and not ('<' or '>' or '@') ? Meaning(letter, position) : letter);
            position += letter < 128 ? 1 : 0;
        }
        return plain.ToString();
    }

    private static char? Escaped(char letter) => letter switch { '&' => '\n', '#' => '\r', '*' => '>', '!' => '<', '$' => '@', _ => null };

    private static char Meaning(char letter, int position)
    {
        var turn = Turns[position % Turns.Length] - '0';
        var meanings = letter == '\t' ? TabMeanings : Table.Substring((letter - ' ') * 6, 6);
        return (char)Convert.ToInt32(meanings.Substring(turn * 2, 2), 16);
    }
}
