using System.Buffers.Binary;

namespace ScanHost.Formats.Containers.Bits;

/// <summary>Reads bits, the highest of each unit first. Behind the end stand a few zeros, then it throws.</summary>
/// <param name="data">The bits.</param>
/// <param name="isWordwise">True when the unit is a 16-bit word, little end first (LZX); otherwise a byte.</param>
internal sealed class HighBits(ReadOnlyMemory<byte> data, bool isWordwise = false)
{
    private const int AllowedOverrun = 8;
    private ulong buffer;
    private int count;
    private int position;

    /// <summary>The next <paramref name="bits"/> bits (1 to 32), without moving on.</summary>
    /// <exception cref="InvalidDataException">The data ended long before.</exception>
    internal uint Peek(int bits)
    {
        if (count < bits)
            Fill();
        return (uint)(buffer >> (64 - bits));
    }

    /// <summary>Moves on; only by what was peeked.</summary>
    internal void Skip(int bits)
    {
        buffer <<= bits;
        count -= bits;
    }

    /// <summary>Reads 0 to 32 bits.</summary>
    internal uint Read(int bits)
    {
        if (bits == 0)
            return 0;
        var value = Peek(bits);
        Skip(bits);
        return value;
    }

    /// <summary>Drops what is left of the current unit.</summary>
    internal void Align() => Skip(count & (isWordwise ? 15 : 7));

    /// <summary>How many bits of the current unit are left.</summary>
    internal int LeftInUnit => count & (isWordwise ? 15 : 7);

    /// <summary>Copies bytes that stand at the current place, which must be aligned.</summary>
    internal ReadOnlySpan<byte> Bytes(int length)
    {
        var start = position - (count / 8);
        var bytes = data.Span.Part(start, length);
        if (bytes.Length < length)
            throw new InvalidDataException("the data ends within stored bytes");
        (position, buffer, count) = (start + length, 0, 0);
        return bytes;
    }

    private void Fill()
    {
        var input = data.Span;
        while (count <= 48)
        {
            if (position >= input.Length + AllowedOverrun)
            {
                if (count < 32)
                    throw new InvalidDataException("the data ends early");
                return;
            }
            var unit = Unit(input);
            buffer |= (ulong)unit << (48 - count);
            count += 16;
            position += 2;
        }
    }

    private ushort Unit(ReadOnlySpan<byte> input)
    {
        if (position + 1 < input.Length)
            return isWordwise
                ? BinaryPrimitives.ReadUInt16LittleEndian(input[position..])
                : BinaryPrimitives.ReadUInt16BigEndian(input[position..]);
        var last = position < input.Length ? input[position] : (byte)0;
        return isWordwise ? last : (ushort)(last << 8);
    }
}
