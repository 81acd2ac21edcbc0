using System.Globalization;
using System.Text;
using ScanHost.Contracts.Scanning;

namespace ScanHost.Pipeline.Stages.Executables;

/// <summary>Small helpers of the stages for programs.</summary>
internal static class ExecutableText
{
    private const int MaxLength = 200;

    internal static string Hex(ulong value) => string.Create(CultureInfo.InvariantCulture, $"0x{value:x}");

    /// <summary>Names in programs are bytes kept one character each; most are UTF-8.</summary>
    internal static string? Show(string? latin1) => latin1 is null ? null : Cut(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(latin1)));

    internal static string Cut(string text) => text.Length <= MaxLength ? text : text[..MaxLength];

    internal static Evidence Text(string? text) => new(null, null, Cut(text ?? ""));

    internal static double Entropy(ReadOnlySpan<byte> bytes)
    {
        var counts = new long[256];
        EntropyStage.Count(bytes, counts);
        return EntropyStage.Entropy(counts);
    }

    /// <summary>Where the ASCII words stand, as they are or as UTF-16; -1 when they do not.</summary>
    internal static int IndexOf(ReadOnlySpan<byte> content, string words)
    {
        var plain = content.IndexOf(Encoding.ASCII.GetBytes(words));
        return plain >= 0 ? plain : content.IndexOf(Encoding.Unicode.GetBytes(words));
    }
}
