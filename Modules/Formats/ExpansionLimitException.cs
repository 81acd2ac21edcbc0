namespace ScanHost.Formats;

/// <summary>Unpacking reached a limit. What was not unpacked stays unexamined; the file is not malformed for it.</summary>
/// <param name="limit">The limit's name, as in the settings: <c>MaxExpandedBytes</c>.</param>
/// <param name="value">The limit's value.</param>
public sealed class ExpansionLimitException(string limit, long value) : Exception($"{limit} of {value} is reached")
{
    /// <summary>The limit's name, as in the settings.</summary>
    public string Limit { get; } = limit;

    /// <summary>The limit's value.</summary>
    public long Value { get; } = value;
}
