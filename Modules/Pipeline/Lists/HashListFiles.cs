using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ScanHost.Contracts.Scanning;

namespace ScanHost.Pipeline.Lists;

/// <summary>
/// Keeps the hash lists as their files are. Looks at the files' times at most once a second, when somebody asks, so it needs no
/// watcher and no thread.
/// </summary>
internal sealed partial class HashListFiles(IOptions<ListsOptions> options, TimeProvider clock, ILogger<HashListFiles> logger)
{
    private const int MaxWarningsOfOneFile = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock refreshing = new();
    private Dictionary<ListFile, HashList?> loaded = [];
    private HashSet<string> missing = new(StringComparer.Ordinal);
    private volatile HashLists? current;
    private long lookedAt;

    /// <summary>The lists of the moment: the same object until a file changes.</summary>
    public HashLists Current
    {
        get
        {
            if (current is null)
            {
                lock (refreshing)
                    Refresh();
            }
            else if (refreshing.TryEnter())
            {
                // Others go on with the lists that they have.
                try
                {
                    if (clock.GetElapsedTime(lookedAt) >= Pause)
                        Refresh();
                }
                finally
                {
                    refreshing.Exit();
                }
            }

            return current!;
        }
    }

    private void Refresh()
    {
        lookedAt = clock.GetTimestamp();
        var nowMissing = new HashSet<string>(StringComparer.Ordinal);
        ListFile[] files = [
            .. options.Value.Block.SelectMany(path => Find(ListKind.Block, path, nowMissing)),
            .. options.Value.Allow.SelectMany(path => Find(ListKind.Allow, path, nowMissing))];
        foreach (var path in nowMissing.Except(missing))
            LogMissing(path);

        missing = nowMissing;
        if (current is not null && loaded.Keys.ToHashSet().SetEquals(files))
            return;

        loaded = files.Distinct().ToDictionary(file => file, file => loaded.TryGetValue(file, out var known) ? known : Load(file));
        current = new HashLists(loaded.Values.OfType<HashList>());
    }

    private static IEnumerable<ListFile> Find(ListKind kind, string path, HashSet<string> missing)
    {
        try
        {
            var files = Directory.Exists(path) ? new DirectoryInfo(path).GetFiles() : [new FileInfo(path)];
            if (files is [{ Exists: false }])
                missing.Add(path);

            return [.. files
                .Where(file => file.Exists && file.Name[0] != '.')
                .OrderBy(file => file.Name, StringComparer.Ordinal)
                .Select(file => new ListFile(kind, file.FullName, file.Length, file.LastWriteTimeUtc.Ticks))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            missing.Add(path);
            return [];
        }
    }

    private HashList? Load(ListFile file)
    {
        var bad = 0;
        try
        {
            var list = HashList.Read(file.Kind, file.Path, line =>
            {
                if (++bad <= MaxWarningsOfOneFile)
                    LogBadLine(file.Path, line);
            });
            LogLoaded(file.Kind, file.Path, list.Count, bad);
            return list;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogUnreadable(file.Path, error);
            return null;
        }
    }

    [LoggerMessage(2010, LogLevel.Information, "{Kind} list {Path}: {Count} entries, {Bad} bad lines")]
    private partial void LogLoaded(ListKind kind, string path, int count, int bad);

    [LoggerMessage(2011, LogLevel.Warning, "Hash list {Path}, line {Line} is not \"sha256[,label]\" and is left out")]
    private partial void LogBadLine(string path, int line);

    [LoggerMessage(2012, LogLevel.Warning, "Hash list {Path} does not exist or cannot be reached")]
    private partial void LogMissing(string path);

    [LoggerMessage(2013, LogLevel.Warning, "Hash list {Path} cannot be read")]
    private partial void LogUnreadable(string path, Exception error);

    /// <summary>A list file in one state: another time or size is another state.</summary>
    private readonly record struct ListFile(ListKind Kind, string Path, long Length, long WrittenAtTicks);
}
