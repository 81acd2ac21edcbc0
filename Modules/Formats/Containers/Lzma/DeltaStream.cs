using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Lzma;

/// <summary>Undoes the delta filter: each byte is the sum of the stored one and the one <paramref name="distance"/> bytes before.</summary>
internal sealed class DeltaStream(Stream source, int distance) : DecoderStream
{
    private readonly byte[] before = new byte[distance];
    private int at;

    public override int Read(Span<byte> buffer)
    {
        var count = source.Read(buffer);
        foreach (ref var value in buffer[..Math.Max(0, count)])
        {
            value = before[at] += value;
            at = at + 1 == distance ? 0 : at + 1;
        }
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        source.Dispose();
        base.Dispose(disposing);
    }
}
