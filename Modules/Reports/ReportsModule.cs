using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Reports;
using ScanHost.Reports.Completing;
using ScanHost.Reports.Composing;
using ScanHost.Reports.Feed;
using ScanHost.Reports.Rescoring;
using ScanHost.Reports.Schema;

namespace ScanHost.Reports;

/// <summary>Judges what a scan found, keeps the report, and tells who waits for it.</summary>
public static class ReportsModule
{
    /// <summary>So many ended scans may wait for their reports to be stored; then the workers wait. Enough for one commit under load.</summary>
    private const int MaxUnstored = 128;

    extension(IHostApplicationBuilder builder)
    {
        /// <summary>Registers the completer, <see cref="IReportFeed"/> and the channel of <see cref="ScanFinished"/>. Needs <see cref="IJobStore"/>.</summary>
        public void AddReports()
        {
            builder.AddReportComposer();
            var services = builder.Services;
            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton(_ => Channel.CreateBounded<ScanFinished>(MaxUnstored));
            services.AddSingleton(provider => provider.GetRequiredService<Channel<ScanFinished>>().Reader);
            services.AddSingleton(provider => provider.GetRequiredService<Channel<ScanFinished>>().Writer);
            services.AddSingleton<IReportFeed, ReportFeed>();
            services.AddSingleton<IReportSchema, ReportSchema>();
            services.AddSingleton<ReportCutter>();
            services.AddSingleton<JobConclusion>();
            services.AddHostedService<Completer>();
        }

        /// <summary>Registers <see cref="IReportComposer"/> and <see cref="IReportRescorer"/> alone, for a scan without jobs.</summary>
        public void AddReportComposer()
        {
            builder.Services.TryAddSingleton<IReportComposer, ReportComposer>();
            builder.Services.TryAddSingleton<IReportRescorer, ReportRescorer>();
        }
    }
}
