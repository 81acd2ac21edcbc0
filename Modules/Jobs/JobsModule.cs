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
        /// <summary>Registers <see cref="ISubmissions"/>. Needs <see cref="IJobStore"/>, <see cref="ISampleStore"/>, and the pipeline's channel and
        /// running scans.</summary>
        public void AddJobs()
        {
            var services = builder.Services;
            services.AddOptions<JobsOptions>().BindConfiguration(JobsOptions.Section).ValidateOnStart();
            services.AddSingleton<IValidateOptions<JobsOptions>, JobsOptionsValidator>();
            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton<Doorbell>();
            services.AddSingleton<ISubmissions, Submissions>();
            services.AddHostedService<Dispatcher>();
            services.AddHostedService<JobRescuer>();
            services.AddHostedService<SampleSweeper>();
        }
    }
}
