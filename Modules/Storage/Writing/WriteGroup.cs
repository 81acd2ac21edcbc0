using ScanHost.Contracts.Jobs;

namespace ScanHost.Storage.Writing;

/// <summary>What goes into one transaction together. The three frequent kinds are written set-wise; the rest runs one after the other.</summary>
internal sealed class WriteGroup
{
    /// <summary>Jobs to accept.</summary>
    public List<NewJob> Accepts { get; } = [];

    /// <summary>Claimed jobs to end, or to give back.</summary>
    public List<Ending> Endings { get; } = [];

    /// <summary>Claims to make.</summary>
    public List<Claim> Claims { get; } = [];

    /// <summary>Everything that is rare.</summary>
    public List<Func<JobWriter, Task>> Others { get; } = [];

    /// <summary>The jobs' samples, each once and in one order for all writers: two hosts that write the same ones wait for each other, and
    /// never in a circle.</summary>
    public IReadOnlyList<(string Sha256, ReadOnlyMemory<byte> Content)> Samples() =>
        [.. Accepts.Where(job => job.Content is not null).DistinctBy(job => job.Sha256)
            .OrderBy(job => job.Sha256, StringComparer.Ordinal).Select(job => (job.Sha256, job.Content!.Value))];

    /// <summary>Claimed jobs of one kind of end.</summary>
    public IReadOnlyList<Ending> EndingsBy<T>()
        where T : JobTransition => Endings.FindAll(ending => ending.Transition is T);

    /// <summary>Puts the rows that came back from ending jobs where they belong.</summary>
    public static void Settle(IReadOnlyList<Ending> endings, IEnumerable<Job> applied)
    {
        var byId = applied.ToDictionary(job => job.Id);
        foreach (var ending in endings)
            ending.Applied = byId.GetValueOrDefault(ending.Transition.JobId);
    }
}

/// <summary>A transition of a claimed job.</summary>
/// <param name="transition">With documents that the database can hold.</param>
internal sealed class Ending(JobTransition transition)
{
    public JobTransition Transition { get; } = transition;

    /// <summary>The job after it; null where the guard refused.</summary>
    public Job? Applied { get; set; }
}

/// <summary>A claim of due jobs.</summary>
internal sealed class Claim(Guid host, int count)
{
    public Guid Host { get; } = host;

    public int Count { get; } = count;

    /// <summary>What was claimed, in the order of the queue.</summary>
    public IReadOnlyList<JobAvailable> Claimed { get; set; } = [];
}
