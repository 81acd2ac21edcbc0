using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Stages.Documents;

public sealed class MsiStageTests
{
    [Theory]
    [InlineData("A\t34\tINSTALLDIR\tpowershell -w hidden", "msi.ca_cmd")]
    [InlineData("A\t50\tCMDPATH\tcmd /c whoami", "msi.ca_cmd")]
    [InlineData("A\t38\t\tMsgBox 1", "msi.ca_script")]
    [InlineData("A\t1\tPayload\tEntry", "msi.ca_dll")]
    [InlineData("A\t34\tINSTALLDIR\tsample.exe /register", null)]
    [InlineData("A\t51\tARPNOREPAIR\t1", null)]
    [InlineData("A\t35\tINSTALLDIR\t[ProgramFilesFolder]cmd", null)]
    public async Task What_an_installer_runs_is_found(string action, string? finding)
    {
        using var folder = new TemporaryFolder();
        folder.Write("inner.bin", "some words"u8.ToArray());

        var findings = await DocumentScans.FindingsAsync(MsiBuilder.WithWixl(folder.Path, action));

        findings.Where(id => id.StartsWith("msi.", StringComparison.Ordinal) && id != "msi.unsigned_small").Should().BeEquivalentTo(finding is null ? [] : new[] { finding });
    }

    [Fact]
    public async Task Its_binaries_are_examined_and_its_actions_are_facts()
    {
        using var folder = new TemporaryFolder();
        folder.Write("inner.bin", "some words"u8.ToArray());

        var outcome = await DocumentScans.ScanAsync(MsiBuilder.WithWixl(folder.Path));

        outcome.Artifacts.Select(artifact => artifact.Name).Should().Contain("Binary.Payload").And.Contain("cab1.cab");
        outcome.Artifacts[0].Facts["msi-tables"]["custom_actions"]!.AsArray().Should().HaveCount(2);
    }
}
