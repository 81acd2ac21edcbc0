using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace ScanHost.Pipeline;

/// <summary>How scans run.</summary>
internal sealed class PipelineOptions
{
    public const string Section = "Pipeline";

    /// <summary>Scans that run at once; 0 means one a core. Default 0.</summary>
    [Range(0, 1024)]
    public int Workers { get; init; }

    /// <summary>So long running scans may go on when the host shuts down, in seconds; the rest goes back to the queue. Default 20.</summary>
    [Range(0, 3600)]
    public int ShutdownSeconds { get; init; } = 20;

    /// <summary><see cref="Workers"/> as a number of workers.</summary>
    public int WorkerCount => Workers == 0 ? Environment.ProcessorCount : Workers;
}

[OptionsValidator]
internal sealed partial class PipelineOptionsValidator : IValidateOptions<PipelineOptions>;
