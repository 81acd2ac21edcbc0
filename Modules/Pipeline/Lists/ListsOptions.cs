namespace ScanHost.Pipeline.Lists;

/// <summary>Where the hash lists are.</summary>
internal sealed class ListsOptions
{
    public const string Section = "Lists";

    /// <summary>Files, or folders of files, whose SHA-256 values are known good. Default none.</summary>
    public IReadOnlyList<string> Allow { get; init; } = [];

    /// <summary>Files, or folders of files, whose SHA-256 values are known bad. Default none.</summary>
    public IReadOnlyList<string> Block { get; init; } = [];
}
