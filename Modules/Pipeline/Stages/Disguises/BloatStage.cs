using System.Globalization;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Identification;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Disguises;

/// <summary>Notices programs and documents that are mostly one byte, repeated.</summary>
internal sealed class BloatStage : IScanStage
{
    /// <summary>Smaller files are below every scanner's size limit, so blowing them up to this gains nothing.</summary>
    private const long MinBytes = 10L << 20;

    public string Name => "bloat";

    public string Version => "1";

    public StagePhase Phase => StagePhase.Analyse;

    // Disk images, databases and recordings have empty stretches by nature.
    public bool Accepts(ArtifactFacts facts) => facts.Size > MinBytes
        && facts.Type.Category is FileCategory.Executable or FileCategory.Script or FileCategory.Document or FileCategory.Shortcut or FileCategory.Package or FileCategory.Text;

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var (longest, run, last) = (0L, 0L, (byte)0);
        foreach (var block in scan.ReadBlocks(cancellationToken))
            for (var rest = block.Span; !rest.IsEmpty;)
            {
                var length = rest.IndexOfAnyExcept(last);
                length = length < 0 ? rest.Length : length;
                run += length;
                longest = Math.Max(longest, run);
                rest = rest[length..];
                if (!rest.IsEmpty)
                    (last, run) = (rest[0], 0);
            }

        if (longest > MinBytes)
            scan.Report(DisguiseHeuristics.Bloat, new Evidence(null, null, string.Create(CultureInfo.InvariantCulture, $"{longest} times the same byte")));
        return ValueTask.CompletedTask;
    }
}
