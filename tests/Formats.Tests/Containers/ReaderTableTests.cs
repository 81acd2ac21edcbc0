using ScanHost.Formats.Containers;
using ScanHost.Formats.Identification;

namespace ScanHost.Formats.Tests.Containers;

/// <summary>Holds the table of readers and of how each meets hostile files complete: a reader that is registered and has no row fails here.</summary>
public sealed class ReaderTableTests
{
    public static TheoryData<string> Readers => [.. ContainerReaders.All.Select(reader => reader.Name)];

    [Theory]
    [MemberData(nameof(Readers))]
    public void Each_reader_has_a_sample_that_it_opens_for_its_prefixes_mutants_and_the_fuzzer(string reader)
    {
        var samples = HostileSamples.All.Where(sample => sample.Reader == reader).ToList();

        samples.Should().NotBeEmpty("a reader without a sample is not tested with hostile files");
        foreach (var sample in samples)
        {
            var file = sample.File;
            var sink = RecordingSink.Unpack(reader, file, "secret");
            sink.Members.Should().NotBeEmpty($"the mutants of {sample.Name} should begin where the reader finds something");
            var types = FileIdentifier.Identify(file, sample.FileName) is var found ? found.AlsoValidAs.Prepend(found.Type).Select(type => type.Id) : [];
            types.Should().Contain(type => RecordingSink.Reader(reader).FileTypes.Contains(type) , $"the fuzzer scans {sample.Name} as a file, so it must be recognised");
        }
    }
}
