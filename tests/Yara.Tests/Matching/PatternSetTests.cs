using ScanHost.Yara.Matching;
using ScanHost.Yara.Patterns;
using static ScanHost.Yara.Tests.Matching.Matcher;

namespace ScanHost.Yara.Tests.Matching;

public sealed class PatternSetTests
{
    private static readonly Pattern[] Mixed =
    [
        Text("a longer text", "nocase wide ascii"), Text("abcdefgh"), Text("abcde", "fullword"), Text("ab"), Text("a"), Xor("secret", 0, 255), Text("secret", "base64"),
        Hex("61 62 ?? 64"), Hex("61 [0-4] ~64 6?"), Hex("61 61 [201-300] 62 62"), Regex("ab+c{2,5}d"), Regex("(ab|cd)+e$"), Regex("\\bx.{0,9}?y", "wide"), Regex(".*q"),
    ];

    [Fact]
    public void A_set_that_was_written_and_read_finds_the_same()
    {
        var data = new RandomPatterns(6).Data(5000).Concat(Bytes("A Longer Text aa")).Concat(Bytes(new string('.', 250) + "bb secret c2VjcmV0 abcde")).ToArray();
        var set = SetOf(Mixed);
        var file = Written(set);

        var again = PatternSet.Read(new BinaryReader(new MemoryStream(file)));

        Found(again, data).Should().Equal(Found(set, data));
        Found(set, data).Should().HaveCountGreaterThan(50);
    }

    [Fact]
    public void Every_prefix_of_a_written_set_is_refused()
    {
        var file = Written(SetOf(Text("abcdefghijkl"), Hex("61 [0-4] ( 62 | 63 ) 64"), Regex("ab+c")));
        for (var length = 0; length < file.Length; length++)
        {
            FluentActions.Invoking(() => PatternSet.Read(new BinaryReader(new MemoryStream(file, 0, length))))
                .Should().Throw<Exception>().Which.Should().Match(error => error is InvalidDataException || error is EndOfStreamException);
        }
    }

    [Fact]
    public void A_damaged_set_is_refused_or_scans_within_its_bounds()
    {
        var file = Written(SetOf(Text("abcdefghijkl"), Hex("61 [0-4] ( 62 | 63 ) 64"), Regex("ab+c"), Hex("61 61 [201-300] 62 62")));
        var data = new RandomPatterns(7).Data(500);
        var random = new Random(8);
        for (var round = 0; round < 600; round++)
        {
            var damaged = file.ToArray();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));

            FluentActions.Invoking(() => Found(PatternSet.Read(new BinaryReader(new MemoryStream(damaged))), data)).Should().NotThrow<NullReferenceException>();
        }
    }

    [Fact]
    public void One_set_serves_many_threads_and_matches_are_reusable()
    {
        var set = SetOf(Mixed);
        var files = Enumerable.Range(0, 12).Select(seed => new RandomPatterns(seed).Data(20_000)).ToArray();
        var expected = files.Select(file => Found(set, file)).ToArray();

        Parallel.For(0, 4, _ =>
        {
            var matches = new PatternMatches();
            for (var index = 0; index < files.Length; index++)
            {
                set.Scan(files[index], matches, ScanBudget.Unlimited());
                Listed(set, matches).Should().Equal(expected[index]);
            }
        });
    }

    [Fact]
    public void A_pattern_of_which_one_match_suffices_is_not_searched_further()
    {
        var builder = new PatternSetBuilder();
        builder.Add(Text("abcd"), new PatternUse(OneSuffices: true));
        builder.Add(Text("abcd"));
        var matches = new PatternMatches();

        builder.Build().Scan(Bytes("abcd abcd abcd"), matches, ScanBudget.Unlimited());

        matches[0].Length.Should().Be(1);
        matches[1].Length.Should().Be(3);
    }

    [Fact]
    public void Where_one_match_suffices_the_first_ones_that_the_caller_wants_are_kept_all_the_same()
    {
        var builder = new PatternSetBuilder();
        builder.Add(Regex("[a-z]{0,3}abcd|abcd", "wide ascii"), new PatternUse(OneSuffices: true));
        builder.Add(Regex("[a-z]{0,3}abcd|abcd", "wide ascii"));
        var data = Bytes(string.Concat(Enumerable.Range(0, 20_000).Select(number => number % 3 == 0 ? "xyzabcd " : "a\0b\0c\0d\0 ")));
        var matches = new PatternMatches();

        builder.Build().Scan(data, matches, ScanBudget.Unlimited(), wantedMatches: 5);

        matches[0][..5].ToArray().Should().Equal(matches[1][..5].ToArray());
        matches[0].Length.Should().BeLessThan(matches[1].Length);
    }

    [Theory]
    [InlineData("{ 00 [0-300] 41 42 43 44 45 46 47 48 [0-500] 01 }")]
    [InlineData("{ ?? [201] 41 42 43 44 45 46 47 48 [250-300] 4? 02 }")]
    [InlineData("{ 41 42 43 44 45 46 47 48 [0-300] 00 [0-300] 01 4? }")]
    [InlineData("{ 00 [0-300] 01 [0-300] 41 42 43 44 45 46 47 48 }")]
    public void Segments_without_good_bytes_are_found_around_one_that_has_some(string hex)
    {
        var random = new Random(4);
        var data = new byte[150_000];
        for (var at = 0; at < data.Length; at++)
            data[at] = (byte)(random.Next(40) == 0 ? random.Next(3) : 0x40 + random.Next(16));
        for (var at = 1000; at < data.Length - 10; at += 3571)
            Bytes("ABCDEFGH").CopyTo(data, at);
        // As libyara finds them: the shortest of all that a plain search over the whole data finds at an offset.
        var plain = new System.Text.RegularExpressions.Regex(
            string.Concat(hex.Trim('{', '}', ' ').Split(' ').Select(token => token[0] == '['
                ? $"[\\s\\S]{{{token.Trim('[', ']').Replace('-', ',')}}}?"
                : token == "??" ? "[\\s\\S]" : token == "4?" ? "[\\x40-\\x4f]" : $"\\x{token}")));
        var text = System.Text.Encoding.Latin1.GetString(data);
        var expected = new List<string>();
        for (var match = plain.Match(text); match.Success; match = plain.Match(text, match.Index + 1))
            expected.Add($"{match.Index}");

        var found = Matcher.Matches([Hex(hex.Trim('{', '}', ' '))], data)[0].Select(match => $"{match.Offset}");

        expected.Should().NotBeEmpty();
        found.Should().Equal(expected);
    }

    [Fact]
    public void Only_matches_in_the_range_of_interest_are_kept()
    {
        var builder = new PatternSetBuilder();
        builder.Add(Text("ab"), new PatternUse(MinOffset: 3, MaxOffset: 6));
        builder.Add(Text("ab"), new PatternUse(MaxOffset: 0));
        var matches = new PatternMatches();

        builder.Build().Scan(Bytes("ab ab ab ab"), matches, ScanBudget.Unlimited());

        matches[0].ToArray().Select(match => match.Offset).Should().Equal(3, 6);
        matches[1].ToArray().Select(match => match.Offset).Should().Equal(0);
    }

    [Fact]
    public void A_million_matches_are_kept_and_more_are_reported_as_a_limit()
    {
        var data = new byte[PatternMatches.MaxMatches + 10];
        var set = SetOf(Hex("00"), Hex("00 01"));
        var matches = new PatternMatches();

        set.Scan(data, matches, ScanBudget.Unlimited());

        matches[0].Length.Should().Be(PatternMatches.MaxMatches);
        matches.IsLimited(0).Should().BeTrue();
        matches.IsLimited(1).Should().BeFalse();
        set.Scan(data.AsSpan(0, 5), matches, ScanBudget.Unlimited());
        matches.IsLimited(0).Should().BeFalse();
    }

    [Fact]
    public void Nothing_is_found_in_nothing()
    {
        var matches = new PatternMatches();

        SetOf(Mixed).Scan([], matches, ScanBudget.Unlimited());
        SetOf().Scan(Bytes("abc"), matches, ScanBudget.Unlimited());

        matches.Matched.Length.Should().Be(0);
    }

    [Fact]
    public void A_scan_that_allocated_once_allocates_no_more()
    {
        var set = SetOf(Mixed);
        var data = new RandomPatterns(9).Data(100_000);
        var matches = new PatternMatches();
        var budget = ScanBudget.Unlimited();
        set.Scan(data, matches, budget);
        set.Scan(data, matches, budget);

        // The runtime's count jumps by one of its blocks of 8 KiB in up to one of a hundred scans, however little they take: none is judged alone.
        var allocated = Enumerable.Range(0, 5).Select(_ =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            set.Scan(data, matches, budget);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });

        allocated.Min().Should().BeLessThan(4096);
    }

    private static byte[] Written(PatternSet set)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        set.Write(writer);
        return stream.ToArray();
    }

    private static string[] Found(PatternSet set, byte[] data)
    {
        var matches = new PatternMatches();
        set.Scan(data, matches, ScanBudget.Unlimited());
        return Listed(set, matches);
    }

    private static string[] Listed(PatternSet set, PatternMatches matches) =>
        [.. Enumerable.Range(0, set.Count).SelectMany(index => matches[index].ToArray().Select(match => $"{index}@{match}"))];
}
