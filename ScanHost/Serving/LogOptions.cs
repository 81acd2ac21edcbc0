using Serilog.Events;

namespace ScanHost.Serving;

/// <summary>What is logged, and how.</summary>
internal sealed class LogOptions
{
    /// <summary>The settings section.</summary>
    public const string Section = "Logging";

    /// <summary>The least level that is written. Default <c>Information</c>.</summary>
    public LogEventLevel Level { get; init; } = LogEventLevel.Information;

    /// <summary>How lines look. Default <see cref="LogFormat.Auto"/>.</summary>
    public LogFormat Format { get; init; } = LogFormat.Auto;
}

/// <summary>How log lines look.</summary>
internal enum LogFormat
{
    /// <summary>Text on a terminal, JSON otherwise.</summary>
    Auto,

    /// <summary>Plain text.</summary>
    Text,

    /// <summary>One JSON object a line, in Serilog's compact form.</summary>
    Json,
}
