namespace ScanHost.Formats.Indicators;

/// <summary>Collects indicators, each once, a bounded number of each type.</summary>
/// <param name="weighs">Addresses of which it says so are kept beyond that number, up to twice as many: a crowd of others is no place to hide in.</param>
public sealed class IndicatorList(Predicate<string>? weighs = null)
{
    /// <summary>So many of one type are kept.</summary>
    public const int MaxOfAType = 500;

    /// <summary>Longer values are no names that a person could use.</summary>
    public const int MaxValueLength = 2048;

    private readonly HashSet<(string Type, string Value)> seen = [];
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
    private readonly List<FoundIndicator> all = [];

    /// <summary>What was found, in the order of finding.</summary>
    public IReadOnlyList<FoundIndicator> All => all;

    /// <summary>True when a type had more than is kept.</summary>
    public bool IsCut { get; private set; }

    internal void Add(string type, string value, long offset)
    {
        if (value.Length is 0 or > MaxValueLength || seen.Contains((type, value)))
            return;
        var count = counts.GetValueOrDefault(type);
        if (count >= MaxOfAType && !(type == "url" && count < 2 * MaxOfAType && weighs?.Invoke(value) == true))
        {
            IsCut = true;
            return;
        }
        counts[type] = count + 1;
        seen.Add((type, value));
        all.Add(new(type, value, offset));
    }
}

/// <summary>A name or an address that stands in a text.</summary>
/// <param name="Type"><c>url</c>, <c>domain</c>, <c>ipv4</c>, <c>ipv6</c>, <c>email</c>, <c>btc</c>, <c>xmr</c>, <c>path</c>,
/// <c>regkey</c>, <c>mutex</c>.</param>
/// <param name="Value">Normalised: lower-case hosts, defanged forms written out.</param>
/// <param name="Offset">Where the text that it was found in stands, in characters from its start.</param>
public readonly record struct FoundIndicator(string Type, string Value, long Offset);
