using System.Buffers.Binary;
using System.Text;
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

    [Fact]
    public void A_file_that_only_looks_like_one_of_the_system_comes_out()
    {
        var file = Volume("", "ntfscp -q out big ab");
        byte[] wanted = [2, 0, .. Encoding.Unicode.GetBytes("ab")];
        // The name in the file's record stands behind its length and its kind; the copy in the root's index comes elsewhere.
        var record = Enumerable.Range(0, file.Length / 1024).Select(number => number * 1024)
            .Single(at => file.AsSpan(at, 4).SequenceEqual("FILE"u8) && file.AsSpan(at, 1024).IndexOf(wanted) >= 0);
        var name = record + file.AsSpan(record).IndexOf(wanted);
        // The parent stands 64 bytes before the name's length; 11 is $Extend.
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(name - 64), 11);
        file[name + 2] = (byte)'$';

        RecordingSink.Unpack("ntfs", file).Members.Select(member => member.Member.Name).Should().Equal("$Extend/$b");
    }

    // An attribute of data with a name, where the root's record ends: its length, the name's (1) and place (24), the content's length and place (32).
    [Fact]
    public void A_stream_of_the_root_comes_out()
    {
        var file = Volume("", "true");
        var table = BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(48)) * file[13] * 512;
        var root = (int)table + (5 * 1024);
        var used = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(root + 24));
        byte[] attribute = [0x80, 0, 0, 0, 40, 0, 0, 0, 0, 1, 24, 0, 0, 0, 9, 0, 6, 0, 0, 0, 32, 0, 0, 0, (byte)'x', 0, 0, 0, 0, 0, 0, 0, .. "hidden\0\0"u8, 0xFF, 0xFF, 0xFF, 0xFF];
        // The last two bytes of a sector stand in a list at 48, and the list's number in their place; both are zeros of the attribute's length here.
        used.Should().Be(512);
        var number = file[(root + 510)..(root + 512)];
        attribute.CopyTo(file, root + used - 8);
        number.CopyTo(file, root + 510);
        file.AsSpan(root + 50, 2).Clear();
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(root + 24), used + 40);

        var stream = RecordingSink.Unpack("ntfs", file).Members.Should().ContainSingle().Which;

        stream.Member.Name.Should().Be(":x");
        Encoding.ASCII.GetString(stream.Content.ToArray()).Should().Be("hidden");
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
