using System.Diagnostics;
using System.Text.Json;

namespace ScanHost.Fuzz.Containers;

/// <summary>Gives a folder of mutants to the published program: it must end by itself, with a report for each.</summary>
internal static class ChildProcess
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>What is wrong, a line each.</summary>
    public static async Task<IReadOnlyList<string>> JudgeAsync(string program, string folder, int files)
    {
        var start = new ProcessStartInfo(program, ["scan", "--json", folder]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(Longest);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return [$"{folder}: still running after {Longest.TotalMinutes:0} minutes"];
        }
        var reports = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        List<string> problems = [.. reports.SelectMany(Failures)];
        if (process.ExitCode is not (0 or 1 or 2))
            problems.Add($"{folder}: exit code {process.ExitCode}: {(await errors).Split('\n').FirstOrDefault(line => line.Contains("xception", StringComparison.Ordinal))}");
        if (reports.Length != files)
            problems.Add($"{folder}: {files} files, {reports.Length} reports");
        return problems;
    }

    private static IEnumerable<string> Failures(string report)
    {
        using var document = JsonDocument.Parse(report);
        var name = document.RootElement.GetProperty("file").GetProperty("name").GetString();
        return [.. document.RootElement.GetProperty("stages").EnumerateArray()
            .Where(stage => stage.GetProperty("status").GetString() is "failed" or "timed_out")
            .Select(stage => $"{name}: stage {stage.GetProperty("name").GetString()} {stage.GetProperty("status").GetString()}")];
    }
}
