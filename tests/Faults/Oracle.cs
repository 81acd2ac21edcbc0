using ScanHost.Faults.Ledgers;
using ScanHost.Faults.Load;

namespace ScanHost.Faults;

/// <summary>Judges a run by what submitters were promised and by what the database says, never by what hosts say.</summary>
public static class Oracle
{
    /// <summary>Waits until every promised job has ended, and then says what is wrong.</summary>
    /// <returns>One sentence for each broken promise; empty when all is well.</returns>
    public static async Task<IReadOnlyList<string>> JudgeAsync(Ledger ledger, AcceptedLog accepted, TimeSpan patience)
    {
        var deadline = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (Unended(ledger) > 0 && Environment.TickCount64 < deadline)
            await Task.Delay(100);
        return Judge(ledger, accepted.Jobs);
    }

    private static long Unended(Ledger ledger) =>
        ledger.Number("SELECT count(*) FROM jobs WHERE status NOT IN ('done', 'failed')");

    private static List<string> Judge(Ledger ledger, IReadOnlyList<AcceptedJob> promised)
    {
        var jobs = ledger.Jobs().ToDictionary(job => job.Id);
        var changes = ledger.Changes().ToLookup(change => change.JobId);
        var problems = new List<string>();
        foreach (var promise in promised)
        {
            if (!jobs.TryGetValue(promise.Id, out var job))
                problems.Add($"Job {promise.Id} was accepted and is lost.");
            else if (job.Sha256 != promise.Sha256)
                problems.Add($"Job {promise.Id} is of another file than was handed in.");
        }

        foreach (var job in jobs.Values)
            problems.AddRange(Problems(job, [.. changes[job.Id]]).Select(problem => $"Job {job.Id} {problem} {job} [{Path(changes[job.Id])}]"));
        return problems;
    }

    /// <summary>The rules hold for every job, promised or not: a client that was cut off does not know what it was promised.</summary>
    private static IEnumerable<string> Problems(LedgerJob job, IReadOnlyList<WitnessedChange> changes)
    {
        if (job.Status is not ("done" or "failed"))
            yield return "is stuck.";
        if (job.Status == "done" && !job.HasResult)
            yield return "is done without a result.";
        if (job.Status == "done" && !job.ResultIsOfThisFile)
            yield return "has the result of another file.";
        if (job.HasHost)
            yield return "has ended, but a host still holds it.";
        if (job.Status == "failed" && job.Error is null)
            yield return "failed without saying why.";

        if (changes.Count(change => change.To == "done") != (job.Status == "done" ? 1 : 0))
            yield return "was not done exactly once.";
        if (changes.Any(change => change.From is "done" or "failed"))
            yield return "changed after its end.";
        if (changes.Count(change => change.To == "scanning") != job.ClaimNo)
            yield return "was not claimed as often as its fence says.";
        if (job.Attempt > job.ClaimNo)
            yield return "counts more attempts than claims.";
    }

    private static string Path(IEnumerable<WitnessedChange> changes) =>
        string.Join(' ', changes.Select(change => $"{change.From}>{change.To}#{change.ClaimNo}"));
}
