using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ScanHost.Contracts.Jobs;
using ScanHost.Contracts.Samples;
using ScanHost.Jobs.Dispatching;
using ScanHost.Jobs.Maintenance;
using ScanHost.Jobs.Submitting;

namespace ScanHost.Jobs;

/// <summary>Accepts submissions, hands jobs out to the pipeline, and rescues jobs whose host died.</summary>
public static class JobsModule
{
    extension(IHostApplicationBuilder builder)
    {
        /// <summary>Registers <see cref="ISubmissions"/>. Needs <see cref="IJobStore"/>, <see cref="ISampleStore"/>, <see cref="IHosts"/>, and the
        /// pipeline's channel, room and running scans.</summary>
        public void AddJobs()
        {
            var services = builder.Services;
            services.AddOptions<JobsOptions>().BindConfiguration(JobsOptions.Section).ValidateOnStart();
            services.AddSingleton<IValidateOptions<JobsOptions>, JobsOptionsValidator>();
            services.TryAddSingleton(TimeProvider.System);
            services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).ValidateOnStart();
            services.AddSingleton<IValidateOptions<RetentionOptions>, RetentionOptionsValidator>();
            services.AddSingleton<Doorbell>();
            services.AddSingleton<Backlog>();
            services.AddSingleton<ISubmissions, Submissions>();
            services.AddHostedService<Dispatcher>();
            services.AddHostedService<HostListener>();
            services.AddSingleton<JobRescuer>();
            services.AddHostedService(provider => provider.GetRequiredService<JobRescuer>());
            services.AddHostedService<JobExpirer>();
            services.AddHostedService<SampleSweeper>();
        }
    }
}
