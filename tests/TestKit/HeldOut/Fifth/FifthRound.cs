namespace ScanHost.TestKit.HeldOut.Fifth;

/// <summary>Look-alikes written on 30 November 2026 without sight of the analysers or of what is written about them, from what public incident reports of
/// 2023 to 2026 tell, and scored once before any analyser was changed for them. None can do anything: addresses lie in reserved ranges and names, what would
/// be a payload is text or noise, programs are fragments whose helpers do not exist, and native code is a single return.</summary>
public abstract class FifthRound : HeldOutTechnique
{
    /// <inheritdoc/>
    public override int Round => 5;
}

/// <summary>Harmless files of the same formats as <see cref="FifthRound"/>, as people who mean well write them.</summary>
public abstract class FifthHarmless : HarmlessLookAlike
{
    /// <inheritdoc/>
    public override int Round => 5;
}
