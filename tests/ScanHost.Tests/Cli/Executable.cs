using System.Diagnostics;
using System.Text;

namespace ScanHost.Tests.Cli;

/// <summary>The real program in a process of its own.</summary>
internal sealed class Executable : IDisposable
{
    private readonly Process process;

    private Executable(string workingDirectory, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "scanhost.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        process = Process.Start(start)!;
    }

    /// <summary>Runs to the end.</summary>
    public static async Task<Ended> RunAsync(string workingDirectory, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var program = new Executable(workingDirectory, arguments, environment);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var output = program.process.StandardOutput.ReadToEndAsync(patience.Token);
        var error = program.process.StandardError.ReadToEndAsync(patience.Token);
        await program.process.WaitForExitAsync(patience.Token);
        return new(program.process.ExitCode, await output, await error);
    }

    /// <summary>Starts the service and waits until it answers.</summary>
    public static async Task<Executable> ServeAsync(string workingDirectory, Uri address, params string[] arguments)
    {
        var program = new Executable(workingDirectory, ["serve", "--urls", address.OriginalString, .. arguments], null);
        program.process.OutputDataReceived += (_, _) => { };
        program.process.ErrorDataReceived += (_, _) => { };
        program.process.BeginOutputReadLine();
        program.process.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = address };
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await AnswersAsync(client, patience.Token))
            await Task.Delay(50, patience.Token);
        return program;
    }

    /// <summary>Starts the service, waits until its log says something, and ends it.</summary>
    /// <returns>The line of the log; null when it ended without.</returns>
    public static async Task<string?> LineOfLogAsync(string workingDirectory, string said, params string[] arguments)
    {
        using var program = new Executable(workingDirectory, ["serve", .. arguments], null);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var line = await program.process.StandardError.ReadLineAsync(patience.Token);
        while (line is not null && !line.Contains(said, StringComparison.Ordinal))
            line = await program.process.StandardError.ReadLineAsync(patience.Token);
        return line;
    }

    /// <summary>SIGKILL: no chance to tidy up.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private static async Task<bool> AnswersAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.GetAsync("/health/ready", cancellationToken)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

/// <summary>How a program ended.</summary>
internal sealed record Ended(int ExitCode, string Output, string Error);
