using ScanHost.Contracts.Scanning;
using ScanHost.Formats;
using ScanHost.Formats.Identification;
using ScanHost.Formats.Indicators;
using ScanHost.Pipeline.Expansion;

namespace ScanHost.Pipeline.Stages.Indicators;

/// <summary>Collects the names and addresses that stand in text, and in the printable letters of everything else.</summary>
internal sealed class IndicatorsStage : IScanStage
{
    private const int WindowBytes = 1 << 20;

    /// <summary>A name that lies across the border of two windows is found whole in the second.</summary>
    private const int OverlapBytes = 4096;

    /// <summary>So many bytes of one file that is not text are read: further on lies the media of films and disks.</summary>
    private const long MaxBinaryBytes = 256L << 20;

    public string Name => "indicators";

    public string Version => "2";

    public StagePhase Phase => StagePhase.Analyse;

    // What is compressed has letters only by chance; its members are looked at one by one.
    public bool Accepts(ArtifactFacts facts) => facts.Size >= 8
        && facts.Type.Category is not (FileCategory.Archive or FileCategory.Audio or FileCategory.Video or FileCategory.Font);

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var found = new IndicatorList(url => LinkSigns.Of(url) is not null);
        if (IsText(scan.Facts))
            ReadText(scan, found, cancellationToken);
        else
            ReadBinary(scan, found, cancellationToken);

        foreach (var indicator in found.All)
            Take(scan, indicator);
        if (found.IsCut)
            scan.Note("cut", true);
        return ValueTask.CompletedTask;
    }

    private static bool IsText(ArtifactFacts facts) => facts.Identification.Encoding is not null;

    private static void ReadText(IScanContext scan, IndicatorList found, CancellationToken cancellationToken)
    {
        var source = ScanText.Of(scan);
        for (var at = 0; at < source.Text.Length; at += WindowBytes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var start = Math.Max(0, at - OverlapBytes);
            IndicatorFinder.Find(source.Text[start..Math.Min(source.Text.Length, at + WindowBytes)], found, start);
        }

        if (source.IsCut)
            ReadWindows(scan.Content.Span[SourceText.MaxBytes..], found, cancellationToken);
    }

    private static void ReadBinary(IScanContext scan, IndicatorList found, CancellationToken cancellationToken)
    {
        var content = scan.Beginning.Span;
        ReadWindows(content[..(int)Math.Min(content.Length, MaxBinaryBytes)], found, cancellationToken);
        if (scan.Facts.Size > MaxBinaryBytes)
            scan.Miss(GapReason.Limit, $"Only the first {MaxBinaryBytes} bytes are searched for names and addresses.");
    }

    private static void ReadWindows(ReadOnlySpan<byte> content, IndicatorList found, CancellationToken cancellationToken)
    {
        for (var at = 0; at < content.Length; at += WindowBytes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var start = Math.Max(0, at - OverlapBytes);
            var window = content[start..Math.Min(content.Length, at + WindowBytes)];
            IndicatorFinder.Find(PrintableText.Narrow(window), found, start);
            IndicatorFinder.Find(PrintableText.Wide(window), found, start);
        }
    }

    private static void Take(IScanContext scan, FoundIndicator indicator)
    {
        scan.Indicate(indicator.Type, indicator.Value);
        if (indicator.Type == "url" && LinkSigns.Of(indicator.Value) is { } sign)
            scan.Report(sign, new Evidence(null, null, MemberName.Shorten(indicator.Value)));
    }
}
