using System.Text;
using ScanHost.Formats.Containers;
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

    // The size of the extended header is the member's. A reader that skips as much behind the long name misses what stands there.
    [Fact]
    public void A_size_in_an_extended_header_does_not_hide_the_member_behind_a_long_name()
    {
        byte[] hiding = [.. Entry("hidden", '0', Samples.SmallInner), .. new byte[4096], .. Entry("shown", '0', [3])];
        byte[] file = [.. Entry("a", 'x', "13 size=5120\n"u8), .. Entry("././@LongLink", 'L', "long\0"u8), .. hiding, .. End];

        var sink = RecordingSink.Unpack("tar", file);

        sink.Members.Select(member => member.Member.Name).Should().Equal("long", "shown");
        sink.Members[0].Content.ToArray().AsSpan().StartsWith(Samples.SmallInner).Should().BeTrue();
    }

    [Theory]
    [InlineData("folder/", '0')]
    [InlineData("dump", 'D')]
    [InlineData("label", 'V')]
    [InlineData("rest", 'M')]
    [InlineData("folder/", '5')]
    [InlineData("link", '1')]
    [InlineData("device", '3')]
    public void Content_of_a_kind_that_has_none_comes_out(string name, char kind)
    {
        byte[] file = [.. Entry(name, kind, Samples.SmallInner), .. Entry("next", '0', [1, 2, 3]), .. End];

        var sink = RecordingSink.Unpack("tar", file);

        sink.Members.Select(member => member.Member.Name).Should().Equal(name.TrimEnd('/'), "next");
        sink.Hashes.Should().Contain(RecordingSink.Hash(Samples.SmallInner));
        sink.Gaps.Should().BeEmpty();
        sink.Anomalies.Should().BeEmpty();
    }

    [Theory]
    [InlineData('1')]
    [InlineData('5')]
    public void A_link_or_a_folder_that_declares_a_size_without_content_hides_nothing(char kind)
    {
        byte[] file = [.. Entry("a", kind, Samples.SmallInner)[..512], .. Entry("next", '0', [1, 2, 3]), .. End];

        var sink = RecordingSink.Unpack("tar", file);

        sink.Members.Select(member => member.Member.Name).Should().Equal("next");
        sink.Gaps.Should().BeEmpty();
        sink.Anomalies.Should().BeEmpty();
    }

    [Fact]
    public void Bytes_between_two_headers_that_belong_to_no_member_are_a_gap()
    {
        byte[] file = [.. Entry("a", '0', [1]), .. Enumerable.Repeat((byte)7, 512), .. Entry("b", '0', [2]), .. End];

        var sink = RecordingSink.Unpack("tar", file);

        sink.Members.Should().HaveCount(2);
        sink.Gaps.Should().ContainSingle(gap => gap.Reason == UnpackGap.Damaged && gap.Member.Offset == 1024);
    }

    [Fact]
    public void An_archive_behind_an_archive_is_no_gap()
    {
        byte[] file = [.. Entry("a", '0', [1]), .. End, .. Entry("b", '0', [2]), .. End];

        RecordingSink.Unpack("tar", file).Gaps.Should().BeEmpty();
    }

    [Fact]
    public void An_extended_header_longer_than_is_read_is_a_gap()
    {
        var comment = new string('c', 1_100_000);
        byte[] file = [.. Entry("x", 'x', Encoding.ASCII.GetBytes($"1100017 comment={comment}\n")), .. Entry("a", '0', [1]), .. End];

        RecordingSink.Unpack("tar", file).Gaps.Should().ContainSingle(gap => gap.Reason == UnpackGap.Unsupported);
    }

    [Theory]
    [InlineData("0,2,4,2", 0)]
    [InlineData("4,2,0,2", 1)]
    [InlineData("0,2", 1)]
    [InlineData("0,2,4,20", 1)]
    [InlineData("0,2,4", 1)]
    public void A_sparse_file_whose_map_does_not_fit_its_data_is_a_gap(string map, int gaps)
    {
        var record = $"GNU.sparse.map={map}\n";
        byte[] file = [.. Entry("x", 'x', Encoding.ASCII.GetBytes($"22 GNU.sparse.size=10\n{record.Length + 3} {record}")), .. Entry("a", '0', [9, 9, 9, 9]), .. End];

        var sink = RecordingSink.Unpack("tar", map == "0,2,4,20" ? file[..(1024 + 516)] : file);

        sink.Members.Should().ContainSingle();
        sink.Gaps.Should().HaveCount(gaps);
    }

    private static readonly byte[] End = new byte[1024];

    private static byte[] Entry(string name, char kind, ReadOnlySpan<byte> content)
    {
        var entry = new byte[512 + ((content.Length + 511) / 512 * 512)];
        Encoding.ASCII.GetBytes(name).CopyTo(entry, 0);
        "0000644\00000000\00000000\0"u8.CopyTo(entry.AsSpan(100));
        Encoding.ASCII.GetBytes($"{Convert.ToString(content.Length, 8).PadLeft(11, '0')}\000000000000\0        {kind}").CopyTo(entry, 124);
        "ustar\000"u8.CopyTo(entry.AsSpan(257));
        var sum = 0;
        foreach (var value in entry.AsSpan(0, 512))
            sum += value;
        Encoding.ASCII.GetBytes($"{Convert.ToString(sum, 8).PadLeft(6, '0')}\0 ").CopyTo(entry, 148);
        content.CopyTo(entry.AsSpan(512));
        return entry;
    }
}
