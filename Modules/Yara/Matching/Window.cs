namespace ScanHost.Yara.Matching;

/// <summary>The classes of windows, by how the scanner looks for them.</summary>
internal enum WindowKind
{
    /// <summary>Four windows of eight bytes in a row: one of them starts at a multiple of four, so every fourth byte is looked at.</summary>
    Long,

    /// <summary>Four windows of five bytes in a row.</summary>
    Medium,

    /// <summary>Two windows of four bytes in a row: every second byte is looked at.</summary>
    Half,

    /// <summary>One window of four bytes, looked for at every byte.</summary>
    Short,

    /// <summary>One window of three bytes.</summary>
    Triple,

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

    /// <summary>
    /// How good the choice is: rare bytes spare verifications, until nearly none are left; fewer places to look at spare time too.
    /// </summary>
    internal double Score => Math.Min(Cost, 24) + Kind switch
    {
        WindowKind.Long => 3,
        WindowKind.Medium => 2.5,
        WindowKind.Half => 1.5,
        WindowKind.Short => 0.5,
        WindowKind.Triple or WindowKind.Pair => 0,
        WindowKind.Byte => -1,
        _ => -100,
    };
}
