using System.Buffers.Binary;
using System.IO.Compression;
using ScanHost.Formats.Containers.Upx;

namespace ScanHost.Formats.Containers.Streams;

/// <summary>The content of a zlib stream, and where the stream ends: at its checksum, RFC 1950 section 2.2.</summary>
internal sealed class ZlibFileStream : DecoderStream
{
    // The platform reads 8 KiB at a time and does not say how much of it was used; twice that is safe.
    private const int ReadAheadBytes = 16 * 1024;

    private readonly ReadOnlyMemory<byte> file;
    private readonly MemoryReadStream source;
    private readonly ZLibStream inflate;
    private uint sum = 1;

    internal ZlibFileStream(ReadOnlyMemory<byte> file)
    {
        this.file = file;
        source = new(file);
        inflate = new(source, CompressionMode.Decompress);
    }

    /// <summary>The first byte behind the checksum, once all was read; null when it is not found.</summary>
    internal long? End { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        var count = inflate.Read(buffer);
        sum = Adler32.Of(buffer[..count], sum);
        if (count == 0 && !buffer.IsEmpty)
            End = FindEnd();
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inflate.Dispose();
        base.Dispose(disposing);
    }

    private long? FindEnd()
    {
        Span<byte> trailer = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(trailer, sum);
        var from = Math.Max(2, source.Position - ReadAheadBytes);
        return file.Span.Part(from, source.Position - from).IndexOf(trailer) is >= 0 and var found ? from + found + trailer.Length : null;
    }
}
