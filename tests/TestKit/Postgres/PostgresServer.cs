using System.Diagnostics;
using System.Globalization;

namespace ScanHost.TestKit.Postgres;

/// <summary>
/// A throwaway PostgreSQL cluster: runs as an unprivileged user, listens on a socket in a temporary folder only, and is gone with this
/// process, even when that is killed. Fails with a sentence where PostgreSQL is not installed.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private const string Unprivileged = "nobody";
    private readonly string data;
    private readonly string options;
    private readonly Process watcher;

    /// <summary>Makes and starts a cluster.</summary>
    /// <param name="settings">Server settings as command line options.</param>
    public PostgresServer(string settings = "-c fsync=off")
    {
        Folder = Directory.CreateTempSubdirectory("scanhost-pg-").FullName;
        if (Environment.IsPrivilegedProcess)
            Execute("chown", Unprivileged, Folder);
        data = Path.Combine(Folder, "data");
        options = $"-k {Folder} -c listen_addresses= {settings}";
        Run("initdb", "-D", data, "-U", Unprivileged, "--auth=trust", "-E", "UTF8", "--no-locale", "--no-sync");
        Start();
        watcher = StopWithThisProcess();
    }

    /// <summary>The folder with the socket: the host of a connection string.</summary>
    public string Folder { get; }

    /// <summary>The server's main process.</summary>
    public int ProcessId => int.Parse(File.ReadLines(Path.Combine(data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>Makes an empty database.</summary>
    /// <returns>How to reach it.</returns>
    public string CreateDatabase(string name)
    {
        Run("psql", "-h", Folder, "-U", Unprivileged, "-d", "postgres", "-qc", $"CREATE DATABASE {name}");
        return ConnectionString(Folder, name);
    }

    /// <summary>How to reach a database through a socket folder, which may be a proxy's.</summary>
    public static string ConnectionString(string folder, string name) => $"Host={folder};Username={Unprivileged};Database={name}";

    /// <summary>Starts it (again) and waits until it answers.</summary>
    public void Start() => Run("pg_ctl", "-D", data, "-w", "-l", Path.Combine(Folder, "log"), "-o", options, "start");

    /// <summary>Stops it as a crash would: no goodbye to clients, recovery at the next start.</summary>
    public void Crash() => Run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop");

    /// <summary>Stops all its processes where they are; connections stay.</summary>
    public void Freeze() => Signal("STOP");

    /// <summary>Lets them go on.</summary>
    public void Thaw() => Signal("CONT");

    /// <summary>Stops it and removes its folder.</summary>
    public void Dispose()
    {
        watcher.StandardInput.Close();
        watcher.WaitForExit();
        watcher.Dispose();
    }

    private void Signal(string name) =>
        Execute("sh", "-c", string.Create(CultureInfo.InvariantCulture, $"kill -{name} {ProcessId} $(ps -o pid= --ppid {ProcessId})"));

    /// <summary>A shell that waits on a pipe of ours: it sees the end of this process even when that is killed.</summary>
    private Process StopWithThisProcess()
    {
        var (program, arguments) = Unprivilegedly(Program("pg_ctl"), ["-D", data, "-m", "immediate", "stop"]);
        var stop = string.Join(' ', arguments.Prepend(program));
        var start = new ProcessStartInfo("sh") { RedirectStandardInput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"cat >/dev/null; {stop} >/dev/null 2>&1; rm -rf '{Folder}'");
        return Process.Start(start)!;
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
