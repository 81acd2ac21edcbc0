using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.InstallShield;

/// <summary>
/// The compression of PKWARE's Data Compression Library ("implode", another one than that of zip): literals and matches under three codes
/// that never change. Source: the format's description in zlib's contrib/blast; the code lengths are those of the library.
/// </summary>
/// <param name="data">The stream, from its two header bytes on.</param>
internal sealed class ImplodeStream(ReadOnlyMemory<byte> data) : WindowStream(4096)
{
    private const int EndOfStream = 519;

    // The lengths of the codes in bits, a hexadecimal digit each, in the order of what they stand for.
    private static readonly FixedCode Literals = new(
        "BCCCCCCCC87CC7CCCCCCCCCCCCDCCCCC4A8CACA87789767876777787788CB79B" +
        "C676657886B967667B66679899B8B9C8C566656665B756556A55558788ABBCCC" +
        "DDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDCCCCCCCCCCCCCCCC" +
        "CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCDCDDDCDDDCDDDDCDDDCCCDDDDDDDDDDD");

    private static readonly FixedCode Lengths = new("2333444555566677");
    private static readonly FixedCode Distances = new("2445555666666666666666777777777777777777777777778888888888888888");
    private static readonly ushort[] LengthBase = [3, 2, 4, 5, 6, 7, 8, 9, 10, 12, 16, 24, 40, 72, 136, 264];
    private int position = 2;
    private uint bits;
    private int count;

    protected override bool DecodeMore()
    {
        var (isCoded, distanceBits) = ((data.Span.U8(0) ?? 2), (data.Span.U8(1) ?? 0));
        if (isCoded > 1 || distanceBits is < 4 or > 6)
            throw new InvalidDataException("the header makes no sense");
        while (Window.Pending < EnoughPending)
        {
            if (Read(1) == 0)
            {
                Window.Put((byte)(isCoded == 1 ? Literals.Read(this) : Read(8)));
                continue;
            }
            var symbol = Lengths.Read(this);
            var length = LengthBase[symbol] + Read(Math.Max(0, symbol - 7));
            if (length == EndOfStream)
                return false;
            var low = length == 2 ? 2 : distanceBits;
            Window.Repeat((Distances.Read(this) << low) + Read(low) + 1, length);
        }
        return true;
    }

    private int Read(int wanted)
    {
        while (count < wanted)
        {
            bits |= (uint)(data.Span.U8(position++) ?? throw new InvalidDataException("the data ends early")) << count;
            count += 8;
        }
        var value = (int)(bits & ((1u << wanted) - 1));
        bits >>= wanted;
        count -= wanted;
        return value;
    }

    /// <summary>A canonical code whose bits are written turned over, the highest first.</summary>
    private sealed class FixedCode
    {
        private const int MaxBits = 13;
        private readonly int[] counts = new int[MaxBits + 1];
        private readonly byte[] symbols;

        internal FixedCode(string lengths)
        {
            var widths = lengths.Select(digit => Convert.ToInt32(digit.ToString(), 16)).ToArray();
            foreach (var width in widths)
                counts[width]++;
            symbols = [.. Enumerable.Range(0, widths.Length).OrderBy(symbol => widths[symbol]).ThenBy(symbol => symbol).Select(symbol => (byte)symbol)];
        }

        internal int Read(ImplodeStream source)
        {
            var (code, first, index) = (0, 0, 0);
            for (var width = 1; width <= MaxBits; width++)
            {
                code |= source.Read(1) ^ 1;
                if (code - first < counts[width])
                    return symbols[index + code - first];
                index += counts[width];
                first = (first + counts[width]) << 1;
                code <<= 1;
            }
            throw new InvalidDataException("a code that no symbol has");
        }
    }
}
