using System.Buffers;

namespace ScanHost.Formats.Identification.Text;

/// <summary>
/// Believes a name that claims a page, an HTML application or a drawing when there is markup in the content. Browsers and the host of HTML applications go by the name
/// and begin wherever the first tag stands: behind words, behind a comment of any length, behind the head of a picture.
/// </summary>
internal static class ClaimedMarkup
{
    private const int NamedConfidence = 70;

    /// <summary>From here on the content's own answer is sure: a first line, a root element, a structure.</summary>
    private const int SureConfidence = 85;

    /// <summary>In data no letter behind a sign of "less" is a tag yet; these are too long to stand there by chance.</summary>
    private static readonly SearchValues<string> Tags = SearchValues.Create(
        [
            "<script", "<html", "<body", "<head>", "<svg", "<math", "<iframe", "<form", "<input", "<img ", "<image", "<video", "<audio", "<object", "<embed", "<details",
            "<meta ", "<style", "<link ", "<base ", "<button", "<select", "<textarea", "<marquee", "<table", "<div ", "<span ", "<a href", "<hta:application",
            " onload", " onerror", " onfocus", " onclick", " onmouse", " onpointer", " ontoggle", " onbegin", " onanimation", " ontransition", " onscroll",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>The type that a name claims: <c>html</c>, <c>hta</c> or <c>svg</c>; null for other names.</summary>
    internal static string? By(string name) => name[(name.LastIndexOf('.') + 1)..].ToLowerInvariant() switch
    {
        "html" or "htm" or "xhtml" or "xht" or "shtml" => "html",
        "hta" => "hta",
        "svg" => "svg",
        _ => null,
    };

    /// <summary>What is known of a file, and what its name adds to it.</summary>
    internal static Identification Confirm(Identification found, ReadOnlySpan<byte> file, string name)
    {
        if (By(name.TrimEnd('.', ' ')) is not { } id || found.Type.IsA("html") || found.Type.IsA("svg") || file.IsEmpty)
            return found;
        var claimed = FileTypes.Get(id);
        var isGuess = claimed.IsA(found.Type.Id)
            || (found.Confidence < SureConfidence && found.Type.Category is FileCategory.Text or FileCategory.Script or FileCategory.Unknown);
        // A drawing is XML, which does not begin behind anything else.
        if ((id == "svg" && !isGuess) || !HasMarkup(file, found, isGuess))
            return found;
        List<FileType> others = [.. found.AlsoValidAs.Where(other => other.Id != id)];
        return isGuess ? found with { Type = claimed, Confidence = NamedConfidence, AlsoValidAs = others } : found with { AlsoValidAs = [.. others, claimed] };
    }

    private static bool HasMarkup(ReadOnlySpan<byte> file, Identification found, bool isGuess)
    {
        var source = SourceText.Read(file);
        // What cannot be looked at is the page's reader to say.
        return source.Text.AsSpan().ContainsAny(Tags) || (found.Encoding is not null && OpensTag(source.Text)) || (source.IsCut && isGuess && found.Encoding is not null);
    }

    private static bool OpensTag(string text)
    {
        for (var at = text.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < text.Length; at = text.IndexOf('<', at + 1))
            if (char.IsAsciiLetter(text[at + 1]))
                return true;
        return false;
    }
}
