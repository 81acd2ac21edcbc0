using System.Diagnostics;
using System.Globalization;

namespace ScanHost.TestKit.Postgres;

/// <summary>
/// A throwaway PostgreSQL cluster of this test run: started on first use as an unprivileged user, listening on a socket in a temporary
/// folder only, gone with the process. Fails with a sentence where PostgreSQL is not installed.
/// </summary>
public static class PostgresCluster
{
    private const string Unprivileged = "nobody";
    private static readonly Lazy<string> Folder = new(Start);
    private static int databases;

    // Kept: when it is collected its pipe closes, and the cluster ends.
    private static Process? watcher;

    /// <summary>Makes an empty database.</summary>
    /// <returns>How to reach it.</returns>
    public static string CreateDatabase()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Environment.ProcessId}_{Interlocked.Increment(ref databases)}");
        Run("psql", "-h", Folder.Value, "-U", Unprivileged, "-d", "postgres", "-qc", $"CREATE DATABASE {name}");
        return $"Host={Folder.Value};Username={Unprivileged};Database={name}";
    }

    private static string Start()
    {
        var folder = Directory.CreateTempSubdirectory("scanhost-pg-").FullName;
        if (Environment.IsPrivilegedProcess)
            Execute("chown", Unprivileged, folder);
        var data = Path.Combine(folder, "data");
        Run("initdb", "-D", data, "-U", Unprivileged, "--auth=trust", "-E", "UTF8", "--no-locale", "--no-sync");
        Run("pg_ctl", "-D", data, "-w", "-l", Path.Combine(folder, "log"), "-o", $"-k {folder} -c listen_addresses= -c fsync=off", "start");
        StopWithThisProcess(folder, data);
        return folder;
    }

    /// <summary>A shell that waits on a pipe of ours: it sees the end of this process even when that is killed.</summary>
    private static void StopWithThisProcess(string folder, string data)
    {
        var (program, arguments) = Unprivilegedly(Program("pg_ctl"), ["-D", data, "-m", "immediate", "stop"]);
        var stop = string.Join(' ', arguments.Prepend(program));
        var start = new ProcessStartInfo("sh") { RedirectStandardInput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"cat >/dev/null; {stop} >/dev/null 2>&1; rm -rf '{folder}'");
        watcher = Process.Start(start);
    }

    private static void Run(string program, params IEnumerable<string> arguments)
    {
        var (file, all) = Unprivilegedly(Program(program), arguments);
        Execute(file, all);
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static (string Program, IEnumerable<string> Arguments) Unprivilegedly(string program, IEnumerable<string> arguments) =>
        Environment.IsPrivilegedProcess
            ? ("setpriv", new[] { "--reuid=" + Unprivileged, "--regid=nogroup", "--clear-groups", program }.Concat(arguments))
            : (program, arguments);

    private static string Program(string name)
    {
        var found = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal)
                .Select(version => Path.Combine(version, "bin", name)).FirstOrDefault(File.Exists)
            : null;
        return found ?? throw new InvalidOperationException(
            $"These tests need PostgreSQL 15 or later, and {name} is not below /usr/lib/postgresql. On Debian: apt-get install postgresql.");
    }

    private static void Execute(string program, params IEnumerable<string> arguments)
    {
        // Not redirected: the server would inherit the pipe and keep it open.
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = "/" };
        start.RedirectStandardOutput = program == "chown";
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', start.ArgumentList)} ended with exit code {process.ExitCode}.");
    }
}
