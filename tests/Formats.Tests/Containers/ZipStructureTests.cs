using System.IO.Compression;
using System.Text;
using ScanHost.Formats.Containers;

namespace ScanHost.Formats.Tests.Containers;

public sealed class ZipStructureTests
{
    [Fact]
    public void A_sound_archive_has_no_anomaly()
    {
        var sink = RecordingSink.Unpack("zip", Zip(("a.txt", "one"), ("b.txt", "two")));

        sink.Anomalies.Should().BeEmpty();
        sink.Members.Select(member => member.Member.Name).Should().Equal("a.txt", "b.txt");
    }

    [Fact]
    public void A_name_that_differs_in_the_local_header_is_reported()
    {
        var zip = Zip(("harmless.txt", "content"));
        Encoding.ASCII.GetBytes("evil_one.exe").CopyTo(zip, 30);

        var sink = RecordingSink.Unpack("zip", zip);

        sink.Anomalies.Should().Contain("zip.header_mismatch");
    }

    [Fact]
    public void Data_in_front_and_behind_is_reported_and_the_members_are_still_found()
    {
        byte[] zip = [.. new byte[500], .. Zip(("a.txt", "one")), .. Encoding.ASCII.GetBytes(new string('x', 300))];

        var sink = RecordingSink.Unpack("zip", zip);

        sink.Anomalies.Should().Contain("zip.prepended_data").And.Contain("zip.trailing_data");
        sink.Members.Should().Contain(member => member.Member.Name == "a.txt").And.Contain(member => member.Member.Relation == "overlay");
    }

    [Fact]
    public void Of_two_concatenated_archives_both_are_unpacked()
    {
        byte[] zip = [.. Zip(("first.txt", "one")), .. Zip(("second.txt", "two"))];

        var sink = RecordingSink.Unpack("zip", zip);

        sink.Anomalies.Should().Contain("zip.concatenated");
        sink.Members.Select(member => member.Member.Name).Should().BeEquivalentTo("first.txt", "second.txt");
    }

    [Fact]
    public void A_member_that_the_directory_does_not_name_is_found()
    {
        var shown = Zip(("shown.txt", "one"));
        var hidden = Zip(("hidden.txt", new string('h', 200)));
        var (local, shownDirectory) = (hidden[..DirectoryStart(hidden)], DirectoryStart(shown));
        byte[] zip = [.. shown[..shownDirectory], .. local, .. shown[shownDirectory..]];

        var sink = RecordingSink.Unpack("zip", zip);

        sink.Anomalies.Should().Contain("zip.hidden_member");
        sink.Members.Select(member => member.Member.Name).Should().BeEquivalentTo("shown.txt", "hidden.txt");
    }

    [Fact]
    public void Members_without_a_directory_in_front_of_an_archive_are_found()
    {
        var hidden = Zip(("hidden.txt", new string('h', 200)), ("second.txt", new string('s', 200)));
        byte[] zip = [.. hidden[..DirectoryStart(hidden)], .. Zip(("shown.txt", "one"))];

        var sink = RecordingSink.Unpack("zip", zip);

        sink.Anomalies.Should().Contain("zip.hidden_member");
        sink.Members.Select(member => member.Member.Name).Should().Equal("shown.txt", "hidden.txt", "second.txt");
        sink.Gaps.Should().BeEmpty();
    }

    [Fact]
    public void An_archive_in_front_of_empty_ones_is_found()
    {
        byte[] empty = [.. "PK\u0005\u0006"u8, .. new byte[18]];

        RecordingSink.Unpack("zip", [.. Zip(("a.txt", "one")), .. empty, .. empty]).Members.Select(member => member.Member.Name).Should().Contain("a.txt");
    }

    [Fact]
    public void An_archive_far_in_front_of_another_is_found()
    {
        byte[] zip = [.. Zip(("far.txt", "one")), .. new byte[1_100_000], .. Zip(("a.txt", "one"))];

        RecordingSink.Unpack("zip", zip).Members.Select(member => member.Member.Name).Should().BeEquivalentTo("a.txt", "far.txt");
    }

    // Machine code that compares with the signature of a local header.
    [Fact]
    public void A_program_in_front_of_an_archive_is_no_member()
    {
        byte[] program = [0x81, 0x38, 0x50, 0x4B, 3, 4, 0x75, 0x0A, 0xE8, 0, 0, 0, 0, 0xC3, .. new byte[100]];

        var sink = RecordingSink.Unpack("zip", [.. program, .. Zip(("a.txt", "one"))]);

        sink.Members.Select(member => member.Member.Name).Should().Equal("a.txt");
        sink.Anomalies.Should().Equal("zip.prepended_data");
    }

    [Fact]
    public void A_size_in_the_directory_that_is_too_large_hides_no_member()
    {
        var shown = Stored("shown.txt", "one");
        var hidden = Stored("hidden.txt", "two");
        var (local, directory) = (hidden[..DirectoryStart(hidden)], DirectoryStart(shown));
        byte[] zip = [.. shown[..directory], .. local, .. shown[directory..]];
        BitConverter.TryWriteBytes(zip.AsSpan(directory + local.Length + 20), 3 + local.Length);

        var sink = RecordingSink.Unpack("zip", zip);

        sink.Members.Select(member => member.Member.Name).Should().BeEquivalentTo("shown.txt", "hidden.txt");
    }

    [Fact]
    public void Names_that_leave_the_folder_are_reported_and_kept_as_they_are()
    {
        var sink = RecordingSink.Unpack("zip", Zip(("../../etc/passwd", "x")));

        sink.Anomalies.Should().Contain("zip.unsafe_name");
        sink.Members.Single().Member.Name.Should().Be("../../etc/passwd");
    }

    [Fact]
    public void Without_its_directory_an_archive_is_read_by_its_local_headers()
    {
        var zip = Zip(("a.txt", "one"), ("b.txt", "two"));

        var sink = RecordingSink.Unpack("zip", zip[..DirectoryStart(zip)]);

        sink.Anomalies.Should().Contain("zip.no_directory");
        sink.Members.Select(member => Encoding.ASCII.GetString(member.Content.ToArray())).Should().Equal("one", "two");
    }

    [Fact]
    public void A_truncated_member_is_handed_on_as_far_as_it_reads()
    {
        var zip = Samples.Make("zip deflate");

        var sink = RecordingSink.Unpack("zip", zip[..(zip.Length / 2)]);

        sink.Gaps.Should().Contain(gap => gap.Reason == UnpackGap.Damaged);
        Samples.Inner.AsSpan().StartsWith(sink.Members.Single().Content.ToArray()).Should().BeTrue();
    }

    [Fact]
    public void A_bomb_ends_at_the_limit_of_the_sink()
    {
        var zip = Zip(("zeros", new string('\0', 2_000_000)));
        var sink = new RecordingSink(maxBytes: 1_000_000);

        var unpacking = () => RecordingSink.Reader("zip").Unpack(zip, sink, [], CancellationToken.None);

        unpacking.Should().Throw<ExpansionLimitException>().Which.Limit.Should().Be("MaxExpandedBytes");
    }

    [Fact]
    public void Members_that_share_bytes_are_reported()
    {
        var zip = Zip(("a.txt", "first content"), ("b.txt", "second content"));
        var directory = DirectoryStart(zip);
        var second = directory + 46 + 5;
        zip.AsSpan(directory + 42, 4).CopyTo(zip.AsSpan(second + 42));

        RecordingSink.Unpack("zip", zip).Anomalies.Should().Contain("zip.overlap");
    }

    private static int DirectoryStart(byte[] zip) => zip.AsSpan().IndexOf("PK\u0001\u0002"u8);

    // No data descriptor: the sizes stand in the local header.
    private static byte[] Stored(string name, string content)
    {
        byte[] fields =
        [
            10, 0, 0, 0, 0, 0, 0, 0, 0x21, 0, .. BitConverter.GetBytes(Crc32.Of(Encoding.ASCII.GetBytes(content))), .. BitConverter.GetBytes(content.Length),
            .. BitConverter.GetBytes(content.Length), (byte)name.Length, 0, 0, 0,
        ];
        byte[] local = [.. "PK\u0003\u0004"u8, .. fields, .. Encoding.ASCII.GetBytes(name + content)];
        byte[] directory = [.. "PK\u0001\u0002"u8, 10, 0, .. fields, .. new byte[14], .. Encoding.ASCII.GetBytes(name)];
        return [.. local, .. directory, .. "PK\u0005\u0006"u8, 0, 0, 0, 0, 1, 0, 1, 0, .. BitConverter.GetBytes(directory.Length), .. BitConverter.GetBytes(local.Length), 0, 0];
    }

    private static byte[] Zip(params (string Name, string Content)[] members)
    {
        using var output = new MemoryStream();
        using (var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in members)
            {
                using var target = archive.CreateEntry(name).Open();
                target.Write(Encoding.ASCII.GetBytes(content));
            }
        return output.ToArray();
    }
}
