namespace ScanHost.Yara;

/// <summary>Included files on disk, relative to the file that includes them.</summary>
/// <param name="maxFileBytes">A longer file is not read. Default 64 MiB.</param>
public sealed class FolderRuleSource(long maxFileBytes = 64L * 1024 * 1024) : IRuleSource
{
    /// <inheritdoc/>
    public IncludedSource? Find(string path, string includedFrom)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
            return null;

        // Rules written on Windows include with backslashes.
        var portable = Path.DirectorySeparatorChar == '\\' ? path : path.Replace('\\', '/');
        var folder = Path.GetDirectoryName(includedFrom);
        var name = string.IsNullOrEmpty(folder) ? portable : Path.Combine(folder, portable);
        try
        {
            var file = new FileInfo(name);
            return file.Exists && file.Length <= maxFileBytes ? new IncludedSource(Normal(name), File.ReadAllBytes(name)) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Without <c>./</c> and <c>x/../</c>, so that a file that includes itself is recognised.</summary>
    private static string Normal(string name) => Path.IsPathRooted(name)
        ? Path.GetFullPath(name)
        : Path.GetRelativePath(Environment.CurrentDirectory, Path.GetFullPath(name));
}
