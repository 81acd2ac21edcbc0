using ScanHost.Formats.Containers.Bits;
using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Nsis;

/// <summary>
/// The bzip2 of NSIS: the blocks of bzip2 without its file header, its checksums and its randomised blocks. Sources: the bzip2 format as
/// its manual and "BZIP2: Format Specification" (J. Tsai) describe it; bzlib.h of NSIS for what is left out.
/// </summary>
internal sealed class NsisBZip2Decoder(ReadOnlyMemory<byte> data) : DecoderStream
{
    private const byte BlockMark = 0x31;
    private const byte EndMark = 0x17;
    private const int MaxBlock = 900_000;
    private const int MaxCodeBits = 20;
    private const int SymbolsAGroup = 50;
    private readonly HighBits bits = new(data);
    private readonly int[] next = new int[MaxBlock];
    private int position;
    private int left;
    private int repeats;
    private int last = -1;
    private int run;
    private bool isAtEnd;

    public override int Read(Span<byte> buffer)
    {
        var done = 0;
        while (done < buffer.Length && !isAtEnd)
            if (run > 0)
            {
                var count = Math.Min(run, buffer.Length - done);
                buffer.Slice(done, count).Fill((byte)last);
                (run, done) = (run - count, done + count);
            }
            else if (left > 0)
                Step(buffer, ref done);
            else
                OpenBlock();
        return done;
    }

    // Four equal bytes are followed by how many more of them there are.
    private void Step(Span<byte> buffer, ref int done)
    {
        var entry = next[position];
        var value = entry & 0xFF;
        (position, left) = (entry >> 8, left - 1);
        if (repeats == 4)
        {
            (run, repeats) = (value, 0);
            return;
        }
        repeats = value == last ? repeats + 1 : 1;
        last = value;
        buffer[done++] = (byte)value;
    }

    private void OpenBlock()
    {
        var mark = bits.Read(8);
        if (mark == EndMark)
        {
            isAtEnd = true;
            return;
        }
        if (mark != BlockMark)
            throw new InvalidDataException("a block's mark is wrong");
        var origin = (int)bits.Read(24);
        var used = ReadUsed();
        var (selectors, codes) = ReadCodes(used.Length + 2);
        var length = ReadBlock(used, selectors, codes);
        if (origin >= length)
            throw new InvalidDataException("the block's origin lies outside of it");
        Invert(length);
        (position, left, repeats, last) = (next[origin] >> 8, length, 0, -1);
    }

    private byte[] ReadUsed()
    {
        var groups = bits.Read(16);
        var used = new List<byte>();
        for (var group = 0; group < 16; group++)
        {
            var members = (groups & (0x8000 >> group)) != 0 ? bits.Read(16) : 0;
            for (var member = 0; member < 16; member++)
                if ((members & (0x8000 >> member)) != 0)
                    used.Add((byte)((group * 16) + member));
        }
        return used.Count > 0 ? [.. used] : throw new InvalidDataException("no byte is used");
    }

    private (byte[] Selectors, PrefixCode[] Codes) ReadCodes(int symbols)
    {
        var (groups, count) = ((int)bits.Read(3), (int)bits.Read(15));
        if (groups is < 2 or > 6 || count == 0)
            throw new InvalidDataException("the number of codes is wrong");
        byte[] order = [0, 1, 2, 3, 4, 5];
        var selectors = new byte[count];
        foreach (ref var selector in selectors.AsSpan())
        {
            var place = 0;
            while (bits.Read(1) == 1)
                if (++place >= groups)
                    throw new InvalidDataException("a selector is wrong");
            selector = ToFront(order, place);
        }
        return (selectors, [.. Enumerable.Range(0, groups).Select(_ => ReadCode(symbols))]);
    }

    private PrefixCode ReadCode(int symbols)
    {
        var length = (int)bits.Read(5);
        var lengths = new byte[symbols];
        for (var symbol = 0; symbol < symbols; symbol++)
        {
            while (length is >= 1 and <= MaxCodeBits && bits.Read(1) == 1)
                length += bits.Read(1) == 1 ? -1 : 1;
            lengths[symbol] = length is >= 1 and <= MaxCodeBits ? (byte)length : throw new InvalidDataException("a code's length is wrong");
        }
        var code = new PrefixCode(MaxCodeBits);
        code.Build(lengths);
        return code;
    }

    // Runs of the front symbol are counted in a number system with the digits 1 and 2; all else moves to the front.
    private int ReadBlock(byte[] used, byte[] selectors, PrefixCode[] codes)
    {
        var (length, zeros, digit) = (0, 0, 1);
        for (var symbol = 0; ; symbol++)
        {
            if (symbol / SymbolsAGroup >= selectors.Length)
                throw new InvalidDataException("the block has more symbols than selectors");
            var value = codes[selectors[symbol / SymbolsAGroup]].Read(bits);
            if (value <= 1)
            {
                zeros += digit << value;
                digit = Math.Min(digit * 2, MaxBlock * 2);
                if (zeros > MaxBlock)
                    throw new InvalidDataException("a run is longer than a block");
                continue;
            }
            if (length + zeros >= MaxBlock)
                throw new InvalidDataException("a block is too long");
            next.AsSpan(length, zeros).Fill(used[0]);
            length += zeros;
            (zeros, digit) = (0, 1);
            if (value == used.Length + 1)
                return length;
            next[length++] = ToFront(used, value - 1);
        }
    }

    private static byte ToFront(byte[] order, int place)
    {
        var value = order[place];
        Array.Copy(order, 0, order, 1, place);
        return order[0] = value;
    }

    // The inverse of the Burrows-Wheeler transform: each entry holds its byte, and above it where the next one is.
    private void Invert(int length)
    {
        Span<int> starts = stackalloc int[257];
        starts.Clear();
        for (var i = 0; i < length; i++)
            starts[(next[i] & 0xFF) + 1]++;
        for (var value = 0; value < 256; value++)
            starts[value + 1] += starts[value];
        for (var i = 0; i < length; i++)
            next[starts[next[i] & 0xFF]++] |= i << 8;
    }
}
