namespace ScanHost.Formats.Containers.Upx;

/// <summary>Adler-32. Source: RFC 1950, section 8.2.</summary>
internal static class Adler32
{
    private const uint Base = 65521;

    /// <summary>So many bytes are added before 32 bits could overflow.</summary>
    private const int Run = 5552;

    internal static uint Of(ReadOnlySpan<byte> data, uint start = 1)
    {
        var (a, b) = (start & 0xFFFF, start >> 16);
        for (; !data.IsEmpty; data = data[Math.Min(Run, data.Length)..])
        {
            foreach (var value in data[..Math.Min(Run, data.Length)])
            {
                a += value;
                b += a;
            }
            a %= Base;
            b %= Base;
        }
        return (b << 16) | a;
    }
}
