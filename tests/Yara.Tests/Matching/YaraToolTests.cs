using System.Text;
using ScanHost.TestKit;
using ScanHost.Yara.Patterns;
using static ScanHost.Yara.Tests.Matching.Matcher;

namespace ScanHost.Yara.Tests.Matching;

/// <summary>Random patterns over random data: the engine finds what Debian's yara finds, offset by offset and length by length.</summary>
public sealed class YaraToolTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Text_strings_match_as_in_yara()
    {
        string[] modifiers = ["", "nocase", "wide", "ascii wide", "fullword", "wide fullword", "ascii wide nocase fullword", "xor", "xor(1-40)", "wide xor", "base64", "base64wide", "base64 wide", "base64 base64wide"];
        var random = new RandomPatterns(11);
        for (var round = 0; round < 6; round++)
        {
            var strings = Enumerable.Range(0, 60).Select(_ => (Text: random.Text(3, 14), Modifiers: modifiers[random.Next(modifiers.Length)])).ToArray();
            var data = random.Data(6000).Concat(strings.SelectMany(one => Planted(one.Text, one.Modifiers, random))).ToArray();

            Compare([.. strings.Select(one => ($"\"{one.Text}\" {one.Modifiers}", (Pattern)WithModifiers(one.Text, one.Modifiers)))], data);
        }
    }

    [Fact]
    public void Hex_strings_match_as_in_yara()
    {
        var random = new RandomPatterns(12);
        for (var round = 0; round < 6; round++)
        {
            var bodies = Enumerable.Range(0, 80).Select(_ => random.Hex(withAlternatives: false, withNegation: false)).ToArray();

            Compare([.. bodies.Select(body => ($"{{ {body} }}", (Pattern)Hex(body)))], random.Data(4000));
        }
    }

    [Fact]
    public void Long_jumps_match_as_in_yara()
    {
        var random = new RandomPatterns(14);
        for (var round = 0; round < 4; round++)
        {
            var bodies = Enumerable.Range(0, 40).Select(_ =>
                $"{random.Hex(false, false)} [{random.Next(200)}-{201 + random.Next(400)}] {random.Hex(false, false)}").ToArray();

            Compare([.. bodies.Select(body => ($"{{ {body} }}", (Pattern)Hex(body)))], random.Data(3000));
        }
    }

    private static byte[] Planted(string text, string modifiers, RandomPatterns random)
    {
        var bytes = Bytes(modifiers.Contains("wide", StringComparison.Ordinal) && !modifiers.Contains("base64wide", StringComparison.Ordinal) ? string.Concat(text.Select(letter => letter + "\0")) : text);
        if (modifiers.Contains("xor", StringComparison.Ordinal))
        {
            var key = random.Next(64);
            bytes = [.. bytes.Select(value => (byte)(value ^ key))];
        }
        if (modifiers.Contains("base64", StringComparison.Ordinal))
            bytes = Bytes(Convert.ToBase64String([.. Bytes("zyx"[..random.Next(3)]), .. bytes, .. Bytes("..")]));
        return modifiers.Contains("base64wide", StringComparison.Ordinal) ? [.. bytes.SelectMany(value => new byte[] { value, 0 })] : bytes;
    }

    private static TextPattern WithModifiers(string text, string modifiers)
    {
        var words = string.Join(' ', modifiers.Split(' ').Where(word => !word.StartsWith("xor", StringComparison.Ordinal)));
        return modifiers.Contains("xor(", StringComparison.Ordinal) ? Xor(text, 1, 40, words)
            : modifiers.Contains("xor", StringComparison.Ordinal) ? Xor(text, 0, 255, words) : Text(text, words);
    }

    private void Compare((string Source, Pattern Pattern)[] strings, byte[] data)
    {
        var rules = string.Join('\n', strings.Select((one, index) => $"rule r{index} {{ strings: $a = {one.Source} condition: $a }}"));
        folder.Write("rules.yar", rules);
        folder.Write("data.bin", data);
        var expected = Parse(ForeignTool.Run(folder.Path, "yara", "-w", "-s", "-L", "rules.yar", "data.bin"), strings.Length);

        var found = Matches([.. strings.Select(one => one.Pattern)], data);

        for (var index = 0; index < strings.Length; index++)
        {
            // The tool prints at most 512 bytes of a match, and their number.
            string.Join(' ', found[index].Select(match => $"{match.Offset}:{Math.Min(match.Length, 512)}"))
                .Should().Be(string.Join(' ', expected[index]), "{0} over {1}", strings[index].Source, Convert.ToHexString(data));
        }
    }

    /// <summary>Reads "rule file" lines and the "0xoffset:length:$a: bytes" lines below each.</summary>
    private static List<string>[] Parse(byte[] output, int count)
    {
        var result = Enumerable.Range(0, count).Select(_ => new List<string>()).ToArray();
        var current = result[0];
        foreach (var line in Encoding.Latin1.GetString(output).Split('\n'))
        {
            if (line.StartsWith('r'))
            {
                current = result[int.Parse(line[1..line.IndexOf(' ', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture)];
            }
            else if (line.StartsWith("0x", StringComparison.Ordinal))
            {
                var fields = line.Split(':');
                current.Add($"{Convert.ToInt32(fields[0][2..], 16)}:{fields[1]}");
            }
        }
        return result;
    }
}
