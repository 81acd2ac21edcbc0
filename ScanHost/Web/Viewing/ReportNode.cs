using System.Globalization;
using System.Text.Json;

namespace ScanHost.Web.Viewing;

/// <summary>
/// A place in a stored report. Reading it never throws: what is missing, or is not what this version expects there, reads as
/// nothing. So a report of an older or a newer version shows what it can.
/// </summary>
public readonly struct ReportNode
{
    private readonly JsonElement element;

    private ReportNode(JsonElement element) => this.element = element;

    /// <summary>Reads a stored report; null when it is not JSON.</summary>
    public static ReportNode? TryParse(string json)
    {
        try
        {
            return new(JsonElement.Parse(json));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>True when there is a value other than null.</summary>
    public bool Exists => element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>The member of that name.</summary>
    public ReportNode this[string name]
    {
        get
        {
            try
            {
                return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? new(value) : default;
            }
            catch (InvalidOperationException) // a name with half a surrogate pair
            {
                return default;
            }
        }
    }

    /// <summary>A string, a number or a truth value as text; else empty.</summary>
    public string Text
    {
        get
        {
            try
            {
                return element.ValueKind switch
                {
                    JsonValueKind.String => element.GetString()!,
                    JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => element.GetRawText(),
                    _ => "",
                };
            }
            catch (InvalidOperationException) // half a surrogate pair
            {
                return element.GetRawText();
            }
        }
    }

    /// <summary>The number; null when it is none.</summary>
    public double? Number => element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var number) ? number : null;

    /// <summary>The whole number; null when it is none.</summary>
    public int? WholeNumber => element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number) ? number : null;

    /// <summary>The moment; null when it is none.</summary>
    public DateTimeOffset? Time =>
        DateTimeOffset.TryParse(Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>True when it is the word true.</summary>
    public bool IsTrue => element.ValueKind == JsonValueKind.True;

    /// <summary>The entries of a list; else none.</summary>
    public IReadOnlyList<ReportNode> Items =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray().Select(item => new ReportNode(item))] : [];
}
