using System.Text;
using ScanHost.Formats.Containers;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

/// <summary>No free program writes Apple disk images: a test encoder does, of an HFS+ volume that xorriso made, and 7z judges it.</summary>
public sealed class DmgTests
{
    [Theory]
    [InlineData("zlib")]
    [InlineData("bzip2")]
    [InlineData("xz")]
    [InlineData("adc")]
    [InlineData("lzfse tables")]
    [InlineData("lzfse lzvn")]
    [InlineData("store")]
    [InlineData("mixed")]
    public void The_inner_file_is_found_and_7z_reads_the_same(string method)
    {
        var file = Build(method);
        using var folder = new TemporaryFolder();
        folder.Write("a.dmg", file);
        ForeignTool.Run(folder.Path, "7z", "x", "-y", "-bd", "-oout", "a.dmg");

        var sink = RecordingSink.Unpack("dmg", file);

        sink.Gaps.Should().BeEmpty();
        RecordingSink.DeepHashes("dmg", file).Should().Contain(Samples.InnerHash);
        Directory.GetFiles(Path.Combine(folder.Path, "out"), "inner.bin", SearchOption.AllDirectories)
            .Select(path => RecordingSink.Hash(File.ReadAllBytes(path))).Should().Contain(Samples.InnerHash);
    }

    [Theory]
    [InlineData("zlib")]
    [InlineData("bzip2")]
    [InlineData("xz")]
    public void An_image_is_told_from_the_stream_that_it_begins_with(string method) =>
        Formats.Identification.FileIdentifier.Identify(Build(method)).Type.Id.Should().Be("dmg");

    [Fact]
    public void A_run_of_a_method_that_is_not_read_is_a_gap_and_the_others_are_handed_on()
    {
        var file = DmgBuilder.Build(Disk, 65536, (content, run) => run == 1 ? (0x8000000A, content) : DmgBuilder.Zlib(content));

        var sink = RecordingSink.Unpack("dmg", file);

        sink.Gaps.Should().ContainSingle(gap => gap.Reason == UnpackGap.Unsupported);
        sink.Members.Should().ContainSingle().Which.Content.ToArray().Should().StartWith(Disk[..65536]);
    }

    // 7z stumbles over such blocks.
    [Fact]
    public void Stored_blocks_of_LZFSE_are_read() =>
        RecordingSink.DeepHashes("dmg", Build("lzfse store")).Should().Contain(Samples.InnerHash);

    [Fact]
    public void Runs_for_the_same_sectors_are_a_gap()
    {
        var file = DmgBuilder.Build(Disk, 65536, (content, _) => (1, content));
        var text = Encoding.Latin1.GetString(file);
        var (start, end) = (text.IndexOf("<data>", StringComparison.Ordinal) + 6, text.IndexOf("</data>", StringComparison.Ordinal));
        var table = Convert.FromBase64String(text[start..end]);
        const int SectorOfSecondRun = 204 + 40 + 8;
        table.AsSpan(SectorOfSecondRun, 8).Clear();
        var changed = Encoding.Latin1.GetBytes($"{text[..start]}\n{Convert.ToBase64String(table, Base64FormattingOptions.InsertLineBreaks).ReplaceLineEndings("\r\n")}\n{text[end..]}");

        var sink = RecordingSink.Unpack("dmg", changed);

        changed.Should().HaveSameCount(file);
        sink.Gaps.Should().ContainSingle(gap => gap.Reason == UnpackGap.Unsupported);
    }

    private static byte[] Disk { get; } = Samples.Make("hfsplus");

    private static byte[] Build(string method) => DmgBuilder.Build(Disk, 65536, (content, run) => BuiltSamples.Pack(method == "mixed" ? run switch { 0 => "store", 1 => "zlib", 2 => "adc", _ => "bzip2" } : method, content));
}
