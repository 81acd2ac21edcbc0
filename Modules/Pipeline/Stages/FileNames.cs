namespace ScanHost.Pipeline.Stages;

/// <summary>Reads file names the way Windows shows and starts them.</summary>
internal static class FileNames
{
    /// <summary>The extension without its dot, and without the blanks and dots that Windows drops from the end; empty when there is none.</summary>
    public static string Extension(ReadOnlySpan<char> name)
    {
        var shown = name.TrimEnd(" .");
        var dot = shown.LastIndexOf('.');
        return dot < 0 ? "" : shown[(dot + 1)..].ToString();
    }

    /// <summary>What stands before the extension and its dot.</summary>
    public static ReadOnlySpan<char> Stem(ReadOnlySpan<char> name)
    {
        var shown = name.TrimEnd(" .");
        var dot = shown.LastIndexOf('.');
        return dot < 0 ? shown : shown[..dot];
    }
}
