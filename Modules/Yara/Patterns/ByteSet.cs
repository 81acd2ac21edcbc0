namespace ScanHost.Yara.Patterns;

/// <summary>A set of byte values.</summary>
internal readonly record struct ByteSet(ulong Bits0, ulong Bits1, ulong Bits2, ulong Bits3)
{
    /// <summary>The bits of A to Z among those of 64 to 127; the small letters follow 32 bits above.</summary>
    private const ulong Capitals = 0x07FF_FFFE;

    /// <summary>No byte.</summary>
    internal static readonly ByteSet Empty;

    /// <summary>Every byte.</summary>
    internal static readonly ByteSet All = new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    /// <summary><c>\w</c>: ASCII letters, digits and the underscore.</summary>
    internal static readonly ByteSet Word = Range('0', '9') | Range('A', 'Z') | Range('a', 'z') | Of((byte)'_');

    /// <summary><c>\d</c>.</summary>
    internal static readonly ByteSet Digits = Range('0', '9');

    /// <summary><c>\s</c>: space, tab, line feed, vertical tab, form feed, carriage return.</summary>
    internal static readonly ByteSet Space = Of((byte)' ') | Range('\t', '\r');

    /// <summary>How many bytes are in the set.</summary>
    internal int Count => System.Numerics.BitOperations.PopCount(Bits0) + System.Numerics.BitOperations.PopCount(Bits1)
        + System.Numerics.BitOperations.PopCount(Bits2) + System.Numerics.BitOperations.PopCount(Bits3);

    /// <summary>The one byte of a set that has only one; the lowest otherwise; -1 when empty.</summary>
    internal int Lowest =>
        Bits0 != 0 ? System.Numerics.BitOperations.TrailingZeroCount(Bits0)
        : Bits1 != 0 ? 64 + System.Numerics.BitOperations.TrailingZeroCount(Bits1)
        : Bits2 != 0 ? 128 + System.Numerics.BitOperations.TrailingZeroCount(Bits2)
        : Bits3 != 0 ? 192 + System.Numerics.BitOperations.TrailingZeroCount(Bits3) : -1;

    /// <summary>The set of one byte.</summary>
    internal static ByteSet Of(byte value) => (value >> 6) switch
    {
        0 => new(1UL << value, 0, 0, 0),
        1 => new(0, 1UL << (value & 63), 0, 0),
        2 => new(0, 0, 1UL << (value & 63), 0),
        _ => new(0, 0, 0, 1UL << (value & 63)),
    };

    /// <summary>The set of all bytes from one to another, both included.</summary>
    internal static ByteSet Range(int first, int last)
    {
        var set = Empty;
        for (var value = first; value <= last; value++)
            set |= Of((byte)value);
        return set;
    }

    /// <summary>The bytes whose bits under <paramref name="mask"/> are those of <paramref name="value"/>.</summary>
    internal static ByteSet Masked(int value, int mask)
    {
        if (mask == 0xFF)
            return Of((byte)value);
        var set = Empty;
        for (var candidate = 0; candidate < 256; candidate++)
        {
            if ((candidate & mask) == (value & mask))
                set |= Of((byte)candidate);
        }
        return set;
    }

    /// <summary>True when the byte is in the set.</summary>
    internal bool Contains(byte value)
    {
        var bits = (value >> 6) switch { 0 => Bits0, 1 => Bits1, 2 => Bits2, _ => Bits3 };
        return (bits >> (value & 63) & 1) != 0;
    }

    /// <summary>The set with the other case of each of its ASCII letters.</summary>
    internal ByteSet WithBothCases() => this with { Bits1 = Bits1 | (Bits1 & Capitals) << 32 | (Bits1 >> 32 & Capitals) };

    /// <summary>The set with small letters in place of ASCII capital ones.</summary>
    internal ByteSet WithoutCapitals() => this with { Bits1 = (Bits1 & ~Capitals) | (Bits1 & Capitals) << 32 };

    public static ByteSet operator |(ByteSet left, ByteSet right) =>
        new(left.Bits0 | right.Bits0, left.Bits1 | right.Bits1, left.Bits2 | right.Bits2, left.Bits3 | right.Bits3);

    public static ByteSet operator ~(ByteSet set) => new(~set.Bits0, ~set.Bits1, ~set.Bits2, ~set.Bits3);
}
