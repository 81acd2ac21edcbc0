namespace ScanHost.Contracts.Jobs;

/// <summary>The processes that work on one ledger, and how they reach each other. On SQLite there is one.</summary>
public interface IHosts
{
    /// <summary>
    /// Canceled when this host could not show for so long that it is alive that others may have taken its jobs: what it scans is no
    /// longer its own. A new term, under a new host id, has begun by then.
    /// </summary>
    CancellationToken Term { get; }

    /// <summary>All hosts that work on the ledger or did so lately: those alive first, then the newest.</summary>
    Task<IReadOnlyList<HostView>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Tells the other hosts that jobs wait. A hint: never blocks, may be lost, and many at once are one.</summary>
    void CallOthers();

    /// <summary>What other hosts say to this one, until the host stops.</summary>
    IAsyncEnumerable<HostSignal> ListenAsync(CancellationToken cancellationToken);
}

/// <summary>A hint from another host, or about one.</summary>
public abstract record HostSignal
{
    /// <summary>The store may have due jobs.</summary>
    public sealed record JobsWait : HostSignal;

    /// <summary>Another host may have died just now.</summary>
    public sealed record HostGone : HostSignal;

    /// <summary>Somebody asked to cancel a job that this host scans.</summary>
    /// <param name="JobId">The job.</param>
    public sealed record CancelWanted(Guid JobId) : HostSignal;
}

/// <summary>One process that works on the ledger.</summary>
public sealed record HostView
{
    /// <summary>UUID version 7 of this process's term.</summary>
    public required Guid HostId { get; init; }

    /// <summary>The machine's name.</summary>
    public required string Name { get; init; }

    /// <summary>The process's number on its machine.</summary>
    public required int Pid { get; init; }

    /// <summary><c>alive</c>, <c>stopped</c> (by itself), or <c>lost</c> (others took its jobs).</summary>
    public required string State { get; init; }

    /// <summary>When its term began, by the database's clock.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it last showed that it is alive, by the database's clock.</summary>
    public required DateTimeOffset HeartbeatAt { get; init; }

    /// <summary>How many jobs it scans.</summary>
    public required int Scanning { get; init; }

    /// <summary>True for the host that answers.</summary>
    public required bool IsThisHost { get; init; }
}
