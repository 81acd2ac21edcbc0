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
            Write($"{job.Id} {job.Sha256}");
        }
    }

    /// <summary>A job was removed on request after its end, as the answer said.</summary>
    public void Withdraw(Guid job)
    {
        lock (writing)
        {
            jobs.RemoveAll(promised => promised.Id == job);
            Write($"{job} removed");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private void Write(string line)
    {
        file.WriteLine(line);
        file.Flush();
        ((FileStream)file.BaseStream).Flush(flushToDisk: true);
    }
}

/// <summary>A promise.</summary>
public sealed record AcceptedJob(Guid Id, string Sha256);
