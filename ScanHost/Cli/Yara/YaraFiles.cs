using System.Text;
using ScanHost.Cli.Scanning;
using ScanHost.Settings;
using ScanHost.Yara;

namespace ScanHost.Cli.Yara;

/// <summary>Scans the files of <c>scanhost yara</c>.</summary>
internal static class YaraFiles
{
    /// <summary>The files that a file names, one a line.</summary>
    /// <exception cref="StartRefusedException">It cannot be read.</exception>
    public static IEnumerable<string> Listed(string path) =>
        Encoding.UTF8.GetString(RuleLoading.ReadBytes(path, "The list")).Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0);

    /// <summary>Scans files, several at once, and prints in their order.</summary>
    /// <returns>False when one could not be scanned wholly.</returns>
    public static bool Scan(Rules rules, IEnumerable<FoundFile> files, int threads, YaraOutput output)
    {
        using var workers = new ThreadLocal<Worker>(() => Start(rules, output));
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

    private static Worker Start(Rules rules, YaraOutput output)
    {
        var scanner = new Scanner(rules);
        foreach (var (module, data) in output.ModuleData)
            scanner.SetModuleData(module, data);
        return new Worker(scanner, new FileBuffer());
    }

    private static string Scan(Worker worker, FoundFile file, YaraOutput output, out string? problem)
    {
        problem = file.Problem;
        if (problem is not null)
            return "";

        try
        {
            var bytes = worker.Buffer.Read(file.Path);
            var result = worker.Scanner.Scan(bytes, output.Settings);
            problem = result.Gaps.Count == 0 ? null : YaraOutput.Describe(result.Gaps[0]);
            return output.Lines(file.Path, bytes, result);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problem = "could not open file";
            return "";
        }
    }

    private sealed record Worker(Scanner Scanner, FileBuffer Buffer);
}
