using System.Net.Sockets;
using ScanHost.Contracts.Scanning;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Engines;

/// <summary>Asks a running clamd about every artifact. When it does not answer, that is a gap: nothing unscanned passes as clean.</summary>
internal sealed class ClamAvStage(string endpoint, TimeProvider clock) : IScanStage
{
    /// <summary>After a failure nothing is asked for so long: a scan of a thousand members must not wait for a thousand connections.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly ClamdConnection clamd = new(endpoint);
    private long failedAt;

    public string Name => "clamav";

    public string Version => "1";

    public StagePhase Phase => StagePhase.Analyse;

    public string Fingerprint => endpoint;

    public bool Accepts(ArtifactFacts facts) => facts.Size > 0;

    public async ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var failed = Volatile.Read(ref failedAt);
        if (failed != 0 && clock.GetElapsedTime(failed) < Pause)
        {
            scan.Miss(GapReason.Failed, "clamd does not answer.");
            return;
        }
        try
        {
            var answer = await clamd.ScanAsync(scan.ReadBlocks(cancellationToken), cancellationToken);
            scan.Note("version", MemberName.Shorten(await clamd.VersionAsync(cancellationToken)));
            Report(scan, answer);
            Volatile.Write(ref failedAt, 0);
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            Volatile.Write(ref failedAt, clock.GetTimestamp());
            scan.Miss(GapReason.Failed, "clamd does not answer.");
        }
    }

    private static void Report(IScanContext scan, string answer)
    {
        const string found = " FOUND", prefix = "stream: ";
        if (answer.EndsWith(found, StringComparison.Ordinal))
        {
            var signature = answer[..^found.Length];
            signature = MemberName.Shorten(signature.StartsWith(prefix, StringComparison.Ordinal) ? signature[prefix.Length..] : signature);
            scan.Note("signature", signature);
            scan.Report(IsUnwanted(signature) ? EngineHeuristics.ClamAvUnwanted : EngineHeuristics.ClamAvInfected, new Evidence(null, null, signature));
        }
        else if (answer.Contains("size limit exceeded", StringComparison.Ordinal))
            scan.Miss(GapReason.Limit, "clamd takes no file as large as this (its StreamMaxLength).");
        else if (!answer.EndsWith(": OK", StringComparison.Ordinal))
            scan.Miss(GapReason.Failed, "clamd gave no result.");
    }

    // Their authors say so themselves: unwanted or guessed, not known.
    private static bool IsUnwanted(string signature) =>
        signature.StartsWith("PUA.", StringComparison.Ordinal) || signature.StartsWith("Heuristics.", StringComparison.Ordinal);
}
