using System.Globalization;
using ScanHost.Wording;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;

namespace ScanHost.Serving;

/// <summary>Sends the log to standard error.</summary>
internal static class Logs
{
    private const string Template = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";

    // The generic host reports a failed start with a stack trace; the command line says it in one sentence.
    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";
    private const int StartupFaulted = 11;

    extension(IHostApplicationBuilder builder)
    {
        /// <summary>Logs as section <c>Logging</c> says.</summary>
        public void AddLogs()
        {
            var options = builder.Configuration.GetSection(LogOptions.Section).Get<LogOptions>() ?? new();
            builder.Services.AddSerilog(logs => logs
                .MinimumLevel.Is(options.Level)
                .MinimumLevel.Override("Microsoft", Later(options.Level, LogEventLevel.Warning))
                .MinimumLevel.Override("System", Later(options.Level, LogEventLevel.Warning))
                // It warns of what our own migrations do on purpose.
                .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Migrations", Later(options.Level, LogEventLevel.Error))
                .Filter.ByExcluding(IsFailedStart)
                .Enrich.With<HarmlessText>()
                .Enrich.FromLogContext()
                .WriteTo.Console(Formatter(options.Format), standardErrorFromLevel: LogEventLevel.Verbose),
                preserveStaticLogger: true);
        }
    }

    // At Debug and Verbose the framework speaks too.
    private static LogEventLevel Later(LogEventLevel level, LogEventLevel atLeast) =>
        level < LogEventLevel.Information || level > atLeast ? level : atLeast;

    private static ITextFormatter Formatter(LogFormat format) =>
        format == LogFormat.Json || (format == LogFormat.Auto && Console.IsErrorRedirected)
            ? new CompactJsonFormatter()
            : new MessageTemplateTextFormatter(Template, CultureInfo.InvariantCulture);

    private static bool IsFailedStart(LogEvent logEvent) =>
        logEvent.Properties.GetValueOrDefault("SourceContext") is ScalarValue { Value: HostCategory } &&
        logEvent.Properties.GetValueOrDefault("EventId") is StructureValue id &&
        id.Properties.Any(property => property is { Name: "Id", Value: ScalarValue { Value: StartupFaulted } });

    /// <summary>Escapes control and direction characters in text values: a submitted name forges no line and drives no terminal.</summary>
    private sealed class HarmlessText : ILogEventEnricher
    {
        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
        {
            foreach (var (name, value) in logEvent.Properties.ToList())
            {
                if (value is ScalarValue { Value: string text } && VisibleText.Show(text) is var shown && shown != text)
                    logEvent.AddOrUpdateProperty(new(name, new ScalarValue(shown)));
            }
        }
    }
}
