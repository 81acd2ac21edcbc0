using ScanHost.Yara.Patterns;

namespace ScanHost.Yara.Matching;

/// <summary>Collects patterns and compiles them to a <see cref="PatternSet"/>.</summary>
internal sealed class PatternSetBuilder
{
    private readonly PatternExpander expander = new();
    private readonly List<PatternUse> uses = [];

    /// <summary>Adds a pattern.</summary>
    /// <returns>Its index in the set: 0 for the first, and so on.</returns>
    /// <exception cref="PatternTooLargeException">It would compile to too much code; the builder stays as it was.</exception>
    internal int Add(Pattern pattern, PatternUse use = default)
    {
        var index = uses.Count;
        expander.Add(index, pattern);
        uses.Add(use);
        return index;
    }

    /// <summary>Compiles the patterns added so far.</summary>
    internal PatternSet Build()
    {
        var tables = expander.SolidTables();
        var triples = tables[(int)WindowKind.Triple].Keys;
        var small = expander.SmallTable(ShuffleFilter.Of([], triples) is null ? triples : []);
        return new([.. uses], new VariantTable([.. expander.Variants]), [.. expander.Chains], expander.SegmentCount, tables, small);
    }
}
