using System.Buffers.Binary;
using ScanHost.Formats.Containers.Cabinet;
using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Wim;

/// <summary>How an image's resources are compressed.</summary>
/// <param name="Name">Of the method.</param>
/// <param name="ChunkBytes">So many bytes are compressed at a time.</param>
internal sealed record WimCompression(string Name, int ChunkBytes)
{
    private const int DefaultChunk = 32 * 1024;
    private const uint IsXpress = 0x20000, IsLzx = 0x40000, IsLzms = 0x80000;

    internal static WimCompression Read(ReadOnlySpan<byte> file)
    {
        var flags = file.U32(16)!.Value;
        var name = (flags & IsXpress) != 0 ? "xpress" : (flags & IsLzx) != 0 ? "lzx" : (flags & IsLzms) != 0 ? "lzms" : "store";
        var chunk = file.U32(20)!.Value;
        return new(name, chunk is >= 4096 and <= 1 << 21 && (chunk & (chunk - 1)) == 0 ? (int)chunk : DefaultChunk);
    }

    /// <summary>Decodes one chunk.</summary>
    internal byte[] Decode(ReadOnlyMemory<byte> chunk, int size)
    {
        var plain = new byte[size];
        using Stream decoder = Name switch
        {
            "xpress" => new XpressDecoder(chunk, size),
            "lzx" => new LzxDecoder(chunk, int.Max(15, int.Log2(ChunkBytes)), size, isOfImage: true),
            _ => throw new UnsupportedDataException($"no decoder for {Name}"),
        };
        decoder.ReadExactly(plain);
        return plain;
    }
}

/// <summary>Where a resource stands, and what it is.</summary>
internal sealed record WimResource(string Hash, long Offset, long PackedSize, long Size, byte Flags)
{
    /// <summary>The first byte behind it.</summary>
    internal long End => Offset + PackedSize;

    internal bool IsMetadata => (Flags & 2) != 0;

    internal bool IsCompressed => (Flags & 4) != 0;

    internal bool IsOfSolid => (Flags & 16) != 0;

    internal static WimResource? Read(ReadOnlySpan<byte> table, int at, string hash) =>
        table.U64(at) is { } first && table.U64(at + 8) is <= int.MaxValue and var offset && table.U64(at + 16) is <= long.MaxValue / 4 and var size
            ? new(hash, (long)offset, (long)(first & 0x00FFFFFFFFFFFFFF), (long)size, (byte)(first >> 56))
            : null;

    internal Stream Open(ReadOnlyMemory<byte> file, WimCompression compression)
    {
        var data = file.Part(Offset, PackedSize);
        return IsCompressed ? new WimChunks(data, Size, compression) : new MemoryReadStream(data);
    }
}

/// <summary>A compressed resource: a table of where each chunk but the first starts, then the chunks.</summary>
internal sealed class WimChunks(ReadOnlyMemory<byte> data, long size, WimCompression compression) : DecoderStream
{
    private readonly long count = (size + compression.ChunkBytes - 1) / compression.ChunkBytes;
    private readonly int fieldBytes = size > uint.MaxValue ? 8 : 4;
    private ReadOnlyMemory<byte> chunk;
    private long index;

    public override int Read(Span<byte> buffer)
    {
        if (chunk.IsEmpty && !Next())
            return 0;
        var length = Math.Min(buffer.Length, chunk.Length);
        chunk.Span[..length].CopyTo(buffer);
        chunk = chunk[length..];
        return length;
    }

    private bool Next()
    {
        if (index == count)
            return false;
        var table = (count - 1) * fieldBytes;
        var (start, end) = (table + Start(index), index + 1 == count ? data.Length : table + Start(index + 1));
        var plain = (int)Math.Min(compression.ChunkBytes, size - (index * compression.ChunkBytes));
        if (start < 0 || end <= start || end > data.Length)
            throw new InvalidDataException("a chunk lies outside of its resource");
        var stored = data.Slice((int)start, (int)(end - start));
        chunk = stored.Length == plain ? stored : compression.Decode(stored, plain);
        index++;
        return true;
    }

    private long Start(long chunkIndex)
    {
        if (chunkIndex == 0)
            return 0;
        var field = data.Span.Part((chunkIndex - 1) * fieldBytes, fieldBytes);
        return field.Length < fieldBytes ? throw new InvalidDataException("the table of chunks is cut short")
            : fieldBytes == 8 ? (long)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(field), long.MaxValue / 4)
            : BinaryPrimitives.ReadUInt32LittleEndian(field);
    }
}
