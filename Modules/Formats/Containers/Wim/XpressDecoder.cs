using System.Buffers.Binary;
using ScanHost.Formats.Containers.Bits;
using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Wim;

/// <summary>One chunk of LZ77 with Huffman codes. Source: [MS-XCA] 2.2 (its algorithm detail 2.2.4).</summary>
internal sealed class XpressDecoder(ReadOnlyMemory<byte> data, int size) : WindowStream(64 * 1024)
{
    private const int TableBytes = 256;
    private const int MinMatch = 3;
    private readonly PrefixCode code = new();
    private int at = TableBytes;
    private ulong buffer;
    private int held;

    protected override bool DecodeMore()
    {
        if (data.Length < TableBytes)
            throw new InvalidDataException("the table of codes is cut short");
        Span<byte> lengths = stackalloc byte[2 * TableBytes];
        for (var i = 0; i < TableBytes; i++)
            (lengths[2 * i], lengths[(2 * i) + 1]) = ((byte)(data.Span[i] & 15), (byte)(data.Span[i] >> 4));
        code.Build(lengths);
        Fill();
        while (Window.Total < size)
        {
            var symbol = code.Read(Peek16(), out var bits);
            Skip(bits);
            if (symbol < 256)
                Window.Put((byte)symbol);
            else
                Copy(symbol - 256);
        }
        return false;
    }

    // Longer lengths stand as bytes between the words of the bit stream, which is read ahead by 16 to 32 bits.
    private void Copy(int symbol)
    {
        var (bits, length) = (symbol >> 4, symbol & 15);
        if (length == 15)
        {
            length += Byte();
            if (length == 15 + 255)
                length = Byte() | (Byte() << 8);
        }
        var distance = (1 << bits) + (bits == 0 ? 0 : (int)(buffer >> (64 - bits)));
        Skip(bits);
        Window.Repeat(distance, Math.Min(length + MinMatch, size - (int)Window.Total));
    }

    private int Peek16() => (int)(buffer >> 48);

    private void Skip(int bits)
    {
        buffer <<= bits;
        held -= bits;
        if (held < 16)
            Word();
    }

    private void Fill()
    {
        Word();
        Word();
    }

    private void Word()
    {
        var word = at + 1 < data.Length ? BinaryPrimitives.ReadUInt16LittleEndian(data.Span[at..]) : 0;
        if (at > data.Length + 8)
            throw new InvalidDataException("the chunk ends early");
        buffer |= (ulong)word << (48 - held);
        held += 16;
        at += 2;
    }

    private int Byte() => at < data.Length ? data.Span[at++] : throw new InvalidDataException("the chunk ends early");
}
