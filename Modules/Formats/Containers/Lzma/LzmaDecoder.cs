using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Lzma;

/// <summary>Decodes one LZMA stream. The dictionary is as large as what has come out, up to <see cref="LzmaLimits.MaxDictionary"/>.</summary>
/// <param name="data">The stream, from the range coder's first byte on.</param>
/// <param name="properties">The byte that holds lc, lp and pb.</param>
/// <param name="dictionary">The declared dictionary, in bytes.</param>
/// <param name="size">How many bytes come out; -1 when only an end marker tells.</param>
internal sealed class LzmaDecoder(ReadOnlyMemory<byte> data, byte properties, uint dictionary, long size)
    : WindowStream(LzmaLimits.Window(dictionary))
{
    private readonly LzmaModel model = new();
    private RangeState? state;
    private long left = size < 0 ? long.MaxValue : size;

    /// <summary>How many bytes of the data have been used.</summary>
    internal int Used => state?.Position ?? 0;

    protected override bool DecodeMore()
    {
        if (state is null)
        {
            state = RangeDecoder.Start(data.Span, 0);
            model.Reset(properties);
        }
        if (left == 0)
            return false;
        var coder = new RangeDecoder(data.Span, state.Value);
        var isOpen = model.Decode(ref coder, Window, Math.Min(EnoughPending, left), left, out var written);
        state = coder.State;
        left -= written;
        return isOpen && left > 0;
    }
}
