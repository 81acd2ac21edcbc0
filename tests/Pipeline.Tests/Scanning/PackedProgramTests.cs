using System.Runtime.CompilerServices;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Tests.Doubles;

namespace ScanHost.Pipeline.Tests.Scanning;

/// <summary>A program packed by UPX, published in a package (<c>tests/Packed/install</c>).</summary>
public sealed class PackedProgramTests
{
    private static readonly string[] OfPacking = ["pe.packer", "pe.wx", "pe.entropy"];

    [Fact]
    public async Task Once_it_is_unpacked_that_a_program_is_packed_has_no_weight()
    {
        using var scans = new Scans { Readers = ContainerReaders.All };

        var outcome = await scans.ScanAsync(Packed());

        outcome.Artifacts.Should().Contain(artifact => artifact.Relation == "unpacked");
        outcome.Findings.Select(finding => finding.Id).Should().Contain(OfPacking);
        outcome.Findings.Where(finding => finding.Artifact == 0 && OfPacking.Contains(finding.Id)).Should().OnlyContain(finding => finding.Severity == Severity.Info);
    }

    [Fact]
    public async Task As_long_as_it_is_not_unpacked_the_findings_count()
    {
        using var scans = new Scans { Readers = [] };

        var outcome = await scans.ScanAsync(Packed());

        outcome.Findings.Where(finding => OfPacking.Contains(finding.Id)).Should().NotContain(finding => finding.Severity == Severity.Info);
    }

    [Fact]
    public async Task A_section_that_is_not_the_packers_still_counts()
    {
        using var scans = new Scans { Readers = ContainerReaders.All };
        var program = Packed();
        var third = program.AsSpan().IndexOf("UPX1\0\0\0\0"u8) + 40;
        ".other\0\0"u8.CopyTo(program.AsSpan(third));
        program[third + 36] |= 0x20; // holds code
        program[third + 39] |= 0xE0; // execute, read, write

        var outcome = await scans.ScanAsync(program);

        outcome.Findings.Single(finding => finding.Artifact == 0 && finding.Id == "pe.wx").Severity.Should().Be(Severity.High);
    }

    private static byte[] Packed([CallerFilePath] string path = "") =>
        File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "artifacts", "packed", "optipng.exe"));
}
