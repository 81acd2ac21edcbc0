namespace ScanHost.Formats.Identification;

/// <summary>Tells file types apart by content alone. A name is only a claim and never consulted.</summary>
public static class FileIdentifier
{
    /// <summary>Identifies a file. Never throws for what the file contains; looks at a bounded part of it.</summary>
    public static Identification Identify(ReadOnlySpan<byte> file) =>
        file.IsEmpty
            ? new(new("empty", "application/x-empty", "Empty file", FileCategory.Empty), 100, null, [])
            : new(new("unknown", "application/octet-stream", "Unknown data", FileCategory.Unknown), 0, null, []);
}
