using ScanHost.Formats.Containers;
using ScanHost.Formats.Tests.Compression;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

public sealed class AceTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_member_comes_out_as_another_program_reads_it(int method)
    {
        var file = AceBuilder.Archive(("inner.bin", Samples.Inner, method));
        using var folder = new TemporaryFolder();
        folder.Write("a.ace", file);
        ForeignTool.Run(folder.Path, "unace", "e", "-y", "a.ace");

        var sink = RecordingSink.Unpack("ace", file);

        folder.Read("inner.bin").Should().Equal(Samples.Inner);
        sink.Gaps.Should().BeEmpty();
        sink.Hashes.Should().Equal(Samples.InnerHash);
    }

    [Fact]
    public void Members_of_a_solid_archive_share_a_window()
    {
        byte[] second = [1, 2, 3, 4, 5, 6, .. Samples.Inner[..50_000]];
        var file = AceBuilder.Solid(("one.bin", Samples.Inner, 1), ("two.bin", second, 1));
        using var folder = new TemporaryFolder();
        folder.Write("a.ace", file);
        ForeignTool.Run(folder.Path, "unace", "e", "-y", "a.ace");

        var sink = RecordingSink.Unpack("ace", file);

        folder.Read("two.bin").Should().Equal(second);
        sink.Hashes.Should().Equal(Samples.InnerHash, RecordingSink.Hash(second));
    }

    [Fact]
    public void A_member_whose_checksum_is_wrong_is_damaged()
    {
        var file = AceBuilder.Archive(("inner.bin", Samples.SmallInner, 1));
        file[^100] ^= 1;

        RecordingSink.Unpack("ace", file).Gaps.Should().ContainSingle().Which.Reason.Should().Be(UnpackGap.Damaged);
    }
}
