using System.Globalization;
using Microsoft.Extensions.Options;

namespace ScanHost.Pipeline.Stages.Engines;

/// <summary>Scan engines outside this process.</summary>
internal sealed class EnginesOptions
{
    public const string Section = "Engines";

    /// <summary>Where clamd listens: the path of a Unix socket, or <c>host:port</c>. Null switches it off. Default null.</summary>
    public string? ClamAv { get; init; }
}

/// <summary>Refuses an address at which nothing could ever listen, so that a slip of the pen is no gap in every report.</summary>
internal sealed class EnginesOptionsValidator : IValidateOptions<EnginesOptions>
{
    public ValidateOptionsResult Validate(string? name, EnginesOptions options) =>
        options.ClamAv is not { Length: > 0 } clamAv || clamAv.StartsWith('/') || IsHostAndPort(clamAv)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Engines:ClamAv is '{clamAv}', which is neither the absolute path of a Unix socket nor host:port. Example: /run/clamav/clamd.ctl or 127.0.0.1:3310.");

    private static bool IsHostAndPort(string text) =>
        text.LastIndexOf(':') is > 0 and var colon && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0;
}
