using System.Buffers.Binary;
using System.Text;
using ScanHost.Formats.Tests.Compression;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

/// <summary>Files that are made to cost a reader more than 64 MiB beside them, or time that grows with the square of their size.</summary>
public sealed class ReaderMemoryTests
{
    [Fact]
    public void An_LZFSE_block_of_many_small_matches_is_not_copied_for_each_of_them()
    {
        const int Matches = 7740;
        // A literal; a match of three bytes at the distance 1; matches of 271 bytes at the same distance; the end.
        byte[] codes = [0xE1, (byte)'a', 0x07, 1, 0, .. Enumerable.Repeat<byte[]>([0xF0, 255], Matches).SelectMany(code => code), 0x06, .. new byte[7]];
        byte[] file = [.. "bvxn"u8, .. BitConverter.GetBytes(4 + (271 * Matches)), .. BitConverter.GetBytes(codes.Length), .. codes, .. "bvx$"u8];

        HostileReading.Read("lzfse", file, "a block of small matches");

        RecordingSink.Unpack("lzfse", file).Members.Single().Content.ToArray().Length.Should().Be(4 + (271 * Matches));
    }

    [Fact]
    public void A_chain_of_FAT_clusters_that_goes_in_a_circle_ends_with_the_volume()
    {
        var volume = Samples.Make("fat 12", Samples.SmallInner);
        var table = BinaryPrimitives.ReadUInt16LittleEndian(volume.AsSpan(14)) * 512;
        var entry = volume.AsSpan().IndexOf("INNER   BIN"u8);
        int first = BinaryPrimitives.ReadUInt16LittleEndian(volume.AsSpan(entry + 26));
        BinaryPrimitives.WriteUInt32LittleEndian(volume.AsSpan(entry + 28), uint.MaxValue);
        Link(first, first + 2);
        Link(first + 2, first);
        void Link(int cluster, int next)
        {
            var pair = volume.AsSpan(table + cluster + (cluster / 2), 2);
            var value = BinaryPrimitives.ReadUInt16LittleEndian(pair);
            BinaryPrimitives.WriteUInt16LittleEndian(pair, (ushort)((cluster & 1) != 0 ? (value & 0xF) | (next << 4) : (value & 0xF000) | next));
        }

        HostileReading.Read("fat", volume, "a chain in a circle");

        RecordingSink.Unpack("fat", volume).Gaps.Should().Contain(gap => gap.Reason == Formats.Containers.UnpackGap.Damaged);
    }

    [Fact]
    public void A_folder_of_an_ext_volume_is_no_larger_than_the_volume()
    {
        var volume = Samples.Make("ext2", Samples.SmallInner);
        const int Block = 1024, Last = 479;
        var inode = (BinaryPrimitives.ReadInt32LittleEndian(volume.AsSpan((2 * Block) + 8)) * Block) + BinaryPrimitives.ReadUInt16LittleEndian(volume.AsSpan(Block + 88));
        // Its addresses of addresses, and those of them, are one block that names itself, over and over.
        for (var at = 0; at < Block; at += 4)
            BinaryPrimitives.WriteInt32LittleEndian(volume.AsSpan((Last * Block) + at), Last);
        BinaryPrimitives.WriteInt32LittleEndian(volume.AsSpan(inode + 4), 64 << 20);
        for (var level = 12; level <= 14; level++)
            BinaryPrimitives.WriteInt32LittleEndian(volume.AsSpan(inode + 40 + (level * 4)), Last);

        HostileReading.Read("ext", volume, "a folder of the same block");
    }

    [Fact]
    public void A_tree_of_an_HFS_volume_is_no_larger_than_the_volume()
    {
        const int CatalogFork = 1024 + 272;
        byte[] volume = [.. Samples.Make("hfsplus", Samples.SmallInner), .. new byte[12 << 20]];
        BinaryPrimitives.WriteInt64BigEndian(volume.AsSpan(CatalogFork), 1L << 40);
        for (var extent = 0; extent < 8; extent++)
        {
            BinaryPrimitives.WriteInt32BigEndian(volume.AsSpan(CatalogFork + 16 + (8 * extent)), 0);
            BinaryPrimitives.WriteInt32BigEndian(volume.AsSpan(CatalogFork + 20 + (8 * extent)), 6000);
        }

        HostileReading.Read("hfsplus", volume, "a catalog that is the whole volume eight times");
    }

    [Fact]
    public void A_property_list_of_millions_of_elements_is_a_gap()
    {
        byte[] list = [.. "<plist>"u8, .. Enumerable.Repeat("<a/>"u8.ToArray(), 5_000_000).SelectMany(part => part), .. "</plist>"u8];
        var trailer = new byte[512];
        "koly"u8.CopyTo(trailer);
        BinaryPrimitives.WriteInt64BigEndian(trailer.AsSpan(224), list.Length);
        byte[] file = [.. list, .. trailer];

        HostileReading.Read("dmg", file, "a list of empty elements");

        RecordingSink.Unpack("dmg", file).Gaps.Should().ContainSingle();
    }

    [Fact]
    public void A_script_of_an_installer_that_unpacks_to_hundreds_of_megabytes_is_a_gap()
    {
        var file = new InnoBuilder("5.5.7", "lzma") { ScriptTail = 200 << 20 }.Add("{app}\\inner.bin", Samples.SmallInner).Build();

        HostileReading.Read("inno", file, "a script of zeros");

        RecordingSink.Unpack("inno", file).Gaps.Should().ContainSingle(gap => gap.Member.Name == "setup-0.bin");
    }

    [Fact]
    public void Files_of_a_set_that_equal_each_other_in_a_circle_are_followed_once()
    {
        const int Files = 2000;
        var builder = new IshieldBuilder(6);
        for (var i = 0; i < Files; i++)
            builder.Add("a", Encoding.ASCII.GetString([.. Enumerable.Repeat((byte)'n', 100)]), [], sameAs: (i + 1) % Files);
        var (header, _) = builder.Build();

        HostileReading.Read("installshield", header, "a circle of files");

        RecordingSink.Unpack("installshield", header).Gaps.Should().HaveCount(Files);
    }
}
