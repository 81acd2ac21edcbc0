using System.Text;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats;

namespace ScanHost.Pipeline.Stages;

/// <summary>An artifact's content as text, decoded once for all stages that read it.</summary>
internal static class ScanText
{
    private const int Overlap = 4096;

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

    /// <summary>The whole text in pieces of at most <see cref="SourceText.MaxBytes"/>, for stages that look at one line at a time: tables may be longer than any other text.</summary>
    public static IEnumerable<string> Pieces(IScanContext scan)
    {
        if (!Of(scan).IsCut)
        {
            yield return Of(scan).Text;
            yield break;
        }
        var content = scan.Content;
        var wide = content.Span is [0xFF, 0xFE, ..] ? Encoding.Unicode : content.Span is [0xFE, 0xFF, ..] ? Encoding.BigEndianUnicode : null;
        for (var at = 0; at < content.Length;)
        {
            var piece = content.Slice(at, Math.Min(SourceText.MaxBytes, content.Length - at));
            var end = at + piece.Length == content.Length ? piece.Length : EndOfLine(piece.Span);
            yield return wide?.GetString(piece.Span[..end]) ?? SourceText.Read(piece.Span[..end]).Text;
            at += end;
            // A line longer than a piece goes on in the next, and what lies across the cut is seen there.
            if (end == SourceText.MaxBytes && at < content.Length)
                at -= Overlap;
        }
    }

    private static int EndOfLine(ReadOnlySpan<byte> piece)
    {
        var end = piece.LastIndexOf((byte)'\n') + 1;
        if (end < Overlap)
            return piece.Length;
        // The second half of a line end in UTF-16.
        return end < piece.Length && piece[end] == 0 && (end & 1) == 1 ? end + 1 : end;
    }
}
