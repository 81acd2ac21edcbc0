using System.Buffers.Binary;
using ScanHost.Formats.Containers;
using ScanHost.Formats.Identification;

namespace ScanHost.Formats.Tests.Containers;

/// <summary>Systems go by different tables of a disk: what any of them names comes out.</summary>
public sealed class PartitionTests
{
    private const int DiskBytes = 4 << 20;
    private static readonly byte[] Hidden = [.. Samples.SmallInner, .. new byte[1024 - Samples.SmallInner.Length]];

    [Fact]
    public void A_partition_of_the_boot_record_comes_out_beside_a_table_that_names_none()
    {
        var disk = Disk(1 << 20);
        Classic(disk, 0, 7, 2048, 2);
        Guid(disk, 512, 512, 2);

        Contents(disk).Should().ContainSingle().Which.Should().Equal(Hidden);
    }

    [Fact]
    public void A_partition_of_the_boot_record_comes_out_beside_a_table_that_names_others()
    {
        var disk = Disk(1 << 20);
        Classic(disk, 0, 7, 2048, 2);
        Guid(disk, 512, 512, 2, (4096, 4099));

        Contents(disk).Should().HaveCount(2).And.ContainSingle(content => content.SequenceEqual(Hidden));
    }

    [Fact]
    public void The_entry_that_protects_a_table_is_no_partition()
    {
        var disk = Disk(1 << 20);
        Classic(disk, 0, 0xEE, 1, (DiskBytes / 512) - 1);
        Guid(disk, 512, 512, 2, (2048, 2049));
        Guid(disk, DiskBytes - 512, 512, (DiskBytes / 512) - 33, (2048, 2049));

        var sink = RecordingSink.Unpack("partitions", disk);

        sink.Members.Should().ContainSingle().Which.Content.ToArray().Should().Equal(Hidden);
        sink.Gaps.Should().BeEmpty();
    }

    [Fact]
    public void The_copy_of_a_table_is_read_when_the_table_itself_is_gone()
    {
        var disk = Disk(1 << 20);
        Classic(disk, 0, 0xEE, 1, (DiskBytes / 512) - 1);
        Guid(disk, DiskBytes - 512, 512, (DiskBytes / 512) - 33, (2048, 2049));

        Contents(disk).Should().ContainSingle().Which.Should().Equal(Hidden);
    }

    [Fact]
    public void A_table_of_a_disk_with_large_sectors_is_read()
    {
        var disk = Disk(256 * 4096);
        Classic(disk, 0, 0xEE, 1, (DiskBytes / 4096) - 1);
        Guid(disk, 4096, 4096, 2, (256, 256));

        Contents(disk).Should().ContainSingle().Which.Should().StartWith(Hidden);
    }

    [Fact]
    public void A_volume_of_a_boot_record_with_large_sectors_comes_out()
    {
        var disk = Disk(256 * 4096);
        "NTFS    "u8.CopyTo(disk.AsSpan((256 * 4096) + 3));
        Classic(disk, 0, 7, 256, 1);

        Contents(disk).Should().Contain(content => content[3] == (byte)'N' && content[4] == (byte)'T');
    }

    [Fact]
    public void A_disk_whose_tables_name_nothing_is_a_gap_unless_it_is_empty()
    {
        var (full, empty) = (Disk(1 << 20), new byte[DiskBytes]);
        Guid(full, 512, 512, 2);
        Guid(empty, 512, 512, 2);

        RecordingSink.Unpack("partitions", full).Gaps.Should().ContainSingle(gap => gap.Reason == UnpackGap.Unsupported);
        RecordingSink.Unpack("partitions", empty).Gaps.Should().BeEmpty();
    }

    [Fact]
    public void An_entry_behind_those_that_are_read_is_a_gap()
    {
        var disk = Disk(1 << 20);
        Guid(disk, 512, 512, 2, [.. Enumerable.Repeat((0L, -1L), 600), (2048, 2049)]);

        RecordingSink.Unpack("partitions", disk).Details.Should().Contain("only the first 256 partitions are read");
    }

    [Theory]
    [InlineData("mbr-disk")]
    [InlineData("gpt-disk")]
    public void A_disk_with_the_mark_of_a_disc_is_read_as_both(string type)
    {
        var disk = Samples.Make("iso plain", Samples.SmallInner).Concat(new byte[4 << 20]).ToArray();
        Hidden.CopyTo(disk.AsSpan(1 << 20));
        Classic(disk, 0, (byte)(type == "mbr-disk" ? 7 : 0xEE), 2048, 2);
        if (type == "gpt-disk")
            Guid(disk, 512, 512, 2, (2048, 2049));

        var found = FileIdentifier.Identify(disk);

        found.AlsoValidAs.Prepend(found.Type).Select(other => other.Id).Should().Contain([type, "iso"]);
        Contents(disk).Should().Contain(content => content.SequenceEqual(Hidden));
    }

    [Fact]
    public void A_volume_with_the_mark_of_a_disc_is_read_as_both()
    {
        var volume = Samples.Make("fat 16");
        "\u0001CD001\u0001"u8.CopyTo(volume.AsSpan(32768));

        FileIdentifier.Identify(volume).AlsoValidAs.Select(type => type.Id).Should().Contain("fat");
    }

    [Fact]
    public void A_disc_that_starts_from_a_stick_does_not_hold_itself()
    {
        var disc = Samples.Make("iso plain", Samples.SmallInner);
        Classic(disc, 0, 0x17, 0, (disc.Length + 511) / 512);

        var sink = RecordingSink.Unpack("partitions", disc);

        sink.Members.Should().BeEmpty();
        sink.Gaps.Should().BeEmpty();
    }

    private static IEnumerable<byte[]> Contents(byte[] disk) => RecordingSink.Unpack("partitions", disk).Members.Select(member => member.Content.ToArray());

    private static byte[] Disk(int contentAt)
    {
        var disk = new byte[DiskBytes];
        Hidden.CopyTo(disk, contentAt);
        return disk;
    }

    private static void Classic(byte[] disk, int index, byte kind, int first, int count)
    {
        var entry = disk.AsSpan(446 + (16 * index), 16);
        entry[4] = kind;
        BinaryPrimitives.WriteInt32LittleEndian(entry[8..], first);
        BinaryPrimitives.WriteInt32LittleEndian(entry[12..], count);
        (disk[510], disk[511]) = (0x55, 0xAA);
    }

    // UEFI 5.3.2 and 5.3.3: the fields that tell where partitions are.
    private static void Guid(byte[] disk, int at, int sector, int table, params (long First, long Last)[] partitions)
    {
        var header = disk.AsSpan(at, 92);
        "EFI PART"u8.CopyTo(header);
        BinaryPrimitives.WriteInt64LittleEndian(header[72..], table);
        BinaryPrimitives.WriteInt32LittleEndian(header[80..], Math.Max(128, partitions.Length));
        BinaryPrimitives.WriteInt32LittleEndian(header[84..], 128);
        for (var i = 0; i < partitions.Length; i++)
        {
            var entry = disk.AsSpan((table * sector) + (128 * i), 128);
            if (partitions[i].Last < 0)
                continue;
            entry[0] = 1;
            BinaryPrimitives.WriteInt64LittleEndian(entry[32..], partitions[i].First);
            BinaryPrimitives.WriteInt64LittleEndian(entry[40..], partitions[i].Last);
        }
    }
}
