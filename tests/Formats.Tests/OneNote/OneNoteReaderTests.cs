using ScanHost.Formats.Tests.Containers;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.OneNote;

public sealed class OneNoteReaderTests
{
    private static readonly byte[] Mark = new Guid("bde316e7-2665-4511-a4c4-8d4d0b7a9eac").ToByteArray();

    [Fact]
    public void Attached_files_come_out_the_same()
    {
        var sink = RecordingSink.Unpack("onenote", OneNoteBuilder.Section(("inner.bin", Samples.Inner), ("small.bin", Samples.SmallInner)));

        sink.Hashes.Should().Equal(Samples.InnerHash, RecordingSink.Hash(Samples.SmallInner));
        sink.Gaps.Should().BeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(1 << 30)]
    public void A_false_header_hides_no_file_behind_it(int beyond)
    {
        var section = OneNoteBuilder.Section(("inner.bin", Samples.SmallInner));
        // Its length reaches to the end of the section, or beyond.
        byte[] file = [.. section[..1024], .. Mark, .. BitConverter.GetBytes((long)section.Length - 1024 + beyond), .. new byte[12], .. section[1024..]];

        RecordingSink.Unpack("onenote", file).Hashes.Should().Contain(RecordingSink.Hash(Samples.SmallInner));
    }

    [Fact]
    public void Headers_that_all_reach_to_the_end_are_a_gap()
    {
        var section = OneNoteBuilder.Section(("inner.bin", Samples.Inner));
        byte[] header = [.. Mark, .. BitConverter.GetBytes((long)section.Length), .. new byte[12]];

        var sink = RecordingSink.Unpack("onenote", [.. section[..1024], .. Enumerable.Repeat(header, 50).SelectMany(part => part), .. section[1024..]]);

        sink.Details.Should().Contain(detail => detail.Contains("eight times", StringComparison.Ordinal));
    }

    [Fact]
    public void A_section_in_a_section_is_found_with_its_files()
    {
        var inner = OneNoteBuilder.Section(("inner.bin", Samples.SmallInner));

        RecordingSink.Unpack("onenote", OneNoteBuilder.Section(("a.one", inner))).Hashes.Should().Equal(RecordingSink.Hash(inner), RecordingSink.Hash(Samples.SmallInner));
    }
}
