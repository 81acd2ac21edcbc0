using System.Buffers.Binary;

namespace ScanHost.Formats.Containers.Upx;

/// <summary>Undoes what was done to branches so that they compress better. Source: the filters' numbers and rules in src/filter of UPX.</summary>
internal static class UpxFilter
{
    /// <summary>Undoes a filter in place.</summary>
    /// <param name="code">What was filtered.</param>
    /// <param name="filter">Its number; 0 for none.</param>
    /// <param name="mark">The byte that marks a changed branch.</param>
    /// <param name="added">What was added to each target.</param>
    /// <exception cref="UnsupportedDataException">It is not one that we know.</exception>
    internal static void Undo(Span<byte> code, byte filter, byte mark, uint added)
    {
        switch (filter)
        {
            case 0:
                break;
            case 0x11 or 0x12 or 0x13:
                Plain(code, added, filter & 3, isBigEndian: false);
                break;
            case 0x14 or 0x15 or 0x16:
                Plain(code, added, (filter & 3) + 1, isBigEndian: true);
                break;
            case 0x24 or 0x25 or 0x26:
                Marked(code, mark, added, (filter & 3) + 1, hasConditional: false);
                break;
            case 0x36 or 0x46 or 0x49:
                Marked(code, mark, added, 3, hasConditional: true);
                break;
            case 0x50 or 0x51:
                Arm(code, added);
                break;
            case 0x52:
                Arm64(code, added);
                break;
            default:
                throw new UnsupportedDataException($"no way back from filter {filter:x2}");
        }
    }

    private static bool IsBranch(byte opcode, int kinds) => (opcode == 0xE8 && (kinds & 1) != 0) || (opcode == 0xE9 && (kinds & 2) != 0);

    private static void Plain(Span<byte> code, uint added, int kinds, bool isBigEndian)
    {
        for (var i = 0; i < code.Length - 5; i++)
        {
            if (!IsBranch(code[i], kinds))
                continue;
            var target = code[(i + 1)..];
            var value = isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(target) : BinaryPrimitives.ReadUInt32LittleEndian(target);
            BinaryPrimitives.WriteUInt32LittleEndian(target, value - (uint)(i + 1) - added);
            i += 4;
        }
    }

    // A target that was made absolute has its high byte first, and that is the mark.
    private static void Marked(Span<byte> code, byte mark, uint added, int kinds, bool hasConditional)
    {
        var afterLast = 0;
        for (var i = 0; i < code.Length - 5; i++)
        {
            var isConditional = hasConditional && i > 0 && afterLast != i && code[i - 1] == 0x0F && code[i] is >= 0x80 and <= 0x8F;
            if ((!isConditional && !IsBranch(code[i], kinds)) || code[i + 1] != mark)
                continue;
            var target = code[(i + 1)..];
            var value = BinaryPrimitives.ReadUInt32BigEndian(target);
            BinaryPrimitives.WriteUInt32LittleEndian(target, value - (uint)(i + 1) - added - ((uint)mark << 24));
            i += 4;
            afterLast = i + 1;
        }
    }

    // BL: its 24 bits count words.
    private static void Arm(Span<byte> code, uint added)
    {
        for (var i = 0; i + 4 <= code.Length; i += 4)
        {
            var word = BinaryPrimitives.ReadUInt32LittleEndian(code[i..]);
            if ((word >> 24 & 0x0F) == 0x0B)
                BinaryPrimitives.WriteUInt32LittleEndian(code[i..], (word & 0xFF000000) | ((word - ((uint)i / 4) - added) & 0x00FFFFFF));
        }
    }

    // B and BL: their 26 bits count words.
    private static void Arm64(Span<byte> code, uint added)
    {
        for (var i = 0; i + 4 <= code.Length; i += 4)
        {
            var word = BinaryPrimitives.ReadUInt32LittleEndian(code[i..]);
            if ((word >> 26 & 0x1F) == 5)
                BinaryPrimitives.WriteUInt32LittleEndian(code[i..], (word & 0xFC000000) | ((word - ((uint)i / 4) - added) & 0x03FFFFFF));
        }
    }
}
