namespace ScanHost.Formats.Tests.Containers;

public sealed class TrailingDataTests
{
    /// <summary>A sample of each format that has an end of its own.</summary>
    public static TheoryData<string> Ending { get; } =
    [
        "gzip",
        "bzip2",
        "zstd",
        "zstd of two frames",
        "lz4",
        "lzip",
        "lzip of two members",
        "lzma",
        "xz",
        "7z lzma2",
        "tar gnu",
        "cpio newc",
        "cpio odc",
        "arj best",
        "lzh lh5",
        "lzh level 2",
        "squashfs gzip",
        "xar gzip",
        "iso plain",
        "brotli",
        "zlib",
        "wim lzx",
        "wim store",
        "iso udf alone",
        "iso with udf",
        "ext2",
        "ext4",
        "fat 12",
        "fat 16",
        "fat 32",
        "ntfs",
        "hfsplus",
        "cramfs",
        "romfs",
    ];

    [Theory]
    [MemberData(nameof(Ending))]
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
    [MemberData(nameof(Ending))]
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
