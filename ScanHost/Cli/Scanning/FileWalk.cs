namespace ScanHost.Cli.Scanning;

/// <summary>Finds the files that <c>scan</c> is asked for.</summary>
internal static class FileWalk
{
    /// <summary>
    /// The named files, and the regular files in and below the named folders. Entries of a folder come in ordinal order of their names.
    /// A link that is named is followed; a link inside a folder is not, and neither are pipes, sockets and devices.
    /// </summary>
    public static IEnumerable<FoundFile> Find(IEnumerable<string> paths) => paths.SelectMany(FindOne);

    private static IEnumerable<FoundFile> FindOne(string path)
    {
        if (Directory.Exists(path))
            return Below(path);

        return [File.Exists(path) || FileKind.Exists(path)
            ? FileKind.IsRegular(path, followLink: true) ? new(path) : new(path, "is not a regular file")
            : new(path, "does not exist")];
    }

    private static IEnumerable<FoundFile> Below(string folder)
    {
        var open = new Stack<FileSystemInfo>([new DirectoryInfo(folder)]);
        while (open.TryPop(out var entry))
        {
            var path = entry.ToString();
            if (entry is DirectoryInfo)
            {
                if (Entries(path, out var entries) is { } problem)
                    yield return new(path, problem);
                foreach (var child in entries)
                    open.Push(child);
            }
            else if (FileKind.IsRegular(path, followLink: false))
            {
                yield return new(path);
            }
        }
    }

    // Descending, because the stack turns the order round.
    private static string? Entries(string folder, out IReadOnlyList<FileSystemInfo> entries)
    {
        try
        {
            entries = [.. new DirectoryInfo(folder).EnumerateFileSystemInfos()
                .Where(entry => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
                .OrderByDescending(entry => entry.Name, StringComparer.Ordinal)];
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            entries = [];
            return "cannot be listed";
        }
    }
}

/// <summary>A file to scan, or a path that cannot be.</summary>
/// <param name="Path">As the person named it, with the way below it.</param>
/// <param name="Problem">Why it cannot be scanned, as the rest of a sentence; null when it can.</param>
internal sealed record FoundFile(string Path, string? Problem = null);
