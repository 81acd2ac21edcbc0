using System.IO.Compression;

namespace ScanHost.Formats.Containers.Streams;

/// <summary>The content of all members of a gzip file, with their checksums checked.</summary>
internal sealed class GzipStream : DecoderStream
{
    private readonly ReadOnlyMemory<byte> file;
    private readonly MemoryReadStream source;
    private DeflateStream? inflate;
    private Crc32 crc;
    private uint length;

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
        (inflate, crc, length) = (new(source, CompressionMode.Decompress, leaveOpen: true), new(), 0);
        return true;
    }

    // The decoder reads ahead and, on a source that can seek, puts back what it did not use.
    private void CloseMember()
    {
        inflate!.Dispose();
        inflate = null;
        var at = source.Position;
        if (file.Span.U32(at) != crc.Value || file.Span.U32(at + 4) != length)
            throw new InvalidDataException("the member's checksum is missing or wrong");
        source.Position += 8;
    }
}
