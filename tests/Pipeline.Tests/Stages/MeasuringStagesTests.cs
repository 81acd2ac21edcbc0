using System.Text;
using ScanHost.Contracts.Scanning;
using ScanHost.Pipeline.Stages;
using ScanHost.Pipeline.Tests.Doubles;

namespace ScanHost.Pipeline.Tests.Stages;

public sealed class MeasuringStagesTests
{
    [Fact]
    public async Task The_hashes_are_those_of_the_standards()
    {
        var outcome = await Scans.OfAsync("123456789"u8.ToArray());

        // Check values: RFC 1321 style digests by md5sum and sha*sum, and the CRC catalogue's "check" of CRC-32.
        var file = outcome.Artifacts[0];
        file.Md5.Should().Be("25f9e794323b453885f5181f1b624d0b");
        file.Sha1.Should().Be("f7c3bc1d808e04732adf679965ccc34ca7ae3441");
        file.Sha256.Should().Be("15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225");
        file.Crc32.Should().Be("cbf43926");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(1000)]
    public void The_checksum_by_eight_bytes_is_the_one_by_single_bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);

        var atOnce = Crc32.Append(Crc32.Start, bytes);
        var oneByOne = bytes.Aggregate(Crc32.Start, (state, one) => Crc32.Append(state, [one]));

        atOnce.Should().Be(oneByOne);
    }

    [Theory]
    [InlineData((1 << 20) - 1)]
    [InlineData(1 << 20)]
    [InlineData((1 << 20) + 1)]
    [InlineData((5 << 20) + 3)]
    public async Task A_file_is_measured_alike_in_memory_and_on_disk(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);

        var file = (await Scans.OfAsync(bytes)).Artifacts[0];

        file.Size.Should().Be(size);
        file.Sha256.Should().Be(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)));
        file.Entropy.Should().BeInRange(7.99, 8);
    }

    [Fact]
    public async Task Entropy_is_in_bits_per_byte()
    {
        (await Scans.OfAsync(new byte[1000])).Artifacts[0].Entropy.Should().Be(0);
        (await Scans.OfAsync([0, 1, 0, 1])).Artifacts[0].Entropy.Should().Be(1);
        (await Scans.OfAsync([.. Enumerable.Range(0, 256).Select(value => (byte)value)])).Artifacts[0].Entropy.Should().Be(8);
    }

    [Fact]
    public async Task Unknown_data_without_any_pattern_cannot_be_seen_through()
    {
        var noise = new byte[100_000];
        new Random(1).NextBytes(noise);

        var outcome = await Scans.OfAsync(noise);

        outcome.Findings.Should().ContainSingle().Which.Id.Should().Be("id.high_entropy_unknown");
        outcome.Gaps.Should().ContainSingle().Which.Reason.Should().Be(GapReason.Unsupported);
    }

    [Fact]
    public void Strings_are_counted_in_both_widths()
    {
        var runs = Read([.. "\0\0hello world\0short"u8, 0xFF, .. Encoding.Unicode.GetBytes("wide text"), 0xFF]);

        runs.Ascii.Should().BeEquivalentTo(new { Count = 1L, Longest = 11L, Samples = new[] { "hello world" } });
        runs.Wide.Should().BeEquivalentTo(new { Count = 1L, Longest = 9L, Samples = new[] { "wide text" } });
    }

    [Fact]
    public void A_string_across_the_border_of_two_blocks_is_one_string()
    {
        byte[] bytes = [1, .. "one string"u8, 2, .. Encoding.Unicode.GetBytes("another one"), 0xFF];
        var whole = Read(bytes);

        for (var border = 0; border <= bytes.Length; border++)
        {
            var runs = new PrintableRuns(10);
            runs.Append(bytes.AsSpan(0, border));
            runs.Append(bytes.AsSpan(border));
            runs.End();

            runs.Ascii.Should().BeEquivalentTo(whole.Ascii);
            runs.Wide.Should().BeEquivalentTo(whole.Wide);
        }
    }

    [Fact]
    public void A_long_string_has_its_true_length_and_a_short_sample()
    {
        var runs = Read([.. Enumerable.Repeat((byte)'a', 100_000)]);

        runs.Ascii.Longest.Should().Be(100_000);
        runs.Ascii.Samples.Should().Equal(new string('a', 80));
    }

    [Fact]
    public void Strings_at_every_place_and_of_every_length_are_found_as_by_a_plain_search()
    {
        var random = new Random(5);
        for (var round = 0; round < 2000; round++)
        {
            var bytes = new byte[random.Next(300)];
            for (var place = 0; place < bytes.Length; place++)
                bytes[place] = random.Next(10) < 5 ? (byte)'a' : random.Next(9) < 8 ? (byte)0 : (byte)0xFF;
            Smear(bytes, random);

            var runs = Read(bytes);

            runs.Ascii.Samples.Take(10).Should().Equal(PlainAscii(bytes).Take(10));
            runs.Ascii.Count.Should().Be(PlainAscii(bytes).Count());
            runs.Wide.Count.Should().Be(PlainWideLengths(bytes).Count());
            runs.Wide.Longest.Should().Be(PlainWideLengths(bytes).DefaultIfEmpty().Max());
        }
    }

    /// <summary>Makes some long runs of both kinds.</summary>
    private static void Smear(byte[] bytes, Random random)
    {
        var start = random.Next(bytes.Length + 1);
        bytes.AsSpan(start, random.Next(bytes.Length - start + 1)).Fill((byte)('b' + random.Next(20)));
        for (var place = random.Next(bytes.Length + 1); place + 1 < bytes.Length; place += 2)
            (bytes[place], bytes[place + 1]) = ((byte)'z', 0);
    }

    private static IEnumerable<string> PlainAscii(byte[] bytes) =>
        Encoding.Latin1.GetString(bytes).Split('\0', '\u00FF').Where(run => run.Length >= PrintableRuns.MinLength)
            .Select(run => run[..Math.Min(run.Length, 80)]);

    private static IEnumerable<long> PlainWideLengths(byte[] bytes)
    {
        for (var start = 0; start + 1 < bytes.Length; start++)
        {
            var length = 0;
            if (!IsWideLetter(start - 2))
            {
                while (IsWideLetter(start + (2 * length)))
                    length++;
            }

            if (length >= PrintableRuns.MinLength)
                yield return length;
        }

        bool IsWideLetter(int place) => place >= 0 && place + 1 < bytes.Length && bytes[place] is > 0 and < 0x7F && bytes[place + 1] == 0;
    }

    private static PrintableRuns Read(byte[] bytes)
    {
        var runs = new PrintableRuns(10);
        runs.Append(bytes);
        runs.End();
        return runs;
    }
}
