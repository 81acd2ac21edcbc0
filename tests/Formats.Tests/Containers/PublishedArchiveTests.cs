using ScanHost.Formats.Containers;
using ScanHost.Formats.Identification;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

/// <summary>Archives of foreign make, read by a foreign program and by us: the same content must come out.</summary>
public sealed class PublishedArchiveTests
{
    // What is not compared: methods that we do not decode, archives that are broken on purpose, MacBinary headers (which Lhasa takes off and
    // we hand on), programs of machines whose formats have no end that we know.
    private static readonly string[] NotLha = ["pmarc", "generated/pm1", "regression", "maclha_224/l1", "maclha_224/l2"];

    public static TheoryData<string> Lha => [.. PublishedArchives.In("lhasa", ".lzh", ".lzs").Where(IsComparable)];

    public static TheoryData<string> LhaPrograms => [.. PublishedArchives.In("lhasa", ".exe")];

    private static readonly string[] SoundRar =
    [
        "rar", "rar_binary_data", "rar_compress_best", "rar_compress_normal", "rar_filter", "rar_multi_lzss_blocks",
        "rar_noeof", "rar_subblock", "rar_unicode", "rar_windows", "rar5_arm", "rar5_blake2", "rar5_compressed", "rar5_hardlink", "rar5_multiple_files",
        "rar5_multiple_files_solid", "rar5_owner", "rar5_solid", "rar5_stored", "rar5_stored_manyfiles", "rar5_symlink", "rar5_win32",
    ];

    public static TheoryData<string> Rar => [.. SoundRar];

    public static TheoryData<string> Cabinets =>
    [
        "libarchive/test_read_format_cab_1.cab", "libarchive/test_read_format_cab_2.cab", "libarchive/test_read_format_cab_3.cab",
        "libmspack/cabd/mszip_lzx_qtm.cab", "libmspack/cabd/normal_2files_1folder.cab", "libmspack/cabd/normal_2files_2folders.cab",
        "libmspack/cabd/reserve_HFD.cab",
    ];

    public static TheoryData<string, string> Others => new()
    {
        { "zip", "zip_bzip2.zipx" }, { "zip", "zip_bzip2_multi.zipx" }, { "zip", "zip_lzma.zipx" }, { "zip", "zip_lzma_multi.zipx" },
        { "zip", "zip_lzma_stream_end.zipx" }, { "zip", "zip_ppmd8.zipx" }, { "zip", "zip_ppmd8_multi.zipx" }, { "zip", "zip_xz_multi.zipx" },
        { "zip", "zip_zstd.zipx" }, { "zip", "zip_zstd_multi.zipx" }, { "zip", "zip_zip64a.zip" }, { "zip", "zip_length_at_end.zip" },
        { "7z", "7zip_bcj2_deflate.7z" }, { "7z", "7zip_bcj2_lzma1_1.7z" }, { "7z", "7zip_delta4_lzma2.7z" }, { "7z", "7zip_ppmd.7z" },
        { "7z", "7zip_packinfo_digests.7z" }, { "iso", "iso_joliet_by_nero.iso" }, { "iso", "iso_multi_extent.iso" }, { "cpio", "cpio_bin_be.cpio" },
    };

    [Theory]
    [MemberData(nameof(Lha))]
    public void Lha_archives_of_twelve_programs_come_out_as_Lhasa_reads_them(string path) => Compare("lzh", path, "lhasa");

    [Theory]
    [MemberData(nameof(LhaPrograms))]
    public void Self_extracting_programs_of_LHA_give_what_Lhasa_finds(string path)
    {
        var file = PublishedArchives.Read(path);

        FileIdentifier.Identify(file).Type.Id.Should().BeOneOf(RecordingSink.Reader("carve").FileTypes);
        PublishedArchives.ReadBy("lhasa", path).Should().NotBeEmpty().And.BeSubsetOf(RecordingSink.DeepHashes("carve", file));
    }

    [Theory]
    [MemberData(nameof(Rar))]
    public void Rar_archives_made_by_its_own_program_come_out_as_another_program_reads_them(string name) =>
        Compare("rar", $"libarchive/test_read_format_{name}.rar", name == "rar5_solid" ? "bsdtar" : "unar");

    [Theory]
    [MemberData(nameof(Cabinets))]
    public void Cabinets_come_out_as_cabextract_reads_them(string path) => Compare("cab", path, "cabextract");

    [Theory]
    [MemberData(nameof(Others))]
    public void Archives_of_libarchives_tests_come_out_as_7z_reads_them(string reader, string name) =>
        Compare(reader, $"libarchive/test_read_format_{name}", "7z");

    // 7z has no decoder for reducing, which nobody published, but for these two methods of PKZIP 1.
    [Theory]
    [InlineData("SHRUNK.ZIP", "shrink")]
    [InlineData("imploding-4Kdict-2trees.zip", "implode")]
    [InlineData("imploding-8Kdict-3trees.zip", "implode")]
    [InlineData("moby-imploded.zip", "implode")]
    public void The_methods_of_PKZIP_1_come_out_as_7z_reads_them(string name, string method)
    {
        Compare("zip", $"commons/{name}", "7z");
        RecordingSink.Unpack("zip", PublishedArchives.Read($"commons/{name}")).Members.Should().Contain(member => member.Member.Method == method);
    }

    [Theory]
    [InlineData("libcdio/udf102.iso")]
    [InlineData("libcdio/test-udf1.iso")]
    [InlineData("libcdio/joliet.iso")]
    [InlineData("libarchive/test_read_format_iso_rockridge_rr_moved.iso")]
    public void Discs_by_other_programs_come_out_as_7z_reads_them(string path) => Compare("iso", path, "7z");

    [Fact]
    public void Files_that_were_compressed_for_a_disc_come_out_as_bsdtar_reads_them()
    {
        var disc = PublishedArchives.Read("libarchive/test_read_format_iso_zisofs.iso");
        using var folder = new TemporaryFolder();
        folder.Write("a.iso", disc);
        ForeignTool.Run(folder.Path, "sh", "-c", "bsdtar -xf a.iso file && mv file b");

        RecordingSink.DeepHashes("iso", disc).Should().Contain(RecordingSink.Hash(folder.Read("b")));
    }

    [Fact]
    public void A_raw_disc_of_another_project_comes_out_as_7z_reads_its_iso_image()
    {
        var hashes = RecordingSink.DeepHashes("raw-cd", PublishedArchives.Read("libcdio/isofs-m1.bin"));

        hashes.Should().Contain(PublishedArchives.ReadBy("7z", "libcdio/joliet.iso").Take(1));
    }

    [Fact]
    public void Arj_archives_by_other_programs_come_out_as_7z_reads_them() => Compare("arj", "commons/bla.unix.arj", "7z");

    // Neither unar nor bsdtar opens these; the archive's own CRC-32 of each member agrees, and bar.txt of the last is not encrypted.
    [Theory]
    [InlineData("rar_encryption_data")]
    [InlineData("rar_encryption_header")]
    [InlineData("rar_encryption_partially")]
    public void Encrypted_members_of_rar_4_come_out_with_the_right_password(string name)
    {
        var sink = RecordingSink.Unpack("rar", PublishedArchives.Read($"libarchive/test_read_format_{name}.rar"), "wrong", "12345678");

        sink.Gaps.Should().BeEmpty();
        sink.Hashes.Should().BeEquivalentTo(
            "325d7b459b439684cad8825cbf2e488de15518103de09c56a42d6b1875081ee7", "7113d093a90b4a5cbac15a3bc8e85efbac50556c2a1f58f70a283cb2c373f1d5");
    }

    // Of two members the smaller one tells the password; the other might have its own.
    [Fact]
    public void A_member_of_a_rar_4_archive_that_its_password_does_not_open_is_a_gap()
    {
        var file = PublishedArchives.Read("libarchive/test_read_format_rar_encryption_data.rar");
        var larger = RecordingSink.Unpack("rar", file, "12345678").Members.MaxBy(member => member.Content.ToArray().Length);
        var (checksum, name) = (Crc32.Of(larger.Content.ToArray()), larger.Member.Name);
        var header = file.AsSpan().IndexOf(BitConverter.GetBytes(checksum)) - 16;
        file[header + 16] ^= 1;
        BitConverter.TryWriteBytes(file.AsSpan(header), (ushort)Crc32.Of(file.AsSpan(header + 2, BitConverter.ToUInt16(file, header + 5) - 2)));

        var sink = RecordingSink.Unpack("rar", file, "12345678");

        sink.Gaps.Should().ContainSingle(gap => gap.Member.Name == name && gap.Reason == UnpackGap.Encrypted);
    }

    // No free program packs: the packed data of a member becomes that of a stream.
    [Fact]
    public void A_packed_stream_of_a_rar_archive_comes_out()
    {
        var file = PublishedArchives.Read("libarchive/test_read_format_rar5_compressed.rar");
        var whole = RecordingSink.Unpack("rar", file).Hashes.Single();

        var sink = RecordingSink.Unpack("rar", RarBuilder.Rar5WithStream("a.txt", ":hidden", file[0x43..(0x43 + 361)], compression: 5 << 7, size: 1200, checksum: 0x7CCA70CD));

        sink.Gaps.Should().BeEmpty();
        sink.Hashes.Last().Should().Be(whole);
    }

    [Theory]
    [InlineData("rar_sfx.exe")]
    [InlineData("rar5_sfx.exe")]
    public void A_rar_archive_behind_a_program_is_found(string name)
    {
        var file = PublishedArchives.Read($"libarchive/test_read_format_{name}");

        RecordingSink.DeepHashes("carve", file).Should().HaveCountGreaterThan(1);
    }

    [Fact]
    public void A_broken_rar_archive_gives_what_stands_in_front_of_the_damage_and_a_gap()
    {
        var file = PublishedArchives.Read("libarchive/test_read_format_rar5_multiple_files.rar");
        var whole = RecordingSink.Unpack("rar", file).Hashes.ToList();

        var cut = RecordingSink.Unpack("rar", file[..^300]);
        file[^300] ^= 0xFF;
        var changed = RecordingSink.Unpack("rar", file);

        cut.Gaps.Should().NotBeEmpty().And.OnlyContain(gap => gap.Reason == UnpackGap.Damaged);
        cut.Hashes.Should().NotBeEmpty().And.BeSubsetOf(whole);
        cut.Members.Should().HaveCountLessThan(whole.Count);
        changed.Gaps.Should().NotBeEmpty();
    }

    public static TheoryData<string> BrokenRar => [.. PublishedArchives.In("libarchive", ".rar").Where(path => !IsSound(path))];

    [Theory]
    [MemberData(nameof(BrokenRar))]
    public void No_rar_archive_that_cannot_be_read_is_passed_over_in_silence(string path)
    {
        var sink = new RecordingSink();
        var malformed = false;
        try
        {
            RecordingSink.Reader("rar").Unpack(PublishedArchives.Read(path), sink, [], CancellationToken.None);
        }
        catch (MalformedFileException)
        {
            malformed = true;
        }

        (malformed || sink.Members.Count + sink.Gaps.Count > 0).Should().BeTrue();
    }

    [Theory]
    [InlineData("test_rar_multivolume_multiple_files.part")]
    [InlineData("test_rar_multivolume_uncompressed_files.part")]
    [InlineData("test_read_format_rar5_multiarchive.part")]
    public void Rar_volumes_one_behind_the_other_come_out_as_unar_reads_them(string parts)
    {
        var volumes = PublishedArchives.In("libarchive", ".rar").Where(path => path.Contains(parts, StringComparison.Ordinal)).ToList();

        var sink = RecordingSink.Unpack("rar", [.. volumes.SelectMany(PublishedArchives.Read)]);

        sink.Gaps.Should().BeEmpty();
        PublishedArchives.ReadBy("unar", volumes[0]).Should().NotBeEmpty().And.BeSubsetOf(sink.Hashes);
    }

    [Fact]
    public void Frames_that_are_to_be_skipped_do_not_hide_what_follows() =>
        FileIdentifier.Identify(PublishedArchives.Read("libarchive/test_compat_zstd_2.tar.zst")).Type.Id.Should().Be("zstd");

    [Fact]
    public void What_follows_a_bzip2_stream_does_not_hide_its_content()
    {
        var sink = RecordingSink.Unpack("bzip2", PublishedArchives.Read("libarchive/test_compat_bzip2_2.tbz"));

        sink.Gaps.Should().BeEmpty();
        sink.Anomalies.Should().Equal("bzip2.trailing_data");
        sink.Hashes.Should().Contain(RecordingSink.Unpack("bzip2", PublishedArchives.Read("libarchive/test_compat_bzip2_1.tbz")).Hashes);
    }

    [Fact]
    public void An_archive_between_other_bytes_is_opened_where_nothing_else_is_known_of_the_file()
    {
        var file = PublishedArchives.Read("libarchive/test_read_format_zip_padded3.zip");

        FileIdentifier.Identify(file).AlsoValidAs.Should().ContainSingle(type => type.Id == "zip");
        RecordingSink.Unpack("zip", file).Members.Should().HaveCount(3);
    }

    private static void Compare(string reader, string path, string oracle, params string[] passwords)
    {
        var file = PublishedArchives.Read(path);

        var sink = RecordingSink.Unpack(reader, file, passwords);

        FileIdentifier.Identify(file).Type.Id.Should().BeOneOf(RecordingSink.Reader(reader).FileTypes);
        sink.Gaps.Should().BeEmpty();
        PublishedArchives.ReadBy(oracle, path).Should().BeSubsetOf(sink.Hashes);
    }

    private static bool IsComparable(string path) => !NotLha.Any(part => path.Contains(part, StringComparison.Ordinal));

    private static bool IsSound(string path) =>
        SoundRar.Any(name => path.EndsWith($"_{name}.rar", StringComparison.Ordinal)) || path.Contains("conversion", StringComparison.Ordinal);
}
