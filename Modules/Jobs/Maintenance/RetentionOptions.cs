using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace ScanHost.Jobs.Maintenance;

/// <summary>How long jobs with their reports, and samples, are kept. Zero means: for ever.</summary>
internal sealed class RetentionOptions
{
    /// <summary>The settings section.</summary>
    public const string Section = "Retention";

    private const string Longest = "36500.00:00:00";

    /// <summary>How long after its end a job is kept, with its report, unless its verdict has a time of its own. Default zero.</summary>
    [Range(typeof(TimeSpan), "00:00:00", Longest)]
    public TimeSpan Reports { get; init; }

    /// <summary>The same for done jobs of verdict <c>clean</c>; null takes <see cref="Reports"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00", Longest)]
    public TimeSpan? Clean { get; init; }

    /// <summary>The same for verdict <c>unknown</c>.</summary>
    [Range(typeof(TimeSpan), "00:00:00", Longest)]
    public TimeSpan? Unknown { get; init; }

    /// <summary>The same for verdict <c>suspicious</c>.</summary>
    [Range(typeof(TimeSpan), "00:00:00", Longest)]
    public TimeSpan? Suspicious { get; init; }

    /// <summary>The same for verdict <c>malicious</c>.</summary>
    [Range(typeof(TimeSpan), "00:00:00", Longest)]
    public TimeSpan? Malicious { get; init; }

    /// <summary>The same for failed jobs.</summary>
    [Range(typeof(TimeSpan), "00:00:00", Longest)]
    public TimeSpan? Failed { get; init; }

    /// <summary>How long after its last submission a sample is kept although jobs refer to it; their reports stay. Never removed while a job
    /// that needs it is queued or scanning. Default zero: as long as a job refers to it.</summary>
    [Range(typeof(TimeSpan), "00:00:00", Longest)]
    public TimeSpan Samples { get; init; }

    /// <summary>What is kept how long: a verdict, or null for failed jobs. Without what is kept for ever.</summary>
    public IEnumerable<(string? Verdict, TimeSpan Kept)> Rules() =>
        new (string? Verdict, TimeSpan Kept)[]
        {
            ("clean", Clean ?? Reports), ("unknown", Unknown ?? Reports), ("suspicious", Suspicious ?? Reports),
            ("malicious", Malicious ?? Reports), (null, Failed ?? Reports),
        }.Where(rule => rule.Kept > TimeSpan.Zero);
}

/// <summary>Checks the ranges at start.</summary>
[OptionsValidator]
internal sealed partial class RetentionOptionsValidator : IValidateOptions<RetentionOptions>;
