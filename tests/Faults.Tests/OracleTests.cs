using ScanHost.Faults.Ledgers;

namespace ScanHost.Faults.Tests;

/// <summary>What the oracle objects to.</summary>
public sealed class OracleTests
{
    [Fact]
    public async Task A_job_that_fails_through_no_fault_of_its_file_is_a_broken_promise()
    {
        using var run = FaultRun.OnPostgres();
        await run.StartHostAsync("Jobs:PollInterval=00:00:00.2");
        run.Ledger.Execute(Ledger.JobFromElsewhere);

        var problems = await Oracle.JudgeAsync(run.Ledger, run.Accepted, TimeSpan.FromSeconds(30 * FaultRun.Busy));

        problems.Should().ContainSingle().Which.Should().Contain("through no fault of its file").And.Contain("sample_missing");
        Oracle.Failures(run.Ledger).Should().Be("1 sample_missing");
        await run.AllIsWellAsync("sample_missing");
    }
}
