namespace ScanHost.Web.Viewing;

/// <summary>How much of a report's lists is there.</summary>
internal static class Truncation
{
    /// <summary>How many entries a list had before the stored report was cut.</summary>
    public static int CountInAll(ReportNode report, string list) =>
        report["truncated"].Items.FirstOrDefault(cut => cut["list"].Text == list)["count"].WholeNumber ?? report[list].Items.Count;
}
