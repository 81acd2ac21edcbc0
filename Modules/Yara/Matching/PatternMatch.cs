namespace ScanHost.Yara.Matching;

/// <summary>Where a pattern matched.</summary>
/// <param name="Offset">The first byte.</param>
/// <param name="Length">The bytes that it covers; 0 for an empty match.</param>
/// <param name="XorKey">The key with which the bytes are masked; 0 without xor.</param>
/// <param name="Order">Says with <see cref="Variant.OrderOf"/> which of several matches at one offset counts.</param>
internal readonly record struct PatternMatch(int Offset, int Length, byte XorKey, int Order = 0);
