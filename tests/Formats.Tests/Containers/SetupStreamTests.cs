using ScanHost.Formats.Tests.Compression;
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
        var file = SetupStreamBuilder.Stream(kind, Samples.Inner, (InBlocks | AsAWhole, true), (InBlocks, false), (0u, true), (0u, false));

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
        byte[] file = [.. SetupStreamBuilder.Header("InstallShield", 3, 0), .. SetupStreamBuilder.Old("a.bin", Samples.Inner, InBlocks | AsAWhole, false), .. SetupStreamBuilder.Old("b.bin", Samples.Inner, AsAWhole, false), .. SetupStreamBuilder.Old("c.bin", Samples.Inner, 0, true)];

        var sink = RecordingSink.Unpack("installshield-setup", file);

        FileIdentifier.Identify(file).Type.Id.Should().Be("installshield-setup");
        sink.Gaps.Should().BeEmpty();
        sink.Hashes.Should().Equal(Enumerable.Repeat(Samples.InnerHash, 3));
    }

    [Fact]
    public void Both_forms_are_found_behind_a_program()
    {
        var program = File.ReadAllBytes("/bin/true");

        RecordingSink.DeepHashes("carve", [.. program, .. SetupStreamBuilder.Stream(1, Samples.Inner, (InBlocks, false))]).Should().Contain(Samples.InnerHash);
        RecordingSink.DeepHashes("carve", [.. program, .. SetupStreamBuilder.Header("InstallShield", 1, 0), .. SetupStreamBuilder.Old("a.bin", Samples.Inner, InBlocks, false)]).Should().Contain(Samples.InnerHash);
    }

    [Fact]
    public void Files_that_are_missing_and_kinds_that_are_not_known_are_gaps()
    {
        var file = SetupStreamBuilder.Stream(1, Samples.Inner, (InBlocks, false), (0u, false));

        RecordingSink.Unpack("installshield-setup", file[..300]).Details.Should().HaveCount(2);
        RecordingSink.Unpack("installshield-setup", SetupStreamBuilder.Header("ISSetupStream", 1, 5)).Details.Should().Equal("setups of kind 5 are not read");
    }
}
