using System.Text;
using ScanHost.Yara.Patterns;

namespace ScanHost.Yara.Tests.Matching;

/// <summary>Writes random patterns over a small alphabet, and data in which they are likely to match.</summary>
internal sealed class RandomPatterns(int seed)
{
    private const string Alphabet = "abcdABC1_ ";

    private readonly Random random = new(seed);

    /// <summary>A number below another.</summary>
    internal int Next(int limit) => random.Next(limit);

    /// <summary>A text of a few characters.</summary>
    internal string Text(int min, int max)
    {
        var text = new StringBuilder();
        for (var length = random.Next(min, max + 1); length > 0; length--)
            text.Append(Alphabet[random.Next(Alphabet.Length)]);
        return text.ToString();
    }

    /// <summary>The body of a hex string.</summary>
    internal string Hex(bool withAlternatives, bool withNegation)
    {
        var body = new StringBuilder(HexBytes(withNegation));
        for (var parts = random.Next(4); parts > 0; parts--)
        {
            body.Append(random.Next(withAlternatives ? 4 : 3) switch
            {
                0 => $" [{random.Next(1, 4)}] ",
                1 => $" [{random.Next(0, 3)}-{random.Next(3, 9)}] ",
                2 => " ",
                _ => $" ( {HexBytes(withNegation)} | {HexBytes(withNegation)} ) ",
            });
            body.Append(HexBytes(withNegation));
        }
        return body.ToString();
    }

    /// <summary>
    /// The body of a regular expression, all greedy or all lazy, that cannot match nothing: libyara loses matches of some that can,
    /// such as <c>\d?[a-c]*</c> at an a.
    /// </summary>
    internal string Regex(bool withGroups)
    {
        for (; ; )
        {
            var body = AnyRegex(withGroups);
            if (!IsNullable(RegexParser.Parse(Encoding.Latin1.GetBytes(body), isString: true).Root!))
                return body;
        }
    }

    private static bool IsNullable(RegexNode node) => node switch
    {
        ConcatNode concat => concat.Parts.All(IsNullable),
        AlternationNode alternation => alternation.Alternatives.Any(IsNullable),
        RepeatNode repeat => repeat.Min == 0 || IsNullable(repeat.Body),
        BytesNode or AnyNode => false,
        _ => true,
    };

    private string AnyRegex(bool withGroups)
    {
        var lazy = random.Next(3) == 0 ? "?" : "";
        var body = new StringBuilder();
        if (random.Next(12) == 0)
            body.Append(random.Next(2) == 0 ? "^" : "\\b");
        for (var parts = random.Next(1, 6); parts > 0; parts--)
        {
            var isGroup = withGroups && random.Next(4) == 0;
            body.Append(isGroup ? $"({Piece()}{Piece()}|{Piece()})" : Piece());
            if (random.Next(3) == 0)
                body.Append(Repetition()).Append(lazy);
        }
        if (random.Next(12) == 0)
            body.Append(random.Next(2) == 0 ? "$" : "\\B");
        return body.ToString();
    }

    /// <summary>Data of pieces of the alphabet, sometimes wide.</summary>
    internal byte[] Data(int length)
    {
        var data = new List<byte>();
        while (data.Count < length)
        {
            var text = Text(1, 12);
            var widen = random.Next(4) == 0;
            foreach (var letter in random.Next(6) == 0 ? "abcdabcd" : text)
            {
                data.Add((byte)(random.Next(30) == 0 ? random.Next(256) : letter));
                if (widen)
                    data.Add(0);
            }
        }
        return [.. data];
    }

    private string HexBytes(bool withNegation)
    {
        var count = random.Next(4) == 0 ? random.Next(4, 14) : random.Next(1, 4);
        var bytes = Enumerable.Range(0, count).Select(_ =>
        {
            var value = $"{(int)Alphabet[random.Next(Alphabet.Length)]:X2}";
            return random.Next(12) switch
            {
                0 => "??",
                1 => $"?{value[1]}",
                2 => $"{value[0]}?",
                3 when withNegation => $"~{value}",
                _ => value,
            };
        });
        return string.Join(' ', bytes);
    }

    private string Piece() => random.Next(9) switch
    {
        0 => ".",
        1 => "[a-c]",
        2 => "[^ab]",
        3 => "\\w",
        4 => random.Next(2) == 0 ? "\\d" : "\\s",
        _ => Text(1, random.Next(3) == 0 ? 12 : 3),
    };

    private string Repetition() => random.Next(6) switch
    {
        0 => "*",
        1 => "+",
        2 => "?",
        3 => $"{{{random.Next(1, 4)}}}",
        4 => $"{{,{random.Next(1, 5)}}}",
        _ => $"{{{random.Next(0, 3)},{random.Next(3, 8)}}}",
    };
}
