namespace ScanHost.Formats.Ole;

/// <summary>What an entry of the directory is, [MS-CFB] 2.6.1.</summary>
public enum OleEntryType
{
    /// <summary>A folder of entries.</summary>
    Storage = 1,

    /// <summary>Content.</summary>
    Stream = 2,

    /// <summary>The root storage; its chain is the mini stream.</summary>
    Root = 5,
}

/// <summary>One entry of a compound file's directory.</summary>
public sealed record OleEntry
{
    /// <summary>Number of the entry in the directory; 0 is the root.</summary>
    public required int Id { get; init; }

    /// <summary>Number of the storage that holds it; -1 for the root and for entries that no storage names.</summary>
    public required int Parent { get; init; }

    /// <summary>Name, at most 31 characters; may hold control characters. Untrusted.</summary>
    public required string Name { get; init; }

    /// <summary>Names from below the root, joined by a slash. Untrusted.</summary>
    public required string Path { get; init; }

    /// <summary>Storage, stream or root.</summary>
    public required OleEntryType Type { get; init; }

    /// <summary>Class id of a storage; empty for most.</summary>
    public required Guid Clsid { get; init; }

    /// <summary>First sector of the content.</summary>
    public required uint StartSector { get; init; }

    /// <summary>Declared length of the content, in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Time of the last change as stored, for storages; null when it is zero or no time.</summary>
    public DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>True for content.</summary>
    public bool IsStream => Type == OleEntryType.Stream;
}
