namespace ScanHost.Contracts.Limits;

/// <summary>A limit refused something at a door. The name and the value are part of every answer that tells of it.</summary>
/// <param name="limit">The limit's name with its section: <c>Limits:MaxFileBytes</c>.</param>
/// <param name="value">The limit's value, in the unit that its name says.</param>
/// <param name="message">One sentence for a person.</param>
public sealed class LimitExceededException(string limit, long value, string message) : Exception(message)
{
    /// <summary>The limit's name with its section.</summary>
    public string Limit { get; } = limit;

    /// <summary>The limit's value.</summary>
    public long Value { get; } = value;

    /// <summary>What the refused has to do about it.</summary>
    public LimitRemedy Remedy { get; init; }
}

/// <summary>What helps against a limit.</summary>
public enum LimitRemedy
{
    /// <summary>Ask for less: the same again is refused again.</summary>
    AskForLess,

    /// <summary>Come again in a moment: too much is waiting.</summary>
    ComeAgain,

    /// <summary>Somebody has to make room on the disk.</summary>
    FreeSpace,
}
