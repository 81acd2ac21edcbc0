namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Look-alikes in built, binary and container formats, written on 1 December 2026 without sight of the analysers, their rules or the look-alikes of earlier rounds: each file
/// carries a whole attack as labelled collections hold them, first in the form that vendors' reports describe, last as somebody builds it who tries a little to evade.
/// Scored once before any analyser was changed. None can do anything: addresses lie in reserved ranges and names, and what would be a payload is text, noise, EICAR or a do-nothing program.</summary>
public abstract class EighthRound : HeldOutTechnique
{
    /// <inheritdoc/>
    public override int Round => 8;
}

/// <summary>Harmless files of the same formats as <see cref="EighthRound"/>, as people who mean well make and send them; some are hard cases on purpose.</summary>
public abstract class EighthHarmless : HarmlessLookAlike
{
    /// <inheritdoc/>
    public override int Round => 8;
}
