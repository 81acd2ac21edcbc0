namespace ScanHost.Storage.Samples;

/// <summary>A stream whose beginning was read already.</summary>
/// <param name="beginning">What was read.</param>
/// <param name="rest">Gives the rest.</param>
/// <param name="check">Asked after each <see cref="BytesBetweenChecks"/> of the rest; what it throws, the reader gets.</param>
internal sealed class PrefixedStream(ReadOnlyMemory<byte> beginning, Stream rest, Action check) : Stream
{
    /// <summary>So much is read between two checks.</summary>
    internal const int BytesBetweenChecks = 16 << 20;

    private ReadOnlyMemory<byte> beginning = beginning;
    private int sinceCheck;

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
        beginning.IsEmpty ? Checked(await rest.ReadAsync(buffer, cancellationToken)) : Take(buffer.Span);

    public override int Read(Span<byte> buffer) => beginning.IsEmpty ? Checked(rest.Read(buffer)) : Take(buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Checked(int read)
    {
        sinceCheck += read;
        if (sinceCheck >= BytesBetweenChecks)
        {
            sinceCheck = 0;
            check();
        }

        return read;
    }

    private int Take(Span<byte> buffer)
    {
        var taken = Math.Min(buffer.Length, beginning.Length);
        beginning.Span[..taken].CopyTo(buffer);
        beginning = beginning[taken..];
        return taken;
    }
}
