using System.Buffers.Binary;
using System.Text;
using ScanHost.Formats.Containers;
using ScanHost.Formats.Identification;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

/// <summary>Archives of InstallShield 3. Nobody writes the container: it is laid out here as its readers describe it. The compressed data is StormLib's, by smpq.</summary>
public sealed class InstallShield3Tests
{
    [Theory]
    [InlineData(900)]
    [InlineData(2000)]
    [InlineData(200_000)]
    public void What_StormLib_imploded_comes_out(int length)
    {
        var content = Samples.Inner[..length];
        var file = Build(("folder", "inner.bin", Implode(content), length, 0x20), ("", "plain.txt", content, length, 0x30));

        var sink = RecordingSink.Unpack("installshield-3", file);

        FileIdentifier.Identify(file).Type.Id.Should().Be("installshield-z");
        sink.Gaps.Should().BeEmpty();
        sink.Anomalies.Should().BeEmpty();
        sink.Hashes.Should().Equal(RecordingSink.Hash(content), RecordingSink.Hash(content));
        sink.Members.Select(member => member.Member.Name).Should().Equal("folder\\inner.bin", "plain.txt");
    }

    // The example of the description in zlib's contrib/blast.
    [Fact]
    public void The_published_example_comes_out() =>
        RecordingSink.Unpack("installshield-3", Build(("", "a", [0x00, 0x04, 0x82, 0x24, 0x25, 0x8F, 0x80, 0x7F], 13, 0x20)))
            .Members.Should().ContainSingle().Which.Content.ToArray().Should().Equal("AIAIAIAIAIAIA"u8.ToArray());

    [Fact]
    public void What_stands_behind_the_tables_is_handed_on()
    {
        var sink = RecordingSink.Unpack("installshield-3", [.. Build(("", "a", Implode(Samples.SmallInner), 900, 0x20)), .. "MZ"u8, .. Samples.SmallInner]);

        sink.Anomalies.Should().Equal("installshield-3.trailing_data");
        sink.Members.Should().HaveCount(2);
    }

    [Fact]
    public void Files_in_several_volumes_and_entries_that_are_missing_are_gaps()
    {
        var file = Build(("", "a", Implode(Samples.SmallInner), 900, 0x20), ("", "b", [1, 2, 3], 3, 0x30));
        var split = (byte[])file.Clone();
        split[BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(0x33)) + 0x1A] = 1;

        RecordingSink.Unpack("installshield-3", split).Gaps.Should().ContainSingle(gap => gap.Reason == UnpackGap.Unsupported);
        RecordingSink.Unpack("installshield-3", file[..^5]).Details.Should().Equal("1 of 2 file entries are missing");
    }

    internal static byte[] Implode(byte[] content)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a", content);
        ForeignTool.Run(folder.Path, "smpq", "-c", "-q", "-M", "1", "-U", "-C", "IMPLODE", "a.mpq", "a");
        // Behind the archive's header of 32 bytes stands the one file; how long it is, is told by what it unpacks to.
        return folder.Read("a.mpq")[32..];
    }

    internal static byte[] Build(params (string Folder, string Name, byte[] Data, int Size, byte Attributes)[] files)
    {
        var (data, folders, entries) = (new MemoryStream(), new MemoryStream(), new MemoryStream());
        var names = files.Select(file => file.Folder).Distinct().ToList();
        foreach (var name in names)
            folders.Write([.. Words(1, name.Length + 11, name.Length), .. Encoding.ASCII.GetBytes(name), .. new byte[5]]);
        foreach (var (folder, name, content, size, attributes) in files)
        {
            entries.Write([0, .. Words(names.IndexOf(folder)), .. Longs(size, content.Length, 0xFF + (int)data.Length), .. Words(0x2021, 0x1000), .. Longs(attributes)]);
            entries.Write([.. Words(0x1E + name.Length + 13), 0, 0, 0, 0, (byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. new byte[13]]);
            data.Write(content);
        }
        var header = new byte[0xFF];
        byte[] start = [0x13, 0x5D, 0x65, 0x8C, 0x3A, 0x01, 0x02, 0x00, 0, 0, 0, 0, .. Words(files.Length)];
        start.CopyTo(header, 0);
        var tables = 0xFF + (int)data.Length;
        Longs(tables, (int)folders.Length).CopyTo(header, 0x29);
        Words(names.Count).CopyTo(header, 0x31);
        Longs(tables + (int)folders.Length).CopyTo(header, 0x33);
        return [.. header, .. data.ToArray(), .. folders.ToArray(), .. entries.ToArray()];
    }

    private static byte[] Words(params int[] values) => [.. values.SelectMany(value => BitConverter.GetBytes((ushort)value))];

    private static byte[] Longs(params int[] values) => [.. values.SelectMany(BitConverter.GetBytes)];
}
