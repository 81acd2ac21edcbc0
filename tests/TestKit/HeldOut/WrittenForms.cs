using System.Text;

namespace ScanHost.TestKit.HeldOut;

/// <summary>How files of the fifth round and later write their texts.</summary>
internal static class WrittenForms
{
    /// <summary>Text as Windows programs write it.</summary>
    public static byte[] Dos(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));

    /// <summary>UTF-16 with its mark.</summary>
    public static byte[] Utf16(string text) => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text.ReplaceLineEndings("\r\n"))];

    /// <summary>Base64 of what powershell's -EncodedCommand takes.</summary>
    public static string Encoded(string command) => InertFiles.EncodedCommand(command);

    /// <summary>The text with <c>@@1</c> to <c>@@9</c> replaced by the values.</summary>
    public static string Fill(string text, params string[] values)
    {
        for (var at = 0; at < values.Length; at++)
            text = text.Replace($"@@{at + 1}", values[at], StringComparison.Ordinal);
        return text;
    }

    /// <summary>The text's characters as decimal numbers.</summary>
    public static string Codes(string text, int shift = 0, string between = ",") => string.Join(between, text.Select(letter => letter + shift));

    /// <summary>The text's bytes in hexadecimal, each exclusive-or a key.</summary>
    public static string Hex(string text, byte key = 0) => Convert.ToHexString([.. Encoding.UTF8.GetBytes(text).Select(value => (byte)(value ^ key))]);

    /// <summary>The text backwards.</summary>
    public static string Backwards(string text) => new([.. text.Reverse()]);

    /// <summary>Base64 of the bytes exclusive-or a key.</summary>
    public static string XorBase64(string text, byte key) => Convert.ToBase64String([.. Encoding.UTF8.GetBytes(text).Select(value => (byte)(value ^ key))]);

    /// <summary>A VBA project of one module.</summary>
    public static byte[] Project(string module, string source) => new VbaProjectBuilder().Module(module, source).Build();
}
