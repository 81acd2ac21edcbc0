using System.Buffers.Binary;

namespace ScanHost.Formats.Containers.Lzma;

/// <summary>The processors that branch filters know.</summary>
internal enum BranchKind
{
    X86,
    PowerPc,
    Arm,
    ArmThumb,
    Sparc,
    Arm64,
}

/// <summary>Makes absolute branch targets relative again. Source: The .xz File Format 1.2.0 section 5.3.2 and the processors' manuals.</summary>
internal sealed class BranchFilter(BranchKind kind)
{
    private const int CallLength = 5;
    private uint position;
    private uint mask;
    private uint lastCall = unchecked((uint)-CallLength);

    /// <summary>Converts a part of the code in place.</summary>
    /// <returns>How many bytes are done; the others have to come again with more behind them.</returns>
    internal int Convert(Span<byte> code)
    {
        var done = kind switch
        {
            BranchKind.X86 => ConvertX86(code),
            BranchKind.ArmThumb => ConvertThumb(code),
            _ => ConvertWords(code),
        };
        position += (uint)done;
        return done;
    }

    private int ConvertWords(Span<byte> code)
    {
        var at = 0;
        for (; at + 4 <= code.Length; at += 4)
        {
            var word = code[at..];
            var address = position + (uint)at;
            switch (kind)
            {
                case BranchKind.PowerPc when (BinaryPrimitives.ReadUInt32BigEndian(word) & 0xFC000003) == 0x48000001:
                    BinaryPrimitives.WriteUInt32BigEndian(word, 0x48000001 | ((BinaryPrimitives.ReadUInt32BigEndian(word) - address) & 0x03FFFFFC));
                    break;
                case BranchKind.Arm when word[3] == 0xEB:
                    var target = (BinaryPrimitives.ReadUInt32LittleEndian(word) << 2) - (address + 8);
                    BinaryPrimitives.WriteUInt32LittleEndian(word, 0xEB000000 | ((target >> 2) & 0x00FFFFFF));
                    break;
                case BranchKind.Sparc:
                    ConvertSparc(word, address);
                    break;
                case BranchKind.Arm64:
                    ConvertArm64(word, address);
                    break;
            }
        }
        return at;
    }

    private static void ConvertSparc(Span<byte> word, uint address)
    {
        var instruction = BinaryPrimitives.ReadUInt32BigEndian(word);
        if (instruction >> 22 is not (0x100 or 0x1FF))
            return;
        var target = ((instruction << 2) - address) >> 2;
        var sign = 0u - ((target >> 22) & 1);
        BinaryPrimitives.WriteUInt32BigEndian(word, ((sign << 22) & 0x3FFFFFFF) | (target & 0x3FFFFF) | 0x40000000);
    }

    private static void ConvertArm64(Span<byte> word, uint address)
    {
        var instruction = BinaryPrimitives.ReadUInt32LittleEndian(word);
        if (instruction >> 26 == 0x25)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(word, 0x94000000 | ((instruction - (address >> 2)) & 0x03FFFFFF));
            return;
        }
        if ((instruction & 0x9F000000) != 0x90000000)
            return;
        // ADRP: 21 bits of page address; only +-512 MiB are converted.
        var source = ((instruction >> 29) & 3) | ((instruction >> 3) & 0x1FFFFC);
        if (((source + 0x020000) & 0x1C0000) != 0)
            return;
        var target = source - (address >> 12);
        instruction &= 0x9000001F;
        instruction |= ((target & 3) << 29) | ((target & 0x03FFFC) << 3) | ((0u - (target & 0x020000)) & 0xE00000);
        BinaryPrimitives.WriteUInt32LittleEndian(word, instruction);
    }

    private int ConvertThumb(Span<byte> code)
    {
        var at = 0;
        while (at + 4 <= code.Length)
        {
            if ((code[at + 1] & 0xF8) != 0xF0 || (code[at + 3] & 0xF8) != 0xF8)
            {
                at += 2;
                continue;
            }
            var source = ((code[at + 1] & 7u) << 19) | ((uint)code[at] << 11) | ((code[at + 3] & 7u) << 8) | code[at + 2];
            var target = ((source << 1) - (position + (uint)at + 4)) >> 1;
            code[at + 1] = (byte)(0xF0 | ((target >> 19) & 7));
            code[at] = (byte)(target >> 11);
            code[at + 3] = (byte)(0xF8 | ((target >> 8) & 7));
            code[at + 2] = (byte)target;
            at += 4;
        }
        return at;
    }

    // Targets near enough have 00 or FF as their top byte. Whether an E8 or E9 is an instruction or part of an operand is guessed from the
    // five bytes before it: the low half of the mask says where one was passed over, the high half where its top byte was a sign.
    private int ConvertX86(Span<byte> code)
    {
        var at = 0;
        while (at + CallLength <= code.Length)
        {
            if ((code[at] & 0xFE) != 0xE8)
            {
                at++;
                continue;
            }
            Remember(position + (uint)at);
            var isNear = IsSign(code[at + 4]);
            if (isNear && mask >> 1 is 0 or 1 or 2 or 4)
            {
                ConvertCall(code.Slice(at + 1, 4), position + (uint)at + CallLength);
                mask = 0;
                at += CallLength;
            }
            else
            {
                mask |= isNear ? 0x11u : 1u;
                at++;
            }
        }
        return at;
    }

    private void Remember(uint here)
    {
        var distance = here - lastCall;
        lastCall = here;
        if (distance > CallLength)
            mask = 0;
        for (; mask != 0 && distance > 0; distance--)
            mask = (mask & 0x77) << 1;
    }

    private static bool IsSign(byte value) => value is 0 or 0xFF;

    private void ConvertCall(Span<byte> operand, uint next)
    {
        var target = BinaryPrimitives.ReadUInt32LittleEndian(operand) - next;
        if (mask != 0)
        {
            var shift = 24 - (8 * ((mask >> 1) switch { 0 => 0, 1 => 1, 2 => 2, _ => 3 }));
            // Two steps are enough for what a writer makes.
            for (var step = 0; step < 4 && IsSign((byte)(target >> shift)); step++)
                target = (target ^ (uint)((1UL << (shift + 8)) - 1)) - next;
        }
        BinaryPrimitives.WriteUInt32LittleEndian(operand, (target & 0x00FFFFFF) | ((target & 0x01000000) != 0 ? 0xFF000000 : 0));
    }
}
