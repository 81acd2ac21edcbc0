using ScanHost.Contracts.Scanning;
using ScanHost.Formats;

namespace ScanHost.Pipeline.Stages;

/// <summary>An artifact's content as text, decoded once for all stages that read it.</summary>
internal static class ScanText
{
    /// <summary>The text, up to <see cref="SourceText.MaxBytes"/>.</summary>
    public static SourceText Of(IScanContext scan) => scan.Once("text", () => SourceText.Read(scan.Content.Span));

    /// <summary>The same, for a stage to which all of the text matters: what is cut off is a gap.</summary>
    public static string AllOf(IScanContext scan)
    {
        var source = Of(scan);
        if (source.IsCut)
            scan.Miss(GapReason.Limit, $"Only the first {SourceText.MaxBytes} bytes of the text are looked at.");
        return source.Text;
    }
}
