using System.Buffers.Binary;
using ScanHost.Formats.Containers;
using ScanHost.Formats.Identification;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

public sealed class OverlayTests
{
    public static TheoryData<string> Overlays => ["zip deflate", "7z lzma2", "cab mszip", "rpm gzip"];

    [Theory]
    [MemberData(nameof(Overlays))]
    public void An_archive_behind_a_program_of_Windows_comes_out_once(string sample)
    {
        Inner([.. new PeBuilder().Build(), .. Samples.Make(sample)]).Should().Be(1);
    }

    [Theory]
    [InlineData("zip deflate")]
    [InlineData("gzip")]
    public void A_few_bytes_in_front_do_not_hide_it(string sample) =>
        Inner([.. new PeBuilder().Build(), .. Enumerable.Repeat((byte)'x', 17), .. Samples.Make(sample)]).Should().Be(1);

    [Fact]
    public void A_directory_that_points_at_no_certificate_does_not_end_it()
    {
        var program = new PeBuilder().Build();
        byte[] file = [.. program, .. new byte[8], .. Samples.Make("gzip")];
        var header = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(0x3C));
        var directory = header + 24 + (BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(header + 24)) == 0x20B ? 112 : 96) + (4 * 8);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(directory), program.Length + 8);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(directory + 4), file.Length - program.Length - 8);

        Inner(file).Should().Be(1);
    }

    [Fact]
    public void An_archive_that_begins_within_the_program_is_opened_too()
    {
        var file = new PeBuilder().Build();
        var archive = Samples.Make("zip deflate");

        Inner([.. file[..^64], .. archive]).Should().Be(1);
    }

    private static int Inner(byte[] file)
    {
        var found = FileIdentifier.Identify(file);
        var readers = ContainerReaders.All.Where(reader => found.AlsoValidAs.Prepend(found.Type).Any(type => reader.FileTypes.Contains(type.Id)));
        return readers.SelectMany(reader => RecordingSink.DeepHashes(reader.Name, file)).Count(hash => hash == Samples.InnerHash);
    }
}
