using System.Buffers.Binary;
using System.Text;
using ScanHost.Formats.Containers;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

/// <summary>What a reader leaves out, because of its own limit or because a record is wrong, is said.</summary>
public sealed class LimitTests
{
    [Fact]
    public void A_file_behind_a_million_folders_is_found_in_a_cpio_archive()
    {
        var archive = new MemoryStream();
        for (var i = 0; i <= 1_000_000; i++)
            archive.Write(CpioEntry("a", 0x4000, []));
        archive.Write([.. CpioEntry("b", 0x8000, Samples.SmallInner), .. CpioEntry("TRAILER!!!", 0, [])]);

        RecordingSink.Unpack("cpio", archive.ToArray()).Hashes.Should().Equal(RecordingSink.Hash(Samples.SmallInner));
    }

    [Fact]
    public void A_cpio_archive_that_ends_between_two_members_is_damaged() =>
        RecordingSink.Unpack("cpio", CpioEntry("a", 0x8000, [1, 2])).Gaps.Should().ContainSingle(gap => gap.Reason == UnpackGap.Damaged);

    [Fact]
    public void A_file_behind_a_million_symbol_tables_is_found_in_an_ar_archive()
    {
        var archive = new MemoryStream();
        archive.Write("!<arch>\n"u8);
        var table = Encoding.ASCII.GetBytes($"{"/",-16}{0,-12}{0,-6}{0,-6}{0,-8}{0,-10}`\n");
        for (var i = 0; i <= 1_000_000; i++)
            archive.Write(table);
        archive.Write(Encoding.ASCII.GetBytes($"{"b/",-16}{0,-12}{0,-6}{0,-6}{0,-8}{900,-10}`\n"));
        archive.Write(Samples.SmallInner);

        RecordingSink.Unpack("ar", archive.ToArray()).Hashes.Should().Equal(RecordingSink.Hash(Samples.SmallInner));
    }

    [Fact]
    public void A_folder_of_a_disc_with_a_wrong_record_is_damaged()
    {
        var disc = Samples.Make("iso plain", Samples.SmallInner);
        var record = disc.AsSpan().IndexOf("INNER.BIN"u8) - 33;
        disc[record] = 20;

        RecordingSink.Unpack("iso", disc).Details.Should().Contain(detail => detail.Contains("breaks off", StringComparison.Ordinal));
    }

    [Fact]
    public void More_volume_descriptors_than_are_read_are_a_gap()
    {
        var disc = Samples.Make("iso plain", Samples.SmallInner);
        byte[] many = [.. disc[..(17 * 2048)], .. Enumerable.Repeat(disc[(16 * 2048)..(17 * 2048)], 70).SelectMany(sector => sector), .. disc[(17 * 2048)..]];

        RecordingSink.Unpack("iso", many).Details.Should().Contain("only the first 64 volume descriptors are read");
    }

    [Fact]
    public void A_folder_of_a_UDF_disc_with_a_wrong_record_is_damaged()
    {
        var disc = Samples.Make("iso udf alone", Samples.SmallInner);
        // The identifier of the file: its tag in front, 38 bytes before the name.
        byte[] identifier = [8, .. "inner.bin"u8];
        var name = disc.AsSpan().IndexOf(identifier);
        disc[name - 38] ^= 0xFF;

        RecordingSink.Unpack("iso", disc).Gaps.Should().Contain(gap => gap.Reason == UnpackGap.Damaged);
    }

    [Fact]
    public void A_folder_of_a_FAT_volume_whose_chain_breaks_off_is_damaged()
    {
        var volume = Samples.Make("fat 16", Samples.SmallInner);
        var sector = BinaryPrimitives.ReadUInt16LittleEndian(volume.AsSpan(11));
        var table = BinaryPrimitives.ReadUInt16LittleEndian(volume.AsSpan(14)) * sector;
        // The folder was made first: cluster 2.
        BinaryPrimitives.WriteUInt16LittleEndian(volume.AsSpan(table + 4), 1);

        RecordingSink.Unpack("fat", volume).Details.Should().Contain("the folder's chain of clusters breaks off");
    }

    [Fact]
    public void A_record_of_an_NTFS_volume_that_was_torn_is_damaged()
    {
        var volume = Samples.Make("ntfs", Samples.SmallInner);
        var record = 0;
        for (var at = volume.AsSpan().IndexOf("FILE0"u8); at >= 0;)
        {
            var part = volume.AsSpan(at, 1024);
            if (part.IndexOf(Encoding.Unicode.GetBytes("inner.bin")) >= 0)
                record = at;
            var next = volume.AsSpan(at + 4).IndexOf("FILE0"u8);
            at = next < 0 ? -1 : at + 4 + next;
        }
        // The end of a sector is not what the update sequence says.
        volume[record + 510] ^= 0xFF;

        RecordingSink.Unpack("ntfs", volume).Details.Should().Contain("1 records of files in use cannot be read");
    }

    [Fact]
    public void More_partitions_than_are_read_are_a_gap()
    {
        var disk = new byte[512 * 1300];
        (disk[510], disk[511]) = (0x55, 0xAA);
        "EFI PART"u8.CopyTo(disk.AsSpan(512));
        BinaryPrimitives.WriteInt64LittleEndian(disk.AsSpan(512 + 72), 2);
        BinaryPrimitives.WriteInt32LittleEndian(disk.AsSpan(512 + 80), 300);
        BinaryPrimitives.WriteInt32LittleEndian(disk.AsSpan(512 + 84), 128);
        for (var i = 0; i < 300; i++)
        {
            disk[1024 + (i * 128)] = 1;
            BinaryPrimitives.WriteInt64LittleEndian(disk.AsSpan(1024 + (i * 128) + 32), 200 + i);
            BinaryPrimitives.WriteInt64LittleEndian(disk.AsSpan(1024 + (i * 128) + 40), 200 + i);
        }

        var sink = RecordingSink.Unpack("partitions", disk);

        sink.Members.Should().HaveCount(256);
        sink.Details.Should().Equal("only the first 256 partitions are read");
    }

    [Fact]
    public void A_partition_far_beyond_the_image_is_damaged_and_not_passed_over()
    {
        var disk = Samples.Make("gpt disk", Samples.SmallInner);
        BinaryPrimitives.WriteInt64LittleEndian(disk.AsSpan(1024 + 40), 1L << 40);

        RecordingSink.Unpack("partitions", disk).Gaps.Should().Contain(gap => gap.Reason == UnpackGap.Damaged);
    }

    [Fact]
    public void More_archives_in_a_program_than_are_taken_out_are_a_gap()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a", Samples.SmallInner);
        ForeignTool.Run(folder.Path, "sh", "-c", "gcab -c a.cab a");
        byte[] program = [.. File.ReadAllBytes("/bin/true"), .. Enumerable.Repeat(folder.Read("a.cab"), 20).SelectMany(cabinet => cabinet)];

        var sink = RecordingSink.Unpack("carve", program);

        sink.Members.Should().HaveCount(16);
        sink.Details.Should().Equal("only the first 16 archives in a program are taken out");
    }

    [Fact]
    public void An_archive_behind_many_places_that_bear_its_mark_is_found()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a", Samples.SmallInner);
        ForeignTool.Run(folder.Path, "sh", "-c", "arj a a.arj a");
        byte[] marks = [.. Enumerable.Repeat<byte[]>([0x60, 0xEA], 1000).SelectMany(mark => mark)];

        RecordingSink.Unpack("carve", [.. File.ReadAllBytes("/bin/true"), .. marks, .. folder.Read("a.arj")]).Members.Should().ContainSingle();
    }

    [Fact]
    public void A_table_of_a_disk_that_lies_outside_of_its_image_is_damage_and_not_zeros()
    {
        var disk = Samples.Make("qcow2", Samples.SmallInner);
        var first = (int)BinaryPrimitives.ReadInt64BigEndian(disk.AsSpan(40));
        BinaryPrimitives.WriteInt64BigEndian(disk.AsSpan(first), 1L << 40);

        RecordingSink.Unpack("qcow2", disk).Details.Should().Contain("a table of clusters lies outside of the image");
    }

    [Fact]
    public void More_than_sixteen_zip_archives_one_behind_the_other_are_a_gap()
    {
        byte[] archives = [.. Enumerable.Range(0, 20).SelectMany(number => InertFiles.Zip(($"{number}.txt", "text"u8.ToArray())))];

        RecordingSink.Unpack("zip", archives).Details.Should().Contain("only the last 16 of archives one behind the other are read");
    }

    [Fact]
    public void More_members_that_no_directory_names_than_are_read_are_a_gap()
    {
        var one = InertFiles.Zip(("a.txt", "text"u8.ToArray()));
        var local = one[..one.AsSpan().IndexOf("PK\u0001\u0002"u8)];
        var whole = InertFiles.Zip(("b.txt", "text"u8.ToArray()));
        var directory = whole.AsSpan().IndexOf("PK\u0001\u0002"u8);
        byte[] file = [.. whole[..directory], .. Enumerable.Repeat(local, 1200).SelectMany(part => part), .. whole[directory..]];
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(file.Length - 22 + 16), directory + (1200 * local.Length));

        RecordingSink.Unpack("zip", file).Details.Should().Contain("only the first 1000 members that no directory names are read");
    }

    [Fact]
    public void What_follows_the_members_of_an_lzop_file_is_handed_on()
    {
        var sink = RecordingSink.Unpack("lzop", [.. Samples.Make("lzop"), .. Samples.SmallInner]);

        sink.Anomalies.Should().Equal("lzop.trailing_data");
        sink.Hashes.Should().Equal(Samples.InnerHash, RecordingSink.Hash(Samples.SmallInner));
    }

    [Fact]
    public void The_list_of_names_of_a_help_file_that_breaks_off_is_damage()
    {
        var help = Samples.Make("chm", Samples.SmallInner);
        var chunk = help.AsSpan().IndexOf("PMGL"u8);
        help.AsSpan(chunk + 20, 40).Fill(0xFF);

        RecordingSink.Unpack("chm", help).Details.Should().Contain(detail => detail.Contains("directory breaks off", StringComparison.Ordinal));
    }

    [Fact]
    public void Blocks_of_an_installer_that_break_off_are_damage()
    {
        var program = Samples.Make("nsis zlib", Samples.SmallInner);
        var data = RecordingSink.Unpack("carve", program).Members.Single().Content.ToArray();
        // The first block's length, without its highest bit, becomes so large that the second does not begin.
        var sound = RecordingSink.Unpack("nsis", data);
        var second = 28 + 4 + (int)(BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan(28)) & 0x7FFFFFFF);
        BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(second), 0x7FFFFFFF);

        sound.Gaps.Should().BeEmpty();
        RecordingSink.Unpack("nsis", data).Details.Should().Contain(detail => detail.Contains("break off", StringComparison.Ordinal));
    }

    // cpio(5), "Old Binary Format".
    private static byte[] CpioEntry(string name, int mode, byte[] content)
    {
        var entry = new byte[26 + ((name.Length + 2) / 2 * 2) + ((content.Length + 1) / 2 * 2)];
        void Word(int at, int value) => BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(at), (ushort)value);
        Word(0, 0x71C7);
        Word(6, mode);
        Word(20, name.Length + 1);
        Word(24, content.Length);
        Encoding.ASCII.GetBytes(name).CopyTo(entry, 26);
        content.CopyTo(entry, 26 + ((name.Length + 2) / 2 * 2));
        return entry;
    }
}
