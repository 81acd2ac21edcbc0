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
        using var folder = new TemporaryFolder();
        ForeignTool.Run(folder.Path, "truncate", "-s", "50G", "holes");
        ForeignTool.Run(folder.Path, "tar", "-S", "-cf", "out.tar", "holes");

        var outcome = await ScanAsync(folder.Read("out.tar"));

        outcome.Gaps.Should().Contain(gap => gap.Reason == GapReason.Limit);
        outcome.Findings.Should().Contain(finding => finding.Id == "archive.bomb");
    }

    [Fact]
    public async Task A_dynamic_disk_that_claims_terabytes_yields_what_was_written()
    {
        using var folder = new TemporaryFolder();
        ForeignTool.Run(folder.Path, "qemu-img", "create", "-q", "-f", "vpc", "out.vhd", "1T");

        var outcome = await ScanAsync(folder.Read("out.vhd"));

        outcome.Artifacts.Should().HaveCount(2);
        outcome.Artifacts[1].Size.Should().Be(0);
    }

    [Fact]
    public async Task A_zip_in_a_zip_and_so_on_ends_at_the_depth()
    {
        var file = "the innermost"u8.ToArray();
        for (var level = 0; level < 40; level++)
            file = Zip(("next.zip", file));

        var outcome = await ScanAsync(file);

        outcome.Gaps.Should().ContainSingle().Which.Limit.Should().Be("MaxDepth");
        outcome.Artifacts.Should().HaveCount(13);
    }

    [Fact]
    public async Task Zips_of_zips_sixteen_wide_end_at_the_number_of_artifacts()
    {
        var outcome = await ScanAsync(Tree(depth: 3, mark: 0));

        outcome.Gaps.Should().Contain(gap => gap.Limit == "MaxArtifacts");
        outcome.Artifacts.Should().HaveCount(2000);
    }

    [Fact]
    public async Task Zips_of_the_same_zips_are_unpacked_once()
    {
        var file = Zip(("0", new byte[1000]));
        for (var level = 0; level < 5; level++)
            file = Zip([.. Enumerable.Range(0, 16).Select(number => ($"{number:x}.zip", file))]);

        var outcome = await ScanAsync(file);

        outcome.Gaps.Should().BeEmpty();
        outcome.Artifacts.Should().HaveCount(1 + (5 * 16) + 1);
    }

    [Fact]
    public async Task A_zip_of_a_million_entries_ends_at_the_number_of_artifacts()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var outcome = await ScanAsync(Millionaire());

        outcome.Gaps.Should().Contain(gap => gap.Limit == "MaxArtifacts");
        outcome.Findings.Should().Contain(finding => finding.Id == "archive.bomb_count");
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1L << 30);
    }

    [Fact]
    public async Task A_tar_of_a_hundred_thousand_entries_ends_at_the_number_of_artifacts()
    {
        var outcome = await ScanAsync(InertFiles.Gzip([.. Enumerable.Repeat(TarEntry(), 100_000).SelectMany(header => header)]));

        outcome.Gaps.Should().Contain(gap => gap.Limit == "MaxArtifacts" || gap.Limit == "MaxExpansionRatio");
    }

    [Fact]
    public async Task Names_of_64_kilobytes_are_cut_and_counted()
    {
        var outcome = await ScanAsync(Zip([.. Enumerable.Range(0, 200).Select(number => ($"{number:d3}/{new string('n', 65_000)}", new byte[] { (byte)number }))]));

        outcome.Artifacts.Should().HaveCount(201);
        outcome.Artifacts.Should().OnlyContain(artifact => artifact.Path.Length < 5000);
    }

    [Theory]
    [Trait("Run", "Long")]
    [InlineData("7z", "head -c 300M /dev/zero > z && 7z a -mx=1 out.7z z")]
    [InlineData("xz", "head -c 300M /dev/zero | xz -0 > out.xz")]
    [InlineData("bzip2", "head -c 300M /dev/zero | bzip2 -1 > out.bz2")]
    [InlineData("zstd", "head -c 300M /dev/zero | zstd -1 -q > out.zst")]
    public async Task A_file_of_zeros_ends_at_the_ratio(string format, string maker)
    {
        using var folder = new TemporaryFolder();
        ForeignTool.Run(folder.Path, "sh", "-c", maker);

        var outcome = await ScanAsync(File.ReadAllBytes(Directory.GetFiles(folder.Path, "out*").Single()));

        outcome.Gaps.Should().Contain(gap => gap.Limit == "MaxExpansionRatio", format);
        outcome.Findings.Should().Contain(finding => finding.Id == "archive.bomb");
    }

    // Local headers and directory records of empty stored members; the end record says 65535 and the zip64 one is left out.
    private static byte[] Millionaire()
    {
        const int Count = 1_000_000;
        var (local, central) = (new byte[Count * 38], new byte[Count * 54]);
        for (var number = 0; number < Count; number++)
        {
            var name = System.Text.Encoding.ASCII.GetBytes($"{number:x8}");
            "PK\u0003\u0004\u0014"u8.CopyTo(local.AsSpan(number * 38));
            local[(number * 38) + 26] = 8;
            name.CopyTo(local, (number * 38) + 30);
            var record = central.AsSpan(number * 54, 54);
            "PK\u0001\u0002\u0014\0\u0014"u8.CopyTo(record);
            record[28] = 8;
            BitConverter.TryWriteBytes(record[42..], number * 38);
            name.CopyTo(record[46..]);
        }
        return [.. local, .. central, .. "PK\u0005\u0006"u8, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, .. BitConverter.GetBytes(central.Length), .. BitConverter.GetBytes(local.Length), 0, 0];
    }

    private static byte[] Tree(int depth, int mark) => depth == 0
        ? BitConverter.GetBytes(mark)
        : Zip([.. Enumerable.Range(0, 16).Select(number => ($"{number:x}.zip", Tree(depth - 1, (mark * 16) + number)))]);

    private static byte[] TarEntry()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a", []);
        return ForeignTool.Run(folder.Path, "tar", "--format=ustar", "-c", "a")[..512];
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
