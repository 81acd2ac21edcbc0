using System.IO.Compression;
using ScanHost.Formats.Containers.Lzma;
using ScanHost.Formats.Containers.Streams;
using ScanHost.Formats.Containers.Zstandard;

namespace ScanHost.Formats.Containers.Squash;

internal enum SquashKind
{
    Other,
    Folder,
    File,
}

/// <summary>What an inode says of a folder or a file.</summary>
internal sealed record SquashInode(SquashKind Kind, long Size, DateTimeOffset? ModifiedAt)
{
    internal long DirectoryBlock { get; init; }

    internal int DirectoryOffset { get; init; }

    internal long BlocksStart { get; init; }

    internal uint Fragment { get; init; } = uint.MaxValue;

    internal uint FragmentOffset { get; init; }

    /// <summary>Stored size of each block; bit 24 says that it is not compressed, zero that it is a hole.</summary>
    internal uint[] Blocks { get; init; } = [];
}

/// <summary>The tables of an image.</summary>
internal sealed class SquashImage(ReadOnlyMemory<byte> file, CancellationToken cancellationToken)
{
    private const int MetadataBytes = 8192;
    private const int MaxMetadata = 64 * 1024 * 1024;
    private const int MaxCached = 4096;
    private readonly Dictionary<long, (byte[] Data, long Next)> metadata = [];
    private readonly long inodes = Field(file, 64);
    private readonly long directories = Field(file, 72);
    private readonly long fragments = Field(file, 80);

    /// <summary>Bytes of a whole data block.</summary>
    internal int BlockBytes { get; } = (int)Math.Clamp(file.Span.U32(12)!.Value, 4096, 1 << 20);

    /// <summary>The compression's name.</summary>
    internal string Method { get; } = file.Span.U16(20) switch { 1 => "gzip", 2 => "lzma", 3 => "lzo", 4 => "xz", 5 => "lz4", 6 => "zstd", var id => $"method {id}" };

    /// <summary>Reference of the root's inode.</summary>
    internal long Root => Field(file, 32);

    /// <summary>The inode at a reference: block in the table and offset in it.</summary>
    internal SquashInode Inode(long reference)
    {
        var cursor = new Cursor(this, inodes + (reference >> 16), (int)(reference & 0xFFFF));
        var head = cursor.Take(16).AsSpan();
        var kind = BitConverter.ToUInt16(head);
        var time = DateTimeOffset.FromUnixTimeSeconds(BitConverter.ToUInt32(head[8..]));
        return kind switch
        {
            1 => Folder(cursor.Take(16), 0, 8, 10, time),
            8 => Folder(cursor.Take(24), 8, 4, 18, time),
            2 => File(cursor, isExtended: false, time),
            9 => File(cursor, isExtended: true, time),
            _ => new(SquashKind.Other, 0, time),
        };
    }

    /// <summary>Names and references of a folder's entries.</summary>
    internal IEnumerable<(string Name, long Reference)> Directory(SquashInode folder)
    {
        // The size counts three bytes for "." and ".." that are not stored.
        var left = folder.Size - 3;
        var cursor = new Cursor(this, directories + folder.DirectoryBlock, folder.DirectoryOffset);
        while (left >= 12)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var header = cursor.Take(12);
            var (count, block) = (BitConverter.ToUInt32(header) + 1L, BitConverter.ToUInt32(header, 4));
            left -= 12;
            for (; count > 0 && left >= 8; count--)
            {
                var entry = cursor.Take(8);
                var length = BitConverter.ToUInt16(entry, 6) + 1;
                left -= 8 + length;
                yield return (MemberName.Decode(cursor.Take(length)), ((long)block << 16) | BitConverter.ToUInt16(entry));
            }
        }
    }

    /// <summary>A data block or fragment block.</summary>
    internal byte[] Block(long at, uint size) =>
        (size & 0x01000000) != 0 ? Stored(at, (int)(size & 0xFFFFFF)).ToArray() : Decode(Stored(at, (int)(size & 0xFFFFFF)), BlockBytes);

    /// <summary>Where a fragment block stands, and its stored size.</summary>
    internal (long At, uint Size) FragmentBlock(uint index)
    {
        var table = file.Span.U64(fragments + (index / 512 * 8L)) ?? throw new InvalidDataException("the fragment table is cut short");
        var entry = new Cursor(this, (long)Math.Min(table, long.MaxValue / 4), (int)(index % 512) * 16).Take(16);
        return ((long)Math.Min(BitConverter.ToUInt64(entry), long.MaxValue / 4), BitConverter.ToUInt32(entry, 8));
    }

    private static long Field(ReadOnlyMemory<byte> file, int at) => (long)Math.Min(file.Span.U64(at)!.Value, long.MaxValue / 4);

    private static SquashInode Folder(byte[] fields, int blockAt, int sizeAt, int offsetAt, DateTimeOffset time)
    {
        var size = sizeAt == 8 ? BitConverter.ToUInt16(fields, 8) : BitConverter.ToUInt32(fields, sizeAt);
        return new(SquashKind.Folder, size, time)
        {
            DirectoryBlock = BitConverter.ToUInt32(fields, blockAt), DirectoryOffset = BitConverter.ToUInt16(fields, offsetAt),
        };
    }

    private SquashInode File(Cursor cursor, bool isExtended, DateTimeOffset time)
    {
        var fields = cursor.Take(isExtended ? 40 : 16);
        var (start, size) = isExtended
            ? ((long)Math.Min(BitConverter.ToUInt64(fields), long.MaxValue / 4), BitConverter.ToInt64(fields, 8))
            : (BitConverter.ToUInt32(fields), BitConverter.ToUInt32(fields, 12));
        var (fragment, offset) = isExtended
            ? (BitConverter.ToUInt32(fields, 28), BitConverter.ToUInt32(fields, 32))
            : (BitConverter.ToUInt32(fields, 4), BitConverter.ToUInt32(fields, 8));
        var blocks = size / BlockBytes + (fragment == uint.MaxValue && size % BlockBytes != 0 ? 1 : 0);
        if (size < 0 || blocks > MaxMetadata / 4)
            throw new InvalidDataException("a file has more blocks than an image can hold");
        var list = new List<uint>();
        for (var i = 0L; i < blocks; i++)
            list.Add(BitConverter.ToUInt32(cursor.Take(4)));
        return new(SquashKind.File, size, time) { BlocksStart = start, Fragment = fragment, FragmentOffset = offset, Blocks = [.. list] };
    }

    private ReadOnlyMemory<byte> Stored(long at, int size)
    {
        var stored = file.Part(at, size);
        return stored.Length == size ? stored : throw new InvalidDataException("a block lies outside of the image");
    }

    private byte[] Decode(ReadOnlyMemory<byte> data, int maxBytes)
    {
        using var output = new MemoryStream();
        var outcome = MemberCopy.Into(output, () => Decoder(data), maxBytes, cancellationToken);
        if (outcome.Refusal is { } refusal)
            throw new UnsupportedDataException(refusal);
        return outcome.IsWhole ? output.ToArray() : throw new InvalidDataException("a block is damaged");
    }

    private Stream Decoder(ReadOnlyMemory<byte> data) => Method switch
    {
        "gzip" => new ZLibStream(new MemoryReadStream(data), CompressionMode.Decompress),
        "lzma" => LzmaReader.OpenFile(data),
        "xz" => new XzStream(data),
        "lz4" => new Lz4Block(data),
        "lzo" => Lzo(data.Span),
        "zstd" => new ZstdStream(data),
        _ => throw new UnsupportedDataException($"no decoder for {Method}"),
    };

    private MemoryReadStream Lzo(ReadOnlySpan<byte> data)
    {
        var plain = new byte[Math.Max(BlockBytes, MetadataBytes)];
        return new(plain.AsMemory(0, LzoBlock.Decode(data, plain)));
    }

    // A metadata block: two bytes of size, of which the highest bit says that it is not compressed.
    private (byte[] Data, long Next) Metadata(long at)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (metadata.TryGetValue(at, out var known))
            return known;
        if (file.Span.U16(at) is not { } field)
            throw new InvalidDataException("a table is cut short");
        var size = field & 0x7FFF;
        var data = (field & 0x8000) != 0 ? Stored(at + 2, size).ToArray() : Decode(Stored(at + 2, size), MetadataBytes);
        if (metadata.Count >= MaxCached)
            metadata.Clear();
        return metadata[at] = (data, at + 2 + size);
    }

    /// <summary>Reads on over the ends of metadata blocks.</summary>
    private sealed class Cursor(SquashImage image, long at, int offset)
    {
        private long block = at;
        private int position = offset;

        internal byte[] Take(int length)
        {
            var taken = new byte[length];
            for (var done = 0; done < length;)
            {
                var (data, next) = image.Metadata(block);
                if (position >= data.Length)
                {
                    if (data.Length == 0)
                        throw new InvalidDataException("an empty metadata block");
                    (block, position) = (next, position - data.Length);
                    continue;
                }
                var count = Math.Min(length - done, data.Length - position);
                data.AsSpan(position, count).CopyTo(taken.AsSpan(done));
                (done, position) = (done + count, position + count);
            }
            return taken;
        }
    }
}
