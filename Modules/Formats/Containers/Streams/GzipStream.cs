using System.Buffers.Binary;
using System.IO.Compression;

namespace ScanHost.Formats.Containers.Streams;

/// <summary>The content of all members of a gzip file, with their checksums checked.</summary>
internal sealed class GzipStream : DecoderStream
{
    // The platform reads 8 KiB at a time; twice that is safe.
    private const int ReadAheadBytes = 16 * 1024;

    private readonly ReadOnlyMemory<byte> file;
    private readonly MemoryReadStream source;
    private DeflateStream? inflate;
    private Crc32 crc;
    private uint length;
    private long memberStart;

    internal GzipStream(ReadOnlyMemory<byte> file) => (this.file, source) = (file, new(file));

    /// <summary>Where the last member ends, once all has been read.</summary>
    public override long Position
    {
        get => source.Position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        while (inflate is not null || OpenMember())
        {
            var count = inflate!.Read(buffer);
            if (count > 0)
            {
                crc.Append(buffer[..count]);
                length += (uint)count;
                return count;
            }
            CloseMember();
        }
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        inflate?.Dispose();
        base.Dispose(disposing);
    }

    private bool OpenMember()
    {
        if (GzipHeader.Read(file.Span, (int)source.Position) is not { } header)
            return false;
        source.Position += header.Length;
        memberStart = source.Position;
        (inflate, crc, length) = (new(source, CompressionMode.Decompress, leaveOpen: true), new(), 0);
        return true;
    }

    // The decoder reads ahead and does not say how far it used: the trailer is where checksum and length, 64 bits that we know, stand.
    private void CloseMember()
    {
        inflate!.Dispose();
        inflate = null;
        Span<byte> trailer = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, crc.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], length);
        var from = Math.Max(memberStart, source.Position - ReadAheadBytes);
        var found = file.Span.Part(from, source.Position + trailer.Length - from).IndexOf(trailer);
        if (found < 0)
            throw new InvalidDataException("the member's checksum is missing or wrong");
        source.Position = from + found + trailer.Length;
    }
}
