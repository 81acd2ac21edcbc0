using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace ScanHost.Api;

/// <summary>What the HTTP API allows.</summary>
internal sealed class ApiOptions
{
    /// <summary>The settings section.</summary>
    public const string Section = "Api";

    /// <summary>Longest time for which <c>?wait=</c> may ask, in seconds. Default 300.</summary>
    [Range(0, 3600)]
    public int MaxWaitSeconds { get; init; } = 300;

    /// <summary>Most jobs that one page of a listing shows. Default 500.</summary>
    [Range(1, 500)]
    public int MaxPageSize { get; init; } = 500;
}

[OptionsValidator]
internal sealed partial class ApiOptionsValidator : IValidateOptions<ApiOptions>;
