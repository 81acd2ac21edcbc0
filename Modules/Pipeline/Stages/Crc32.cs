using System.Buffers.Binary;

namespace ScanHost.Pipeline.Stages;

/// <summary>
/// CRC-32 of IEEE 802.3, as in zip and gzip: polynomial 04C11DB7, reflected. Eight bytes a step by eight tables ("slicing by eight",
/// Kounavis and Berry, 2005): table k is the effect of a byte that is followed by k zero bytes.
/// </summary>
internal static class Crc32
{
    private const uint ReflectedPolynomial = 0xEDB88320;

    private static readonly uint[][] Tables = MakeTables();

    /// <summary>The state before the first byte.</summary>
    public static uint Start => uint.MaxValue;

    /// <summary>The state after some more bytes.</summary>
    public static uint Append(uint state, ReadOnlySpan<byte> bytes)
    {
        var (t0, t1, t2, t3, t4, t5, t6, t7) = (Tables[0], Tables[1], Tables[2], Tables[3], Tables[4], Tables[5], Tables[6], Tables[7]);
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ state;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            state = t7[(byte)low] ^ t6[(byte)(low >> 8)] ^ t5[(byte)(low >> 16)] ^ t4[low >> 24]
                ^ t3[(byte)high] ^ t2[(byte)(high >> 8)] ^ t1[(byte)(high >> 16)] ^ t0[high >> 24];
        }

        foreach (var one in bytes)
            state = t0[(byte)(state ^ one)] ^ (state >> 8);

        return state;
    }

    /// <summary>The checksum of a state.</summary>
    public static uint Finish(uint state) => ~state;

    private static uint[][] MakeTables()
    {
        var tables = new uint[8][];
        for (var k = 0; k < 8; k++)
        {
            tables[k] = new uint[256];
            for (var value = 0u; value < 256; value++)
                tables[k][value] = k == 0 ? OfByte(value) : tables[0][(byte)tables[k - 1][value]] ^ (tables[k - 1][value] >> 8);
        }

        return tables;
    }

    private static uint OfByte(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ ReflectedPolynomial;

        return value;
    }
}
