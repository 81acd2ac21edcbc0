using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

public sealed class TarTests
{
    [Theory]
    [InlineData("gnu")]
    [InlineData("pax")]
    public void A_name_longer_than_the_header_is_read_whole(string format)
    {
        using var folder = new TemporaryFolder();
        var name = $"{new string('d', 90)}/{new string('e', 120)}/{new string('f', 200)}";
        folder.Write(name, Samples.SmallInner);
        ForeignTool.Run(folder.Path, "tar", $"--format={format}", "-cf", "out", name);

        var sink = RecordingSink.Unpack("tar", folder.Read("out"));

        sink.Members.Should().ContainSingle().Which.Member.Name.Should().Be(name);
        sink.Hashes.Should().Contain(RecordingSink.Hash(Samples.SmallInner));
    }

    [Theory]
    [InlineData("gnu", "1.0")]
    [InlineData("pax", "0.0")]
    [InlineData("pax", "0.1")]
    [InlineData("pax", "1.0")]
    public void A_sparse_file_comes_out_with_its_holes(string format, string version)
    {
        using var folder = new TemporaryFolder();
        var content = new byte[3_000_000];
        for (var part = 0; part < 30; part++)
            content.AsSpan(part * 98_304, 4096).Fill((byte)(part + 1));
        folder.Write("plain", content);
        ForeignTool.Run(folder.Path, "cp", "--sparse=always", "plain", "holes");
        ForeignTool.Run(folder.Path, "tar", $"--format={format}", $"--sparse-version={version}", "-S", "-cf", "out", "holes");
        var file = folder.Read("out");

        var sink = RecordingSink.Unpack("tar", file);

        file.Length.Should().BeLessThan(1_000_000);
        sink.Hashes.Should().Equal(RecordingSink.Hash(content));
    }

    [Fact]
    public void Links_are_not_followed_and_one_that_leaves_the_folder_is_reported()
    {
        using var folder = new TemporaryFolder();
        ForeignTool.Run(folder.Path, "ln", "-s", "../../etc/passwd", "link");
        ForeignTool.Run(folder.Path, "tar", "-cf", "out", "link");

        var sink = RecordingSink.Unpack("tar", folder.Read("out"));

        sink.Members.Should().BeEmpty();
        sink.Anomalies.Should().Contain("tar.link_outside");
    }

    [Fact]
    public void A_damaged_header_does_not_hide_the_members_behind_it()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a", [1]);
        folder.Write("b", [2]);
        folder.Write("c", [3]);
        ForeignTool.Run(folder.Path, "tar", "-cf", "out", "a", "b", "c");
        var file = folder.Read("out");
        file[1024] ^= 0xFF;

        var sink = RecordingSink.Unpack("tar", file);

        sink.Members.Select(member => member.Member.Name).Should().Equal("a", "c");
        sink.Anomalies.Should().Contain("tar.damaged_header");
    }
}
