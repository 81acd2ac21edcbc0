namespace ScanHost.Yara;

/// <summary>A rule whose condition is true for the scanned bytes.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Strings">Where its strings were found, string by string in the order of the rule and then by offset; private ones left
/// out. Cut to <see cref="ScanSettings.MaxStringMatches"/> for each string.</param>
public sealed record Match(Rule Rule, IReadOnlyList<StringMatch> Strings);

/// <summary>A place where a string was found.</summary>
/// <param name="Name">The string, with its <c>$</c>.</param>
/// <param name="Offset">First byte, from the start of the scanned bytes.</param>
/// <param name="Length">In bytes.</param>
/// <param name="XorKey">The key under which the bytes stand there; 0 without xor.</param>
/// <param name="IsHex">True for a hex string, whose bytes are shown as such.</param>
/// <param name="Excerpt">The first bytes there, at most <see cref="ScanSettings.MaxExcerptBytes"/>.</param>
public readonly record struct StringMatch(string Name, long Offset, int Length, byte XorKey, bool IsHex, ReadOnlyMemory<byte> Excerpt);
