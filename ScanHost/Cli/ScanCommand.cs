using System.CommandLine;
using System.Runtime.InteropServices;
using ScanHost.Cli.Scanning;
using ScanHost.Contracts.Reports;
using ScanHost.Pipeline;
using ScanHost.Reports;
using ScanHost.Serving;
using ScanHost.Settings;
using ScanHost.Wording;

namespace ScanHost.Cli;

/// <summary><c>scanhost scan</c>: the same stages over files of this machine, without a server and without a database.</summary>
internal sealed class ScanCommand : Command
{
    private const string About =
        """
        Scan files, and folders with all below them, without a server. Links inside folders are not followed.

        Exit codes: 0 every file is clean; 1 some file is suspicious or malicious; 2 none is, but some could not be
        examined wholly or read at all; 3 not started; 130 interrupted.
        """;

    private readonly Argument<string[]> paths = new("PATH") { Description = "Files and folders.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> json = new("--json") { Description = "Write each report as one line of JSON." };

    public ScanCommand(SettingOptions options) : base("scan", About)
    {
        Arguments.Add(paths);
        Options.Add(json);
        Options.Add(options.File);
        SetAction((parsed, _) => RunAsync(parsed.GetRequiredValue(paths), parsed.GetValue(json), options.Read(parsed)));
    }

    private static async Task<int> RunAsync(string[] paths, bool json, SettingSources settings)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var host = CreateHost(settings);
        try
        {
            return await ScanAsync(host.Services, paths, json, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private static IHost CreateHost(SettingSources settings)
    {
        try
        {
            var builder = Host.CreateEmptyApplicationBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
            builder.AddSettings(settings);
            builder.AddLogs();
            builder.AddReports();
            builder.AddScanner();
            builder.Services.AddSingleton<LocalScanner>();
            var host = builder.Build();
            _ = host.Services.GetRequiredService<LocalScanner>();
            return host;
        }
        catch (Exception error)
        {
            throw StartFailure.Describe(error);
        }
    }

    private static async Task<int> ScanAsync(IServiceProvider services, string[] paths, bool json, CancellationToken cancellationToken)
    {
        var scanner = services.GetRequiredService<LocalScanner>();
        var composer = services.GetRequiredService<IReportComposer>();
        var files = FileWalk.Find(paths).ToList();
        var output = new ScanOutput();
        var exitCode = ExitCodes.Success;
        await output.WithProgressAsync(files.Count, async advance =>
        {
            await foreach (var scanned in scanner.ScanAsync(files, cancellationToken))
            {
                Write(output, scanned, json ? composer : null);
                exitCode = Worse(exitCode, ExitCodeOf(scanned));
                advance();
            }
        });
        return exitCode;
    }

    private static void Write(ScanOutput output, ScannedFile scanned, IReportComposer? json)
    {
        if (scanned.Report is not { } report)
            output.Problem($"scanhost: {VisibleText.Show(scanned.Path)} {scanned.Problem}");
        else if (json is not null)
            output.Result(json.ToJson(report));
        else
            foreach (var line in ScanText.Lines(scanned.Path, report))
                output.Result(line);
    }

    private static int ExitCodeOf(ScannedFile scanned) => scanned.Report?.Verdict switch
    {
        Verdict.Clean => ExitCodes.Success,
        Verdict.Suspicious or Verdict.Malicious => ExitCodes.Found,
        _ => ExitCodes.NotSure,
    };

    // Found (1) outweighs NotSure (2), which outweighs Success (0).
    private static int Worse(int one, int other) =>
        one == ExitCodes.Found || other == ExitCodes.Found ? ExitCodes.Found : Math.Max(one, other);
}
