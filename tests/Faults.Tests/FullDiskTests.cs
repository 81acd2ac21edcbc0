using System.Net;
using System.Security.Cryptography;
using ScanHost.Faults.Ledgers;
using ScanHost.TestKit;

namespace ScanHost.Faults.Tests;

/// <summary>The data directory is a small disk of its own, and it fills up.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const int FileBytes = 200_000;

    private readonly TemporaryFolder disk = new();

    public FullDiskTests() => ForeignTool.Run("/", "mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", disk.Path);

    public void Dispose()
    {
        ForeignTool.Run("/", "umount", "--lazy", disk.Path);
        disk.Dispose();
    }

    [Fact]
    public async Task A_full_disk_refuses_with_507_corrupts_nothing_and_is_taken_up_again_when_there_is_space()
    {
        using var run = FaultRun.On(_ => new SqliteLedger(disk.Path));
        var host = await run.StartHostAsync("Limits:MinFreeBytes=0", "Storage:BallastBytes=8000000");
        var ballast = Path.Combine(disk.Path, "of-somebody-else");
        await SubmitAsync(run, host.Address, 10);

        Fill(ballast);
        var refusals = await SubmitAsync(run, host.Address, 30);
        refusals.Should().Contain(HttpStatusCode.InsufficientStorage).And.OnlyContain(
            status => status == HttpStatusCode.InsufficientStorage || status == HttpStatusCode.Accepted);
        host.IsAlive.Should().BeTrue();

        File.Delete(ballast);
        await FaultRun.UntilAsync(async () => (await SubmitAsync(run, host.Address, 1))[0] == HttpStatusCode.Accepted, 10, "there is space again");
        await run.AllIsWellAsync();
        run.Ledger.Rows("PRAGMA integrity_check", row => row.GetString(0)).Should().Equal("ok");
    }

    [Fact]
    public async Task An_upload_that_would_take_the_last_space_is_refused_with_507_before_it_has()
    {
        using var run = FaultRun.On(_ => new SqliteLedger(disk.Path));
        var host = await run.StartHostAsync("Limits:MinFreeBytes=40000000", "Storage:BallastBytes=0");

        using var client = new HttpClient();
        using var body = new ByteArrayContent(RandomNumberGenerator.GetBytes(80 << 20));
        using var answer = await client.PostAsync(new Uri(host.Address, "/jobs?name=f.bin"), body);

        answer.StatusCode.Should().Be(HttpStatusCode.InsufficientStorage);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("Limits:MinFreeBytes").And.Contain("40000000");
        await FaultRun.UntilAsync(() => Task.FromResult(new DriveInfo(disk.Path).AvailableFreeSpace > 80 << 20), 10, "nothing of it is left");
        (await SubmitAsync(run, host.Address, 1)).Should().Equal(HttpStatusCode.Accepted);
        await run.AllIsWellAsync();
    }

    /// <summary>Takes what is left, to the last byte.</summary>
    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var piece in new[] { 1 << 20, 4096, 1 })
        {
            try
            {
                while (true)
                    file.Write(new byte[piece]);
            }
            catch (IOException)
            {
                // Full.
            }
        }
    }

    private static async Task<List<HttpStatusCode?>> SubmitAsync(FaultRun run, Uri host, int count)
    {
        var answers = new List<HttpStatusCode?>();
        for (var file = 0; file < count; file++)
            answers.Add((await run.Submitter.TryAsync(host, RandomNumberGenerator.GetBytes(file % 2 == 0 ? FileBytes : 100))).Status);
        return answers;
    }
}
