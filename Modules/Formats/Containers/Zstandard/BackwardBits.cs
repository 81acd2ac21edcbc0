using System.Buffers.Binary;
using System.Numerics;

namespace ScanHost.Formats.Containers.Zstandard;

/// <summary>Reads bits from the end of a block to its start, RFC 8878 section 4.1. Bits in front of the start read as zero.</summary>
internal ref struct BackwardBits
{
    private readonly ReadOnlySpan<byte> bytes;

    /// <summary>The highest set bit of the last byte marks the end and is not part of the data.</summary>
    internal BackwardBits(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes[^1] == 0)
            throw new InvalidDataException("a bit stream has no end mark");
        this.bytes = bytes;
        Left = (bytes.Length * 8L) - 8 + BitOperations.Log2(bytes[^1]);
    }

    /// <summary>The end is known: so many bits, none or fewer, behind the last byte.</summary>
    internal BackwardBits(ReadOnlySpan<byte> bytes, int behind)
    {
        this.bytes = bytes;
        Left = (bytes.Length * 8L) + behind;
    }

    /// <summary>How many bits are left; negative when more were read than there are.</summary>
    internal long Left { get; private set; }

    /// <summary>The next bits, at most 56.</summary>
    internal ulong Read(int count)
    {
        Left -= count;
        if (Left >= 0)
            return At(Left) & Mask(count);
        var missing = -Left;
        return missing >= count ? 0 : (At(0) & Mask(count - (int)missing)) << (int)missing;
    }

    private static ulong Mask(int count) => (1UL << count) - 1;

    private readonly ulong At(long bit)
    {
        var tail = bytes[(int)(bit >> 3)..];
        if (tail.Length >= 8)
            return BinaryPrimitives.ReadUInt64LittleEndian(tail) >> (int)(bit & 7);
        var value = 0UL;
        for (var i = tail.Length - 1; i >= 0; i--)
            value = (value << 8) | tail[i];
        return value >> (int)(bit & 7);
    }
}
