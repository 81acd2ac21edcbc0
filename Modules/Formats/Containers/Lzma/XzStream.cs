using System.Security.Cryptography;
using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Lzma;

/// <summary>The content of all streams of an XZ file, with each block's check verified. Source: The .xz File Format 1.2.0.</summary>
/// <remarks>The index is passed over: each block's own header and LZMA2's end mark tell all that is needed.</remarks>
internal sealed class XzStream(ReadOnlyMemory<byte> file) : DecoderStream
{
    private const int FooterLength = 12;
    private int position;
    private bool isInStream;
    private byte checkType;
    private int blockStart;
    private XzBlock? block;
    private XzCheck check = new(0);

    /// <summary>How many bytes of the file have been used; at the end, all that are streams and their padding.</summary>
    internal int Used => position;

    public override int Read(Span<byte> buffer)
    {
        while (block is not null || OpenBlock())
        {
            var count = block!.Content.Read(buffer);
            if (count > 0)
            {
                check.Append(buffer[..count]);
                return count;
            }
            CloseBlock();
        }
        return 0;
    }

    private bool OpenBlock()
    {
        if (!isInStream && !OpenStream())
            return false;
        while (file.Span[position] == 0)
        {
            SkipIndex();
            if (!OpenStream())
                return false;
        }
        block = XzBlock.Open(file, ref position);
        blockStart = position;
        check = new(checkType);
        return true;
    }

    // Section 2.2: streams may be padded with zeros, in fours, before the next one.
    private bool OpenStream()
    {
        while (position < file.Length && file.Span[position] == 0)
            position++;
        isInStream = file.Span.HasAt(position, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]);
        if (!isInStream)
            return false;
        checkType = (byte)(file.Span[position + 7] & 15);
        position += 12;
        return true;
    }

    // Section 4: mark, number of records, two numbers each, padding, CRC32.
    private void SkipIndex()
    {
        var start = position++;
        var records = XzBlock.Number(file.Span, ref position);
        for (var i = 0ul; i < records; i++)
        {
            XzBlock.Number(file.Span, ref position);
            XzBlock.Number(file.Span, ref position);
        }
        position += -(position - start) & 3;
        position += 4 + FooterLength;
    }

    private void CloseBlock()
    {
        position = blockStart + block!.Data.Used;
        position += -block.Data.Used & 3;
        block = null;
        if (!check.Fits(file.Span.Slice(position, check.Length)))
            throw new InvalidDataException("the block's check is wrong");
        position += check.Length;
    }
}

/// <summary>A block's check, section 2.1.1.2: none, CRC32, CRC64 or SHA-256; others are passed over unverified.</summary>
internal sealed class XzCheck(byte type)
{
    private static readonly ulong[] Crc64Table = BuildCrc64();
    private readonly IncrementalHash? sha256 = type == 10 ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
    private Crc32 crc32 = new();
    private ulong crc64 = ulong.MaxValue;

    /// <summary>Its size, in bytes.</summary>
    internal int Length => type switch { 0 => 0, <= 3 => 4, <= 6 => 8, <= 9 => 16, <= 12 => 32, _ => 64 };

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        sha256?.AppendData(bytes);
        if (type == 1)
            crc32.Append(bytes);
        if (type != 4)
            return;
        var register = crc64;
        foreach (var value in bytes)
            register = Crc64Table[(byte)(register ^ value)] ^ (register >> 8);
        crc64 = register;
    }

    internal bool Fits(ReadOnlySpan<byte> stored) => type switch
    {
        1 => stored.U32(0) == crc32.Value,
        4 => stored.U64(0) == ~crc64,
        10 => stored.SequenceEqual(sha256!.GetHashAndReset()),
        _ => true,
    };

    // The polynomial of ECMA-182, reflected.
    private static ulong[] BuildCrc64()
    {
        var table = new ulong[256];
        for (var i = 0ul; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) != 0 ? (value >> 1) ^ 0xC96C5795D7870F42 : value >> 1;
            table[i] = value;
        }
        return table;
    }
}
