namespace ScanHost.Storage.Samples;

/// <summary>A stream whose beginning was read already.</summary>
internal sealed class PrefixedStream(ReadOnlyMemory<byte> beginning, Stream rest) : Stream
{
    private ReadOnlyMemory<byte> beginning = beginning;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        beginning.IsEmpty ? await rest.ReadAsync(buffer, cancellationToken) : Take(buffer.Span);

    public override int Read(Span<byte> buffer) => beginning.IsEmpty ? rest.Read(buffer) : Take(buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Take(Span<byte> buffer)
    {
        var taken = Math.Min(buffer.Length, beginning.Length);
        beginning.Span[..taken].CopyTo(buffer);
        beginning = beginning[taken..];
        return taken;
    }
}
