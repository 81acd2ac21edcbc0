namespace ScanHost.Formats.Tests.Compression;

/// <summary>Writes NRV2B, NRV2D and NRV2E with the bits in 32-bit words, as the decompressors of UCL read them.</summary>
internal sealed class NrvEncoder
{
    private readonly List<byte> bytes = [];
    private int word = -1;
    private int used = 32;

    public static byte[] Encode(byte[] data, string kind)
    {
        var (encoder, last) = (new NrvEncoder(), 1u);
        foreach (var token in LzParse.Of(data, 0x40000, 4, 4000))
            if (token.Length == 0)
                encoder.Literal(token.Literal);
            else
                encoder.Match(kind, (uint)token.Length, (uint)token.Distance, ref last);
        encoder.Bit(0);
        encoder.Distance(kind, 0x01000002); // (0x01000002 - 3) << 8, plus 255: all bits set, the mark of the end.
        encoder.bytes.Add(0xFF);
        return [.. encoder.bytes];
    }

    private void Literal(byte value)
    {
        Bit(1);
        bytes.Add(value);
    }

    private void Match(string kind, uint length, uint distance, ref uint last)
    {
        Bit(0);
        var rest = length - (distance > (kind == "nrv2b" ? 0xD00u : 0x500u) ? 2u : 1u);
        var isLast = distance == last;
        last = distance;
        var first = FirstBit(kind, rest);
        if (isLast)
        {
            Distance(kind, 2);
            if (kind != "nrv2b")
                Bit(first);
        }
        else
        {
            var stored = kind == "nrv2b" ? distance - 1 : ((distance - 1) << 1) | (first ^ 1);
            Distance(kind, (stored >> 8) + 3);
            bytes.Add((byte)stored);
        }
        Length(kind, rest, first);
    }

    private static uint FirstBit(string kind, uint rest) => kind == "nrv2e" ? (rest <= 2 ? 1u : 0) : rest <= 3 ? rest >> 1 : 0;

    private void Length(string kind, uint rest, uint first)
    {
        if (kind == "nrv2e")
        {
            if (first == 1)
                Bit(rest - 1);
            else if (rest <= 4)
            {
                Bit(1);
                Bit(rest - 3);
            }
            else
            {
                Bit(0);
                Long(rest - 3);
            }
            return;
        }
        if (kind == "nrv2b")
            Bit(rest <= 3 ? rest >> 1 : 0);
        Bit(rest <= 3 ? rest & 1 : 0);
        if (rest > 3)
            Long(rest - 2);
    }

    // From 2 on, each bit but the first followed by whether it was the last.
    private void Long(uint value)
    {
        for (var bit = (int)uint.Log2(value) - 1; bit >= 0; bit--)
        {
            Bit((value >> bit) & 1);
            Bit(bit == 0 ? 1u : 0);
        }
    }

    private void Distance(string kind, uint value)
    {
        if (kind == "nrv2b")
        {
            Long(value);
            return;
        }
        var bits = new Stack<uint>();
        Unwind(value, bits);
        while (bits.TryPop(out var bit))
            Bit(bit);
    }

    // Backwards from the value: it ends with a bit and a 1; before that stand rounds of a bit, a 0 and a bit.
    private static void Unwind(uint value, Stack<uint> bits)
    {
        bits.Push(1);
        bits.Push(value & 1);
        for (value >>= 1; value > 1;)
        {
            bits.Push(value & 1);
            value = (value >> 1) + 1;
            bits.Push(0);
            bits.Push(value & 1);
            value >>= 1;
        }
    }

    private void Bit(uint bit)
    {
        if (used == 32)
        {
            (word, used) = (bytes.Count, 0);
            bytes.AddRange([0, 0, 0, 0]);
        }
        var place = 31 - used++;
        bytes[word + (place / 8)] |= (byte)(bit << (place % 8));
    }
}
