using ScanHost.Formats.Containers;
using ScanHost.Formats.Tests.Compression;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

/// <summary>Inno Setup's compiler runs on Windows only: a test encoder writes the setups, and innoextract reads those of versions up to 6.0.</summary>
public sealed class InnoTests
{
    private static readonly byte[] Program = File.ReadAllBytes("/bin/bash")[..300_000];

    [Theory]
    [InlineData("5.5.7", "lzma")]
    [InlineData("5.5.7", "lzma2")]
    [InlineData("5.5.7", "zlib")]
    [InlineData("5.5.7", "bzip2")]
    [InlineData("5.5.7", "store")]
    [InlineData("6.0.0", "lzma2")]
    public void The_files_are_found_and_innoextract_reads_the_same(string version, string method)
    {
        var file = Build(version, method).Build();
        using var folder = new TemporaryFolder();
        folder.Write("setup.exe", file);
        ForeignTool.Run(folder.Path, "innoextract", "-s", "-d", "out", "setup.exe");

        var sink = RecordingSink.Unpack("inno", file);

        sink.Gaps.Should().BeEmpty();
        sink.Members.Select(member => member.Member.Name).Should().Equal("setup.e32", "setup-0.bin", "{app}/inner.bin", "{app}/program.exe", "{tmp}/small.bin");
        sink.Hashes.Skip(2).Should().Equal(Samples.InnerHash, RecordingSink.Hash(Program), RecordingSink.Hash(Samples.SmallInner));
        sink.Members.Skip(2).Should().OnlyContain(member => member.Member.Method == method);
        Directory.GetFiles(Path.Combine(folder.Path, "out"), "*", SearchOption.AllDirectories)
            .Select(path => RecordingSink.Hash(File.ReadAllBytes(path))).Should().BeEquivalentTo(sink.Hashes.Skip(2));
    }

    [Theory]
    [InlineData("5.6.2")]
    [InlineData("6.4.0.1")]
    public void Other_versions_are_read_as_their_records_are_declared(string version) =>
        RecordingSink.Unpack("inno", Build(version, "lzma2").Build()).Hashes.Skip(2).Should().Equal(Samples.InnerHash, RecordingSink.Hash(Program), RecordingSink.Hash(Samples.SmallInner));

    [Fact]
    public void Streams_without_an_end_mark_are_read() =>
        RecordingSink.Unpack("inno", new InnoBuilder("5.5.7", "lzma") { HasEndMarks = false }.Add("{app}\\inner.bin", Samples.Inner).Build()).Hashes.Should().Contain(Samples.InnerHash);

    [Fact]
    public void The_program_of_the_setup_is_handed_on_as_it_was_before_the_filter() =>
        RecordingSink.Unpack("inno", Build("5.5.7", "lzma").Build()).Hashes.First().Should().Be(RecordingSink.Hash(InertFiles.Pe(8192)));

    [Fact]
    public void Encrypted_files_and_files_in_another_part_are_gaps()
    {
        var encrypted = RecordingSink.Unpack("inno", new InnoBuilder("5.5.7", "lzma2") { IsEncrypted = true }.Add("{app}\\inner.bin", Samples.Inner).Build());
        var elsewhere = RecordingSink.Unpack("inno", new InnoBuilder("5.5.7", "lzma2") { Slice = 1 }.Add("{app}\\inner.bin", Samples.Inner).Build());

        encrypted.Gaps.Should().ContainSingle(gap => gap.Reason == UnpackGap.Encrypted && gap.Member.Name == "{app}/inner.bin");
        elsewhere.Gaps.Should().ContainSingle(gap => gap.Reason == UnpackGap.Unsupported);
        elsewhere.Details.Should().ContainSingle(detail => detail.Contains("setup-2.bin", StringComparison.Ordinal));
    }

    [Fact]
    public void A_changed_file_and_a_version_that_is_too_old_are_gaps()
    {
        var file = new InnoBuilder("5.5.7", "store").Add("{app}\\inner.bin", Samples.Inner).Build();
        file[file.AsSpan().IndexOf(Samples.Inner) + 1000] ^= 1;

        RecordingSink.Unpack("inno", file).Gaps.Should().ContainSingle(gap => gap.Reason == UnpackGap.Damaged);
        RecordingSink.Unpack("inno", new InnoBuilder("4.0.0", "store").Add("{app}\\inner.bin", Samples.Inner).Build()).Gaps.Should().NotBeEmpty();
    }

    [Fact]
    public void A_program_that_only_knows_the_marks_is_no_setup()
    {
        var sink = RecordingSink.Unpack("inno", [.. InertFiles.Pe(4096), .. File.ReadAllBytes("/usr/bin/innoextract")]);

        sink.Members.Should().BeEmpty();
        sink.Gaps.Should().BeEmpty();
    }

    private static InnoBuilder Build(string version, string method) =>
        new InnoBuilder(version, method).Add("{app}\\inner.bin", Samples.Inner).Add("{app}\\program.exe", Program, isFiltered: true).Add("{tmp}\\small.bin", Samples.SmallInner);
}
