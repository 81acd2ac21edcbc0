using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

public sealed class SevenZipTests
{
    [Fact]
    public void All_members_of_a_solid_archive_come_out_in_order()
    {
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 300; i++)
            folder.Write($"dir/{i:d4}", [(byte)i, (byte)(i >> 8)]);
        ForeignTool.Run(folder.Path, "7z", "a", "-ms=on", "out.7z", "dir");

        var sink = RecordingSink.Unpack("7z", folder.Read("out.7z"));

        sink.Members.Should().HaveCount(300);
        sink.Members.Select(member => member.Content.ToArray()).Should().OnlyContain(content => content.Length == 2);
        sink.Gaps.Should().BeEmpty();
    }

    [Fact]
    public void A_damaged_packed_stream_is_a_gap()
    {
        var file = Samples.Make("7z lzma2");
        file.AsSpan(40, 200).Clear();

        var sink = RecordingSink.Unpack("7z", file);

        sink.Gaps.Should().NotBeEmpty();
        sink.Hashes.Should().NotContain(Samples.InnerHash);
    }
}
