namespace ScanHost.Formats.Identification.Catalogue;

/// <summary>The two answers that say nothing of a format.</summary>
internal static class PlainTypes
{
    /// <summary>A file of no bytes.</summary>
    internal static TypeTable Empty { get; } = new(FileCategory.Empty)
    {
        { "empty", "application/x-empty", "Empty file", "" },
    };

    /// <summary>Nothing fits.</summary>
    internal static TypeTable Unknown { get; } = new(FileCategory.Unknown)
    {
        { "unknown", "application/octet-stream", "Unknown data", "" },
    };
}
