using System.Buffers.Binary;

namespace ScanHost.Formats.DotNet;

/// <summary>Reads bytes and compressed numbers of a blob: ECMA-335, II.23.2. What is missing reads as 0.</summary>
internal ref struct SignatureReader(ReadOnlySpan<byte> blob)
{
    private ReadOnlySpan<byte> rest = blob;

    internal readonly int Left => rest.Length;

    /// <summary>How many bytes the number takes that starts there: 1, 2 or 4; 0 when it is cut or no number.</summary>
    internal static int CompressedSize(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return 0;
        var size = (bytes[0] & 0x80) == 0 ? 1 : (bytes[0] & 0xC0) == 0x80 ? 2 : (bytes[0] & 0xE0) == 0xC0 ? 4 : 0;
        return size <= bytes.Length ? size : 0;
    }

    /// <summary>The number of all of the bytes.</summary>
    internal static uint Compressed(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        1 => bytes[0],
        2 => (uint)(BinaryPrimitives.ReadUInt16BigEndian(bytes) & 0x3FFF),
        _ => BinaryPrimitives.ReadUInt32BigEndian(bytes) & 0x1FFFFFFF,
    };

    internal byte ReadByte()
    {
        if (rest.IsEmpty)
            return 0;
        var value = rest[0];
        rest = rest[1..];
        return value;
    }

    internal uint ReadUnsigned()
    {
        var size = CompressedSize(rest);
        if (size == 0)
            return 0;
        var value = Compressed(rest[..size]);
        rest = rest[size..];
        return value;
    }

    /// <summary>The sign is kept in the lowest bit.</summary>
    internal int ReadSigned()
    {
        var size = CompressedSize(rest);
        var value = ReadUnsigned();
        var bits = size switch { 1 => 6, 2 => 13, _ => 28 };
        return (value & 1) == 0 ? (int)(value >> 1) : (int)(value >> 1) - (1 << bits);
    }
}
