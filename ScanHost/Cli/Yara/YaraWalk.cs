using ScanHost.Cli.Scanning;
using ScanHost.Wording;

namespace ScanHost.Cli.Yara;

/// <summary>Finds the files of <c>scanhost yara</c>, in the order of their names.</summary>
/// <param name="IsRecursive">Goes into folders below the named ones.</param>
/// <param name="FollowsLinks">Takes links in folders for what they point to. A named path is followed in any case.</param>
/// <param name="SkipLarger">Passes over files in folders that have more bytes, and says so; 0 for none.</param>
internal sealed record YaraWalk(bool IsRecursive, bool FollowsLinks, long SkipLarger)
{
    /// <summary>The named files, those in the named folders and, when asked for, those below them.</summary>
    public IEnumerable<FoundFile> Find(IEnumerable<string> paths) => paths.SelectMany(path => Directory.Exists(path)
        ? In(path, [Target(path)]).Where(file => !IsSkipped(file))
        : FileWalk.Find([path]));

    /// <param name="folder">As it is printed.</param>
    /// <param name="above">The folder and those that it was found in, without links: a link to one of them would lead round and round.</param>
    private IEnumerable<FoundFile> In(string folder, List<string> above)
    {
        var entries = Entries(folder, out var problem);
        if (problem is not null)
            yield return problem;

        foreach (var entry in entries)
        {
            if (FileKind.IsRegular(entry, FollowsLinks))
            {
                yield return new FoundFile(entry);
            }
            else if (IsRecursive && Directory.Exists(entry) && (FollowsLinks || !IsLink(entry)) && Target(entry) is var target && !above.Contains(target))
            {
                foreach (var file in In(entry, [.. above, target]))
                    yield return file;
            }
        }
    }

    private static bool IsLink(string path) => File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint);

    /// <summary>Where a folder really is. Links in its own path are resolved from the last to the first.</summary>
    private static string Target(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var rest = "";
        for (string? part = full; part is not null; part = Path.GetDirectoryName(part))
        {
            if (Directory.ResolveLinkTarget(part, returnFinalTarget: true) is { } target)
                return Path.Join(Target(target.FullName), rest);
            rest = Path.Join(Path.GetFileName(part), rest);
        }

        return full;
    }

    private static string[] Entries(string folder, out FoundFile? problem)
    {
        problem = null;
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problem = new FoundFile(folder, "cannot be listed");
            return [];
        }
    }

    private bool IsSkipped(FoundFile file)
    {
        if (SkipLarger <= 0 || file.Problem is not null || new FileInfo(file.Path) is not { Exists: true } info || info.Length <= SkipLarger)
            return false;

        Console.Error.WriteLine($"skipping {VisibleText.Show(file.Path)} ({info.Length} bytes) because it's larger than {SkipLarger} bytes.");
        return true;
    }
}
