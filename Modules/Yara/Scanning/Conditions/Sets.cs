namespace ScanHost.Yara.Scanning.Conditions;

/// <summary>Which members of a set of strings count.</summary>
internal enum PlaceKind : byte
{
    Anywhere,
    At,
    In,
}

/// <summary><c>quantifier of (strings)</c>, perhaps <c>at</c> an offset or <c>in</c> a range.</summary>
internal sealed class OfPatternsNode(QuantifierNode quantifier, int[] patterns, PlaceKind place, Node? low, Node? high) : Node
{
    public override YaraValue? Quiet =>
        place == PlaceKind.Anywhere && quantifier.Quiet is { } wanted
            ? quantifier.Answer(wanted, 0, patterns.Length)
            : null;

    // A place that is undefined makes it undefined, which is not true either.
    public override bool NeedsMatch => quantifier.Quiet is { } wanted && !quantifier.Holds(wanted, 0, patterns.Length);

    public override YaraValue Value(Evaluation scan)
    {
        YaraValue from = default, to = default;
        if (place != PlaceKind.Anywhere)
        {
            from = low!.Value(scan);
            to = place == PlaceKind.In ? high!.Value(scan) : from;
            if (!from.IsDefined || !to.IsDefined)
                return default;
        }

        var found = 0;
        foreach (var pattern in patterns)
        {
            var matches = scan.Matches[pattern];
            var counts = matches.Length > 0 && place switch
            {
                PlaceKind.Anywhere => true,
                PlaceKind.At => PatternSearch.IsAt(matches, from.AsInteger),
                _ => PatternSearch.CountIn(matches, from.AsInteger, to.AsInteger) > 0,
            };
            if (counts)
                found++;
        }

        return quantifier.Answer(quantifier.Value(scan), found, patterns.Length);
    }

    public override void Write(NodeWriter writer)
    {
        writer.Code(NodeCode.OfPatterns).Quantifier(quantifier).Numbers(patterns).Number((int)place);
        if (place != PlaceKind.Anywhere)
            writer.Node(low!);
        if (place == PlaceKind.In)
            writer.Node(high!);
    }
}

/// <summary><c>quantifier of (rules)</c>.</summary>
internal sealed class OfRulesNode(QuantifierNode quantifier, int[] rules) : Node
{
    public override YaraValue Value(Evaluation scan)
    {
        var found = 0;
        foreach (var rule in rules)
        {
            if (scan.RuleMatched[rule])
                found++;
        }

        return quantifier.Answer(quantifier.Value(scan), found, rules.Length);
    }

    public override void Write(NodeWriter writer) => writer.Code(NodeCode.OfRules).Quantifier(quantifier).Numbers(rules);
}
