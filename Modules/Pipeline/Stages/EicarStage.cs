using ScanHost.Contracts.Scanning;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages;

/// <summary>
/// The anti-virus test file as EICAR defines it (https://www.eicar.org/download-anti-malware-testfile/): 68 known bytes at the start,
/// followed by nothing but white space, and not longer than 128 bytes. Anything else is text about the test file.
/// </summary>
internal sealed class EicarStage : IScanStage
{
    private const int MaxLength = 128;

    public string Name => "eicar";

    public string Version => "1";

    public StagePhase Phase => StagePhase.Analyse;

    // In two halves, so that neither this source nor the program is taken for the test file.
    private static ReadOnlySpan<byte> FirstHalf => "X5O!P%@AP[4\\PZX54(P^)7CC)7}"u8;

    private static ReadOnlySpan<byte> SecondHalf => "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"u8;

    public bool Accepts(ArtifactFacts facts) => facts.Size >= FirstHalf.Length + SecondHalf.Length && facts.Size <= MaxLength;

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        if (IsTestFile(scan.Content.Span))
            scan.Report(Heuristics.Eicar, new Evidence(0, FirstHalf.Length + SecondHalf.Length, null));

        return ValueTask.CompletedTask;
    }

    private static bool IsTestFile(ReadOnlySpan<byte> file) =>
        file.StartsWith(FirstHalf)
        && file[FirstHalf.Length..].StartsWith(SecondHalf)
        // Space, tab, line feed, carriage return, control-Z.
        && !file[(FirstHalf.Length + SecondHalf.Length)..].ContainsAnyExcept(" \t\n\r\u001A"u8);
}
