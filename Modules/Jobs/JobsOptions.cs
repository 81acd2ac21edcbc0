using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace ScanHost.Jobs;

/// <summary>How jobs are handed out and looked after.</summary>
internal sealed class JobsOptions
{
    /// <summary>The settings section.</summary>
    public const string Section = "Jobs";

    /// <summary>How often the store is asked for due jobs when nothing rang: the net under the doorbell. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often jobs of dead hosts are looked for. Default 3 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan RescueInterval { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How often expired jobs, and samples that no job refers to, are removed. Default 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan SweepInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>A sample is left alone for so long after its last submission, whether a job refers to it or not: its job
    /// may just be being accepted. At least 1 min, default 1 h.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan SampleGrace { get; init; } = TimeSpan.FromHours(1);
}

/// <summary>Checks the ranges at start.</summary>
[OptionsValidator]
internal sealed partial class JobsOptionsValidator : IValidateOptions<JobsOptions>;
