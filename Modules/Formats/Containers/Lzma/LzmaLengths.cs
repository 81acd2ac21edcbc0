namespace ScanHost.Formats.Containers.Lzma;

/// <summary>The models of match lengths, lzma-specification.txt "The Match Length Decoder".</summary>
internal sealed class LzmaLengths
{
    private readonly ushort[] choice = new ushort[2];
    private readonly ushort[] low = new ushort[16 * 8];
    private readonly ushort[] mid = new ushort[16 * 8];
    private readonly ushort[] high = new ushort[256];

    internal void Reset()
    {
        foreach (var models in new[] { choice, low, mid, high })
            models.AsSpan().Fill(RangeDecoder.InitialProbability);
    }

    /// <summary>The length less the minimum of two.</summary>
    internal uint Decode(ref RangeDecoder coder, int posState)
    {
        if (coder.Bit(ref choice[0]) == 0)
            return coder.Tree(low.AsSpan(posState * 8, 8), 3);
        if (coder.Bit(ref choice[1]) == 0)
            return 8 + coder.Tree(mid.AsSpan(posState * 8, 8), 3);
        return 16 + coder.Tree(high, 8);
    }
}
