using System.Text.Json.Nodes;

namespace ScanHost.Pipeline.Stages;

/// <summary>Counts the runs of printable text in the bytes: ASCII, and UTF-16 little endian with ASCII letters only.</summary>
internal sealed class StringsStage : IScanStage
{
    private const int MaxSamplesOfFile = 20;
    private const int MaxSamplesOfChild = 4;

    public string Name => "strings";

    public string Version => "1";

    public StagePhase Phase => StagePhase.Analyse;

    public bool Accepts(ArtifactFacts facts) => facts.Size > 0;

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var found = new PrintableRuns(scan.Facts.Depth == 0 ? MaxSamplesOfFile : MaxSamplesOfChild);
        foreach (var block in scan.ReadBlocks(cancellationToken))
            found.Append(block.Span);

        found.End();
        Note(scan, "ascii", found.Ascii);
        Note(scan, "wide", found.Wide);
        return ValueTask.CompletedTask;
    }

    private static void Note(IScanContext scan, string key, TextSummary summary)
    {
        if (summary.Count == 0)
            return;

        scan.Note(key, new JsonObject
        {
            ["count"] = summary.Count,
            ["longest"] = summary.Longest,
            ["sample"] = new JsonArray([.. summary.Samples.Select(sample => JsonValue.Create(sample))]),
        });
    }
}
