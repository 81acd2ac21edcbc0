using Spectre.Console;

namespace ScanHost.Cli.Scanning;

/// <summary>
/// Where the lines of a scan go: results to standard output, problems to standard error, and a progress bar to whichever of the two
/// is a terminal. Lines and bar on one terminal go through one writer, which keeps them apart.
/// </summary>
internal sealed class ScanOutput
{
    private readonly bool resultsOnTerminal = !Console.IsOutputRedirected;
    private readonly bool problemsOnTerminal = !Console.IsErrorRedirected;
    private readonly IAnsiConsole? terminal;

    public ScanOutput()
    {
        var screen = resultsOnTerminal ? Console.Out : problemsOnTerminal ? Console.Error : null;
        terminal = screen is null ? null : AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(screen) });
    }

    /// <summary>Runs the scan with a bar, if there is a terminal to show it.</summary>
    /// <param name="total">How many files there are.</param>
    /// <param name="scan">The scan; it calls its argument after each file.</param>
    public Task WithProgressAsync(int total, Func<Action, Task> scan) =>
        terminal is null
            ? scan(() => { })
            : terminal.Progress().AutoClear(true).StartAsync(async progress =>
            {
                var bar = progress.AddTask("Scanning", maxValue: Math.Max(total, 1));
                await scan(() => bar.Increment(1));
            });

    /// <summary>Writes a line of the result.</summary>
    public void Result(string line) => Write(line, resultsOnTerminal, Console.Out);

    /// <summary>Writes a line about something that went wrong.</summary>
    public void Problem(string line) => Write(line, problemsOnTerminal, Console.Error);

    // Not terminal.WriteLine, which would break long lines.
    private void Write(string line, bool onTerminal, TextWriter stream)
    {
        if (onTerminal && terminal is not null)
            terminal.Write(new Text(line + Environment.NewLine) { Overflow = Overflow.Fold });
        else
            stream.WriteLine(line);
    }
}
