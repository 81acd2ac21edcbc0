using System.Text;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>Look-alikes of mainstream techniques, written on 30 November 2026 without sight of the analysers or of what is written about them: first the
/// form that tutorials, generators and vendors' reports show, then other deliveries of it, then one by somebody who tries a little to evade. None can do
/// anything: addresses lie in reserved ranges and names, and what would be a payload is text, noise, EICAR or a do-nothing program.</summary>
public abstract class SixthRound : HeldOutTechnique
{
    /// <inheritdoc/>
    public override int Round => 6;

    /// <summary>Text as Windows programs write it.</summary>
    protected static byte[] Dos(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));

    /// <summary>UTF-16 with its mark.</summary>
    protected static byte[] Utf16(string text) => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text.ReplaceLineEndings("\r\n"))];

    /// <summary>Base64 of what powershell's -EncodedCommand takes.</summary>
    protected static string Encoded(string command) => InertFiles.EncodedCommand(command);

    /// <summary>The text with <c>@@1</c> to <c>@@9</c> replaced by the values.</summary>
    protected static string Fill(string text, params string[] values)
    {
        for (var at = 0; at < values.Length; at++)
            text = text.Replace($"@@{at + 1}", values[at], StringComparison.Ordinal);
        return text;
    }

    /// <summary>The text's characters as decimal numbers.</summary>
    protected static string Codes(string text, int shift = 0, string between = ",") => string.Join(between, text.Select(letter => letter + shift));

    /// <summary>The text's bytes in hexadecimal, each exclusive-or a key.</summary>
    protected static string Hex(string text, byte key = 0) => Convert.ToHexString([.. Encoding.UTF8.GetBytes(text).Select(value => (byte)(value ^ key))]);

    /// <summary>The text backwards.</summary>
    protected static string Backwards(string text) => new([.. text.Reverse()]);

    /// <summary>Base64 of the bytes exclusive-or a key.</summary>
    protected static string XorBase64(string text, byte key) => Convert.ToBase64String([.. Encoding.UTF8.GetBytes(text).Select(value => (byte)(value ^ key))]);

    /// <summary>A VBA project of one module.</summary>
    protected static byte[] Project(string module, string source) => new VbaProjectBuilder().Module(module, source).Build();
}

/// <summary>Harmless files of the same formats as <see cref="SixthRound"/>, as people who mean well write them.</summary>
public abstract class SixthHarmless : HarmlessLookAlike
{
    /// <inheritdoc/>
    public override int Round => 6;

    /// <summary>Text as Windows programs write it.</summary>
    protected static byte[] Dos(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));

    /// <summary>UTF-16 with its mark.</summary>
    protected static byte[] Utf16(string text) => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text.ReplaceLineEndings("\r\n"))];

    /// <summary>The text with <c>@@1</c> to <c>@@9</c> replaced by the values.</summary>
    protected static string Fill(string text, params string[] values)
    {
        for (var at = 0; at < values.Length; at++)
            text = text.Replace($"@@{at + 1}", values[at], StringComparison.Ordinal);
        return text;
    }

    /// <summary>A VBA project of one module.</summary>
    protected static byte[] Project(string module, string source) => new VbaProjectBuilder().Module(module, source).Build();
}
