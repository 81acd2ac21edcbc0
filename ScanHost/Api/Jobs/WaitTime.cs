using System.Globalization;
using ScanHost.Contracts.Limits;

namespace ScanHost.Api.Jobs;

/// <summary>The query value of <c>?wait=</c>.</summary>
internal static class WaitTime
{
    /// <summary>Reads <c>30</c>, <c>30s</c>, <c>500ms</c> or <c>2m</c>. Nothing means: do not wait.</summary>
    /// <exception cref="BadHttpRequestException">It is something else.</exception>
    /// <exception cref="LimitExceededException">It is longer than <c>Api:MaxWaitSeconds</c>.</exception>
    public static TimeSpan Read(string? text, ApiOptions options)
    {
        if (string.IsNullOrEmpty(text))
            return TimeSpan.Zero;

        var (number, unit) = text switch
        {
            [.. var digits, 'm', 's'] => (digits, 0.001),
            [.. var digits, 's'] => (digits, 1.0),
            [.. var digits, 'm'] => (digits, 60.0),
            _ => (text, 1.0),
        };
        // Infinities and NaN have names, which are read whatever the style says.
        if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || !(value >= 0))
            throw new BadHttpRequestException("wait must be a time such as 30s or 500ms.");

        return value * unit <= options.MaxWaitSeconds
            ? TimeSpan.FromSeconds(value * unit)
            : throw new LimitExceededException("Api:MaxWaitSeconds", options.MaxWaitSeconds, $"wait may be at most Api:MaxWaitSeconds ({options.MaxWaitSeconds} s).");
    }
}
