using SharpCompress.Compressors.BZip2;
using CompressionMode = SharpCompress.Compressors.CompressionMode;

namespace ScanHost.Formats.Containers.Streams;

/// <summary>Bzip2 files: streams one after another make one content, and what stands behind the last is handed on.</summary>
internal sealed class BZip2Reader : ContainerReader
{
    private const int Header = 14;

    public override string Name => "bzip2";

    public override string Version => "2";

    public override IReadOnlyCollection<string> FileTypes => [Name];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        if (file.Length < Header)
            throw new MalformedFileException(Name, 0, "the header is cut short");
        using var streams = new BZip2Streams(file);
        var member = new ContainerMember { Name = "", Offset = Header, Method = Name };
        if (MemberCopy.Run(() => streams, sink, member, cancellationToken).IsWhole)
            TrailingData.HandOn(Name, file, streams.Position, sink, cancellationToken);
    }
}

/// <summary>The content of all streams of a bzip2 file.</summary>
internal sealed class BZip2Streams(ReadOnlyMemory<byte> file) : DecoderStream
{
    private readonly MemoryReadStream source = new(file);
    private Stream? current;

    /// <summary>Where the last stream ends, once all has been read. The decoder takes one byte at a time, so it is exact.</summary>
    public override long Position
    {
        get => source.Position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        while (current is not null || Open())
        {
            if (current!.Read(buffer) is var count and > 0)
                return count;
            current.Dispose();
            current = null;
        }
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        current?.Dispose();
        base.Dispose(disposing);
    }

    private bool Open()
    {
        if (source.Position > 0 && !file.Span.HasAt(source.Position, "BZh"u8))
            return false;
        current = BZip2Stream.Create(source, CompressionMode.Decompress, false, true, false);
        return true;
    }
}
