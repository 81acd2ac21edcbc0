using ScanHost.Yara.Matching;
using ScanHost.Yara.Patterns;
using static ScanHost.Yara.Tests.Matching.Matcher;

namespace ScanHost.Yara.Tests.Matching;

/// <summary>Random patterns over random data: the engine finds what the plain matcher finds.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void Hex_strings_without_alternatives_match_as_the_reference_says()
    {
        var random = new RandomPatterns(1);
        for (var round = 0; round < 300; round++)
            Compare(Enumerable.Range(0, 5).Select(_ => random.Hex(withAlternatives: false, withNegation: true)), body => Hex(body), random.Data(300), isExact: true);
    }

    [Fact]
    public void Hex_strings_with_alternatives_start_where_the_reference_says()
    {
        var random = new RandomPatterns(2);
        for (var round = 0; round < 300; round++)
            Compare(Enumerable.Range(0, 5).Select(_ => random.Hex(withAlternatives: true, withNegation: true)), body => Hex(body), random.Data(300), isExact: false);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nocase")]
    [InlineData("dotall")]
    [InlineData("wide")]
    [InlineData("wide nocase")]
    public void Regular_expressions_without_groups_match_as_the_reference_says(string modifiers)
    {
        var random = new RandomPatterns(3);
        for (var round = 0; round < 200; round++)
            Compare(Enumerable.Range(0, 5).Select(_ => random.Regex(withGroups: false)), body => Regex(body, modifiers), random.Data(200), isExact: !modifiers.Contains("wide"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nocase dotall")]
    [InlineData("wide")]
    public void Regular_expressions_with_groups_start_where_the_reference_says(string modifiers)
    {
        var random = new RandomPatterns(4);
        for (var round = 0; round < 200; round++)
            Compare(Enumerable.Range(0, 5).Select(_ => random.Regex(withGroups: true)), body => Regex(body, modifiers), random.Data(200), isExact: false);
    }

    [Fact]
    public void Texts_match_as_a_plain_search_says()
    {
        var random = new RandomPatterns(5);
        for (var round = 0; round < 300; round++)
        {
            var texts = Enumerable.Range(0, 30).Select(_ => random.Text(1, 14)).ToArray();
            var data = random.Data(2000);

            var found = Matches([.. texts.Select(text => Text(text))], data);

            for (var index = 0; index < texts.Length; index++)
                found[index].Should().Equal(PlainSearch(data, Bytes(texts[index])), "the text is {0}", texts[index]);
        }
    }

    /// <summary>The number and the lengths of the texts decide by which filters they are looked for.</summary>
    [Theory]
    [InlineData(1, 12, 14)]
    [InlineData(60, 3, 14)]
    [InlineData(200, 3, 14)]
    [InlineData(600, 3, 14)]
    [InlineData(1500, 4, 4)]
    [InlineData(1500, 3, 5)]
    [InlineData(1500, 3, 3)]
    [InlineData(5000, 1, 14)]
    public void Sets_of_any_size_find_what_a_plain_search_finds(int count, int shortest, int longest)
    {
        var random = new Random(9);
        var data = new byte[70_000];
        random.NextBytes(data);
        for (var index = 0; index < data.Length; index++)
            data[index] = data[index] < 200 ? (byte)('a' + (data[index] & 3)) : data[index];
        var texts = Enumerable.Range(0, count).Select(_ => random.Next(data.Length - longest)).Select(at => data[at..(at + random.Next(shortest, longest + 1))]).ToArray();
        texts[0] = data[^texts[0].Length..];

        var found = Matches([.. texts.Select(text => new TextPattern(text, new PatternModifiers(PatternFlags.None)))], data);

        for (var index = 0; index < count; index += (count / 50) + 1)
            found[index].Should().Equal(PlainSearch(data, texts[index]), "the text is {0}", Convert.ToHexString(texts[index]));
    }

    private static IEnumerable<PatternMatch> PlainSearch(byte[] data, byte[] text) =>
        Enumerable.Range(0, data.Length).Where(offset => data.AsSpan(offset).StartsWith(text)).Select(offset => new PatternMatch(offset, text.Length, 0));

    private static void Compare(IEnumerable<string> bodies, Func<string, Pattern> parse, byte[] data, bool isExact)
    {
        var all = bodies.ToArray();
        var patterns = all.Select(parse).ToArray();

        var found = Matches(patterns, data);

        for (var index = 0; index < patterns.Length; index++)
            CompareOne(all[index], patterns[index], data, found[index], isExact);
    }

    private static void CompareOne(string body, Pattern pattern, byte[] data, PatternMatch[] found, bool isExact)
    {
        var flags = pattern is RegexPattern { Modifiers: var modifiers } ? modifiers.Flags : PatternFlags.DotAll;
        var root = pattern is RegexPattern regex ? regex.Root : ((HexPattern)pattern).Root;
        var reference = new ReferenceMatcher(data, flags.HasFlag(PatternFlags.NoCase), flags.HasFlag(PatternFlags.DotAll), flags.HasFlag(PatternFlags.Wide));
        var expected = reference.Ends(root);
        var isGreedy = RegexParser.Parse(Bytes(body), isString: true) is { IsGreedy: true } && pattern is RegexPattern;
        var why = $"{body} over {Convert.ToHexString(data)}";

        if (isExact)
        {
            found.Should().Equal(expected.Select(one => new PatternMatch(one.Key, (isGreedy ? one.Value.Max : one.Value.Min) - one.Key, 0)), why);
            return;
        }
        found.Select(match => match.Offset).Should().Equal(expected.Keys, why);
        foreach (var match in found)
            expected[match.Offset].Should().Contain(match.Offset + match.Length, why);
    }
}
