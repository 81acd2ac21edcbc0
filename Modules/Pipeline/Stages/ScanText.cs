using ScanHost.Formats;

namespace ScanHost.Pipeline.Stages;

/// <summary>An artifact's content as text, decoded once for all stages that read it.</summary>
internal static class ScanText
{
    /// <summary>The text, up to <see cref="SourceText.MaxBytes"/>.</summary>
    public static SourceText Of(IScanContext scan) => scan.Once("text", () => SourceText.Read(scan.Content.Span));
}
