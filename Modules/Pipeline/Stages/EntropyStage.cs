using System.Runtime.InteropServices;
using ScanHost.Formats.Identification;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages;

/// <summary>Shannon entropy of the bytes.</summary>
internal sealed class EntropyStage : IScanStage
{
    /// <summary>Above it, data is encrypted or well compressed.</summary>
    private const double HighEntropy = 7.9;

    public string Name => "entropy";

    public string Version => "2";

    public StagePhase Phase => StagePhase.Analyse;

    public bool Accepts(ArtifactFacts facts) => facts.Size > 0;

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var counts = new long[256];
        foreach (var block in scan.ReadBlocks(cancellationToken))
            Count(block.Span, counts);

        var entropy = Math.Round(Entropy(counts), 3);
        scan.Learn(facts => facts with { Entropy = entropy });
        if (IsOpaque(scan.Facts with { Entropy = entropy }))
            scan.Report(Heuristics.UnknownHighEntropy);

        return ValueTask.CompletedTask;
    }

    /// <summary>True for data of unknown type that is encrypted or compressed: what it holds cannot be seen.</summary>
    public static bool IsOpaque(ArtifactFacts facts) => facts is { Entropy: > HighEntropy, Type.Category: FileCategory.Unknown };

    /// <summary>Adds how often each byte occurs. Four tables in turn: with one, a run of equal bytes makes each step wait for the
    /// store of the step before.</summary>
    internal static void Count(ReadOnlySpan<byte> bytes, Span<long> counts)
    {
        Span<int> four = stackalloc int[4 * 256];
        four.Clear();
        var first = four[..256];
        var second = four[256..512];
        var third = four[512..768];
        var fourth = four[768..];
        foreach (var eight in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            first[(byte)eight]++;
            second[(byte)(eight >> 8)]++;
            third[(byte)(eight >> 16)]++;
            fourth[(byte)(eight >> 24)]++;
            first[(byte)(eight >> 32)]++;
            second[(byte)(eight >> 40)]++;
            third[(byte)(eight >> 48)]++;
            fourth[(byte)(eight >> 56)]++;
        }

        foreach (var one in bytes[(bytes.Length & ~7)..])
            first[one]++;

        for (var value = 0; value < 256; value++)
            counts[value] += (long)first[value] + second[value] + third[value] + fourth[value];
    }

    /// <summary>Bits per byte: the sum of -p log2 p (Shannon, 1948).</summary>
    internal static double Entropy(ReadOnlySpan<long> counts)
    {
        var total = 0L;
        foreach (var count in counts)
            total += count;

        var bits = 0.0;
        foreach (var count in counts)
        {
            if (count > 0)
                bits -= (double)count / total * Math.Log2((double)count / total);
        }

        return Math.Max(bits, 0);
    }
}
