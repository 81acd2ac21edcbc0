using System.Globalization;

namespace ScanHost.Faults.Tests;

/// <summary>A cancel and the end of a scan meet at every distance.</summary>
public sealed class CancelRaceTests
{
    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_job_that_is_canceled_while_it_ends_has_exactly_one_end(string provider)
    {
        using var run = FaultRun.On(provider);
        var host = await run.StartHostAsync();

        await Task.WhenAll(Enumerable.Range(0, 40).Select(RaceAsync));

        await run.AllIsWellAsync();
        var jobs = run.Ledger.Jobs();
        jobs.Where(job => job.Status == "failed").Should().OnlyContain(job => job.Error!.Contains("\"canceled\"") && !job.HasResult).And.NotBeEmpty();

        async Task RaceAsync(int number)
        {
            var file = string.Create(CultureInfo.InvariantCulture, $"scanhost-fault sleep {number % 8 * 10}");
            var job = await run.Submitter.SubmitAsync(host.Address, file);
            await Task.Delay(number * 11 % 90);
            await CancelUntilItHasEndedAsync(run, host.Address, job!.Id);
        }
    }

    /// <summary>One cancel for each job: a second one would remove a job that had ended.</summary>
    private static Task CancelUntilItHasEndedAsync(FaultRun run, Uri host, Guid job) =>
        run.Ledger.Number($"SELECT count(*) FROM jobs WHERE status IN ('queued', 'scanning') AND lower(CAST(id AS TEXT)) = '{job}'") == 1
            ? run.Submitter.CancelAsync(host, job)
            : Task.CompletedTask;
}
