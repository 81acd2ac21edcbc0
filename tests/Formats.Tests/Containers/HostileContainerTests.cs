using ScanHost.Formats.Identification;

namespace ScanHost.Formats.Tests.Containers;

public sealed class HostileContainerTests
{
    private const int Mutations = 2000;

    /// <summary>One sample a reader, and further ones of readers that have several decoders.</summary>
    public static TheoryData<string> OneOfEach =>
    [
        "zip deflate", "zip aes256", "gzip", "bzip2", "xz", "lzma", "zstd best", "lz4", "compress", "tar pax", "7z lzma2", "7z ppmd", "7z bcj2", "7z encrypted names", "ar", "cpio newc",
    ];

    [Theory]
    [MemberData(nameof(OneOfEach))]
    public void Every_prefix_of_a_container_is_either_read_or_called_malformed(string sample)
    {
        var file = Samples.Make(sample, Samples.SmallInner);

        for (var length = 0; length <= file.Length; length++)
            ReadHostile(Samples.ReaderOf(sample), file[..length], $"the first {length} bytes of {sample}");
    }

    [Theory]
    [MemberData(nameof(OneOfEach))]
    public void A_container_with_flipped_bytes_is_either_read_or_called_malformed(string sample)
    {
        var file = Samples.Make(sample, Samples.SmallInner);
        var random = new Random(7);

        for (var mutation = 0; mutation < Mutations; mutation++)
            ReadHostile(Samples.ReaderOf(sample), Mutate(file, random), $"mutation {mutation} of {sample}");
    }

    private static void ReadHostile(string reader, byte[] file, string what)
    {
        try
        {
            FileIdentifier.Identify(file);
            RecordingSink.Reader(reader).Unpack(file, new RecordingSink(4 * 1024 * 1024, 1000), ["secret"], CancellationToken.None);
        }
        catch (MalformedFileException)
        {
            // One of the two right answers.
        }
        catch (ExpansionLimitException)
        {
            // A mutation may declare a huge member: the budget ends it.
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"{what} made the reader throw", error);
        }
    }

    private static byte[] Mutate(byte[] file, Random random)
    {
        var copy = (byte[])file.Clone();
        for (var count = random.Next(1, 6); count > 0; count--)
            copy[random.Next(copy.Length)] = random.Next(3) switch
            {
                0 => (byte)random.Next(256),
                1 => 0xFF,
                _ => 0,
            };
        return copy;
    }
}
