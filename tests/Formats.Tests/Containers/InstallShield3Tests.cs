using System.Buffers.Binary;
using ScanHost.Formats.Containers;
using ScanHost.Formats.Identification;
using ScanHost.Formats.Tests.Compression;

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
        var file = InstallShield3Builder.Build(("folder", "inner.bin", InstallShield3Builder.Implode(content), length, 0x20), ("", "plain.txt", content, length, 0x30));

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
        RecordingSink.Unpack("installshield-3", InstallShield3Builder.Build(("", "a", [0x00, 0x04, 0x82, 0x24, 0x25, 0x8F, 0x80, 0x7F], 13, 0x20)))
            .Members.Should().ContainSingle().Which.Content.ToArray().Should().Equal("AIAIAIAIAIAIA"u8.ToArray());

    [Fact]
    public void What_stands_behind_the_tables_is_handed_on()
    {
        var sink = RecordingSink.Unpack("installshield-3", [.. InstallShield3Builder.Build(("", "a", InstallShield3Builder.Implode(Samples.SmallInner), 900, 0x20)), .. "MZ"u8, .. Samples.SmallInner]);

        sink.Anomalies.Should().Equal("installshield-3.trailing_data");
        sink.Members.Should().HaveCount(2);
    }

    [Fact]
    public void Files_in_several_volumes_and_entries_that_are_missing_are_gaps()
    {
        var file = InstallShield3Builder.Build(("", "a", InstallShield3Builder.Implode(Samples.SmallInner), 900, 0x20), ("", "b", [1, 2, 3], 3, 0x30));
        var split = (byte[])file.Clone();
        split[BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(0x33)) + 0x1A] = 1;

        RecordingSink.Unpack("installshield-3", split).Gaps.Should().ContainSingle(gap => gap.Reason == UnpackGap.Unsupported);
        RecordingSink.Unpack("installshield-3", file[..^5]).Details.Should().Equal("1 of 2 file entries are missing");
    }
}
