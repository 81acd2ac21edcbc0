using ScanHost.Pipeline.Stages;

namespace ScanHost.Pipeline.Expansion;

/// <summary>Names that containers give their members: untrusted text, handled as data only.</summary>
internal static class MemberName
{
    /// <summary>Longest text taken from a file into one line of a report.</summary>
    private const int MaxShownLength = 200;

    /// <summary>Longest name that is kept.</summary>
    private const int MaxKeptLength = 1024;

    /// <summary>The part after the last separator, <c>/</c> or <c>\</c>; <c>unnamed</c> when there is none.</summary>
    public static string LastPart(string path)
    {
        var trimmed = path.AsSpan().TrimEnd("/\\");
        var name = trimmed[(trimmed.LastIndexOfAny('/', '\\') + 1)..];
        return name.IsEmpty ? "unnamed" : name.ToString();
    }

    /// <summary>The name that a compressor's file has without its own extension, which is what programs give to the file in it (gzip's manual:
    /// "file.gz" becomes "file"); empty for other names.</summary>
    public static string Packed(string name) =>
        FileNames.Extension(name).ToUpperInvariant() is "GZ" or "BZ2" or "XZ" or "ZST" or "LZ" or "LZMA" or "BR" or "Z" ? FileNames.Stem(name).ToString() : "";

    /// <summary>Cut at the front when it is too long to keep, so that its extension stays.</summary>
    public static string Keep(string path) => path.Length <= MaxKeptLength ? path : CutFront(path);

    /// <summary>Cut at the end to what one line of a report shows.</summary>
    public static string Shorten(string text)
    {
        if (text.Length <= MaxShownLength)
            return text;

        // A pair of surrogates is not torn apart.
        var end = char.IsHighSurrogate(text[MaxShownLength - 2]) ? MaxShownLength - 2 : MaxShownLength - 1;
        return text[..end] + "…";
    }

    private static string CutFront(string path)
    {
        var start = path.Length - MaxKeptLength;
        return path[(char.IsLowSurrogate(path[start]) ? start + 1 : start)..];
    }
}
