namespace ScanHost.Yara;

/// <summary>How one scan is done.</summary>
public sealed record ScanSettings
{
    /// <summary>As long as a scan may take; null for no limit. Default none.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Rounds of loops and calls of functions that one rule may take. Default 20 million.</summary>
    public long MaxSteps { get; init; } = 20_000_000;

    /// <summary>
    /// Places of one string that a match tells, the first ones. Default 1,000,000, the most that the engine counts. With a low number scans are
    /// quicker: the search for a string ends with it where the conditions do not depend on further places.
    /// </summary>
    public int MaxStringMatches { get; init; } = 1_000_000;

    /// <summary>Bytes of a place that a match shows. Default 512.</summary>
    public int MaxExcerptBytes { get; init; } = 512;

    /// <summary>What <c>time.now()</c> and the timeout go by. Default the system's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Takes what <c>console.log</c> writes, a line a call; null drops it.</summary>
    public Action<string>? Console { get; init; }
}
