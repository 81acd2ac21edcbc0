namespace ScanHost.Yara.Matching;

/// <summary>The classes of windows, by how the scanner looks for them.</summary>
internal enum WindowKind
{
    /// <summary>Four windows of eight bytes in a row: one of them starts at a multiple of four, so every fourth byte is looked at.</summary>
    Long,

    /// <summary>One window of four bytes, looked for at every byte.</summary>
    Short,

    /// <summary>Two bytes, each out of a small set.</summary>
    Pair,

    /// <summary>One byte out of a set.</summary>
    Byte,

    /// <summary>Nothing to look for: the pattern is tried at every byte.</summary>
    Everywhere,
}

/// <summary>Which bytes of a pattern are searched for.</summary>
/// <param name="Kind">How.</param>
/// <param name="Start">The first of them, counted in the bytes or parts that were chosen from.</param>
/// <param name="Cost">How rare they are, in the sense of <see cref="ByteCosts"/>.</param>
internal readonly record struct Window(WindowKind Kind, int Start, double Cost)
{
    /// <summary>No window at all.</summary>
    internal static readonly Window None = new(WindowKind.Everywhere, 0, 0);
}
