using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace ScanHost.Storage.Samples;

/// <summary>How samples are kept.</summary>
internal sealed class SamplesOptions
{
    /// <summary>The settings section.</summary>
    public const string Section = "Samples";

    /// <summary>A sample of at most so many bytes is kept in the database: it is accepted in one transaction with its job, and shares that
    /// transaction's flush with others. Default 64 KiB; 0 keeps every sample that is not empty outside.</summary>
    [Range(0, 1 << 20)]
    public int MaxInlineBytes { get; init; } = 64 << 10;
}

/// <summary>Checks the ranges at start.</summary>
[OptionsValidator]
internal sealed partial class SamplesOptionsValidator : IValidateOptions<SamplesOptions>;
