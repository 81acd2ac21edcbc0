using System.Text;

namespace ScanHost.TestKit.HeldOut.Third;

/// <summary>Look-alikes written on 30 November 2026 from what is published about delivery chains, after the first two rounds were in sight, and scored once before
/// any analyser was changed for them.</summary>
public abstract class ThirdRound : HeldOutTechnique
{
    /// <inheritdoc/>
    public override int Round => 3;

    /// <summary>Text as Windows programs write it.</summary>
    protected static byte[] Dos(string text) => Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal));

    /// <summary>Base64 of what powershell's -EncodedCommand takes.</summary>
    protected static string Encoded(string command) => InertFiles.EncodedCommand(command);

    /// <summary>A VBA project of one module.</summary>
    protected static byte[] Project(string module, string source) => new VbaProjectBuilder().Module(module, source).Build();
}

/// <summary>Harmless files of the same formats as <see cref="ThirdRound"/>.</summary>
public abstract class ThirdHarmless : HarmlessLookAlike
{
    /// <inheritdoc/>
    public override int Round => 3;

    /// <summary>Text as Windows programs write it.</summary>
    protected static byte[] Dos(string text) => Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal));
}
