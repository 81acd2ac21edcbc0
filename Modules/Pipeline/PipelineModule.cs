using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Limits;
using ScanHost.Contracts.Reports;
using ScanHost.Contracts.Samples;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Lists;
using ScanHost.Pipeline.Scanning;
using ScanHost.Pipeline.Stages;
using ScanHost.Pipeline.Stages.Engines;
using ScanHost.Pipeline.Stages.Yara;
using ScanHost.Pipeline.Workers;

namespace ScanHost.Pipeline;

/// <summary>Runs the analysis stages over a file and over all that is found inside it, for claimed jobs and for the command line.</summary>
public static class PipelineModule
{
    /// <summary>More than is ever claimed ahead (<see cref="IScanRoom"/> tells how much that may be), so that handing a claim over does not wait.</summary>
    private const int DispatchCapacity = 4096;

    extension(IHostApplicationBuilder builder)
    {
        /// <summary>
        /// Registers the scanner and its workers. The workers need <see cref="ISampleStore"/>, <see cref="IReportFeed"/> and the channel
        /// of <see cref="ScanFinished"/>.
        /// </summary>
        public void AddPipeline()
        {
            builder.Services.AddSingleton(_ => new ScanThreads(giveWay: true));
            builder.AddScanner();
            builder.Services.AddOptions<PipelineOptions>().BindConfiguration(PipelineOptions.Section).ValidateOnStart();
            builder.Services.AddSingleton<IValidateOptions<PipelineOptions>, PipelineOptionsValidator>();
            builder.Services.AddSingleton(_ => Channel.CreateBounded<JobAvailable>(DispatchCapacity));
            builder.Services.AddSingleton(provider => provider.GetRequiredService<Channel<JobAvailable>>().Reader);
            builder.Services.AddSingleton(provider => provider.GetRequiredService<Channel<JobAvailable>>().Writer);
            builder.Services.AddSingleton<ScanRoom>();
            builder.Services.AddSingleton<IScanRoom>(provider => provider.GetRequiredService<ScanRoom>());
            builder.Services.AddSingleton<RunningScans>();
            builder.Services.AddSingleton<IRunningScans>(provider => provider.GetRequiredService<RunningScans>());
            builder.Services.AddSingleton<JobScanner>();
            builder.Services.AddHostedService<ScanWorkers>();
            builder.Services.AddOptions<HostOptions>().PostConfigure<IOptions<PipelineOptions>>(LeaveTimeToShutDown);
        }

        /// <summary>Registers <see cref="IFileScanner"/> alone, for a scan without jobs and workers.</summary>
        public void AddScanner()
        {
            PatternTime.Apply();
            builder.Services.AddOptions<LimitsOptions>().BindConfiguration(LimitsOptions.Section).ValidateOnStart();
            builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LimitsOptions>, LimitsOptionsValidator>());
            builder.Services.AddOptions<ListsOptions>().BindConfiguration(ListsOptions.Section);
            builder.Services.AddOptions<RulesOptions>().BindConfiguration(RulesOptions.Section);
            builder.Services.AddOptions<ContainersOptions>().BindConfiguration(ContainersOptions.Section);
            builder.Services.AddOptions<EnginesOptions>().BindConfiguration(EnginesOptions.Section).ValidateOnStart();
            builder.Services.AddSingleton<IValidateOptions<EnginesOptions>, EnginesOptionsValidator>();
            builder.Services.TryAddSingleton(TimeProvider.System);
            builder.Services.AddSingleton<HashListFiles>();
            builder.Services.AddSingleton<RuleFiles>();
            builder.Services.TryAddSingleton(_ => new ScanThreads());
            builder.Services.AddSingleton<IFileScanner, FileScanner>();
            builder.Services.AddSingleton(provider => new EngineSource(
                [
                    .. StageCatalogue.Create(ContainerReaders.All, provider.GetRequiredService<IOptions<ContainersOptions>>().Value),
                    .. OutsideEngines(provider),
                ],
                provider.GetRequiredService<HashListFiles>(),
                provider.GetRequiredService<IOptions<LimitsOptions>>(),
                provider.GetRequiredService<RuleFiles>()));
        }
    }

    private static IEnumerable<IScanStage> OutsideEngines(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<EnginesOptions>>().Value.ClamAv is { Length: > 0 } clamd
            ? [new ClamAvStage(clamd, provider.GetRequiredService<TimeProvider>())]
            : [];

    /// <summary>The host must not give up before the scans' own time is over, a stage's grace included.</summary>
    private static void LeaveTimeToShutDown(HostOptions host, IOptions<PipelineOptions> pipeline)
    {
        try
        {
            var needed = TimeSpan.FromSeconds(pipeline.Value.ShutdownSeconds) + ScanWatch.Grace + TimeSpan.FromSeconds(5);
            if (host.ShutdownTimeout < needed)
                host.ShutdownTimeout = needed;
        }
        catch (OptionsValidationException)
        {
            // The host asks for this while it is built; a bad setting is told when it starts.
        }
    }
}

[OptionsValidator]
internal sealed partial class LimitsOptionsValidator : IValidateOptions<LimitsOptions>;
