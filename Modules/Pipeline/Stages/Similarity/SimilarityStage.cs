using ScanHost.Formats.Similarity;

namespace ScanHost.Pipeline.Stages.Similarity;

/// <summary>Hashes that stay alike when files do: ssdeep and TLSH.</summary>
internal sealed class SimilarityStage : IScanStage
{
    /// <summary>Both take about ten nanoseconds a byte, so what is larger than this goes without.</summary>
    internal const long MaxBytes = 64L << 20;

    public string Name => "similarity";

    public string Version => "1";

    public StagePhase Phase => StagePhase.Analyse;

    public bool Accepts(ArtifactFacts facts) => facts.Size is > 0 and <= MaxBytes;

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var (ssdeep, tlsh) = (new SsdeepHash(scan.Facts.Size), new TlshHash());
        foreach (var block in scan.ReadBlocks(cancellationToken))
            for (var at = 0; at < block.Length; at += 1 << 16)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var piece = block.Span[at..Math.Min(block.Length, at + (1 << 16))];
                ssdeep.Append(piece);
                tlsh.Append(piece);
            }

        var (ssdeepText, tlshText) = (ssdeep.ToString(), tlsh.Finish());
        scan.Learn(facts => facts with { Ssdeep = ssdeepText, Tlsh = tlshText });
        return ValueTask.CompletedTask;
    }
}
