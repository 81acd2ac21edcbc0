using System.Text;

namespace ScanHost.TestKit.HeldOut.Fourth;

/// <summary>Look-alikes written on 30 November 2026 without sight of the analysers, of the earlier rounds or of what is written about them, from what public
/// incident reports of 2019 to 2026 tell, and scored once before any analyser was changed for them. None can do anything: addresses lie in reserved ranges
/// and names, what would be a payload is text or zeros, server scripts do not compile, and native code is a single return.</summary>
public abstract class FourthRound : HeldOutTechnique
{
    /// <inheritdoc/>
    public override int Round => 4;

    /// <summary>Text as Windows programs write it.</summary>
    protected static byte[] Dos(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));

    /// <summary>UTF-16 with its mark, as Notepad and the registry editor write it.</summary>
    protected static byte[] Utf16(string text) => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text.ReplaceLineEndings("\r\n"))];

    /// <summary>Base64 of what powershell's -EncodedCommand takes.</summary>
    protected static string Encoded(string command) => InertFiles.EncodedCommand(command);

    /// <summary>A VBA project of one module.</summary>
    protected static byte[] Project(string module, string source) => new VbaProjectBuilder().Module(module, source).Build();

    /// <summary>Each byte of the text exclusive-or a key.</summary>
    protected static byte[] Xored(string text, byte key) => [.. Encoding.UTF8.GetBytes(text).Select(value => (byte)(value ^ key))];

    /// <summary>The text's characters as decimal numbers.</summary>
    protected static string Codes(string text, int shift = 0, string between = ",") => string.Join(between, text.Select(letter => letter + shift));

    /// <summary>The text backwards.</summary>
    protected static string Backwards(string text) => new([.. text.Reverse()]);
}

/// <summary>Harmless files of the same formats as <see cref="FourthRound"/>, as people who mean well write them.</summary>
public abstract class FourthHarmless : HarmlessLookAlike
{
    /// <inheritdoc/>
    public override int Round => 4;

    /// <summary>Text as Windows programs write it.</summary>
    protected static byte[] Dos(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));

    /// <summary>UTF-16 with its mark.</summary>
    protected static byte[] Utf16(string text) => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text.ReplaceLineEndings("\r\n"))];
}
