using ScanHost.Contracts.Jobs;

namespace ScanHost.Reports.Tests;

/// <summary>A ledger that is away at first, and then cannot keep the report of one job.</summary>
internal sealed class RefusingLedger(Guid refused) : IJobStore
{
    public int Outages { get; set; }

    public List<JobTransition> Applied { get; } = [];

    public Task<IReadOnlyList<Job?>> ApplyAsync(IReadOnlyList<JobTransition> transitions, CancellationToken cancellationToken)
    {
        if (Outages-- > 0)
            throw new StorageUnavailableException("away");
        if (transitions.Any(transition => transition is JobTransition.Done && transition.JobId == refused))
            throw new InvalidOperationException("an error of ours");

        Applied.AddRange(transitions);
        return Task.FromResult<IReadOnlyList<Job?>>(new Job?[transitions.Count]);
    }

    public Task AddAsync(IReadOnlyList<NewJob> jobs, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Job?> GetAsync(Guid jobId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<StoredResult?> GetResultAsync(Guid jobId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string?> GetDetailAsync(Guid jobId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<Job>> ListAsync(JobQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<JobStatus, long>> CountAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<JobAvailable>> ClaimAsync(int count, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<JobAvailable>> ClaimNextAsync(int count, Task ring, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<int> RescueAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Job?> CancelAsync(Guid jobId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> RemoveAsync(Guid jobId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlySet<string>> WhichSamplesAreUsedAsync(
        IReadOnlyCollection<string> sha256s, bool byUnfinishedOnly, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<long> CountQueuedAsync(long atMost, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<int> ExpireAsync(string? verdict, TimeSpan age, int atMost, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> UpdateResultAsync(Guid jobId, string result, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> UpdateStatusAsync(Guid jobId, JobStatus status, CancellationToken cancellationToken) => throw new NotSupportedException();
}
