namespace ScanHost.Yara.Patterns;

/// <summary>All modifiers of a string.</summary>
/// <param name="Flags">Those that are on or off.</param>
internal sealed record PatternModifiers(PatternFlags Flags)
{
    /// <summary>No modifier at all.</summary>
    internal static readonly PatternModifiers None = new(PatternFlags.None);

    /// <summary>The lowest key of <c>xor(a-b)</c>; null without xor. Plain <c>xor</c> is 0 to 255.</summary>
    internal byte? XorMin { get; init; }

    /// <summary>The highest key of <c>xor(a-b)</c>; null without xor.</summary>
    internal byte? XorMax { get; init; }

    /// <summary>The 64 characters of a base64 alphabet of the rule's own; null for the usual one.</summary>
    internal byte[]? Base64Alphabet { get; init; }

    /// <summary>True when the given flag is on.</summary>
    internal bool Has(PatternFlags flag) => (Flags & flag) != 0;
}
