using System.Buffers.Binary;

namespace ScanHost.Formats.Containers;

/// <summary>The CRC-32 of zip, gzip and xz (polynomial 0xEDB88320, reflected), eight bytes a step ("slicing by 8", Kounavis and Berry 2005).</summary>
internal struct Crc32()
{
    private static readonly uint[] Table = BuildTable();
    private uint register = uint.MaxValue;

    /// <summary>The checksum of all bytes so far.</summary>
    internal readonly uint Value => ~register;

    /// <summary>The checksum of some bytes.</summary>
    internal static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = new Crc32();
        crc.Append(bytes);
        return crc.Value;
    }

    /// <summary>One step for one byte; the traditional zip encryption stirs its keys with it.</summary>
    internal static uint Step(uint register, byte value) => Table[(byte)(register ^ value)] ^ (register >> 8);

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = register;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = Table[1792 + (byte)low] ^ Table[1536 + (byte)(low >> 8)] ^ Table[1280 + (byte)(low >> 16)] ^ Table[1024 + (low >> 24)]
                ^ Table[768 + (byte)high] ^ Table[512 + (byte)(high >> 8)] ^ Table[256 + (byte)(high >> 16)] ^ Table[high >> 24];
        }
        foreach (var value in bytes)
            crc = Step(crc, value);
        register = crc;
    }

    private static uint[] BuildTable()
    {
        var table = new uint[8 * 256];
        for (uint i = 0; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB88320 : value >> 1;
            table[i] = value;
        }
        for (var i = 256; i < table.Length; i++)
            table[i] = (table[i - 256] >> 8) ^ table[(byte)table[i - 256]];
        return table;
    }
}
