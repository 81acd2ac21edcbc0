using ScanHost.Formats.Pe;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Stages.Executables;

public sealed class PeStageTests
{
    private const uint ReadWriteExecute = 0xE0000020;

    public static TheoryData<string, byte[]> Suspects => new()
    {
        { "pe.wx", new PeBuilder().WithCode([0xC3], ReadWriteExecute).Build() },
        { "pe.entry_odd", new PeBuilder().StartingAt(0x2000).Build() },
        { "pe.entry_odd", new PeBuilder().StartingAt(0x9000).Build() },
        { "pe.entropy", new PeBuilder().WithCode(Noise(8192)).Build() },
        { "pe.packer", new PeBuilder().WithCode([0xC3], name: "UPX0").Build() },
        { "pe.protector", new PeBuilder().WithCode([0xC3], name: ".vmp0").Build() },
        { "pe.inject", Importing("VirtualAllocEx", "WriteProcessMemory", "CreateRemoteThread") },
        { "pe.hollow", Importing("NtUnmapViewOfSection", "WriteProcessMemory") },
        { "pe.download_exec", Importing("URLDownloadToFileW", "ShellExecuteW") },
        { "pe.dynamic_only", Importing("LoadLibraryA", "GetProcAddress") },
        { "pe.overlay_payload", new PeBuilder().WithOverlay(new PeBuilder().Build()).Build() },
        { "pe.shadow_copies", new PeBuilder().WithData("vssadmin.exe delete shadows /all").Build() },
    };

    public static TheoryData<string, byte[]> Harmless => new()
    {
        { "plain", new PeBuilder().Build() },
        { "no entry point", new PeBuilder().StartingAt(0).Build() },
        { "allocates in other processes only", Importing("VirtualAllocEx", "ReadProcessMemory") },
        { "writes for a debugger", Importing("WriteProcessMemory", "WaitForDebugEvent", "ContinueDebugEvent") },
        { "downloads only", Importing("URLDownloadToFileW", "CloseHandle") },
        { "starts programs only", Importing("CreateProcessW", "CloseHandle") },
        { "loads plug-ins", Importing("LoadLibraryA", "GetProcAddress", "CloseHandle", "CreateFileW", "ReadFile", "ExitProcess", "GetLastError", "Sleep", "HeapAlloc") },
        { "text behind it", new PeBuilder().WithOverlay("symbols and such, but no file of its own, so it is left alone"u8.ToArray()).Build() },
        { "an installer", new PeBuilder().WithData("Nullsoft Install System").WithOverlay(new PeBuilder().Build()).Build() },
        { "mentions a tool", new PeBuilder().WithData("see vssadmin in the manual").Build() },
    };

    [Theory]
    [MemberData(nameof(Suspects))]
    public async Task A_program_that_is_made_for_harm_is_found(string finding, byte[] file)
    {
        var outcome = await Scans.OfAsync(file);

        outcome.Findings.Select(found => found.Id).Should().Contain(finding);
    }

    [Theory]
    [MemberData(nameof(Harmless))]
    public async Task An_ordinary_program_is_not(string what, byte[] file)
    {
        var outcome = await Scans.OfAsync(file);

        outcome.Findings.Should().BeEmpty(what);
    }

    [Fact]
    public async Task Programs_of_known_makers_have_no_finding_of_weight()
    {
        foreach (var path in PackageFiles.NativePe.Where(path => path.Contains("e_sqlite3", StringComparison.Ordinal)).Concat(PackageFiles.Assemblies.Take(3)))
        {
            var outcome = await Scans.OfAsync(await File.ReadAllBytesAsync(path));

            outcome.Findings.Where(found => found.Severity > Contracts.Scanning.Severity.Low).Should().BeEmpty(path);
        }
    }

    [Fact]
    public async Task A_program_behind_a_program_becomes_a_child()
    {
        using var scans = new Scans { Readers = [new PeContentsReader()] };
        var inner = new PeBuilder().WithData("inner").Build();

        var outcome = await scans.ScanAsync(new PeBuilder().WithOverlay(inner).Build());

        outcome.Artifacts.Should().HaveCount(2);
        outcome.Artifacts[1].Relation.Should().Be("overlay");
        outcome.Artifacts[1].Size.Should().Be(inner.Length);
    }

    [Fact]
    public async Task A_signed_program_that_was_changed_is_found()
    {
        var file = await File.ReadAllBytesAsync(PackageFiles.Assemblies.First(path => path.EndsWith("System.Console.dll", StringComparison.Ordinal)));
        (await Scans.OfAsync(file)).Findings.Select(found => found.Id).Should().Contain("authenticode.trusted");

        file[file.Length / 2] ^= 1;

        (await Scans.OfAsync(file)).Findings.Select(found => found.Id).Should()
            .Contain("authenticode.hash_mismatch").And.NotContain("authenticode.trusted");
    }

    private static byte[] Importing(params string[] functions) => new PeBuilder().Importing("KERNEL32.dll", functions).Build();

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(7).NextBytes(noise);
        return noise;
    }
}
