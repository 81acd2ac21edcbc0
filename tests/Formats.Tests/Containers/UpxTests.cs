using System.Buffers.Binary;
using System.Text;
using ScanHost.Formats.Containers;
using ScanHost.Formats.Pe;
using ScanHost.Formats.Tests.Compression;

namespace ScanHost.Formats.Tests.Containers;

public sealed class UpxTests
{
    public static TheoryData<string> Methods => ["nrv2b", "nrv2d", "nrv2e", "store"];

    public static TheoryData<int> Filters => [0x26, 0x49, 0x52];

    /// <summary>A program of another maker, packed by UPX itself; tests/Packed/install fetches it.</summary>
    [Fact]
    public void A_packed_program_of_Windows_comes_out_as_it_was()
    {
        var sink = RecordingSink.Unpack("upx", File.ReadAllBytes(Path.Combine(Repository(), "artifacts", "packed", "optipng.exe")));

        // Without a gap: the checksum that the packer took of the unpacked data agrees.
        sink.Gaps.Should().BeEmpty();
        var program = PeFile.TryOpen(sink.Members.Should().ContainSingle().Subject.Content.ToArray())!;
        program.Sections.Select(section => section.Name).Should().StartWith([".text", ".data", ".rdata"]);
        program.Imports!.Select(library => library.Name.ToLowerInvariant()).Should().Contain("kernel32.dll").And.Contain("msvcrt.dll");
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_packed_program_of_Linux_comes_out_as_it_was(string method)
    {
        var program = File.ReadAllBytes("/bin/true");

        var sink = RecordingSink.Unpack("upx", UpxElfBuilder.Pack(program, method));

        sink.Gaps.Should().BeEmpty();
        sink.Hashes.Should().Equal(RecordingSink.Hash(program));
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public void Branches_that_were_changed_before_packing_are_put_back(int filter)
    {
        var program = File.ReadAllBytes("/bin/true");

        var sink = RecordingSink.Unpack("upx", UpxElfBuilder.Pack(program, "nrv2e", (byte)filter));

        sink.Gaps.Should().BeEmpty();
        sink.Hashes.Should().Equal(RecordingSink.Hash(program));
    }

    [Fact]
    public void A_program_that_does_not_unpack_to_its_checksum_is_a_gap_and_still_examined()
    {
        var packed = UpxElfBuilder.Pack(File.ReadAllBytes("/bin/true"), "nrv2e");
        packed[^24] ^= 1;

        var sink = RecordingSink.Unpack("upx", packed);

        sink.Gaps.Should().ContainSingle().Which.Reason.Should().Be(UnpackGap.Damaged);
        sink.Members.Should().ContainSingle();
    }

    [Fact]
    public void A_program_whose_packed_size_is_absurd_is_a_gap()
    {
        var packed = UpxElfBuilder.Pack(File.ReadAllBytes("/bin/true"), "nrv2e");
        BinaryPrimitives.WriteUInt32LittleEndian(packed.AsSpan(packed.AsSpan().IndexOf(Encoding.ASCII.GetBytes("UPX!")) + 12), uint.MaxValue);

        RecordingSink.Unpack("upx", packed).Gaps.Should().ContainSingle();
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ScanHost.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
