using System.Globalization;
using System.Text;

namespace ScanHost.Benchmarks.Yara;

/// <summary>
/// Writes rules like those that people publish. The mix is that of 25,347 public rules with 92,500 strings: 62 % texts (of these 41 % fullword, 34 %
/// wide, 9 % nocase, a few xor and base64), 36 % hex strings (34 % with jumps, 29 % with ??, 2 % alternatives, 2 % nibbles), 2 % regular expressions;
/// 5.6 strings a rule. One text in ten and the bytes of hex strings come from files of the corpus, most of the latter changed
/// so that they do not occur. The same seed and corpus give the same rules.
/// </summary>
internal sealed class RuleWriter(Corpus corpus, int seed, bool withModules)
{
    private readonly Random random = new(seed);
    private readonly Dictionary<string, byte[]> samples = [];

    /// <summary>So many rules.</summary>
    public string Write(int count)
    {
        var text = new StringBuilder();
        if (withModules)
            text.Append("import \"pe\"\nimport \"math\"\nimport \"hash\"\n");
        for (var number = 0; number < count; number++)
            WriteRule(text, number);
        return text.ToString();
    }

    private void WriteRule(StringBuilder text, int number)
    {
        if (withModules && Chance(3))
        {
            text.Append(CultureInfo.InvariantCulture, $"rule R{number} {{ condition: {ModuleOnly()} }}\n");
            return;
        }

        var strings = Math.Max(1, (int)Math.Round(-Math.Log(1 - random.NextDouble()) * 4.8 + 0.8));
        text.Append(CultureInfo.InvariantCulture, $"rule R{number}\n{{\n  meta:\n    description = \"Detects {Word()} {Word()}\"\n    author = \"generated\"\n");
        text.Append(CultureInfo.InvariantCulture, $"    score = {random.Next(40, 95)}\n    hash1 = \"{Hex(32)}\"\n  strings:\n");
        var names = new List<string>();
        for (var index = 0; index < Math.Min(strings, 40); index++)
        {
            var name = (Chance(25) ? "$x" : "$s") + (index + 1).ToString(CultureInfo.InvariantCulture);
            names.Add(name);
            text.Append(CultureInfo.InvariantCulture, $"    {name} = {AnyString()}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"  condition:\n    {Condition(names)}\n}}\n");
    }

    private string AnyString()
    {
        var kind = random.NextDouble();
        return kind < 0.62 ? TextString() : kind < 0.978 ? HexString() : Regex();
    }

    private string Condition(List<string> names)
    {
        var some = names.Count == 1 ? "$" + names[0][1..] : random.Next(5) switch
        {
            0 => "all of them",
            1 when names.Exists(name => name[1] == 'x') && names.Exists(name => name[1] == 's') => "(1 of ($x*) or 3 of ($s*))",
            2 when names.Count > 3 => "3 of them",
            3 => "any of them",
            _ => names.Count > 2 ? "2 of them" : "all of them",
        };
        var size = Pick("50KB", "200KB", "500KB", "1MB", "3MB", "10MB");
        return random.Next(100) switch
        {
            < 35 => $"uint16(0) == 0x5A4D and filesize < {size} and {some}",
            < 45 => $"uint32(0) == 0x464C457F and filesize < {size} and {some}",
            < 52 => $"(uint16(0) == 0x5A4D or uint32be(0) == 0x7F454C46) and {some}",
            < 62 => $"filesize < {size} and {some}",
            < 65 => $"uint16(0) == 0x5A4D and uint32(uint32(0x3C)) == 0x00004550 and {some}",
            < 68 when names.Count == 1 => $"#{names[0][1..]} > 2",
            < 71 => $"{some} and for any i in (1..#{names[0][1..]}) : (@{names[0][1..]}[i] < 0x4000)",
            < 73 => $"{names[0]} in (0..1024) or {(names.Count == 1 ? "false" : "2 of them")}",
            < 75 => $"{names[0]} at 0 or {(names.Count == 1 ? "false" : "all of them")}",
            < 87 when withModules => $"{ModuleTest()} and {some}",
            _ => some,
        };
    }

    private string ModuleTest() => Pick(
        "pe.number_of_sections > 3", "pe.is_dll()", "pe.characteristics & pe.DLL", "pe.imports(\"kernel32.dll\", \"CreateProcessA\")",
        "pe.number_of_signatures > 0", "pe.exports(\"DllRegisterServer\")", "math.entropy(0, filesize) > 6.5", "pe.timestamp > 1500000000");

    private string ModuleOnly() => Pick(
        $"uint16(0) == 0x5A4D and pe.imphash() == \"{Hex(16)}\"", $"filesize < 300KB and hash.md5(0, filesize) == \"{Hex(16)}\"",
        "pe.number_of_sections == 9 and pe.sections[0].name == \".zzz\"", "pe.version_info[\"CompanyName\"] contains \"Zyx\"");

    private string TextString()
    {
        var text = TextBody();
        var modifiers = "";
        if (Chance(41))
            modifiers += " fullword";
        if (Chance(34))
            modifiers += Chance(50) ? " wide" : " ascii wide";
        else if (Chance(40))
            modifiers += " ascii";
        if (Chance(9))
            modifiers += " nocase";
        else if (random.Next(1000) < 2 && !modifiers.Contains("fullword", StringComparison.Ordinal))
            modifiers += Chance(50) ? " base64" : " xor";
        return $"\"{Escape(text)}\"{modifiers}";
    }

    private string TextBody() => random.Next(100) switch
    {
        < 12 => Pick(Vocabulary.Functions),
        < 30 => string.Concat(Enumerable.Range(0, random.Next(2, 4)).Select(_ => Capital(Word()))),
        < 55 => Sentence(),
        < 65 => Pick(Vocabulary.Folders) + Word() + (Chance(50) ? Word() : "") + "." + Pick(Vocabulary.Extensions),
        < 71 => $"http://{Word()}-{Word()}.{Pick(Vocabulary.Tops)}/{Word()}/{Word()}.php?id=",
        < 77 => $"{Word()}_{Word()}{(Chance(50) ? random.Next(100).ToString(CultureInfo.InvariantCulture) : "")}",
        < 83 => $"[{Pick("+", "-", "!", "*")}] {Sentence()}: %s",
        < 86 => Capital(Pick(Vocabulary.Words.Where(word => word.Length > 3).ToArray())[..4]) + (Chance(50) ? random.Next(10).ToString(CultureInfo.InvariantCulture) : ""),
        < 90 => $"{Hex(4)}-{Hex(2)}-{Hex(2)}-{Hex(2)}-{Hex(6)}",
        _ => FromCorpus(),
    };

    private string Sentence() =>
        Capital(Word()) + " " + string.Join(' ', Enumerable.Range(0, random.Next(1, 5)).Select(_ => Word())) + Pick("", "", ".", "!", " %d", "\n", "...");

    /// <summary>Printable bytes of some file, six to forty of them.</summary>
    private string FromCorpus()
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var bytes = Sample(corpus.Files);
            var start = random.Next(Math.Max(1, bytes.Length - 64));
            var end = start;
            while (end < bytes.Length && end - start < 40 && bytes[end] is >= 0x20 and < 0x7F)
                end++;
            end = Math.Min(end, start + random.Next(6, 41));
            if (end - start >= 6 && bytes[start..end].Distinct().Count() > 4)
                return Encoding.ASCII.GetString(bytes, start, end - start);
        }

        return Sentence();
    }

    private string HexString()
    {
        var length = random.Next(8, 16) + (int)(-Math.Log(1 - random.NextDouble()) * 10);
        var bytes = Code(Math.Min(length, 120));
        var changed = !Chance(10);
        for (var change = 0; change < 2 && changed; change++)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        var tokens = bytes.Select(one => one.ToString("X2", CultureInfo.InvariantCulture)).ToArray();
        // Authors leave a few bytes in a row by which the string can be found; one in fifty does not.
        var core = Chance(98) ? random.Next(4, 8) : 0;
        var coreStart = random.Next(0, tokens.Length - core);
        for (var holes = Chance(29) ? random.Next(1, 4) : 0; holes > 0; holes--)
        {
            var at = random.Next(1, tokens.Length - 1);
            for (var index = at; index < at + Pick(1, 1, 2, 4); index++)
                Put(index, "??");
        }

        for (var jumps = Chance(34) ? random.Next(1, 4) : 0; jumps > 0; jumps--)
            Put(random.Next(2, tokens.Length - 2), Pick("[4]", "[1-6]", "[4-10]", "[2-20]", "[2-20]", "[0-50]", "[10-100]"));
        if (Chance(1))
            Put(random.Next(2, tokens.Length - 2), Pick("[0-300]", "[100-500]", "[4-]"));
        if (Chance(2))
            Put(random.Next(1, tokens.Length - 1), Pick("(74 | 75)", "(E8 | FF 15)", "(0F 84 | 0F 85 | 74)"));
        if (Chance(2))
            Put(random.Next(1, tokens.Length - 1), Pick("?5", "4?", "B?"));

        void Put(int index, string token)
        {
            if ((index < coreStart || index >= coreStart + core) && index > 0 && index < tokens.Length - 1)
                tokens[index] = token;
        }

        return $"{{ {string.Join(' ', tokens)} }}";
    }

    /// <summary>Bytes of some program that are not mostly zeros.</summary>
    private byte[] Code(int length)
    {
        for (var attempt = 0; ; attempt++)
        {
            var bytes = Sample(corpus.Programs);
            if (bytes.Length > length + 16)
            {
                var start = random.Next(bytes.Length - length);
                var code = bytes[start..(start + length)];
                if (attempt > 50 || (code.Count(one => one == 0) < length / 3 && code.Distinct().Count() > length / 2))
                    return code;
            }
        }
    }

    private string Regex()
    {
        var body = random.Next(8) switch
        {
            0 => $@"https?:\/\/[a-z0-9\-]{{4,20}}\.({Pick(Vocabulary.Tops)}|{Pick(Vocabulary.Tops)})\/{Word()}",
            1 => $@"{Word()}[0-9]{{1,4}}{Word()}",
            2 => $@"\b{Capital(Word())}\d{{2,8}}\b",
            3 => $@"(cmd|powershell)(\.exe)? \/{Pick("c", "k")} {Word()}",
            4 => $@"{Word()}.{{0,20}}{Word()}",
            5 => $@"{Word()}_(get|set|run|{Word()})_[a-z]+\(",
            6 => $@"%[A-Z]{{4,10}}%\\{Word()}\.{Pick(Vocabulary.Extensions)}",
            _ => $@"{Capital(Word())}={{0,3}}[A-F0-9]{{16}}",
        };
        return $"/{body}/" + Pick("", "", "i", " wide", " ascii wide", " nocase");
    }

    private byte[] Sample(IReadOnlyList<string> files)
    {
        var path = files[random.Next(files.Count)];
        if (!samples.TryGetValue(path, out var bytes))
            samples[path] = bytes = File.ReadAllBytes(path);
        return bytes;
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var one in text)
            escaped.Append(one switch { '\\' => @"\\", '"' => "\\\"", '\n' => @"\n", '\r' => @"\r", '\t' => @"\t", _ => one.ToString() });
        return escaped.ToString();
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private string Word() => Pick(Vocabulary.Words);

    private string Hex(int bytes)
    {
        var buffer = new byte[bytes];
        random.NextBytes(buffer);
        return Convert.ToHexStringLower(buffer);
    }

    private bool Chance(int percent) => random.Next(100) < percent;

    private T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];
}
