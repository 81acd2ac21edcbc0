using System.Text;

namespace ScanHost.Yara.Semantics;

/// <summary>Text of a rule, made safe to show.</summary>
internal static class Shown
{
    private const int MaxLength = 100;

    public static string Text(ReadOnlySpan<byte> bytes)
    {
        var shown = new StringBuilder();
        foreach (var one in bytes[..Math.Min(bytes.Length, MaxLength)])
        {
            if (one is >= 0x20 and < 0x7F)
                shown.Append((char)one);
            else
                shown.Append("\\x").Append(one.ToString("x2", null));
        }

        return shown.ToString();
    }
}
