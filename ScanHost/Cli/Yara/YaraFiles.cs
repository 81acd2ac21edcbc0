using ScanHost.Cli.Scanning;
using ScanHost.Yara;

namespace ScanHost.Cli.Yara;

/// <summary>Finds and scans the files of <c>scanhost yara</c>.</summary>
internal static class YaraFiles
{
    /// <summary>The named files, those in the named folders and, when asked for, those below them.</summary>
    public static IEnumerable<FoundFile> Find(IEnumerable<string> paths, bool recursive) =>
        paths.SelectMany(path => Directory.Exists(path) ? Below(path, recursive) : FileWalk.Find([path]));

    /// <summary>Scans files, several at once, and prints in their order.</summary>
    /// <returns>False when one could not be scanned wholly.</returns>
    public static bool Scan(Rules rules, IEnumerable<FoundFile> files, int threads, YaraOutput output)
    {
        using var workers = new ThreadLocal<Worker>(() => new Worker(new Scanner(rules), new FileBuffer()));
        var isComplete = true;
        var scanned = files
            .AsParallel().AsOrdered().WithDegreeOfParallelism(threads).WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .Select(file => (File: file, Text: Scan(workers.Value!, file, output, out var problem), Problem: problem));
        foreach (var (file, text, problem) in scanned)
        {
            output.Write(text);
            if (problem is not null)
            {
                output.Problem(file.Path, problem);
                isComplete = false;
            }
        }

        return isComplete;
    }

    private static IEnumerable<FoundFile> Below(string folder, bool recursive)
    {
        var entries = Entries(folder, out var problem);
        if (problem is not null)
            yield return problem;

        foreach (var entry in entries)
        {
            if (FileKind.IsRegular(entry, followLink: false))
            {
                yield return new FoundFile(entry);
            }
            else if (recursive && File.GetAttributes(entry) is var kind && kind.HasFlag(FileAttributes.Directory)
                && !kind.HasFlag(FileAttributes.ReparsePoint))
            {
                foreach (var file in Below(entry, recursive))
                    yield return file;
            }
        }
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

    private static string Scan(Worker worker, FoundFile file, YaraOutput output, out string? problem)
    {
        problem = file.Problem;
        if (problem is not null)
            return "";

        try
        {
            var result = worker.Scanner.Scan(worker.Buffer.Read(file.Path), output.Settings);
            problem = result.Gaps.Count == 0 ? null : YaraOutput.Describe(result.Gaps[0]);
            return output.Lines(file.Path, result);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problem = "could not open file";
            return "";
        }
    }

    private sealed record Worker(Scanner Scanner, FileBuffer Buffer);
}
