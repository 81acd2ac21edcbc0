using System.Runtime.CompilerServices;

namespace ScanHost.Pipeline.Tests.Audit;

/// <summary>docs/heuristics.md: from the plan's names to our findings.</summary>
public sealed class HeuristicMapTests
{
    [Fact]
    public void What_the_plan_names_is_a_finding()
    {
        var known = HeuristicAuditTests.All().Select(heuristic => heuristic.Id).ToHashSet(StringComparer.Ordinal);
        var rows = Rows();

        rows.Should().HaveCountGreaterThan(190).And.OnlyHaveUniqueItems(row => row.Plan);
        rows.Should().OnlyContain(row => row.Findings.Length > 0);
        rows.SelectMany(row => row.Findings).Where(id => !known.Contains(id)).Should().BeEmpty("these findings do not exist");
    }

    private static List<(string Plan, string[] Findings)> Rows([CallerFilePath] string path = "") =>
    [
        .. File.ReadLines(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "docs", "heuristics.md")).Where(line => line.StartsWith("| 3.", StringComparison.Ordinal)).Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => (cells[2], cells[3].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))),
    ];
}
