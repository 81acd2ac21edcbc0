namespace ScanHost.Formats.Flash;

/// <summary>Reads a few bytes, then another stream.</summary>
internal sealed class HeadedStream(byte[] head, Stream body) : Stream
{
    private int at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (at >= head.Length)
            return body.Read(buffer, offset, count);
        var length = Math.Min(count, head.Length - at);
        head.AsSpan(at, length).CopyTo(buffer.AsSpan(offset));
        at += length;
        return length;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            body.Dispose();
        base.Dispose(disposing);
    }
}
