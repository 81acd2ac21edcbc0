using System.Buffers;

namespace ScanHost.Yara.Scanning.Conditions;

/// <summary>Compares bytes and takes ASCII letters of both cases for the same.</summary>
internal static class AsciiText
{
    public static bool EqualsIgnoringCase(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        if (one.Length != other.Length)
            return false;

        for (var i = 0; i < one.Length; i++)
        {
            if (Lower(one[i]) != Lower(other[i]))
                return false;
        }

        return true;
    }

    public static bool ContainsIgnoringCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> part)
    {
        if (part.Length > text.Length)
            return false;

        var lowerText = ArrayPool<byte>.Shared.Rent(text.Length);
        var lowerPart = ArrayPool<byte>.Shared.Rent(part.Length);
        ToLower(text, lowerText);
        ToLower(part, lowerPart);
        var found = lowerText.AsSpan(0, text.Length).IndexOf(lowerPart.AsSpan(0, part.Length)) >= 0;
        ArrayPool<byte>.Shared.Return(lowerText);
        ArrayPool<byte>.Shared.Return(lowerPart);
        return found;
    }

    private static void ToLower(ReadOnlySpan<byte> from, Span<byte> to)
    {
        for (var i = 0; i < from.Length; i++)
            to[i] = Lower(from[i]);
    }

    private static byte Lower(byte one) => one is >= (byte)'A' and <= (byte)'Z' ? (byte)(one | 0x20) : one;
}
