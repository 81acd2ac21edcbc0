using System.Diagnostics.CodeAnalysis;

namespace ScanHost.Formats.Containers;

/// <summary>The folders of a file system that are still to be read, in the order in which they were found: each once, for a damaged volume may lead back to
/// one; none below the greatest depth. What is left out is said, once.</summary>
/// <typeparam name="TKey">What tells folders apart.</typeparam>
/// <typeparam name="TFolder">What it takes to read one.</typeparam>
/// <param name="leaveOut">Told the first folder that is left out, and why.</param>
internal sealed class FolderQueue<TKey, TFolder>(Action<string, string> leaveOut)
    where TKey : notnull
{
    /// <summary>The root has depth 0.</summary>
    internal const int MaxDepth = 128;

    private const int MaxFolders = 1_000_000;
    private readonly Queue<(TFolder Folder, string Path, int Depth)> open = new();
    private readonly HashSet<TKey> seen = [];
    private bool isCut;

    /// <summary>Adds a folder, unless it was added before.</summary>
    internal void Add(TKey key, TFolder folder, string path, int depth)
    {
        if (!seen.Add(key))
            return;
        if (depth <= MaxDepth && seen.Count <= MaxFolders)
            open.Enqueue((folder, path, depth));
        else if (!isCut)
        {
            isCut = true;
            leaveOut(path, depth > MaxDepth ? $"folders more than {MaxDepth} deep are not read" : $"no more than {MaxFolders} folders are read");
        }
    }

    /// <summary>Takes the next folder.</summary>
    internal bool TryTake([MaybeNullWhen(false)] out TFolder folder, [MaybeNullWhen(false)] out string path, out int depth)
    {
        var isThere = open.TryDequeue(out var next);
        (folder, path, depth) = next;
        return isThere;
    }
}
