using System.Diagnostics;
using System.Security.Cryptography;
using ScanHost.Contracts.Scanning;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Stages.Engines;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Stages.Engines;

/// <summary>Against Debian's clamd with a database of three lines of our own.</summary>
public sealed class ClamAvStageTests : IClassFixture<Clamd>
{
    private static readonly byte[] Known = "this very file stands in the database"u8.ToArray();
    private readonly Clamd clamd;

    public ClamAvStageTests(Clamd clamd) => this.clamd = clamd;

    [Fact]
    public async Task A_known_file_is_proof_and_the_signature_and_the_database_are_named()
    {
        var outcome = await ScanAsync(clamd.Socket, Known);

        var finding = outcome.Findings.Should().ContainSingle(one => one.Stage == "clamav").Subject;
        finding.Id.Should().Be(EngineHeuristics.ClamAvInfected.Id);
        finding.Evidence[0].Text.Should().StartWith("ScanHost.Test.Known");
        outcome.Artifacts[0].Facts["clamav"]["version"]!.GetValue<string>().Should().StartWith("ClamAV ");
    }

    [Fact]
    public async Task An_unwanted_file_is_less_than_proof() =>
        (await ScanAsync(clamd.Socket, "unwanted, they say"u8.ToArray())).Findings.Should().ContainSingle(one => one.Id == EngineHeuristics.ClamAvUnwanted.Id);

    [Theory]
    [InlineData("some other file")]
    [InlineData("this very file stands in the database, nearly")]
    [InlineData("stream: Win.Test FOUND")]
    public async Task An_unknown_file_is_neither_a_finding_nor_a_gap(string content)
    {
        var outcome = await ScanAsync(clamd.Socket, System.Text.Encoding.UTF8.GetBytes(content));

        outcome.Findings.Should().NotContain(finding => finding.Stage == "clamav");
        outcome.Gaps.Should().BeEmpty();
    }

    [Fact]
    public async Task A_file_larger_than_clamd_takes_is_a_gap() =>
        (await ScanAsync(clamd.Socket, new byte[3 << 20])).Gaps.Should().Contain(gap => gap.Stage == "clamav" && gap.Reason == GapReason.Limit);

    [Theory]
    [InlineData("/nowhere/clamd.sock")]
    [InlineData("127.0.0.1:1")]
    [InlineData("no port at all")]
    public async Task Without_clamd_every_file_has_a_gap(string endpoint) =>
        (await ScanAsync(endpoint, Known)).Gaps.Should().Contain(gap => gap.Stage == "clamav" && gap.Reason == GapReason.Failed);

    private static async Task<ScanOutcome> ScanAsync(string endpoint, byte[] content)
    {
        using var scans = new Scans { Stages = [new ClamAvStage(endpoint, TimeProvider.System)] };
        return await scans.ScanAsync(content);
    }

    internal static string Signature(string name, byte[] content) => $"{Convert.ToHexStringLower(SHA256.HashData(content))}:{content.Length}:{name}:73\n";

    internal static byte[] KnownFile => Known;
}

/// <summary>A clamd of our own, for the tests of one class.</summary>
public sealed class Clamd : IDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);
    private readonly TemporaryFolder folder = new();
    private readonly Process process;

    public Clamd()
    {
        folder.Write("test.hsb", ClamAvStageTests.Signature("ScanHost.Test.Known", ClamAvStageTests.KnownFile)
            + ClamAvStageTests.Signature("PUA.ScanHost.Test", "unwanted, they say"u8.ToArray()));
        var settings = folder.Write("clamd.conf",
            $"LocalSocket {Socket}\nDatabaseDirectory {folder.Path}\nForeground yes\nStreamMaxLength 2M\nUser root\n");
        process = Process.Start(new ProcessStartInfo("clamd", ["--config-file", settings]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var watch = Stopwatch.StartNew();
        while (!File.Exists(Socket))
            if (process.WaitForExit(20) || watch.Elapsed > StartTime)
                throw new InvalidOperationException("clamd did not start: install the packages of tests/packages.txt.");
    }

    public string Socket => Path.Combine(folder.Path, "clamd.sock");

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        folder.Dispose();
    }
}
