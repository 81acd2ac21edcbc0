using System.IO.Compression;
using System.Text;
using ScanHost.Formats.Identification;

namespace ScanHost.Formats.Tests.Containers;

/// <summary>What InstallShield's setup.exe carries. Nobody else at hand reads or writes it: these files are laid out, and hidden, as ISx describes it.</summary>
public sealed class SetupStreamTests
{
    private const uint InBlocks = 4, AsAWhole = 2;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void The_files_of_a_stream_come_out(int kind)
    {
        var file = Stream(kind, (InBlocks | AsAWhole, true), (InBlocks, false), (0u, true), (0u, false));

        var sink = RecordingSink.Unpack("installshield-setup", file);

        FileIdentifier.Identify(file).Type.Id.Should().Be("installshield-setup");
        sink.Gaps.Should().BeEmpty();
        sink.Anomalies.Should().BeEmpty();
        sink.Hashes.Should().Equal(Enumerable.Repeat(Samples.InnerHash, 4));
        sink.Members[0].Member.Name.Should().Be("folder\\größe0.bin");
    }

    [Fact]
    public void The_files_of_the_older_form_come_out()
    {
        byte[] file = [.. Header("InstallShield", 3, 0), .. Old("a.bin", InBlocks | AsAWhole, false), .. Old("b.bin", AsAWhole, false), .. Old("c.bin", 0, true)];

        var sink = RecordingSink.Unpack("installshield-setup", file);

        FileIdentifier.Identify(file).Type.Id.Should().Be("installshield-setup");
        sink.Gaps.Should().BeEmpty();
        sink.Hashes.Should().Equal(Enumerable.Repeat(Samples.InnerHash, 3));
    }

    [Fact]
    public void Both_forms_are_found_behind_a_program()
    {
        var program = File.ReadAllBytes("/bin/true");

        RecordingSink.DeepHashes("carve", [.. program, .. Stream(1, (InBlocks, false))]).Should().Contain(Samples.InnerHash);
        RecordingSink.DeepHashes("carve", [.. program, .. Header("InstallShield", 1, 0), .. Old("a.bin", InBlocks, false)]).Should().Contain(Samples.InnerHash);
    }

    [Fact]
    public void Files_that_are_missing_and_kinds_that_are_not_known_are_gaps()
    {
        var file = Stream(1, (InBlocks, false), (0u, false));

        RecordingSink.Unpack("installshield-setup", file[..300]).Details.Should().HaveCount(2);
        RecordingSink.Unpack("installshield-setup", Header("ISSetupStream", 1, 5)).Details.Should().Equal("setups of kind 5 are not read");
    }

    internal static byte[] Stream(int kind, params (uint Flags, bool IsDeflated)[] files)
    {
        var stream = new MemoryStream();
        stream.Write(Header("ISSetupStream", files.Length, kind));
        for (var i = 0; i < files.Length; i++)
        {
            var name = $"folder\\größe{i}.bin";
            var data = Data(Encoding.UTF8.GetBytes(name), files[i].Flags, files[i].IsDeflated, whole: false);
            byte[] entry = [.. Long(name.Length * 2), .. Long((int)files[i].Flags), 0, 0, .. Long(data.Length), .. new byte[8], (byte)(files[i].IsDeflated ? 1 : 0), 0];
            stream.Write([.. entry, .. kind == 4 ? new byte[24] : [], .. Encoding.Unicode.GetBytes(name), .. data]);
        }
        return stream.ToArray();
    }

    private static byte[] Header(string mark, int count, int kind) => [.. Encoding.ASCII.GetBytes(mark), 0, (byte)count, 0, .. Long(kind), .. new byte[26]];

    private static byte[] Old(string name, uint flags, bool isDeflated)
    {
        var data = Data(Encoding.ASCII.GetBytes(name), flags, isDeflated, whole: (flags & InBlocks) == 0 && (flags & AsAWhole) != 0);
        return [.. Encoding.ASCII.GetBytes(name), .. new byte[260 - name.Length], .. Long((int)flags), .. Long(0), .. Long(data.Length), .. new byte[8], (byte)(isDeflated ? 1 : 0), 0, .. new byte[30], .. data];
    }

    private static byte[] Data(byte[] name, uint flags, bool isDeflated, bool whole)
    {
        var data = isDeflated ? Deflate(Samples.Inner) : (byte[])Samples.Inner.Clone();
        byte[] mask = [0x13, 0x35, 0x86, 0x07];
        if ((flags & InBlocks) != 0 || whole)
            for (var at = 0; at < data.Length; at++)
            {
                var place = (whole ? at : at % 1024) % name.Length;
                var value = (byte)(name[place] ^ mask[place % 4] ^ ~data[at]);
                data[at] = (byte)(value << 4 | value >> 4);
            }
        return data;
    }

    private static byte[] Deflate(byte[] content)
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(content);
        return packed.ToArray();
    }

    private static byte[] Long(int value) => BitConverter.GetBytes(value);
}
