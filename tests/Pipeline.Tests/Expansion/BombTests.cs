using System.IO.Compression;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Expansion;

public sealed class BombTests
{
    [Fact]
    public async Task A_zip_of_zips_of_zeros_ends_at_the_ratio_and_is_called_a_bomb()
    {
        var layer = Zip([.. Enumerable.Range(0, 3).Select(number => ($"{number}.zip", Zip(("zeros", new byte[40_000_000 + number]))))]);

        var outcome = await ScanAsync(layer);

        outcome.Gaps.Should().NotBeEmpty().And.OnlyContain(gap => gap.Reason == GapReason.Limit);
        outcome.Findings.Should().Contain(finding => finding.Id == "archive.bomb");
    }

    [Fact]
    public async Task Members_that_overlap_are_reported_and_count_each_time()
    {
        using var scans = new Scans { Readers = ContainerReaders.All, Limits = new() { MaxExpansionRatio = 100 } };
        var zip = Zip([.. Enumerable.Range(0, 40).Select(number => ($"{number:d3}", new byte[2_000_000]))]);
        var directory = zip.AsSpan().IndexOf("PK\u0001\u0002"u8);
        for (var record = directory; zip.AsSpan(record).StartsWith("PK\u0001\u0002"u8); record += 46 + 3)
            zip.AsSpan(record + 42, 4).Clear();

        var outcome = await scans.ScanAsync(zip);

        outcome.Findings.Should().Contain(finding => finding.Id == "zip.overlap");
        outcome.Gaps.Should().Contain(gap => gap.Limit == "MaxExpansionRatio");
    }

    [Fact]
    public async Task A_sparse_file_of_many_gigabytes_in_a_tar_ends_at_the_budget()
    {
        using var folder = new TempFolder();
        ForeignTool.Run(folder.Path, "truncate", "-s", "50G", "holes");
        ForeignTool.Run(folder.Path, "tar", "-S", "-cf", "out.tar", "holes");

        var outcome = await ScanAsync(folder.Read("out.tar"));

        outcome.Gaps.Should().Contain(gap => gap.Reason == GapReason.Limit);
        outcome.Findings.Should().Contain(finding => finding.Id == "archive.bomb");
    }

    [Fact]
    public async Task A_dynamic_disk_that_claims_terabytes_yields_what_was_written()
    {
        using var folder = new TempFolder();
        ForeignTool.Run(folder.Path, "qemu-img", "create", "-q", "-f", "vpc", "out.vhd", "1T");

        var outcome = await ScanAsync(folder.Read("out.vhd"));

        outcome.Artifacts.Should().HaveCount(2);
        outcome.Artifacts[1].Size.Should().Be(0);
    }

    private static async Task<ScanOutcome> ScanAsync(byte[] file)
    {
        using var scans = new Scans { Readers = ContainerReaders.All };
        return await scans.ScanAsync(file);
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] members)
    {
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in members)
            {
                using var member = zip.CreateEntry(name).Open();
                member.Write(content);
            }
        return output.ToArray();
    }
}
