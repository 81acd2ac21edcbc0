using ScanHost.Contracts.Jobs;

namespace ScanHost.Jobs.Tests.Doubles;

/// <summary>A ledger in memory that keeps what is asked of it.</summary>
internal sealed class FakeLedger : IJobStore
{
    private readonly Queue<Job> due = [];
    private readonly SemaphoreSlim asked = new(0);

    public List<NewJob> Accepted { get; } = [];

    public List<int> Claims { get; } = [];

    public List<JobTransition> Transitions { get; } = [];

    public List<(string? Verdict, TimeSpan Age)> Expirations { get; } = [];

    public Dictionary<Guid, Job> Jobs { get; } = [];

    public HashSet<string> UsedSamples { get; } = [];

    public HashSet<string> SamplesOfUnfinishedJobs { get; } = [];

    public Queue<int> ExpiredBatches { get; } = [];

    public long Queued { get; set; }

    public int Rescued { get; set; }

    /// <summary>True while every call fails.</summary>
    public bool Away { get; set; }

    /// <summary>True while transitions fail.</summary>
    public bool RefusesTransitions { get; set; }

    /// <summary>How often they have failed.</summary>
    public int Refused { get; private set; }

    public static Job NewJob(JobStatus? status = null) => new()
    {
        Id = Guid.CreateVersion7(),
        Status = status ?? JobStatus.Scanning,
        Name = "file.bin",
        Size = 1,
        Sha256 = new string('a', 64),
        Source = "api",
        ClaimNo = 1,
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };

    public void MakeDue(int count)
    {
        for (var at = 0; at < count; at++)
            due.Enqueue(NewJob());
    }

    /// <summary>Ends when a claim has been asked for once more.</summary>
    public async Task AskedAsync() => (await asked.WaitAsync(TimeSpan.FromSeconds(30))).Should().BeTrue("a claim was expected");

    public Task AddAsync(IReadOnlyList<NewJob> jobs, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        Accepted.AddRange(jobs);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<JobAvailable>> ClaimAsync(int count, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Claims.Add(count);
        asked.Release();
        ThrowIfAway();
        return Task.FromResult<IReadOnlyList<JobAvailable>>(
            [.. Enumerable.Range(0, Math.Min(count, due.Count)).Select(_ => new JobAvailable(due.Dequeue()))]);
    }

    public async Task<IReadOnlyList<JobAvailable>> ClaimNextAsync(int count, Task ring, CancellationToken cancellationToken)
    {
        await ring.WaitAsync(cancellationToken);
        return [];
    }

    public Task<IReadOnlyList<Job?>> ApplyAsync(IReadOnlyList<JobTransition> transitions, CancellationToken cancellationToken)
    {
        if (RefusesTransitions)
        {
            Refused++;
            throw new StorageUnavailableException("The ledger is away.");
        }

        Transitions.AddRange(transitions);
        return Task.FromResult<IReadOnlyList<Job?>>(new Job?[transitions.Count]);
    }

    public Task<int> RescueAsync(CancellationToken cancellationToken)
    {
        ThrowIfAway();
        return Task.FromResult(Rescued);
    }

    /// <summary>A count that takes its time; null for one that is there at once.</summary>
    public Task<long>? Count { get; set; }

    public Task<long> CountQueuedAsync(long atMost, CancellationToken cancellationToken) => Count ?? Task.FromResult(Math.Min(atMost, Queued));

    public Task<int> ExpireAsync(string? verdict, TimeSpan age, int atMost, CancellationToken cancellationToken)
    {
        Expirations.Add((verdict, age));
        return Task.FromResult(ExpiredBatches.TryDequeue(out var removed) ? removed : 0);
    }

    public Task<IReadOnlySet<string>> WhichSamplesAreUsedAsync(
        IReadOnlyCollection<string> sha256s, bool byUnfinishedOnly, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<string>>((byUnfinishedOnly ? SamplesOfUnfinishedJobs : UsedSamples).Intersect(sha256s).ToHashSet());

    public Task<Job?> GetAsync(Guid jobId, CancellationToken cancellationToken) => Task.FromResult(Jobs.GetValueOrDefault(jobId));

    public Task<Job?> CancelAsync(Guid jobId, CancellationToken cancellationToken) => GetAsync(jobId, cancellationToken);

    public Task<bool> RemoveAsync(Guid jobId, CancellationToken cancellationToken) => Task.FromResult(Jobs.Remove(jobId));

    public Task<StoredResult?> GetResultAsync(Guid jobId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string?> GetDetailAsync(Guid jobId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<Job>> ListAsync(JobQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<JobStatus, long>> CountAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> UpdateResultAsync(Guid jobId, string result, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> UpdateStatusAsync(Guid jobId, JobStatus status, CancellationToken cancellationToken) => throw new NotSupportedException();

    private void ThrowIfAway()
    {
        if (Away)
            throw new StorageUnavailableException("away");
    }
}
