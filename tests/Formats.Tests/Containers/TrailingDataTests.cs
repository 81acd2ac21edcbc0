namespace ScanHost.Formats.Tests.Containers;

public sealed class TrailingDataTests
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("bzip2")]
    [InlineData("zstd")]
    [InlineData("zstd of two frames")]
    [InlineData("lz4")]
    [InlineData("lzip")]
    [InlineData("lzip of two members")]
    [InlineData("lzma")]
    [InlineData("xz")]
    [InlineData("7z lzma2")]
    [InlineData("tar gnu")]
    [InlineData("cpio newc")]
    [InlineData("cpio odc")]
    [InlineData("arj best")]
    [InlineData("lzh lh5")]
    [InlineData("lzh level 2")]
    [InlineData("squashfs gzip")]
    [InlineData("xar gzip")]
    [InlineData("iso plain")]
    [InlineData("brotli")]
    [InlineData("zlib")]
    [InlineData("wim lzx")]
    [InlineData("wim store")]
    [InlineData("iso udf alone")]
    [InlineData("iso with udf")]
    [InlineData("ext2")]
    [InlineData("ext4")]
    [InlineData("fat 12")]
    [InlineData("fat 16")]
    [InlineData("fat 32")]
    [InlineData("ntfs")]
    [InlineData("hfsplus")]
    [InlineData("cramfs")]
    [InlineData("romfs")]
    public void What_stands_behind_the_end_is_handed_on_and_reported(string sample)
    {
        byte[] tail = [.. "MZ"u8, .. Samples.SmallInner];

        var reader = Samples.ReaderOf(sample);
        var sink = RecordingSink.Unpack(reader, [.. Samples.Make(sample), .. tail]);

        sink.Gaps.Should().BeEmpty();
        sink.Anomalies.Should().Equal($"{reader}.trailing_data");
        sink.Hashes.First().Should().Be(Samples.InnerHash);
        RecordingSink.Hash(sink.Members[1].Content.ToArray()[^Samples.SmallInner.Length..]).Should().Be(RecordingSink.Hash(Samples.SmallInner));
        sink.Members.Should().HaveCount(2).And.Contain(member => member.Member.Relation == "overlay");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd")]
    [InlineData("lz4")]
    [InlineData("lzip")]
    [InlineData("lzma")]
    [InlineData("xz")]
    [InlineData("7z lzma2")]
    [InlineData("tar gnu")]
    [InlineData("cpio newc")]
    [InlineData("arj best")]
    [InlineData("lzh lh5")]
    [InlineData("squashfs gzip")]
    [InlineData("xar gzip")]
    [InlineData("iso plain")]
    [InlineData("brotli")]
    [InlineData("zlib")]
    [InlineData("wim lzx")]
    [InlineData("wim store")]
    [InlineData("iso udf alone")]
    [InlineData("iso with udf")]
    [InlineData("ext2")]
    [InlineData("ext4")]
    [InlineData("fat 12")]
    [InlineData("fat 16")]
    [InlineData("fat 32")]
    [InlineData("ntfs")]
    [InlineData("hfsplus")]
    [InlineData("cramfs")]
    [InlineData("romfs")]
    public void Zeros_behind_it_are_no_tail(string sample) =>
        RecordingSink.Unpack(Samples.ReaderOf(sample), [.. Samples.Make(sample), .. new byte[512]]).Members.Should().ContainSingle();

    [Fact]
    public void What_stands_behind_an_exFAT_volume_is_handed_on()
    {
        var sink = RecordingSink.Unpack("exfat", [.. BuiltSamples.Make("exfat"), .. Samples.SmallInner]);

        sink.Anomalies.Should().Equal("exfat.trailing_data");
        sink.Hashes.Last().Should().Be(RecordingSink.Hash(Samples.SmallInner));
    }

    [Fact]
    public void What_stands_behind_an_ACE_archive_is_handed_on_though_it_may_be_a_damaged_member()
    {
        var sink = RecordingSink.Unpack("ace", [.. BuiltSamples.Make("ace"), .. Samples.SmallInner]);

        sink.Gaps.Should().ContainSingle();
        sink.Anomalies.Should().Equal("ace.trailing_data");
        sink.Hashes.Last().Should().Be(RecordingSink.Hash(Samples.SmallInner));
    }
}
