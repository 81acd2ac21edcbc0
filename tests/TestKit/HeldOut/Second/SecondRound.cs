using System.Text;

namespace ScanHost.TestKit.HeldOut.Second;

/// <summary>Look-alikes of a second round, written on 29 November 2026 after everything of the first round was in sight, and scored once before any
/// analyser was changed for them.</summary>
public abstract class SecondRound : HeldOutTechnique
{
    /// <inheritdoc/>
    public override int Round => 2;

    /// <summary>Text as Windows programs write it.</summary>
    protected static byte[] Dos(string text) => Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal));

    /// <summary>Base64 of what powershell's -EncodedCommand takes.</summary>
    protected static string Encoded(string command) => InertFiles.EncodedCommand(command);
}

/// <summary>Harmless files of the same formats as <see cref="SecondRound"/>.</summary>
public abstract class SecondHarmless : HarmlessLookAlike
{
    /// <inheritdoc/>
    public override int Round => 2;

    /// <summary>Text as Windows programs write it.</summary>
    protected static byte[] Dos(string text) => Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal));
}
