using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Scanning;

/// <summary>Archives in parts, made by 7z and zip, side by side in a zip archive.</summary>
public sealed class VolumeTests
{
    private static readonly byte[] Inner = [.. Enumerable.Range(0, 300_000).Select(i => (byte)('a' + (((i * i) >> 7) & 15)))];

    [Theory]
    [InlineData("7z a -v50k -mx=0 a.7z inner.bin", "a.7z")]
    [InlineData("7z a -v50k -tzip -mx=0 a.zip inner.bin", "a.zip")]
    [InlineData("zip -0 -s 64k a.zip inner.bin", "a.zip")]
    [InlineData("7z a -mx=0 whole.7z inner.bin && split -b 60k -a 3 --numeric-suffixes=1 whole.7z whole.7z. && rm whole.7z", "whole.7z")]
    public async Task Parts_that_are_all_there_are_joined_and_the_inner_file_is_found(string command, string whole)
    {
        var outcome = await ScanAsync(Parts(command));

        outcome.Gaps.Should().BeEmpty();
        outcome.Artifacts.Should().ContainSingle(artifact => artifact.Relation == "joined").Which.Name.Should().Be(whole);
        outcome.Artifacts.Select(artifact => artifact.Sha256).Should().Contain(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Inner)));
    }

    [Theory]
    [InlineData("7z a -v50k -mx=0 a.7z inner.bin && rm a.7z.003", "part 2 of a.7z")]
    [InlineData("7z a -v50k -mx=0 a.7z inner.bin && rm a.7z.001", "part 2 of a.7z")]
    [InlineData("zip -0 -s 64k a.zip inner.bin && rm a.zip", "part 1 of a.zip")]
    [InlineData("zip -0 -s 64k a.zip inner.bin && rm a.z0*", "the last part of a split archive")]
    public async Task Parts_of_which_some_are_missing_are_gaps_that_say_so(string command, string gap)
    {
        var outcome = await ScanAsync(Parts(command));

        outcome.Artifacts.Should().NotContain(artifact => artifact.Relation == "joined");
        outcome.Gaps.Should().Contain(found => found.Reason == GapReason.Unsupported && found.Detail.Contains(gap, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_whose_names_only_look_like_parts_are_none()
    {
        var outcome = await ScanAsync([("report.2024.001", "text"u8.ToArray()), ("a.zip", InertFiles.Zip(("b.txt", "text"u8.ToArray())))]);

        outcome.Gaps.Should().BeEmpty();
        outcome.Artifacts.Should().NotContain(artifact => artifact.Relation == "joined");
    }

    [Fact]
    public async Task A_part_of_a_whole_archive_beside_it_hides_nothing()
    {
        var outcome = await ScanAsync([("a.z01", new byte[2000]), ("a.zip", InertFiles.Zip(("b.txt", Inner)))]);

        outcome.Artifacts.Select(artifact => artifact.Name).Should().Contain("b.txt");
    }

    [Theory]
    [InlineData("a.7z.001", "a.7z.002")]
    [InlineData("a.tar.001", "a.tar.002")]
    [InlineData("a.exe.001", "a.exe.002")]
    [InlineData("a.z01", "a.zip")]
    public async Task An_archive_that_only_bears_the_name_of_a_part_is_opened(string first, string second)
    {
        var outcome = await ScanAsync([(first, "text"u8.ToArray()), (second, InertFiles.Zip(("b.txt", Inner)))]);

        outcome.Artifacts.Select(artifact => artifact.Name).Should().Contain("b.txt");
    }

    [Theory]
    [InlineData(6, false)]
    [InlineData(5, true)]
    public async Task An_InstallShield_set_is_joined_header_first(int version, bool inOne)
    {
        var (header, volumes) = new IshieldBuilder(version).Add("a", "inner.bin", Inner, flags: 0).Build(volumeBytes: 100_000, inOne);
        (string, byte[])[] set = [.. volumes.Select((volume, index) => ($"Disk1/data{index + 1}.cab", volume)), .. inOne ? [] : new[] { ("Disk1/DATA1.HDR", header) }];

        var outcome = await ScanAsync([.. set, ("Disk1/data4.cab", "a cabinet of another kind"u8.ToArray())]);

        outcome.Gaps.Should().BeEmpty();
        outcome.Artifacts.Should().ContainSingle(artifact => artifact.Relation == "joined").Which.Name.Should().BeEquivalentTo("data1.cab");
        outcome.Artifacts.Should().Contain(artifact => artifact.Sha256 == Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Inner)));
    }

    [Fact]
    public async Task An_InstallShield_set_without_its_second_volume_is_a_gap()
    {
        var (header, volumes) = new IshieldBuilder(6).Add("a", "inner.bin", Inner, flags: 0).Build(volumeBytes: 100_000);

        var outcome = await ScanAsync([("data1.hdr", header), ("data1.cab", volumes[0]), ("data3.cab", volumes[2])]);

        outcome.Gaps.Should().Contain(gap => gap.Detail.Contains("volumes that are not here", StringComparison.Ordinal));
    }

    private static async Task<ScanOutcome> ScanAsync((string Name, byte[] Content)[] files)
    {
        using var scans = new Scans { Readers = ContainerReaders.All };
        return await scans.ScanAsync(InertFiles.Zip(files), "all.zip");
    }

    private static (string Name, byte[] Content)[] Parts(string command)
    {
        using var folder = new TemporaryFolder();
        folder.Write("inner.bin", Inner);
        ForeignTool.Run(folder.Path, "sh", "-c", $"({command}) > log && rm inner.bin log");
        return [.. Directory.GetFiles(folder.Path).Order(StringComparer.Ordinal).Select(path => (Path.GetFileName(path), File.ReadAllBytes(path)))];
    }
}
