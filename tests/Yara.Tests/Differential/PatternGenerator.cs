using System.Text;
using ScanHost.Yara.Patterns;

namespace ScanHost.Yara.Tests.Differential;

/// <summary>
/// Writes random strings of rules over a small alphabet, with all of the syntax that libyara 4.2.3 has, and data in which many of them match.
/// Left out is what is known to differ (docs/yara-matching.md): expressions that can match nothing or repeat what can, full words of expressions,
/// greedy beside lazy. And what yara 4.5.2 finds as we do but 4.2.3 does not: it loses matches around <c>{0,n}</c> and of
/// <c>[^ab]?[ab]</c>, which start with what can be missing; of expressions that are both wide and ascii it keeps the shorter match at an offset.
/// </summary>
internal sealed class PatternGenerator(int seed)
{
    private const string Alphabet = "abcdABC1_ ";
    private const string OtherBase64 = "\"ZYXABCDEFGHIJKLMNOPQRSTUVWzyxabcdefghijklmnopqrstuvw0123456789+/\"";

    private static readonly string[] Classes =
        ["a-c", "ab", "^ab", "^a", "\\w", "\\d_", "^\\s", "A-Ca", "a-c1-3", "]a", "^]a", "a-", "\\x41-C", "_\\-", "^\\W", "\\S\\n", "b-b"];

    private static readonly string[] Escapes = ["\\w", "\\W", "\\d", "\\D", "\\s", "\\S", "\\x61", "\\x00", "\\n", "\\t", "\\.", "\\/", "\\\\"];
    private static readonly string[] Repetitions = ["*", "?", "+", "{2}", "{1,3}", "{2,}", "{1}", "{3,5}"];

    /// <summary>How many of <see cref="Repetitions"/> allow for nothing.</summary>
    private const int OptionalRepetitions = 2;

    private readonly Random random = new(seed);

    /// <summary>A regular expression with its slashes, flags and modifiers.</summary>
    public string Regex()
    {
        for (; ; )
        {
            var body = (Chance(6) ? "^" : "") + Alternatives(2, Chance(30) ? "?" : "") + (Chance(6) ? "$" : "");
            if (RegexParser.Parse(Encoding.Latin1.GetBytes(body), isString: true).Root is { } root && !CanBeEmpty(root) && !RepeatsWhatCanBeEmpty(root))
                return $"/{body}/{Pick("", "", "", "i", "s", "is")}{Modifiers(12, "nocase")}{Pick("", "", "", "", " wide", " ascii")}";
        }
    }

    /// <summary>A hex string with its braces.</summary>
    public string Hex() => $"{{ {HexParts(2)} }}";

    /// <summary>A text with its quotes and modifiers.</summary>
    public string Text()
    {
        var text = Chance(20) ? string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => $"\\x{random.Next(256):x2}")) : Letters(1, 9);
        return random.Next(7) switch
        {
            0 => $"\"{text}\" xor{Pick("", "(1)", "(0-3)", "(1-255)", "(32)", "(0-0)")}{Modifiers(30, "wide", "ascii", "fullword")}",
            1 => $"\"abc{text}\" {Pick("base64", "base64wide", "base64 base64wide", $"base64({OtherBase64})")}{Modifiers(30, "wide", "ascii")}",
            _ => $"\"{text}\"{Modifiers(30, "nocase", "wide", "ascii", "fullword")}",
        };
    }

    /// <summary>Data of so many bytes: pieces of the alphabet, some of them wide, under a key or in base64.</summary>
    public byte[] Data(int length)
    {
        var data = new List<byte>();
        while (data.Count < length)
        {
            var piece = YaraRun.Bytes(random.Next(10) switch
            {
                0 => Pick("abcabc", "aaaa", "abab ab", "\n", "a.b/c\\d", "111_"),
                1 => string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => (char)random.Next(256))),
                _ => Letters(1, 9),
            });
            if (Chance(6))
                piece = YaraRun.Bytes(Convert.ToBase64String([.. piece, .. YaraRun.Bytes("abcd " + Letters(3, 9))]));
            if (Chance(10))
                piece = Array.ConvertAll(piece, value => (byte)(value ^ Pick(1, 2, 3, 32, 255, random.Next(256))));
            data.AddRange(Chance(25) ? piece.SelectMany(value => new byte[] { value, 0 }) : piece);
        }

        return [.. data.Take(length)];
    }

    private static bool CanBeEmpty(RegexNode node) => node switch
    {
        ConcatNode concat => concat.Parts.All(CanBeEmpty),
        AlternationNode alternation => alternation.Alternatives.Any(CanBeEmpty),
        RepeatNode repeat => repeat.Min == 0 || CanBeEmpty(repeat.Body),
        BytesNode or AnyNode => false,
        _ => true,
    };

    private static bool RepeatsWhatCanBeEmpty(RegexNode node) => node switch
    {
        ConcatNode concat => concat.Parts.Any(RepeatsWhatCanBeEmpty),
        AlternationNode alternation => alternation.Alternatives.Any(RepeatsWhatCanBeEmpty),
        RepeatNode repeat => CanBeEmpty(repeat.Body) || RepeatsWhatCanBeEmpty(repeat.Body),
        _ => false,
    };

    private string Alternatives(int depth, string lazy) =>
        string.Join('|', Enumerable.Range(0, Pick(1, 1, 1, 2, 3)).Select(_ => Sequence(depth, lazy))) + (Chance(3) ? "|" : "");

    private string Sequence(int depth, string lazy) => string.Concat(Enumerable.Range(0, Pick(1, 2, 2, 3, 3, 4, 5)).Select(index => Piece(depth, lazy, index == 0)));

    private string Piece(int depth, string lazy, bool isFirst)
    {
        if (Chance(40))
            return Letters(1, 5);
        var atom = random.Next(20) switch
        {
            < 8 => Letters(1, 1),
            8 => ".",
            < 12 => $"[{Pick(Classes)}]",
            < 14 => Pick(Escapes),
            14 => Pick("\\b", "\\B"),
            _ => depth > 0 ? $"({Alternatives(depth - 1, lazy)})" : Letters(1, 1),
        };
        return atom is not ("\\b" or "\\B") && Chance(45) ? atom + Repetitions[random.Next(isFirst ? OptionalRepetitions : 0, Repetitions.Length)] + lazy : atom;
    }

    private string HexParts(int depth)
    {
        var parts = new StringBuilder(HexBytes());
        for (var count = Pick(0, 0, 1, 1, 2, 3); count > 0; count--)
        {
            parts.Append(random.Next(20) switch
            {
                < 5 => $" [{random.Next(1, 5)}] ",
                < 9 => $" [{random.Next(4)}-{random.Next(4, 10)}] ",
                9 when depth == 2 => $" [{random.Next(5)}-] ",
                10 when depth == 2 => " [-] ",
                11 when depth == 2 => $" [{random.Next(6)}-{random.Next(150, 421)}] ",
                < 17 and > 11 when depth > 0 => $" ( {string.Join(" | ", Enumerable.Range(0, Pick(2, 2, 3)).Select(_ => HexParts(depth - 1)))} ) ",
                _ => " ",
            }).Append(HexBytes());
        }

        return parts.ToString();
    }

    private string HexBytes() => string.Join(' ', Enumerable.Range(0, Pick(1, 1, 2, 3, 4, 6)).Select(_ => HexByte()));

    private string HexByte()
    {
        var value = $"{(int)Alphabet[random.Next(Alphabet.Length)]:X2}";
        return random.Next(12) switch { 0 => "??", 1 => value[0] + "?", 2 => "?" + value[1], _ => value };
    }

    private string Letters(int min, int max) => string.Concat(Enumerable.Range(0, random.Next(min, max + 1)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));

    private string Modifiers(int percent, params string[] words) => string.Concat(words.Where(_ => Chance(percent)).Select(word => " " + word));

    private bool Chance(int percent) => random.Next(100) < percent;

    private T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];
}
