using System.Security.Cryptography;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Authenticode;
using ScanHost.Formats.Pe;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Lists;

namespace ScanHost.Pipeline.Stages;

/// <summary>Asks the hash lists whether they know this very file.</summary>
/// <param name="lists">As they were when the scan began.</param>
internal sealed class ListsStage(HashLists lists) : IScanStage
{
    public string Name => "lists";

    public string Version => "2";

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

        if (scan.Facts.Type.IsA("pe"))
            LookUpSigners(scan);
        return ValueTask.CompletedTask;
    }

    // A block list may know who signed it: the SHA-256 of a certificate is looked up like that of a file.
    private void LookUpSigners(IScanContext scan)
    {
        if (PeFile.TryOpen(scan.Content) is not { } pe)
            return;
        foreach (var certificate in AuthenticodeReader.Read(pe).SelectMany(signature => signature.Chain))
            if (lists.Find(Convert.ToHexStringLower(SHA256.HashData(certificate.Encoded.Span))) is { Kind: ListKind.Block } entry)
                scan.Report(ExecutableHeuristics.KnownBadSigner, new Evidence(null, null, $"{entry.List}: {entry.Label ?? certificate.Thumbprint}"));
    }
}
