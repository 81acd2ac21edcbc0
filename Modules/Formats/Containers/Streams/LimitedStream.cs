namespace ScanHost.Formats.Containers.Streams;

/// <summary>The next bytes of another stream, which it owns.</summary>
internal sealed class LimitedStream(Stream source, long length) : DecoderStream
{
    private long left = length;

    public override int Read(Span<byte> buffer)
    {
        var count = source.Read(buffer[..(int)Math.Min(buffer.Length, left)]);
        left -= count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            source.Dispose();
        base.Dispose(disposing);
    }
}
