using System.CommandLine;
using System.Text.Json;
using ScanHost.Cli.Scanning;
using ScanHost.Contracts.Reports;
using ScanHost.Reports;
using ScanHost.Wording;

namespace ScanHost.Cli;

/// <summary><c>scanhost rescore</c>: judges stored reports by the weights of this version, without a scan and without the files.</summary>
internal sealed class RescoreCommand : Command
{
    private const string About =
        """
        Judge reports anew from their own evidence, without scanning. Takes files with one JSON report a line, as scan --json
        and GET /reports write them, and writes the reports with new scores.

        Exit codes: 0 every report is clean; 1 some are suspicious or malicious; 2 none is, but some are unknown or no
        reports; 3 not started.
        """;

    private readonly Argument<string[]> paths = new("PATH") { Description = "Files with reports.", Arity = ArgumentArity.OneOrMore };

    public RescoreCommand() : base("rescore", About)
    {
        Arguments.Add(paths);
        SetAction(parsed => Run(parsed.GetRequiredValue(paths)));
    }

    private static int Run(string[] paths)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.AddReportComposer();
        using var host = builder.Build();
        var rescorer = host.Services.GetRequiredService<IReportRescorer>();
        var composer = host.Services.GetRequiredService<IReportComposer>();
        var output = new ScanOutput();
        var exitCode = ExitCodes.Success;
        foreach (var (path, line, report) in Lines(paths, output))
        {
            var verdict = Rescore(path, line, report, rescorer, composer, output);
            exitCode = verdict is Verdict.Suspicious or Verdict.Malicious || exitCode == ExitCodes.Found ? ExitCodes.Found
                : verdict is Verdict.Clean ? exitCode : ExitCodes.NotSure;
        }

        return exitCode;
    }

    private static IEnumerable<(string Path, int Line, string? Report)> Lines(string[] paths, ScanOutput output)
    {
        foreach (var path in paths)
        {
            if (!File.Exists(path))
            {
                output.Problem($"scanhost: {VisibleText.Show(path)} does not exist");
                yield return (path, 0, null);
                continue;
            }

            var line = 0;
            foreach (var text in File.ReadLines(path))
            {
                line++;
                if (!string.IsNullOrWhiteSpace(text))
                    yield return (path, line, text);
            }
        }
    }

    private static Verdict? Rescore(string path, int line, string? json, IReportRescorer rescorer, IReportComposer composer, ScanOutput output)
    {
        if (json is null)
            return null;
        try
        {
            var report = rescorer.Rescore(json);
            output.Result(composer.ToJson(report));
            return report.Verdict;
        }
        catch (JsonException)
        {
            output.Problem($"scanhost: {VisibleText.Show(path)} has no report on line {line}");
        }
        catch (ReportCutException cut)
        {
            output.Problem($"scanhost: {VisibleText.Show(path)} line {line}: {cut.Message}");
        }

        return null;
    }
}
