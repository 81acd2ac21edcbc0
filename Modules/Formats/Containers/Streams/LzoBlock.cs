namespace ScanHost.Formats.Containers.Streams;

/// <summary>One block of LZO1X. Source: "LZO stream format as understood by Linux' LZO decompressor", Documentation/staging/lzo.rst of the kernel.</summary>
internal static class LzoBlock
{
    private const int LongDistance = 16384;
    private const int AfterLiterals = 4;

    /// <summary>Decodes a block.</summary>
    /// <returns>How many bytes of <paramref name="output"/> were written.</returns>
    /// <exception cref="InvalidDataException">The block is damaged or yields more than the output holds.</exception>
    internal static int Decode(ReadOnlySpan<byte> block, Span<byte> output)
    {
        var reader = new Reader(block, output);
        var state = reader.First();
        while (true)
        {
            int code = reader.Next();
            if (code < 16 && state == 0)
            {
                reader.Literals(3 + reader.Length(code, 15));
                state = AfterLiterals;
                continue;
            }
            var (length, distance) = Match(ref reader, code, state, out var literals);
            if (distance == LongDistance)
                return reader.Written;
            reader.Repeat(distance, length);
            reader.Literals(literals);
            state = literals;
        }
    }

    // The tag's highest bit says which of five forms a match has; its end, or the distance's, how many literals follow.
    private static (int Length, int Distance) Match(ref Reader reader, int code, int state, out int literals)
    {
        if (code >= 64)
        {
            literals = code & 3;
            var near = (reader.Next() << 3) + ((code >> 2) & 7) + 1;
            return (code >= 128 ? 5 + ((code >> 5) & 3) : 3 + ((code >> 5) & 1), near);
        }
        if (code < 16)
        {
            literals = code & 3;
            var far = (reader.Next() << 2) + (code >> 2) + 1;
            return state == AfterLiterals ? (3, far + 2048) : (2, far);
        }
        var length = 2 + (code >= 32 ? reader.Length(code & 31, 31) : reader.Length(code & 7, 7));
        var field = reader.Next() | (reader.Next() << 8);
        literals = field & 3;
        return (length, (field >> 2) + (code >= 32 ? 1 : LongDistance + ((code & 8) << 11)));
    }

    private ref struct Reader(ReadOnlySpan<byte> block, Span<byte> output)
    {
        private readonly ReadOnlySpan<byte> block = block;
        private readonly Span<byte> output = output;
        private int at;

        internal int Written { get; private set; }

        /// <summary>The first byte may say how many literals the block starts with; gives the state that the next code meets.</summary>
        internal int First()
        {
            int first = Next();
            if (first <= 17)
            {
                at--;
                return 0;
            }
            Literals(first - 17);
            return Math.Min(first - 17, AfterLiterals);
        }

        internal byte Next() => at < block.Length ? block[at++] : throw new InvalidDataException("the block ends early");

        /// <summary>A length that its field is too small for goes on in bytes, of which a zero counts 255.</summary>
        internal int Length(int field, int most)
        {
            if (field != 0)
                return field;
            for (var length = most; length <= output.Length + most; length += 255)
                if (Next() is var more and not 0)
                    return length + more;
            throw new InvalidDataException("a run is longer than a block");
        }

        internal void Literals(int count)
        {
            if (count > block.Length - at || count > output.Length - Written)
                throw new InvalidDataException("literals reach over the block's end");
            block.Slice(at, count).CopyTo(output[Written..]);
            at += count;
            Written += count;
        }

        internal void Repeat(int distance, int length)
        {
            if (distance > Written || length > output.Length - Written)
                throw new InvalidDataException("a match reaches over the block's ends");
            if (distance >= length)
                output.Slice(Written - distance, length).CopyTo(output[Written..]);
            else
                for (var i = Written; i < Written + length; i++)
                    output[i] = output[i - distance];
            Written += length;
        }
    }
}
