namespace ScanHost.Formats.Containers.Ace;

/// <summary>Bits from 32-bit words with their low byte first, each read from its highest bit.</summary>
internal sealed class AceBits(ReadOnlyMemory<byte> data)
{
    private const int AllowedOverrun = 32;
    private long position;

    /// <summary>The next <paramref name="count"/> bits, at most 25.</summary>
    /// <exception cref="InvalidDataException">The data ended long before.</exception>
    internal int Peek(int count)
    {
        var word = position >> 5;
        if (word * 4 > data.Length + AllowedOverrun)
            throw new InvalidDataException("the data ends early");
        var two = ((ulong)Word(word) << 32) | Word(word + 1);
        return (int)(two << (int)(position & 31) >> (64 - count));
    }

    internal void Skip(int count) => position += count;

    internal int Read(int count)
    {
        if (count == 0)
            return 0;
        var value = Peek(count);
        Skip(count);
        return value;
    }

    private uint Word(long index)
    {
        var span = data.Span;
        if (span.U32(index * 4) is { } word)
            return word;
        var last = span.Part(index * 4, 4);
        return (last.U8(0) ?? 0u) | ((last.U8(1) ?? 0u) << 8) | ((last.U8(2) ?? 0u) << 16);
    }
}
