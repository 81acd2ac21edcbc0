using System.Reflection;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.Pipeline.Tests.Lists;
using ScanHost.Pipeline.Tests.Stages.Engines;
using Xunit.Abstractions;

namespace ScanHost.Pipeline.Tests.Audit;

/// <summary>
/// The law for a new heuristic: it lands with one file that deserves it and three that come close. The list of heuristics is read from the code, and so is the
/// list of cases: every static <c>HeuristicCase[]</c> of this assembly counts, wherever it stands.
/// </summary>
public sealed class HeuristicAuditTests(ITestOutputHelper output)
{
    /// <summary>These speak of more than the bytes of one file: a list, an engine, a limit. Their tests are where those are.</summary>
    private static readonly Dictionary<string, Type> Elsewhere = new()
    {
        ["list.blocked"] = typeof(HashListTests), ["list.allowed"] = typeof(HashListTests),
        ["clamav.infected"] = typeof(ClamAvStageTests), ["clamav.unwanted"] = typeof(ClamAvStageTests),
        ["archive.bomb"] = typeof(Expansion.BombTests), ["archive.bomb_count"] = typeof(Stages.ContainerShapeTests),
    };

    [Fact]
    public void Every_heuristic_has_a_file_that_deserves_it_and_three_that_come_close()
    {
        var cases = Cases().ToLookup(one => one.Heuristic.Id, StringComparer.Ordinal);
        foreach (var heuristic in All().OrderBy(one => one.Id, StringComparer.Ordinal))
            output.WriteLine($"{heuristic.Id,-32} {heuristic.Severity,-9} {heuristic.Confidence,-7} positives {cases[heuristic.Id].Count()}, close {cases[heuristic.Id].Sum(one => one.Negatives.Length)}{(Elsewhere.TryGetValue(heuristic.Id, out var where) ? $" ({where.Name})" : "")}");

        All().Select(one => one.Id).Where(id => !cases.Contains(id) && !Elsewhere.ContainsKey(id)).Should().BeEmpty("each of these needs a case");
        Cases().Where(one => one.Negatives.Length < 3).Select(one => one.Heuristic.Id).Should().BeEmpty("three files must come close");
    }

    [Fact]
    public void Every_heuristic_has_an_id_of_its_own() => All().Select(one => one.Id).Should().OnlyHaveUniqueItems();

    internal static IReadOnlyList<Heuristic> All() =>
    [
        .. Fields(typeof(Heuristic).Assembly).SelectMany(field => field.GetValue(null) switch
        {
            Heuristic one => [one],
            IReadOnlyDictionary<string, Heuristic> table => table.Values,
            _ => Enumerable.Empty<Heuristic>(),
        }).Distinct(),
    ];

    internal static IEnumerable<HeuristicCase> Cases() =>
        Fields(typeof(HeuristicAuditTests).Assembly).Where(field => field.FieldType == typeof(HeuristicCase[])).SelectMany(field => (HeuristicCase[])field.GetValue(null)!);

    private static IEnumerable<FieldInfo> Fields(Assembly assembly) => assembly.GetTypes()
        .Where(type => !type.ContainsGenericParameters && type.Namespace is { } space && (assembly == typeof(HeuristicAuditTests).Assembly || space == typeof(Heuristic).Namespace))
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));
}
