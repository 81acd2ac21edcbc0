using ScanHost.Faults.Ledgers;
using ScanHost.Faults.Load;

namespace ScanHost.Faults;

/// <summary>Judges a run by what submitters were promised and by what the database says, never by what hosts say.</summary>
public static class Oracle
{
    /// <summary>Crashes after which a job is given up.</summary>
    private const int MaxCrashes = 3;

    /// <summary>Waits until every promised job has ended, and then says what is wrong.</summary>
    /// <param name="ledger">The database.</param>
    /// <param name="accepted">What was promised.</param>
    /// <param name="patience">How long it waits without any job ending: the backlog of a long run takes its time.</param>
    /// <param name="alsoAllowed">Codes with which jobs may fail in this run, besides <c>canceled</c> and <c>poison</c>.</param>
    /// <returns>One sentence for each broken promise; empty when all is well.</returns>
    public static async Task<IReadOnlyList<string>> JudgeAsync(Ledger ledger, AcceptedLog accepted, TimeSpan patience, params string[] alsoAllowed)
    {
        var (left, since) = (long.MaxValue, Environment.TickCount64);
        while (Unended(ledger) is > 0 and var unended && (unended < left || Environment.TickCount64 - since < patience.TotalMilliseconds))
        {
            (left, since) = unended < left ? (unended, Environment.TickCount64) : (left, since);
            await Task.Delay(100);
        }
        return Judge(ledger, accepted.Jobs, alsoAllowed);
    }

    /// <summary>How many jobs failed with which code: <c>3 canceled, 1 poison</c>.</summary>
    public static string Failures(Ledger ledger) => string.Join(", ", ledger.Jobs().Where(job => job.Status == "failed")
        .CountBy(job => job.ErrorCode ?? "without a code").OrderBy(code => code.Key, StringComparer.Ordinal).Select(code => $"{code.Value} {code.Key}"));

    private static long Unended(Ledger ledger) =>
        ledger.Number("SELECT count(*) FROM jobs WHERE status NOT IN ('done', 'failed')");

    private static List<string> Judge(Ledger ledger, IReadOnlyList<AcceptedJob> promised, string[] alsoAllowed)
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
            problems.AddRange(Problems(job, [.. changes[job.Id]], alsoAllowed).Select(problem => $"Job {job.Id} {problem} {job} [{Path(changes[job.Id])}]"));
        return problems;
    }

    /// <summary>The rules hold for every job, promised or not: a client that was cut off does not know what it was promised.</summary>
    private static IEnumerable<string> Problems(LedgerJob job, IReadOnlyList<WitnessedChange> changes, string[] alsoAllowed)
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
        else if (job.Status == "failed" && job.ErrorCode is not ("canceled" or "poison") && !alsoAllowed.Contains(job.ErrorCode))
            yield return "failed through no fault of its file.";
        if (job.ErrorCode == "poison" && job.CrashCount < MaxCrashes)
            yield return "counts as poison with fewer crashes than that takes.";

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
