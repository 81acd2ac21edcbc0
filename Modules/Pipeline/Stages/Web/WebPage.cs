using ScanHost.Contracts.Scanning;
using ScanHost.Formats;
using ScanHost.Formats.Html;
using ScanHost.Pipeline.Expansion;

namespace ScanHost.Pipeline.Stages.Web;

/// <summary>A page as the signs look at it.</summary>
/// <param name="Source">Its text.</param>
/// <param name="Outline">Its parts.</param>
/// <param name="Code">All that an engine would run, one after the other.</param>
internal sealed record WebPage(SourceText Source, HtmlOutline Outline, string Code)
{
    public static WebPage Read(SourceText source)
    {
        var outline = HtmlOutline.Read(source.Text);
        return new(source, outline, string.Join('\n', outline.Scripts.Where(script => script.Language != "data").Select(script => script.Text)));
    }

    /// <summary>The evidence for something in the text.</summary>
    public Evidence Show(int offset, string text)
    {
        var shown = MemberName.Shorten(text);
        return Source.IsByteForByte && offset >= 0 ? new(Source.Start + offset, Math.Min(text.Length, Source.Text.Length - offset), shown) : new(null, null, shown);
    }
}
