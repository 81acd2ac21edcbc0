using System.Text;

namespace ScanHost.Fuzz.Yara;

/// <summary>Random texts that look a little like what the parsers expect.</summary>
internal static class RandomSource
{
    private static readonly string[] ConditionWords =
    [
        "$a", "$b", "$", "#a", "@a", "!a", "#a in (0..9)", "@a[1]", "!b[2]", "them", "($a,$b)", "($*)", "any", "all", "none", "1", "2", "0", "-1", "50%",
        "of", "for", "in", "at", "i", ":", "(", ")", "and", "or", "not", "defined", "true", "false", "filesize", "entrypoint", "uint8(0)", "int32be(i)",
        "+", "-", "*", "\\", "%", "&", "|", "^", "~", "<<", ">>", "==", "!=", "<", ">=", "\"abc\"", "\"\"", "contains", "icontains", "startswith",
        "endswith", "iequals", "matches", "/a.*b/", "/x|/i", "..", ",", "(1..3)", "(1,2,3)", "9223372036854775807", "0x10", "1KB", "1.5", "pe.entry_point",
        "pe.sections[0].name", "math.entropy(0,filesize)", "hash.md5(0,9)", "for any i in (0..9) : (", "for all of them : (", "string.length(\"a\")",
    ];

    private static readonly string[] RuleWords =
    [
        "rule", "r1", "r2", "{", "}", "strings", "condition", "meta", ":", "=", "$a", "$b", "$", "\"abc\"", "\"\\x00\\\"\"", "{ 01 ?? 02 }", "{ 0? (01|02) [1-3] 05 }",
        "/ab+c/", "/[a-z]{1,3}/is", "wide", "ascii", "nocase", "fullword", "xor", "xor(1-9)", "base64", "private", "global", "import", "\"pe\"", "include",
        "\"x\"", "true", "$a or $b", "any of them", "1", "-1", "//x\n", "/*", "*/", "\n", "tag", "<", "\u00E9", "\0", "(", ")", "{ ~01 [-] 02 }",
    ];

    private const string RegexLetters = "abAB01 .*+?|()[]{}^$\\,-wWsSdDbBxnfz";
    private const string HexLetters = "0123456789ABCDEFabcdef??????  ()|[]-~/* ";

    public static string Rule(Random random) => random.Next(3) switch
    {
        0 => string.Join(' ', Words(random, RuleWords, random.Next(1, 40))),
        1 => Mutated(random, "import \"pe\" rule r1 : t { meta: a = 1 strings: $a = \"abc\" wide $b = { 01 [2-4] ?2 } $c = /a(b|c)+d/i condition: $a at 0 or #b > 1 and for any i in (1..#c) : (@c[i] < 9) }"),
        _ => $"rule r {{ strings: $a = {Pattern(random)} $b = {Pattern(random)} condition: {Condition(random)} or any of them }}",
    };

    public static string Pattern(Random random) => random.Next(3) switch
    {
        0 => $"\"{Letters(random, "abcABC\\x0419 ", random.Next(1, 12)).Replace("\\", "\\\\", StringComparison.Ordinal)}\" {Modifiers(random)}",
        1 => $"{{ {Letters(random, HexLetters, random.Next(1, 40))} }}",
        _ => $"/{Letters(random, RegexLetters, random.Next(1, 30)).Replace("/", "", StringComparison.Ordinal)}/{(random.Next(2) == 0 ? "i" : "s")} {Modifiers(random)}",
    };

    public static string Condition(Random random) => string.Join(' ', Words(random, ConditionWords, random.Next(1, 14)));

    public static byte[] Data(Random random, int max)
    {
        var data = new byte[random.Next(max)];
        var letters = "abcABC\0\0 01"u8;
        for (var i = 0; i < data.Length; i++)
            data[i] = random.Next(5) == 0 ? (byte)random.Next(256) : letters[random.Next(letters.Length)];
        return data;
    }

    public static byte[] Mutated(Random random, byte[] original)
    {
        var bytes = (byte[])original.Clone();
        for (var changes = random.Next(1, 9); changes > 0 && bytes.Length > 0; changes--)
        {
            var at = random.Next(random.Next(4) == 0 ? bytes.Length : Math.Min(bytes.Length, 2048));
            bytes[at] = random.Next(3) switch { 0 => (byte)random.Next(256), 1 => (byte)(bytes[at] ^ (1 << random.Next(8))), _ => (byte)(random.Next(2) * 255) };
        }

        return random.Next(4) == 0 ? bytes[..random.Next(bytes.Length + 1)] : bytes;
    }

    private static string Mutated(Random random, string text) => Encoding.Latin1.GetString(Mutated(random, Encoding.Latin1.GetBytes(text)));

    private static string Modifiers(Random random) =>
        string.Join(' ', new[] { "wide", "ascii", "nocase", "fullword", "xor", "base64", "private" }.Where(_ => random.Next(6) == 0));

    private static IEnumerable<string> Words(Random random, string[] words, int count) =>
        Enumerable.Range(0, count).Select(_ => words[random.Next(words.Length)]);

    private static string Letters(Random random, string letters, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => letters[random.Next(letters.Length)]));
}
