using ScanHost.Contracts.Scanning;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Lists;

namespace ScanHost.Pipeline.Stages;

/// <summary>Asks the hash lists whether they know this very file.</summary>
/// <param name="lists">As they were when the scan began.</param>
internal sealed class ListsStage(HashLists lists) : IScanStage
{
    public string Name => "lists";

    public string Version => "1";

    public StagePhase Phase => StagePhase.Recognise;

    public string Fingerprint => lists.Digest;

    public bool Accepts(ArtifactFacts facts) => facts.Sha256 is not null && !lists.IsEmpty;

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        if (lists.Find(scan.Facts.Sha256!) is { } entry)
        {
            scan.Learn(facts => facts with { Listed = entry });
            scan.Report(
                entry.Kind == ListKind.Block ? Heuristics.Blocked : Heuristics.Allowed,
                new Evidence(null, null, entry.Label is null ? entry.List : $"{entry.List}: {entry.Label}"));
        }

        return ValueTask.CompletedTask;
    }
}
