namespace ScanHost.Formats.Mail;

/// <summary>Writes to a member and keeps a bounded copy of what went through.</summary>
internal sealed class CopyStream(Stream target, MemoryStream? copy) : Stream
{
    internal const int MaxCopy = 16 << 20;

    internal bool HasFailed { get; set; }

    /// <summary>True when the copy ends before what went through does.</summary>
    internal bool IsCut { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        target.Write(buffer);
        if (copy is null)
            return;
        var room = (int)(MaxCopy - copy.Length);
        IsCut |= buffer.Length > room;
        copy.Write(buffer[..Math.Min(buffer.Length, room)]);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
