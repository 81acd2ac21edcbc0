using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

public sealed class NtfsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("-C")]
    public void Alternate_streams_are_members_even_where_a_record_has_no_room_for_all(string options)
    {
        var file = Volume(
            options,
            "ntfscp -q out big big && for i in $(seq 40); do ntfscp -q -N a_stream_with_a_long_name_$i out small big; done && ntfscp -q -N other.exe out big big");

        var sink = RecordingSink.Unpack("ntfs", file);

        sink.Gaps.Should().BeEmpty();
        sink.Members.Where(member => member.Member.Relation == "stream").Should().HaveCount(41);
        sink.Members.Select(member => member.Member.Name).Should().Contain(["big", "big:other.exe", "big:a_stream_with_a_long_name_40"]);
        sink.Hashes.Distinct().Should().BeEquivalentTo(Samples.InnerHash, RecordingSink.Hash(Samples.SmallInner));
    }

    [Fact]
    public void The_files_are_those_that_7z_finds()
    {
        var file = Volume("-C", "for i in 1 2 3; do ntfscp -q out big file$i.bin; done && ntfscp -q out small small.txt");
        using var folder = new TemporaryFolder();
        folder.Write("a.img", file);
        ForeignTool.Run(folder.Path, "7z", "x", "-y", "-bd", "-oout", "a.img");

        var sink = RecordingSink.Unpack("ntfs", file);

        var expected = Directory.GetFiles(Path.Combine(folder.Path, "out")).Select(path => (Path.GetFileName(path), RecordingSink.Hash(File.ReadAllBytes(path))));
        sink.Members.Select(member => (member.Member.Name, RecordingSink.Hash(member.Content.ToArray()))).Should().BeEquivalentTo(expected);
    }

    [Fact]
    public void A_volume_that_ends_early_gives_what_is_there_and_gaps()
    {
        var file = Volume("", "ntfscp -q out big big");

        var sink = RecordingSink.Unpack("ntfs", file[..(file.Length / 8)]);

        (sink.Gaps.Count + sink.Members.Count).Should().BePositive();
    }

    private static byte[] Volume(string options, string commands)
    {
        using var folder = new TemporaryFolder();
        folder.Write("big", Samples.Inner);
        folder.Write("small", Samples.SmallInner);
        ForeignTool.Run(folder.Path, "sh", "-c", $"truncate -s 4M out && mkntfs -F -Q -q {options} out 2>&1 && {commands}");
        return folder.Read("out");
    }
}
