using System.Buffers.Binary;
using ScanHost.Formats.Containers;
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

    // Stored data decrypts to something with any password. The checksum is a property of its own in the header: 0x0A, all have one, four bytes.
    [Fact]
    public void An_encrypted_archive_without_a_checksum_is_a_gap()
    {
        var file = Encrypted();
        byte[] property = [0x0A, 1, .. BitConverter.GetBytes(Crc32.Of(Samples.Inner))];
        var checksum = file.AsSpan().IndexOf(property);
        byte[] without = [.. file[..checksum], .. file[(checksum + 6)..]];
        BinaryPrimitives.WriteInt64LittleEndian(without.AsSpan(20), BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(20)) - 6);

        RecordingSink.Unpack("7z", without, "wrong", "secret").Gaps.Should().ContainSingle(gap => gap.Reason == UnpackGap.Encrypted);
    }

    [Fact]
    public void A_stored_encrypted_member_comes_out_with_the_password_that_fits()
    {
        var sink = RecordingSink.Unpack("7z", Encrypted(), "wrong", "secret");

        sink.Hashes.Should().Equal(Samples.InnerHash);
        sink.Members.Single().Member.Password.Should().Be("secret");
        sink.Gaps.Should().BeEmpty();
    }

    private static byte[] Encrypted()
    {
        using var folder = new TemporaryFolder();
        folder.Write("inner.bin", Samples.Inner);
        ForeignTool.Run(folder.Path, "7z", "a", "-mx=0", "-mhc=off", "-psecret", "out.7z", "inner.bin");
        return folder.Read("out.7z");
    }
}
