using System.Buffers.Binary;
using System.Text;
using ScanHost.Formats.Containers;
using ScanHost.Formats.Containers.Optical;
using ScanHost.Formats.Tests.Compression;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

/// <summary>What another program would unpack, or what nobody names, comes out or is said: never neither.</summary>
public sealed class NothingIsPassedOverTests
{
    private static readonly string Hidden = RecordingSink.Hash(Samples.SmallInner);

    [Fact]
    public void Files_of_an_image_that_begin_in_one_place_and_go_on_in_others_both_come_out()
    {
        var sink = new RecordingSink();
        var extents = new ExtentSink("ext", "aaaabbbbcccc"u8.ToArray(), sink, CancellationToken.None);

        extents.Add("one", [new(0, 4), new(4, 4)], 8);
        extents.Add("two", [new(0, 4), new(8, 4)], 8);
        extents.Add("a link to one", [new(0, 4), new(4, 4)], 8);

        sink.Members.Select(member => Encoding.ASCII.GetString(member.Content.ToArray())).Should().Equal("aaaabbbb", "aaaacccc");
    }

    [Fact]
    public void A_folder_of_an_exFAT_volume_that_is_named_with_two_sizes_is_read_with_both()
    {
        using var folder = new TemporaryFolder();
        var volume = new ExFatBuilder(folder);
        var inside = volume.Store(new byte[4096]);
        volume.Add(inside, "gone", 0, 0, isDeleted: true);
        volume.Add(inside, "hidden.bin", volume.Store(Samples.SmallInner), Samples.SmallInner.Length);
        volume.Add(volume.Root, "short", inside, 96, isFolder: true);
        volume.Add(volume.Root, "whole", inside, 4096, isFolder: true);

        RecordingSink.Unpack("exfat", volume.Image).Members.Select(member => member.Member.Name).Should().Equal("whole/hidden.bin");
    }

    [Fact]
    public void A_folder_of_an_exFAT_volume_whose_chain_breaks_off_is_damaged()
    {
        using var folder = new TemporaryFolder();
        var volume = new ExFatBuilder(folder);
        var inside = volume.Store([.. Enumerable.Repeat((byte)5, 8192)], scattered: true);
        volume.Add(volume.Root, "folder", inside, 8192, isFolder: true, hasChain: true);
        var table = BinaryPrimitives.ReadInt32LittleEndian(volume.Image.AsSpan(80)) * 512;
        BinaryPrimitives.WriteInt32LittleEndian(volume.Image.AsSpan(table + (4 * (int)inside)), 0);

        RecordingSink.Unpack("exfat", volume.Image).Gaps.Should().ContainSingle(gap => gap.Reason == UnpackGap.Damaged && gap.Member.Name == "folder/");
    }

    [Fact]
    public void An_entry_of_an_exFAT_folder_does_not_swallow_those_behind_it()
    {
        using var folder = new TemporaryFolder();
        var volume = new ExFatBuilder(folder);
        volume.Add(volume.Root, "one.bin", volume.Store([1, 2, 3]), 3);
        volume.Add(volume.Root, "two.bin", volume.Store(Samples.SmallInner), Samples.SmallInner.Length);
        var name = volume.Image.AsSpan().IndexOf(Encoding.Unicode.GetBytes("one.bin"));
        // Its set is said to have five more entries; it has two.
        volume.Image[name - 2 - 64 + 1] = 5;

        var sink = RecordingSink.Unpack("exfat", volume.Image);

        sink.Members.Select(member => member.Member.Name).Should().Equal("one.bin", "two.bin");
        sink.Gaps.Should().ContainSingle(gap => gap.Reason == UnpackGap.Damaged);
    }

    [Fact]
    public void A_compressed_file_of_an_HFS_volume_that_has_plain_data_too_comes_out_as_both()
    {
        var volume = new HfsSurgery(Samples.Make("hfsplus"), "inner.bin").Compress(3, Samples.SmallInner, keepsData: true).Volume;

        RecordingSink.Unpack("hfsplus", volume).Hashes.Should().Contain([Hidden, Samples.InnerHash]);
    }

    [Fact]
    public void A_compressed_file_of_an_HFS_volume_that_has_another_size_than_it_says_is_damaged()
    {
        var volume = new HfsSurgery(Samples.Make("hfsplus"), "inner.bin").Compress(3, Samples.SmallInner).Volume;
        volume[volume.AsSpan().IndexOf("fpmc"u8) + 8] ^= 1;

        RecordingSink.Unpack("hfsplus", volume).Gaps.Should().ContainSingle(gap => gap.Reason == UnpackGap.Damaged);
    }

    [Theory]
    [InlineData(204 + 40 + 16)]
    [InlineData(204 + 40 + 8)]
    [InlineData(8)]
    public void Runs_of_a_disk_image_whose_places_make_no_sense_are_damaged(int field)
    {
        var file = DmgBuilder.Build(Samples.Make("hfsplus", Samples.SmallInner), 65536, (content, _) => (1, content), table => table[field] = 0x7F);

        RecordingSink.Unpack("dmg", file).Gaps.Should().ContainSingle(gap => gap.Reason == UnpackGap.Damaged);
    }

    [Fact]
    public void The_zeros_at_the_end_of_a_disk_image_are_part_of_the_disk()
    {
        byte[] disk = [.. Samples.Make("hfsplus", Samples.SmallInner), .. new byte[100 * 512]];

        var sink = RecordingSink.Unpack("dmg", DmgBuilder.Build(disk, 16384, (content, _) => (1, content)));

        sink.Members.Single().Content.ToArray().Should().Equal(disk);
    }

    [Fact]
    public void The_zeros_at_the_end_of_a_virtual_disk_are_part_of_the_disk()
    {
        var sink = RecordingSink.Unpack("qcow2", Samples.Make("qcow2", Samples.SmallInner));

        sink.Members.Single().Content.ToArray().Length.Should().Be(6 << 20);
    }

    [Fact]
    public void What_stands_between_the_files_of_an_installer_is_handed_on()
    {
        var file = new InnoBuilder("5.5.7", "lzma2") { Unnamed = Samples.SmallInner }.Add("{app}\\inner.bin", Samples.Inner).Build();

        RecordingSink.Unpack("inno", file).Hashes.Should().Contain([Hidden, Samples.InnerHash]);
    }

    [Fact]
    public void What_stands_behind_a_zisofs_file_is_handed_on()
    {
        var sink = RecordingSink.Unpack("zisofs", [.. BuiltSamples.Make("zisofs"), .. "MZ"u8, .. Samples.SmallInner]);

        sink.Anomalies.Should().Equal("zisofs.trailing_data");
        sink.Members.Should().HaveCount(2);
    }

    [Theory]
    [InlineData(900, 0, false)]
    [InlineData(901, 0, true)]
    [InlineData(899, 0, true)]
    public void A_KWAJ_file_of_another_size_than_it_says_is_damaged(int size, int method, bool isDamaged)
    {
        byte[] file = [.. "KWAJ"u8, 0x88, 0xF0, 0x27, 0xD1, (byte)method, 0, 18, 0, 1, 0, .. BitConverter.GetBytes(size), .. Samples.SmallInner];

        RecordingSink.Unpack("kwaj", file).Gaps.Any(gap => gap.Reason == UnpackGap.Damaged).Should().Be(isDamaged);
    }

    [Fact]
    public void A_KWAJ_file_of_packed_blocks_that_is_cut_short_is_damaged()
    {
        byte[] block = [.. "CK"u8, .. DmgBuilder.Zlib(Samples.SmallInner).Data[2..^4]];
        byte[] file = [.. "KWAJ"u8, 0x88, 0xF0, 0x27, 0xD1, 4, 0, 14, 0, 0, 0, .. BitConverter.GetBytes((ushort)block.Length), .. block, .. BitConverter.GetBytes((ushort)block.Length), .. block[..20]];

        RecordingSink.Unpack("kwaj", file).Gaps.Should().ContainSingle(gap => gap.Reason == UnpackGap.Damaged);
    }

    [Fact]
    public void A_folder_of_a_cramfs_image_that_is_named_with_two_sizes_is_read_with_both()
    {
        using var folder = new TemporaryFolder();
        folder.Write("dir/a/x", [1]);
        folder.Write("dir/b/y", Samples.SmallInner);
        ForeignTool.Run(folder.Path, "mkfs.cramfs", "dir", "out");
        var image = folder.Read("out");
        // The root's entries: twelve bytes and the name, filled up to four.
        var root = (int)(BinaryPrimitives.ReadUInt32LittleEndian(image.AsSpan(64 + 8)) >> 6) * 4;
        image.AsSpan(root + 16 + 8, 4).CopyTo(image.AsSpan(root + 8));
        image.AsSpan(root + 4, 3).Clear();
        image[root + 8] = (byte)((image[root + 8] & 0xC0) | 1);

        RecordingSink.Unpack("cramfs", image).Members.Select(member => member.Member.Name).Should().Equal("b/y");
    }

    [Fact]
    public void A_file_of_a_romfs_image_that_only_a_hard_link_leads_to_comes_out()
    {
        var image = Samples.Make("romfs", Samples.SmallInner);
        int Header(string name) => image.AsSpan().IndexOf(Encoding.ASCII.GetBytes(name.PadRight(4, '\0'))) - 16;
        var (link, file) = (Header(".."), Header("inner.bin"));
        BinaryPrimitives.WriteInt32BigEndian(image.AsSpan(link), 0);
        BinaryPrimitives.WriteInt32BigEndian(image.AsSpan(link + 4), file);
        "xx"u8.CopyTo(image.AsSpan(link + 16));

        RecordingSink.Unpack("romfs", image).Hashes.Should().Equal(Hidden);
    }

    [Fact]
    public void Sectors_of_the_second_form_hold_more_than_is_read_and_are_a_gap()
    {
        var disc = Samples.Make("raw disc of mode 2", Samples.SmallInner);
        disc[(3 * 2352) + 18] = 0x20;

        RecordingSink.Unpack("raw-cd", disc).Details.Should().ContainSingle().Which.Should().Contain("1 sectors");
    }

    [Fact]
    public void What_stands_behind_a_set_without_files_is_handed_on()
    {
        var (header, volumes) = new IshieldBuilder(6).Build();

        var sink = RecordingSink.Unpack("installshield", [.. header, .. volumes[0], .. "MZ"u8, .. Samples.SmallInner]);

        sink.Anomalies.Should().Equal("installshield.trailing_data");
    }

    [Fact]
    public void A_set_behind_a_set_is_handed_on()
    {
        static byte[] Set(byte[] content) => new IshieldBuilder(5).Add("a", "b", content, 0).Build(inOne: true) is var (_, volumes) ? volumes[0] : [];

        RecordingSink.DeepHashes("installshield", [.. Set(Samples.Inner), .. Set(Samples.SmallInner)]).Should().Contain([Samples.InnerHash, Hidden]);
    }

    [Fact]
    public void What_no_entry_of_an_InstallShield_3_archive_names_is_handed_on()
    {
        var file = InstallShield3Builder.Build(("", "a", [1, 2, 3], 3, 0x30), ("", "b", Samples.SmallInner, 900, 0x30));
        var table = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(0x33));
        // One entry is left.
        file[0x0C] = 1;

        var sink = RecordingSink.Unpack("installshield-3", file[..(table + 0x1E + 14)]);

        sink.Hashes.Should().Contain(Hidden);
        sink.Anomalies.Should().Equal("installshield-3.unnamed_data");
    }

    [Fact]
    public void The_last_file_of_a_folder_of_a_disc_comes_out_though_it_is_said_to_go_on()
    {
        var disc = Samples.Make("iso plain", Samples.SmallInner);
        disc[disc.AsSpan().IndexOf("INNER.BIN"u8) - 33 + 25] |= 0x80;

        var sink = RecordingSink.Unpack("iso", disc);

        sink.Hashes.Should().Equal(Hidden);
        sink.Gaps.Should().ContainSingle(gap => gap.Reason == UnpackGap.Damaged);
    }

    [Fact]
    public void A_folder_of_a_disc_that_is_named_with_two_sizes_is_read_with_both()
    {
        using var folder = new TemporaryFolder();
        folder.Write("dir/a/x", [1]);
        folder.Write("dir/b/y", Samples.SmallInner);
        ForeignTool.Run(folder.Path, "genisoimage", "-quiet", "-o", "out", "dir");
        var disc = folder.Read("out");
        // The identifiers of both stand behind their lengths, in the root's sector.
        int Record(char name) => disc.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[1, (byte)name]) - 32;
        disc.AsSpan(Record('B') + 2, 4).CopyTo(disc.AsSpan(Record('A') + 2));
        BinaryPrimitives.WriteInt32LittleEndian(disc.AsSpan(Record('A') + 10), 68);

        RecordingSink.Unpack("iso", disc).Members.Select(member => member.Member.Name).Should().Equal("B/Y");
    }

    [Fact]
    public void A_file_of_a_UDF_disc_whose_places_go_on_in_a_block_of_their_own_comes_out()
    {
        var disc = Samples.Make("iso udf alone", Samples.SmallInner);
        var content = disc.AsSpan().IndexOf(Samples.SmallInner) / 2048;
        byte[] size = [.. BitConverter.GetBytes(900L)];
        // The file's entry: its size at 56, how long its attributes and its list of places are at 168, the list behind them.
        var entry = Enumerable.Range(0, disc.Length / 2048).Select(block => block * 2048)
            .Single(at => BinaryPrimitives.ReadUInt16LittleEndian(disc.AsSpan(at)) == 261 && disc[at + 27] == 5 && disc.AsSpan(at + 56, 8).SequenceEqual(size));
        var list = disc.AsSpan(entry + 176 + BinaryPrimitives.ReadInt32LittleEndian(disc.AsSpan(entry + 168)));
        var free = (disc.Length / 2048) - 20;
        var start = content - BinaryPrimitives.ReadInt32LittleEndian(list[4..]);
        byte[] further = [2, 1, .. new byte[18], 8, 0, 0, 0, .. list[..8]];
        disc.AsSpan(free * 2048, 2048).Clear();
        further.CopyTo(disc.AsSpan(free * 2048));
        BinaryPrimitives.WriteUInt32LittleEndian(list, (3u << 30) | 2048);
        BinaryPrimitives.WriteInt32LittleEndian(list[4..], free - start);

        var sink = RecordingSink.Unpack("iso", disc);

        sink.Gaps.Should().BeEmpty();
        sink.Hashes.Should().Equal(Hidden);
    }

    // PKWARE's APPNOTE 5.2: no followers (256 times six bits of zero), then literals and a match of 18 bytes, and the byte that announces one.
    [Fact]
    public void A_reduced_member_of_a_zip_archive_comes_out()
    {
        byte[] packed = [.. new byte[192], .. "hello "u8, 144, 15, 5, 144, 0, .. " end"u8];
        byte[] plain = [.. "hello hello hello hello "u8, 144, .. " end"u8];
        byte[] fields = [2, 0, 0, 0, 0x21, 0, .. BitConverter.GetBytes(Crc32.Of(plain)), .. BitConverter.GetBytes(packed.Length), .. BitConverter.GetBytes(plain.Length), 1, 0, 0, 0];
        byte[] member = [.. "PK\u0003\u0004"u8, 10, 0, 0, 0, .. fields, (byte)'a', .. packed];
        byte[] directory = [.. "PK\u0001\u0002"u8, 10, 0, 10, 0, 0, 0, .. fields, .. new byte[14], (byte)'a'];
        byte[] file = [.. member, .. directory, .. "PK\u0005\u0006"u8, 0, 0, 0, 0, 1, 0, 1, 0, .. BitConverter.GetBytes(directory.Length), .. BitConverter.GetBytes(member.Length), 0, 0];

        var sink = RecordingSink.Unpack("zip", file);

        sink.Gaps.Should().BeEmpty();
        sink.Members.Single().Content.ToArray().Should().Equal(plain);
    }

    [Fact]
    public void What_stands_behind_the_files_of_an_AutoIt_script_is_handed_on()
    {
        var sink = RecordingSink.Unpack("autoit", [.. BuiltSamples.Make("autoit"), .. "MZ"u8, .. Samples.SmallInner]);

        sink.Anomalies.Should().Equal("autoit.trailing_data");
    }

    [Fact]
    public void What_stands_behind_a_cabinet_behind_a_program_is_handed_on() =>
        RecordingSink.DeepHashes("carve", [.. Samples.Make("cab behind a program"), .. Samples.SmallInner]).Should().Contain([Samples.InnerHash, Hidden]);

    [Theory]
    [InlineData("squashfs", "mksquashfs dir out -quiet -no-progress")]
    [InlineData("cramfs", "mkfs.cramfs dir out")]
    [InlineData("romfs", "genromfs -f out -d dir")]
    [InlineData("iso", "genisoimage -quiet -R -o out dir")]
    [InlineData("wim", "wimcapture dir out --quiet")]
    [InlineData("ext", "mke2fs -q -t ext4 -d dir out 2M")]
    [InlineData("fat", "mkfs.fat -C out 1440 && mcopy -s -i out dir ::")]
    public void A_folder_behind_empty_ones_is_read(string reader, string command)
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "a", "b", "d", "e" })
            Directory.CreateDirectory(Path.Combine(folder.Path, "dir/in", name));
        folder.Write("dir/in/c/inner.bin", Samples.SmallInner);
        ForeignTool.Run(folder.Path, "sh", "-c", command);

        RecordingSink.Unpack(reader, folder.Read("out")).Hashes.Should().Equal(Hidden);
    }

    [Theory]
    [InlineData("<xar><toc>", " 0", "3", 1, 0)]
    [InlineData("<xar xmlns='urn:x'><toc>", "0", "3", 1, 0)]
    [InlineData("<xar><toc>", "0x0", "3", 0, 1)]
    [InlineData("<xar><toc>", "0", "-3", 0, 1)]
    public void An_entry_of_a_xar_archive_comes_out_or_is_damaged(string start, string offset, string length, int members, int gaps)
    {
        var contents = Encoding.ASCII.GetBytes($"{start}<file><name>a</name><data><offset>{offset}</offset><length>{length}</length><size>3</size></data></file></toc></xar>");

        var sink = RecordingSink.Unpack("xar", Xar(contents));

        sink.Members.Where(member => member.Member.Name == "a").Should().HaveCount(members);
        sink.Gaps.Should().HaveCount(gaps);
    }

    [Fact]
    public void A_xar_archive_without_a_table_of_contents_is_damaged() =>
        RecordingSink.Unpack("xar", Xar([.. "<xar/>"u8])).Gaps.Should().ContainSingle(gap => gap.Reason == UnpackGap.Damaged);

    private static byte[] Xar(byte[] contents)
    {
        using var packed = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(contents);
        var header = new byte[28];
        "xar!"u8.CopyTo(header);
        (header[5], header[7]) = (28, 1);
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(8), packed.Length);
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(16), contents.Length);
        return [.. header, .. packed.ToArray(), 1, 2, 3];
    }

    [Fact]
    public void Scripts_of_a_package_that_run_for_files_of_others_come_out()
    {
        using var folder = new TemporaryFolder();
        folder.Write("x.spec", Encoding.ASCII.GetBytes(
            "Name: x\nVersion: 1\nRelease: 1\nSummary: s\nLicense: MIT\nBuildArch: noarch\n%description\nd\n%filetriggerin -- /usr\necho one\n%transfiletriggerin -- /usr\necho two\n%files\n"));
        ForeignTool.Run(folder.Path, "sh", "-c", "rpmbuild -bb --quiet --nodeps --define \"_topdir $PWD/r\" x.spec && mv r/RPMS/noarch/*.rpm out");

        RecordingSink.Unpack("rpm", folder.Read("out")).Members.Select(member => Encoding.ASCII.GetString(member.Content.ToArray()).Trim()).Should().Contain(["echo one", "echo two"]);
    }

    // A device (kind 2) and no kind at all.
    [Theory]
    [InlineData("0020644")]
    [InlineData("0000644")]
    [InlineData("0040755")]
    public void Content_of_a_cpio_member_that_is_no_file_comes_out(string mode)
    {
        var mode16 = Convert.ToInt32(mode, 8).ToString("X8", System.Globalization.CultureInfo.InvariantCulture);
        static string Member(string mode, string name, int size) =>
            $"07070100000001{mode}{new string('0', 32)}{size:X8}{new string('0', 32)}{name.Length + 1:X8}00000000{name}".PadRight((110 + name.Length + 1 + 3) / 4 * 4, '\0');
        byte[] file = [.. Encoding.ASCII.GetBytes(Member(mode16, "dev", 900)), .. Samples.SmallInner, .. Encoding.ASCII.GetBytes(Member("00000000", "TRAILER!!!", 0))];

        RecordingSink.Unpack("cpio", file).Hashes.Should().Equal(Hidden);
    }

    [Fact]
    public void A_disc_that_says_that_it_has_a_UDF_tree_which_cannot_be_read_is_a_gap()
    {
        var disc = Samples.Make("iso with udf", Samples.SmallInner);
        RecordingSink.Unpack("iso", disc).Gaps.Should().BeEmpty();
        // The logical volume's descriptors, in both sequences, become something else.
        for (var at = 0; at < disc.Length; at += 2048)
            if (BinaryPrimitives.ReadUInt16LittleEndian(disc.AsSpan(at)) == 6 && disc[at + 2] is 2 or 3)
                disc[at] = 77;

        RecordingSink.Unpack("iso", disc).Gaps.Should().ContainSingle(gap => gap.Reason == UnpackGap.Unsupported);
    }

    [Fact]
    public void A_UDF_tree_is_found_by_the_anchor_at_the_end()
    {
        var disc = Samples.Make("iso udf alone", Samples.SmallInner);
        byte[] anchor = disc[(256 * 2048)..(257 * 2048)];
        disc.AsSpan(256 * 2048, 2048).Clear();
        BinaryPrimitives.WriteInt32LittleEndian(anchor.AsSpan(12), disc.Length / 2048);

        RecordingSink.Unpack("iso", [.. disc, .. anchor]).Hashes.Should().Equal(Hidden);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("bzip2")]
    [InlineData("xz")]
    [InlineData("zstd")]
    [InlineData("lz4")]
    public void What_a_shell_script_unpacks_from_its_own_line_comes_out(string program)
    {
        byte[] script = [.. "#!/bin/sh\ntail -c +40 $0 | unpack | sh; exit #"u8, .. Samples.Make(program, Samples.SmallInner)];

        RecordingSink.DeepHashes("carve", script).Should().Contain(Hidden);
    }

    [Fact]
    public void A_long_name_that_belongs_to_no_entry_of_a_FAT_folder_does_not_rename_the_next()
    {
        using var folder = new TemporaryFolder();
        folder.Write("dir/a long name.txt", [1]);
        folder.Write("dir/RUN.JS", Samples.SmallInner);
        ForeignTool.Run(folder.Path, "sh", "-c", "mkfs.fat -C out 1440 && mcopy -i out 'dir/a long name.txt' dir/RUN.JS ::");
        var volume = folder.Read("out");
        var entry = volume.AsSpan().IndexOf("ALONGN~1TXT"u8);
        // The entry behind the long name goes; those of the other file follow.
        volume.AsSpan(entry + 32, 32).CopyTo(volume.AsSpan(entry));
        volume.AsSpan(entry + 32, 32).Clear();

        RecordingSink.Unpack("fat", volume).Members.Select(member => member.Member.Name).Should().Equal("RUN.JS");
    }

    [Fact]
    public void A_short_name_of_a_FAT_folder_that_begins_with_a_dot_is_no_folder_of_its_own()
    {
        using var folder = new TemporaryFolder();
        folder.Write("dir/RUN.JS", Samples.SmallInner);
        ForeignTool.Run(folder.Path, "sh", "-c", "mkfs.fat -C out 1440 && mcopy -i out dir/RUN.JS ::");
        var volume = folder.Read("out");
        volume[volume.AsSpan().IndexOf("RUN     JS "u8)] = (byte)'.';

        RecordingSink.Unpack("fat", volume).Hashes.Should().Equal(Hidden);
    }
}
