namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>Look-alikes of mainstream techniques, written on 30 November 2026 from the plan of the heuristics and without sight of the analysers: first the
/// form that tutorials, generators and vendors' reports show, then other deliveries of it, then one by somebody who tries a little to evade. Scored once before any
/// analyser was changed for them. None can do anything: addresses lie in reserved ranges and names, and what would be a payload is text, noise, EICAR or a do-nothing program.</summary>
public abstract class SixthRound : HeldOutTechnique
{
    /// <inheritdoc/>
    public override int Round => 6;
}

/// <summary>Harmless files of the same formats as <see cref="SixthRound"/>, as people who mean well write them.</summary>
public abstract class SixthHarmless : HarmlessLookAlike
{
    /// <inheritdoc/>
    public override int Round => 6;
}
