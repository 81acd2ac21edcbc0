namespace ScanHost.Faults.Load;

/// <summary>What submitters were promised: every job that was answered with 2xx, flushed to the disk before the submitter goes on.</summary>
public sealed class AcceptedLog(string path) : IDisposable
{
    private readonly Lock writing = new();
    private readonly List<AcceptedJob> jobs = [];
    private readonly StreamWriter file = new(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read));

    /// <summary>All of them so far.</summary>
    public IReadOnlyList<AcceptedJob> Jobs
    {
        get
        {
            lock (writing)
                return [.. jobs];
        }
    }

    /// <summary>How many so far.</summary>
    public int Count
    {
        get
        {
            lock (writing)
                return jobs.Count;
        }
    }

    /// <summary>Writes one down.</summary>
    public void Add(AcceptedJob job)
    {
        lock (writing)
        {
            jobs.Add(job);
            file.WriteLine($"{job.Id} {job.Sha256}");
            file.Flush();
            ((FileStream)file.BaseStream).Flush(flushToDisk: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}

/// <summary>A promise.</summary>
public sealed record AcceptedJob(Guid Id, string Sha256);
