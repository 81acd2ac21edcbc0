using ScanHost.Api;
using ScanHost.Cli;
using ScanHost.Jobs;
using ScanHost.Pipeline;
using ScanHost.Reports;
using ScanHost.Serving;
using ScanHost.Settings;
using ScanHost.Storage;
using ScanHost.Web;

namespace ScanHost;

/// <summary>The one executable: the command line, and the host put together.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => CommandLine.RunAsync(args);

    /// <summary>
    /// Puts the host together. What runs in it starts in the order in which it is added here and stops in the reverse order, the web
    /// server starting last and stopping first: so at the end intake stops, then the dispatch, then the scans, then the reports.
    /// </summary>
    /// <exception cref="StartRefusedException">A setting is unknown or wrong.</exception>
    internal static WebApplication CreateHost(SettingSources settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        builder.AddSettings(settings);
        builder.AddLogs();

        builder.AddStorage();      // the ledger and the samples: what is true
        builder.AddReports();      // takes what a scan found, judges it, keeps the report, announces it
        builder.AddPipeline();     // takes a claimed job, scans its file
        builder.AddJobs();         // takes a file in, queues its job, claims it when there is room
        builder.AddWebServer();
        builder.AddApi();          // the doors
        builder.AddWebPages();

        var app = builder.Build();
        app.UseWebServer();
        app.MapApi();
        app.MapWebPages();
        return app;
    }
}
