using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Lzma;

/// <summary>Undoes a branch filter: addresses in jumps and calls, which writers made absolute, become relative again.</summary>
/// <param name="source">The filtered code.</param>
/// <param name="kind">Of which processor.</param>
internal sealed class BranchStream(Stream source, BranchKind kind) : DecoderStream
{
    private const int Capacity = 64 * 1024;
    private readonly byte[] bytes = new byte[Capacity];
    private readonly BranchFilter filter = new(kind);
    private int served;
    private int converted;
    private int filled;
    private bool isAtEnd;

    public override int Read(Span<byte> buffer)
    {
        while (served == converted && !(isAtEnd && converted == filled))
            Convert();
        var count = Math.Min(buffer.Length, converted - served);
        bytes.AsSpan(served, count).CopyTo(buffer);
        served += count;
        return count;
    }

    // An instruction may be cut by the end of the buffer: what the filter leaves is moved to the front and completed.
    private void Convert()
    {
        bytes.AsSpan(converted, filled - converted).CopyTo(bytes);
        (filled, served, converted) = (filled - converted, 0, 0);
        while (filled < Capacity && !isAtEnd)
        {
            var count = source.Read(bytes.AsSpan(filled));
            isAtEnd = count == 0;
            filled += count;
        }
        converted = filter.Convert(bytes.AsSpan(0, filled));
        if (isAtEnd)
            converted = filled;
    }

    protected override void Dispose(bool disposing)
    {
        source.Dispose();
        base.Dispose(disposing);
    }
}
