namespace ScanHost.TestKit.HeldOut.Seventh;

/// <summary>Look-alikes in text formats, written on 30 November 2026 without sight of the analysers, their rules or the look-alikes of earlier rounds: each file carries
/// a whole attack as it is delivered, first in the form that tutorials, generators and vendors' reports show, last as somebody writes it who tries a little to evade.
/// Scored once before any analyser was changed. None can do anything: addresses lie in reserved ranges and names, and what would be a payload is text, noise, EICAR or a do-nothing program.</summary>
public abstract class SeventhRound : HeldOutTechnique
{
    /// <inheritdoc/>
    public override int Round => 7;
}

/// <summary>Harmless files of the same text formats as <see cref="SeventhRound"/>, as people who mean well write them; some are hard cases on purpose.</summary>
public abstract class SeventhHarmless : HarmlessLookAlike
{
    /// <inheritdoc/>
    public override int Round => 7;
}
