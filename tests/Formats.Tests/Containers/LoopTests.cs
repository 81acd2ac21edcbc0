using System.Buffers.Binary;
using System.Text;
using ScanHost.Formats.Containers;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

/// <summary>Places that lead back to where they come from, and values in values: reading ends, and what stands beside them is found.</summary>
public sealed class LoopTests
{
    [Fact]
    public void A_folder_of_a_disc_that_contains_itself_is_read_once()
    {
        var disc = Samples.Make("iso plain", Samples.SmallInner);
        var record = disc.AsSpan().IndexOf("INNER.BIN"u8) - 33;
        // A folder's records stand in the folder's own sector.
        BinaryPrimitives.WriteInt32LittleEndian(disc.AsSpan(record + 2), record / 2048);
        BinaryPrimitives.WriteInt32LittleEndian(disc.AsSpan(record + 10), 2048);
        disc[record + 25] |= 2;

        RecordingSink.Unpack("iso", disc).Members.Should().BeEmpty();
    }

    [Fact]
    public void A_folder_of_a_UDF_disc_that_contains_itself_is_read_once()
    {
        var disc = Samples.Make("iso udf alone", Samples.SmallInner);
        byte[] identifier = [8, .. "inner.bin"u8];
        var record = disc.AsSpan().IndexOf(identifier) - 38;
        // The first record of a folder leads to its parent: as a child's, it makes a ring of the two.
        var parent = disc.AsSpan(0, record).LastIndexOf((ReadOnlySpan<byte>)[1, 1, 0, 10]) is >= 0 and var at ? at - 16 : record;
        disc.AsSpan(parent + 20, 16).CopyTo(disc.AsSpan(record + 20));
        disc[record + 18] |= 2;

        RecordingSink.Unpack("iso", disc).Members.Should().BeEmpty();
    }

    [Fact]
    public void A_folder_of_a_FAT_volume_that_contains_itself_is_read_once()
    {
        var volume = Samples.Make("fat 12", Samples.SmallInner);
        var entry = volume.AsSpan().IndexOf("INNER   BIN"u8);
        volume[entry + 11] = 0x10;
        // The folder was made first: cluster 2.
        BinaryPrimitives.WriteInt16LittleEndian(volume.AsSpan(entry + 26), 2);

        RecordingSink.Unpack("fat", volume).Members.Should().BeEmpty();
    }

    [Fact]
    public void A_list_of_romfs_headers_that_leads_back_ends()
    {
        var image = Samples.Make("romfs", Samples.SmallInner);
        var header = image.AsSpan().IndexOf("inner.bin\0"u8) - 16;
        BinaryPrimitives.WriteInt32BigEndian(image.AsSpan(header), header | 2);

        RecordingSink.Unpack("romfs", image).Hashes.Should().Equal(RecordingSink.Hash(Samples.SmallInner));
    }

    [Fact]
    public void A_folder_of_a_cramfs_image_that_contains_itself_is_read_once()
    {
        using var folder = new TemporaryFolder();
        folder.Write("dir/a/x", [1]);
        folder.Write("dir/b/y", Samples.SmallInner);
        ForeignTool.Run(folder.Path, "mkfs.cramfs", "dir", "out");
        var image = folder.Read("out");
        var root = (int)(BinaryPrimitives.ReadUInt32LittleEndian(image.AsSpan(64 + 8)) >> 6) * 4;
        // The first folder of the root becomes the root.
        image.AsSpan(64 + 4, 3).CopyTo(image.AsSpan(root + 4));
        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(root + 8), (uint)(root / 4 << 6) | (image[root + 8] & 0x3Fu));

        RecordingSink.Unpack("cramfs", image).Members.Select(member => member.Member.Name).Should().Equal("b/y");
    }

    [Fact]
    public void A_chain_of_logical_partitions_that_leads_back_is_followed_once()
    {
        var disk = new byte[512 * 300];
        Mark(disk, 0, (5, 10, 200), (0, 0, 0));
        // Counted from the first record of the chain: a partition behind each record, the next record, and back.
        Mark(disk, 10, (0x83, 1, 4), (5, 20, 100));
        Mark(disk, 30, (0x83, 1, 4), (5, 20, 100));

        var sink = RecordingSink.Unpack("partitions", disk);

        sink.Members.Should().HaveCount(2);
        sink.Gaps.Should().ContainSingle(gap => gap.Reason == UnpackGap.Damaged);
    }

    private static void Mark(byte[] disk, int sector, params (byte Kind, int First, int Count)[] entries)
    {
        (disk[(sector * 512) + 510], disk[(sector * 512) + 511]) = (0x55, 0xAA);
        foreach (var (index, (kind, first, count)) in entries.Index())
        {
            var entry = disk.AsSpan((sector * 512) + 446 + (16 * index), 16);
            entry[4] = kind;
            BinaryPrimitives.WriteInt32LittleEndian(entry[8..], first);
            BinaryPrimitives.WriteInt32LittleEndian(entry[12..], count);
        }
    }

    [Fact]
    public void A_file_of_an_NTFS_volume_that_is_its_own_folder_comes_out()
    {
        var volume = Samples.Make("ntfs compressed", Samples.SmallInner);
        var name = Encoding.Unicode.GetBytes("inner.bin");
        for (var at = volume.AsSpan().IndexOf("FILE0"u8); at >= 0;)
        {
            // The name stands 66 bytes behind the number of the folder.
            if (volume.AsSpan(at, 1024).IndexOf(name) is >= 66 and var found)
                volume.AsSpan(at + 44, 4).CopyTo(volume.AsSpan(at + found - 66));
            var next = volume.AsSpan(at + 4).IndexOf("FILE0"u8);
            at = next < 0 ? -1 : at + 4 + next;
        }

        RecordingSink.Unpack("ntfs", volume).Hashes.Should().Contain(RecordingSink.Hash(Samples.SmallInner));
    }

    [Fact]
    public void A_table_of_modules_in_a_hundred_thousand_lists_is_malformed_or_a_gap()
    {
        byte[] nested = [.. Enumerable.Repeat<byte[]>([(byte)'[', 1, 0, 0, 0], 100_000).SelectMany(part => part), (byte)'N'];
        byte[] file = [.. "PYZ\0"u8, 0xA7, 0x0D, 0x0D, 0x0A, 0, 0, 0, 17, .. new byte[5], .. nested];

        HostileReading.Read("pyz", file, "lists in lists");
    }

    [Fact]
    public void A_property_list_of_a_hundred_thousand_lists_in_each_other_is_malformed_or_a_gap()
    {
        byte[] list = [.. Enumerable.Repeat("<array>"u8.ToArray(), 100_000).SelectMany(part => part)];
        var trailer = new byte[512];
        "koly"u8.CopyTo(trailer);
        BinaryPrimitives.WriteInt64BigEndian(trailer.AsSpan(224), list.Length);

        HostileReading.Read("dmg", (byte[])[.. list, .. trailer], "lists in lists");
    }

    [Fact]
    public void A_PDF_of_values_in_values_and_of_references_that_lead_back_is_read()
    {
        var nested = string.Concat(Enumerable.Repeat("<< /A [", 50_000));

        HostileReading.Read("pdf", new PdfBuilder().Add(5, nested).Add(6, "6 0 R").Add(7, "<< /Kids [7 0 R] /Parent 7 0 R /Length 7 0 R >>").Catalogue("/Pages 7 0 R /Names 6 0 R").Build(), "values in values");
    }
}
