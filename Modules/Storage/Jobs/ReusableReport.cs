using System.Text.Json;
using ScanHost.Contracts.Scanning;

namespace ScanHost.Storage.Jobs;

/// <summary>Which stored reports may stand for another scan.</summary>
internal static class ReusableReport
{
    /// <summary>True when the same engine made it, it is whole, and no stage failed or ran out of time: what failed once may work now.</summary>
    public static bool Is(string report, EngineInfo engine)
    {
        using var document = JsonDocument.Parse(report);
        var root = document.RootElement;
        return root.ValueKind == JsonValueKind.Object
            && root.TryGetProperty("engine", out var madeBy) && Text(madeBy, "digest") == engine.Digest && Text(madeBy, "version") == engine.Version
            && root.TryGetProperty("truncated", out var cut) && cut.ValueKind == JsonValueKind.Array && cut.GetArrayLength() == 0
            && root.TryGetProperty("stages", out var stages) && stages.ValueKind == JsonValueKind.Array
            && stages.EnumerateArray().All(stage => Text(stage, "status") is "ok" or "skipped");
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
