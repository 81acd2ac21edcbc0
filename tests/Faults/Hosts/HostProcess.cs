using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using ScanHost.Contracts.Faults;

namespace ScanHost.Faults.Hosts;

/// <summary>One seat for the real program, in a process of its own: it can be started again and again at the same address, and harmed.</summary>
public sealed partial class HostProcess : IDisposable
{
    private const int Stop = 19, Continue = 18, Terminate = 15; // signal(7)
    private const int NoSuchProcess = 3; // errno(3)

    private readonly string logFile;
    private readonly HttpClient client;
    private Process? process;
    private int processId;

    /// <summary>Takes a seat.</summary>
    /// <param name="folder">Where it runs and logs.</param>
    public HostProcess(string folder)
    {
        Folder = folder;
        var port = Ports.Take();
        Address = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        logFile = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"host-{port}.log"));
        client = new() { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
    }

    /// <summary>The program that hosts run: the one that <c>FAULTS_PROGRAM</c> names, or the one that was built.</summary>
    public static string Program { get; } = System.Environment.GetEnvironmentVariable("FAULTS_PROGRAM") ?? Path.Combine(AppContext.BaseDirectory, "scanhost.dll");

    /// <summary>Where it runs and logs.</summary>
    public string Folder { get; }

    /// <summary>Where it answers, in all its lives.</summary>
    public Uri Address { get; }

    /// <summary>Settings as <c>Section:Key=value</c>, for the next start.</summary>
    public IList<string> Settings { get; } = [];

    /// <summary>Environment variables for the next start.</summary>
    public IDictionary<string, string> Environment { get; } = new Dictionary<string, string>();

    /// <summary>The process of its present life, or of its last.</summary>
    public int ProcessId => process!.Id;

    /// <summary>True while the process lives.</summary>
    public bool IsAlive => process is { HasExited: false };

    /// <summary>The exit code as a shell tells it (137 for SIGKILL); null while it runs.</summary>
    public int? ExitCode => process is { HasExited: true } ended ? ended.ExitCode : null;

    /// <summary>Processor time that it has used since it started, on all cores.</summary>
    public TimeSpan ProcessorTime => process is null ? TimeSpan.Zero : Refreshed(process).TotalProcessorTime;

    private static Process Refreshed(Process running)
    {
        running.Refresh();
        return running;
    }

    /// <summary>Memory that it occupies now.</summary>
    public long ResidentBytes
    {
        get
        {
            process!.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>What it has logged in all its lives.</summary>
    public string Log => File.Exists(logFile) ? File.ReadAllText(logFile) : "";

    /// <summary>Starts it.</summary>
    /// <param name="failpoint">Where it shall die; null for nowhere.</param>
    public void Start(string? failpoint = null)
    {
        process?.Dispose();
        // exec keeps the process id; a dump of a crash would cost seconds.
        var start = new ProcessStartInfo("sh", ["-c", "ulimit -c 0; log=$1; shift; exec \"$@\" >>\"$log\" 2>&1", "sh", logFile, "dotnet", Program, "serve",
            "--urls", Address.OriginalString.TrimEnd('/'), "--Logging:Format=Text", .. Settings.Select(setting => "--" + setting)]) { WorkingDirectory = Folder };
        start.Environment["DOTNET_TieredPGO"] = "0"; // instrumented code only delays a short life
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        if (failpoint is not null)
            start.Environment[Failpoint.Variable] = string.Join(',', new[] { failpoint, Environment.TryGetValue(Failpoint.Variable, out var more) ? more : "" });
        process = Process.Start(start)!;
        processId = process.Id;
        HostReaper.Watch(processId);
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    public async Task StartReadyAsync(string? failpoint = null)
    {
        Start(failpoint);
        await ReadyAsync();
    }

    /// <summary>Waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">It died first, or was not ready within three minutes.</exception>
    public async Task ReadyAsync()
    {
        var patience = Stopwatch.StartNew();
        while (!await IsReadyAsync())
        {
            if (!IsAlive || patience.Elapsed > TimeSpan.FromMinutes(3))
                throw new InvalidOperationException($"The host is not ready (exit code {ExitCode}). Its log ends with:\n{Tail()}");
            await Task.Delay(20);
        }
    }

    /// <summary>Asks it whether it is ready.</summary>
    public async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>SIGKILL: no chance to tidy up.</summary>
    public async Task KillAsync()
    {
        if (IsAlive)
            process!.Kill();
        await EndAsync(TimeSpan.FromMinutes(2));
    }

    /// <summary>SIGTERM: the orderly way.</summary>
    public void AskToStop() => Signal(Terminate);

    /// <summary>SIGSTOP: it stands still, its connections stay.</summary>
    public void Freeze() => Signal(Stop);

    /// <summary>SIGCONT: it goes on as if nothing had been.</summary>
    public void Thaw() => Signal(Continue);

    /// <summary>Waits for its end.</summary>
    /// <exception cref="InvalidOperationException">It did not end in time.</exception>
    public async Task EndAsync(TimeSpan atMost)
    {
        using var patience = new CancellationTokenSource(atMost);
        try
        {
            await process!.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            throw new InvalidOperationException($"The host did not end within {atMost.TotalSeconds} s. Its log ends with:\n{Tail()}");
        }
    }

    /// <summary>The last lines that it logged.</summary>
    public string Tail() => string.Join('\n', Log.Split('\n').TakeLast(40));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (IsAlive)
        {
            process!.Kill();
            process.WaitForExit();
        }

        process?.Dispose();
        client.Dispose();
    }

    /// <summary>A process that was killed meanwhile hears nothing, whether its successor has been started or not.</summary>
    private void Signal(int signal)
    {
        if (SendSignal(processId, signal) != 0 && Marshal.GetLastPInvokeError() != NoSuchProcess)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int processId, int signal);
}
