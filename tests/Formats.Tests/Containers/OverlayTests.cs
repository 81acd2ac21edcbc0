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
        byte[] file = [.. new PeBuilder().Build(), .. Samples.Make(sample)];
        var found = FileIdentifier.Identify(file);

        var readers = ContainerReaders.All.Where(reader => found.AlsoValidAs.Prepend(found.Type).Any(type => reader.FileTypes.Contains(type.Id)));
        var inner = readers.SelectMany(reader => RecordingSink.DeepHashes(reader.Name, file)).Count(hash => hash == Samples.InnerHash);

        inner.Should().Be(1);
    }
}
