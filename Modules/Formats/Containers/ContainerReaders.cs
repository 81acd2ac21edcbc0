namespace ScanHost.Formats.Containers;

/// <summary>Every container reader of this library: the one table of what we can open.</summary>
public static class ContainerReaders
{
    /// <summary>All readers, in the order in which the pipeline asks them.</summary>
    public static IReadOnlyList<ContainerReader> All { get; } = [];
}
