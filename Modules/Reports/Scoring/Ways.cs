namespace ScanHost.Reports.Scoring;

/// <summary>For each <see cref="Proof"/> the best score that an artifact, or the children of one, can reach with it.</summary>
internal sealed class Ways
{
    /// <summary>No score goes higher while the gate is closed.</summary>
    private const double Gated = (Weights.Malicious - 1) / 100.0;

    private readonly Way?[] ways = new Way?[Proof.Count];

    /// <summary>The best of all; of equals the one with more proof.</summary>
    public Way Best => ways.OfType<Way>().Aggregate((best, way) => way.Value >= best.Value ? way : best);

    /// <summary>The best with exactly that proof.</summary>
    public Way this[Proof proof] => ways[proof.Place] ?? throw new ArgumentOutOfRangeException(nameof(proof));

    /// <summary>What an artifact reaches by its own findings, and by them together with one child.</summary>
    public static Ways Through(OwnScore own, Ways? below, ListBounds bounds)
    {
        var through = new Ways();
        var proof = Proof.Of(own);
        through.Keep(proof, own.Value, -1, default, isDecidedBelow: false, bounds);
        for (var at = 0; below is not null && at < Proof.Count; at++)
        {
            if (below.ways[at] is { Value: > 0 } child)
                through.Keep(proof.And(new(at)), 1 - ((1 - own.Value) * (1 - child.Value)), child.Child, new(at), child.Value > own.Value, bounds);
        }

        return through;
    }

    /// <summary>Takes what one child reaches, as far as it is more than another's. Of equals the one offered last is kept.</summary>
    public void Offer(Ways reached, double share, int child)
    {
        for (var at = 0; at < Proof.Count; at++)
        {
            if (reached.ways[at] is { } way && share * way.Value >= (ways[at]?.Value ?? 0))
                ways[at] = new(share * way.Value, child, new(at), IsDecidedBelow: true, IsGated: false);
        }
    }

    /// <summary>Takes what another artifact's children reach, as far as it is more.</summary>
    public void Join(Ways others)
    {
        for (var at = 0; at < Proof.Count; at++)
        {
            if (others.ways[at] is { } way && way.Value > (ways[at]?.Value ?? 0))
                ways[at] = way;
        }
    }

    private void Keep(Proof proof, double value, int child, Proof childProof, bool isDecidedBelow, ListBounds bounds)
    {
        var held = proof.IsOpen ? value : Math.Min(value, Gated);
        var isGated = Math.Round(value, 2, MidpointRounding.AwayFromZero) > Math.Round(held, 2, MidpointRounding.AwayFromZero);
        var way = new Way(bounds.Apply(held), child, childProof, isDecidedBelow, isGated);
        if (ways[proof.Place] is not { } known || way.Value > known.Value)
            ways[proof.Place] = way;
    }
}

/// <summary>One way to a score.</summary>
/// <param name="Value">0 to 1.</param>
/// <param name="Child">The child that takes part; -1 when none does.</param>
/// <param name="ChildProof">With which proof it takes part.</param>
/// <param name="IsDecidedBelow">True when the child weighs more than the artifact's own findings.</param>
/// <param name="IsGated">True when the gate lowered the value.</param>
internal sealed record Way(double Value, int Child, Proof ChildProof, bool IsDecidedBelow, bool IsGated);
