using System.Buffers.Binary;

namespace ScanHost.Formats.Containers.Upx;

/// <summary>The three algorithms of the UCL library.</summary>
internal enum NrvKind
{
    /// <summary>Lengths apart from distances.</summary>
    Nrv2b,

    /// <summary>The distance's lowest bit begins the length.</summary>
    Nrv2d,

    /// <summary>As 2d, with other codes for short lengths.</summary>
    Nrv2e,
}

/// <summary>In which units the bits stand between the bytes.</summary>
internal enum NrvBits
{
    /// <summary>32 bits, low byte first.</summary>
    Words,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>16 bits, low byte first.</summary>
    HalfWords,
}

/// <summary>NRV2B, NRV2D and NRV2E of UCL. Source: the description of the decompressors in UCL 1.03.</summary>
internal static class NrvDecoder
{
    private const uint EndMark = uint.MaxValue;

    /// <summary>Decodes data that fills <paramref name="output"/> exactly.</summary>
    /// <exception cref="InvalidDataException">It does not.</exception>
    internal static void Decode(ReadOnlySpan<byte> data, NrvKind kind, NrvBits unit, Span<byte> output)
    {
        var bits = new Bits(data, unit);
        var (written, lastDistance) = (0, 1u);
        while (true)
        {
            while (bits.Next() == 1)
                output[Check(written++, output.Length)] = bits.Byte();
            var distance = Distance(ref bits, kind);
            var length = 0u;
            if (distance == 2)
            {
                distance = lastDistance;
                length = kind == NrvKind.Nrv2b ? 0 : bits.Next();
            }
            else
            {
                distance = ((distance - 3) << 8) + bits.Byte();
                if (distance == EndMark)
                    break;
                if (kind != NrvKind.Nrv2b)
                {
                    length = ~distance & 1;
                    distance >>= 1;
                }
                lastDistance = ++distance;
            }
            length = Length(ref bits, kind, length) + (distance > (kind == NrvKind.Nrv2b ? 0xD00u : 0x500u) ? 2u : 1u);
            Repeat(output, ref written, distance, length);
        }
        if (written != output.Length)
            throw new InvalidDataException("the data ends before the program does");
    }

    private static uint Distance(ref Bits bits, NrvKind kind)
    {
        var distance = 1u;
        while (true)
        {
            distance = (distance * 2) + bits.Next();
            if (bits.Next() == 1)
                return distance;
            if (kind != NrvKind.Nrv2b)
                distance = ((distance - 1) * 2) + bits.Next();
            if (distance > 0x2000000)
                throw new InvalidDataException("a distance is too large");
        }
    }

    private static uint Length(ref Bits bits, NrvKind kind, uint first)
    {
        if (kind == NrvKind.Nrv2e)
            return first == 1 ? 1 + bits.Next() : bits.Next() == 1 ? 3 + bits.Next() : Long(ref bits) + 3;
        var length = kind == NrvKind.Nrv2b ? (bits.Next() * 2) + bits.Next() : (first * 2) + bits.Next();
        return length != 0 ? length : Long(ref bits) + 2;
    }

    private static uint Long(ref Bits bits)
    {
        var length = 1u;
        do
        {
            length = (length * 2) + bits.Next();
            if (length > UpxMethod.MaxBytes)
                throw new InvalidDataException("a match is too long");
        }
        while (bits.Next() == 0);
        return length;
    }

    private static void Repeat(Span<byte> output, ref int written, uint distance, uint length)
    {
        if (distance > written || length > output.Length - written)
            throw new InvalidDataException("a match reaches over the program's ends");
        var from = written - (int)distance;
        if (distance >= length)
            output.Slice(from, (int)length).CopyTo(output[written..]);
        else
            for (var i = 0; i < length; i++)
                output[written + i] = output[from + i];
        written += (int)length;
    }

    private static int Check(int at, int length) => at < length ? at : throw new InvalidDataException("more comes out than the program has");

    private ref struct Bits(ReadOnlySpan<byte> data, NrvBits unit)
    {
        private readonly ReadOnlySpan<byte> data = data;
        private int at;
        private uint buffer;
        private int count;

        internal byte Byte() => at < data.Length ? data[at++] : throw new InvalidDataException("the data ends early");

        internal uint Next()
        {
            if (count == 0)
                Fill();
            return (buffer >> --count) & 1;
        }

        private void Fill()
        {
            var bytes = unit switch { NrvBits.Words => 4, NrvBits.HalfWords => 2, _ => 1 };
            if (at + bytes > data.Length)
                throw new InvalidDataException("the data ends early");
            buffer = bytes switch
            {
                4 => BinaryPrimitives.ReadUInt32LittleEndian(data[at..]),
                2 => BinaryPrimitives.ReadUInt16LittleEndian(data[at..]),
                _ => data[at],
            };
            at += bytes;
            count = bytes * 8;
        }
    }
}
