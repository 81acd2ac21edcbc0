using System.Diagnostics;
using System.Globalization;

namespace ScanHost.Benchmarks.Yara;

/// <summary>What a program cost.</summary>
/// <param name="CpuSeconds">User and system time, in steps of 10 ms.</param>
/// <param name="PeakBytes">The most memory that it had resident; looked at every 5 ms.</param>
/// <param name="Output">The lines that it printed.</param>
internal sealed record ChildProcess(double CpuSeconds, long PeakBytes, string[] Output)
{
    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static ChildProcess Run(string program, params string[] arguments)
    {
        var before = ChildrenCpuSeconds();
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        long peak = 0;
        while (!process.WaitForExit(5))
            peak = Math.Max(peak, PeakOf(process.Id));
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {errors.Result}");
        return new(ChildrenCpuSeconds() - before, peak, output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The most memory that a process had resident, in bytes; 0 when it is gone.</summary>
    public static long PeakOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(one => one.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>User and system time of all children that have ended (proc_pid_stat(5), fields 16 and 17).</summary>
    private static double ChildrenCpuSeconds()
    {
        var text = File.ReadAllText("/proc/self/stat");
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[13], CultureInfo.InvariantCulture) + long.Parse(fields[14], CultureInfo.InvariantCulture)) / 100.0;
    }
}
