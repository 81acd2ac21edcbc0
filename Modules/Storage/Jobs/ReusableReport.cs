using System.Text.Json;
using ScanHost.Contracts.Limits;
using ScanHost.Contracts.Scanning;

namespace ScanHost.Storage.Jobs;

/// <summary>Which stored reports may stand for another scan.</summary>
internal static class ReusableReport
{
    /// <summary>True when the same engine made it, it is whole, and nothing failed or ran out of time: what failed once may work now. A gap tells that
    /// too where its stage went on: an engine that did not answer, a search that was given up, stages for which no time was left.</summary>
    public static bool Is(string report, EngineInfo engine)
    {
        using var document = JsonDocument.Parse(report);
        var root = document.RootElement;
        return root.ValueKind == JsonValueKind.Object
            && root.TryGetProperty("engine", out var madeBy) && Text(madeBy, "digest") == engine.Digest && Text(madeBy, "version") == engine.Version
            && root.TryGetProperty("truncated", out var cut) && cut.ValueKind == JsonValueKind.Array && cut.GetArrayLength() == 0
            && root.TryGetProperty("stages", out var stages) && stages.ValueKind == JsonValueKind.Array
            && stages.EnumerateArray().All(stage => Text(stage, "status") is "ok" or "skipped")
            && root.TryGetProperty("coverage", out var coverage) && coverage.ValueKind == JsonValueKind.Object
            && coverage.TryGetProperty("gaps", out var gaps) && gaps.ValueKind == JsonValueKind.Array
            && !gaps.EnumerateArray().Any(MayCloseNextTime);
    }

    private static bool MayCloseNextTime(JsonElement gap) =>
        Text(gap, "reason") is null or "failed" or "timeout" || Text(gap, "limit") is nameof(LimitsOptions.MaxJobSeconds) or nameof(LimitsOptions.MaxStageSeconds);

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
