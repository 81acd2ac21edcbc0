using ScanHost.Yara.Patterns;

namespace ScanHost.Yara.Matching;

/// <summary>Sets of bytes that a value and a mask describe: one byte, a nibble, a letter in both cases, any byte.</summary>
internal static class ByteMask
{
    /// <summary>The value and mask that describe exactly this set; null where none does.</summary>
    internal static (byte Value, byte Mask)? Of(ByteSet bytes)
    {
        var count = bytes.Count;
        if (!System.Numerics.BitOperations.IsPow2(count))
            return null;
        if (count == 1)
            return ((byte)bytes.Lowest, 0xFF);
        if (count == 256)
            return (0, 0);
        var all = 0xFF;
        var any = 0;
        for (var value = 0; value < 256; value++)
        {
            if (bytes.Contains((byte)value))
            {
                all &= value;
                any |= value;
            }
        }
        var mask = (byte)~(all ^ any);
        return ByteSet.Masked(all, mask) == bytes ? ((byte)(all & mask), mask) : null;
    }
}
