namespace ScanHost.Storage.Postgres;

/// <summary>One process that works on the database; table <c>hosts</c>. All its times are the database's.</summary>
internal sealed class HostRow
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required int Pid { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset HeartbeatAt { get; init; }

    /// <summary>Until then nobody may call it dead, unless its lock is free.</summary>
    public required DateTimeOffset LeaseUntil { get; init; }

    /// <summary><c>alive</c>, <c>stopped</c> or <c>lost</c>.</summary>
    public required string State { get; init; }
}
