using ScanHost.Formats.Identification;

namespace ScanHost.Formats.Tests.Containers;

public sealed class HostileContainerTests
{
    private const int Mutations = 2000;

    /// <summary>One sample a reader, and further ones of readers that have several decoders.</summary>
    public static TheoryData<string> OneOfEach =>
    [
        "zip deflate", "zip aes256", "gzip", "bzip2", "xz", "lzma", "zstd best", "lz4", "compress", "tar pax", "7z lzma2", "7z ppmd", "7z bcj2", "7z encrypted names", "ar", "cpio newc",
        "cab mszip", "arj best", "arj fastest", "arj crypt", "lzh lh5", "lzh level 2", "szdd", "rpm gzip", "xar gzip", "lzip", "squashfs gzip", "squashfs zstd",
        "zip ppmd", "makeself gzip", "7z behind a program", "lzop", "brotli", "wim lzx", "wim xpress", "squashfs lzo",
    ];

    /// <summary>What a test encoder writes, since no free program does.</summary>
    public static TheoryData<string> Built => [.. BuiltSamples.Names];

    [Theory]
    [MemberData(nameof(Built))]
    public void A_container_of_a_test_encoder_with_flipped_bytes_or_cut_short_is_either_read_or_called_malformed(string reader)
    {
        var file = BuiltSamples.Make(reader);
        var random = new Random(13);

        for (var mutation = 0; mutation < Math.Clamp(20_000_000 / file.Length, 50, Mutations); mutation++)
        {
            ReadHostile(reader, Mutate(file, random), $"mutation {mutation} of {reader}");
            ReadHostile(reader, file[..random.Next(file.Length)], $"a prefix of {reader}");
        }
    }

    /// <summary>Images are large and mostly empty: their first sectors and folders are where the structure is.</summary>
    public static TheoryData<string> Images =>
    [
        "iso rock ridge", "iso joliet", "iso udf alone", "fat 12", "mbr disk", "gpt disk", "vhd dynamic", "chm", "nsis lzma solid", "ntfs compressed", "vhdx dynamic", "vmdk for streams",
        "qcow2 packed", "vdi dynamic", "ext2", "ext4", "hfsplus", "apm disk", "romfs", "cramfs",
    ];

    [Theory]
    [MemberData(nameof(Images))]
    public void A_disk_image_with_flipped_bytes_is_either_read_or_called_malformed(string sample)
    {
        var file = Samples.Make(sample, Samples.SmallInner);
        var random = new Random(11);
        int[] used = [.. Enumerable.Range(0, file.Length).Where(at => file[at] != 0)];

        for (var mutation = 0; mutation < Math.Clamp(60_000_000 / file.Length, 10, 200); mutation++)
        {
            var copy = (byte[])file.Clone();
            for (var count = random.Next(1, 6); count > 0; count--)
                copy[used[random.Next(used.Length)]] = (byte)random.Next(256);
            ReadHostile(Samples.ReaderOf(sample), copy, $"mutation {mutation} of {sample}");
            ReadHostile(Samples.ReaderOf(sample), file[..random.Next(file.Length)], $"a prefix of {sample}");
        }
    }

    [Theory]
    [MemberData(nameof(OneOfEach))]
    public void Every_prefix_of_a_container_is_either_read_or_called_malformed(string sample)
    {
        var file = Samples.Make(sample, Samples.SmallInner);

        // Of a large sample the headers at its front byte by byte, the rest in steps.
        for (var length = 0; length <= file.Length; length += length < 2048 ? 1 : Math.Max(1, file.Length / 256))
            ReadHostile(Samples.ReaderOf(sample), file[..length], $"the first {length} bytes of {sample}");
    }

    [Theory]
    [MemberData(nameof(OneOfEach))]
    public void A_container_with_flipped_bytes_is_either_read_or_called_malformed(string sample)
    {
        var file = Samples.Make(sample, Samples.SmallInner);
        var random = new Random(7);

        // So many bytes of mutants each sample gets: a disk image is a few, a small archive the full number.
        for (var mutation = 0; mutation < Math.Clamp(20_000_000 / file.Length, 50, Mutations); mutation++)
            ReadHostile(Samples.ReaderOf(sample), Mutate(file, random), $"mutation {mutation} of {sample}");
    }

    /// <summary>The readers of which each has its ten thousand.</summary>
    public static TheoryData<string, string> TenThousandOfEach => new()
    {
        { "ext", "ext2" }, { "ext", "ext4" }, { "exfat", "exfat" }, { "hfsplus", "hfsplus" }, { "dmg", "dmg" }, { "lzfse", "lzfse" }, { "inno", "inno" }, { "partitions", "apm disk" },
        { "zisofs", "zisofs" }, { "raw-cd", "raw disc" }, { "cramfs", "cramfs" }, { "romfs", "romfs" }, { "installshield", "installshield" }, { "installshield-3", "installshield-3" },
        { "zlib", "zlib" }, { "brotli", "brotli" }, { "iso", "iso with udf" }, { "ntfs", "ntfs" }, { "wim", "wim lzx" }, { "ace", "ace" },
    };

    /// <summary>Of a file of more than 64 KiB, all prefixes of up to 4 KiB, and from there on one in 512.</summary>
    [Theory]
    [Trait("Run", "Long")]
    [MemberData(nameof(TenThousandOfEach))]
    public void Ten_thousand_mutants_and_every_prefix_are_either_read_or_called_malformed(string reader, string sample)
    {
        var file = sample == "zisofs" ? Zisofs() : BuiltSamples.Names.Contains(sample) ? BuiltSamples.Make(sample) : Samples.Make(sample, Samples.SmallInner);
        var random = new Random(17);
        int[] used = [.. Enumerable.Range(0, file.Length).Where(at => file[at] != 0)];

        for (var length = 0; length <= file.Length; length += file.Length <= 65536 || length < 4096 ? 1 : 512)
            ReadHostile(reader, file[..length], $"the first {length} bytes of {sample}");
        for (var mutation = 0; mutation < 10_000; mutation++)
        {
            var copy = (byte[])file.Clone();
            for (var count = random.Next(1, 6); count > 0; count--)
                copy[used[random.Next(used.Length)]] = (byte)random.Next(256);
            ReadHostile(reader, copy, $"mutation {mutation} of {sample}");
        }
    }

    private static byte[] Zisofs() => RecordingSink.Unpack("iso", PublishedArchives.Read("libarchive/test_read_format_iso_zisofs.iso")).Members
        .Select(member => member.Content.ToArray()).First(content => FileIdentifier.Identify(content).Type.Id == "zisofs");

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
