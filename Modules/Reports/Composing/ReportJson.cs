using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ScanHost.Contracts.Reports;
using ScanHost.Contracts.Scanning;

namespace ScanHost.Reports.Composing;

/// <summary>How a report looks as JSON: one line, snake_case, words for enumerations, times in UTC with milliseconds (RFC 3339).</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.Strict,
    Converters =
    [
        typeof(WordConverter<Verdict>), typeof(WordConverter<Severity>), typeof(WordConverter<Confidence>), typeof(WordConverter<FindingCategory>),
        typeof(WordConverter<StageStatus>), typeof(WordConverter<GapReason>), typeof(WordConverter<ListKind>), typeof(TimeConverter),
    ])]
[JsonSerializable(typeof(Report))]
internal sealed partial class ReportJson : JsonSerializerContext;

/// <summary>Enumerations as snake_case words: <c>very_high</c>.</summary>
internal sealed class WordConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower)
    where T : struct, Enum;

/// <summary>Times as <c>2026-01-31T12:00:00.000Z</c>.</summary>
internal sealed class TimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
}
