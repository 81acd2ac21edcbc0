using System.Text;

namespace ScanHost.Formats.Ole;

/// <summary>Names and paths of entries as a report shows them.</summary>
public static class OlePaths
{
    /// <summary>Names of streams begin with control characters; here they are numbers in brackets: <c>[5]SummaryInformation</c>.</summary>
    public static string Printable(string name)
    {
        if (!name.Any(char.IsControl))
            return name;
        var text = new StringBuilder();
        foreach (var character in name)
            _ = char.IsControl(character) ? text.Append('[').Append((int)character).Append(']') : text.Append(character);
        return text.ToString();
    }
}
