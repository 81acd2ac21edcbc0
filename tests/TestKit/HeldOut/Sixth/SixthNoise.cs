namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>Bytes that look enciphered or packed and are the same in every run.</summary>
internal static class SixthNoise
{
    /// <summary>Bytes of a linear congruential generator's high bits.</summary>
    public static byte[] Bytes(int length, int seed)
    {
        var state = (ulong)seed;
        return [.. Enumerable.Range(0, length).Select(_ => (byte)((state = unchecked((state * 6364136223846793005) + 1442695040888963407)) >> 56))];
    }

    /// <summary>Text as the unix world writes it.</summary>
    public static byte[] Text(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
