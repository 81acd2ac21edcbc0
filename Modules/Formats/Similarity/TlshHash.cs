namespace ScanHost.Formats.Similarity;

/// <summary>
/// Trend Micro's locality sensitive hash (Oliver, Cheng and Chen, "TLSH: a locality sensitive hash", 2013), with 128 buckets, one byte of
/// checksum and the version mark T1.
/// </summary>
public sealed class TlshHash
{
    private const int MinLength = 50;
    private const int Window = 5;
    private const int Buckets = 128;
    private const int CodeSize = 32;

    private readonly uint[] buckets = new uint[256];
    private readonly byte[] last = new byte[Window];
    private byte checksum;
    private long length;

    /// <summary>Pearson's table of "Fast hashing of variable-length text strings", 1990.</summary>
    private static ReadOnlySpan<byte> Table =>
    [
        1, 87, 49, 12, 176, 178, 102, 166, 121, 193, 6, 84, 249, 230, 44, 163, 14, 197, 213, 181, 161, 85, 218, 80, 64, 239, 24, 226, 236, 142, 38, 200,
        110, 177, 104, 103, 141, 253, 255, 50, 77, 101, 81, 18, 45, 96, 31, 222, 25, 107, 190, 70, 86, 237, 240, 34, 72, 242, 20, 214, 244, 227, 149, 235,
        97, 234, 57, 22, 60, 250, 82, 175, 208, 5, 127, 199, 111, 62, 135, 248, 174, 169, 211, 58, 66, 154, 106, 195, 245, 171, 17, 187, 182, 179, 0, 243,
        132, 56, 148, 75, 128, 133, 158, 100, 130, 126, 91, 13, 153, 246, 216, 219, 119, 68, 223, 78, 83, 88, 201, 99, 122, 11, 92, 32, 136, 114, 52, 10,
        138, 30, 48, 183, 156, 35, 61, 26, 143, 74, 251, 94, 129, 162, 63, 152, 170, 7, 115, 167, 241, 206, 3, 150, 55, 59, 151, 220, 90, 53, 23, 131,
        125, 173, 15, 238, 79, 95, 89, 16, 105, 137, 225, 224, 217, 160, 37, 123, 118, 73, 2, 157, 46, 116, 9, 145, 134, 228, 207, 212, 202, 215, 69, 229,
        27, 188, 67, 124, 168, 252, 42, 4, 29, 108, 21, 247, 19, 205, 39, 203, 233, 40, 186, 147, 198, 192, 155, 33, 164, 191, 98, 204, 165, 180, 117, 76,
        140, 36, 210, 172, 41, 54, 159, 8, 185, 232, 113, 196, 231, 47, 146, 120, 51, 65, 28, 144, 254, 221, 93, 189, 194, 139, 112, 43, 71, 109, 184, 209,
    ];

    /// <summary>The hash of bytes that are all there; null as for <see cref="Finish"/>.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes)
    {
        var hash = new TlshHash();
        hash.Append(bytes);
        return hash.Finish();
    }

    /// <summary>Reads on.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        var table = Table;
        var (a1, a2, a3, a4) = (last[1], last[2], last[3], last[4]);
        foreach (var a in bytes)
        {
            if (++length >= Window)
            {
                // Salts 0, 2, 3, 5, 7, 11 and 13 of the table, already looked up.
                checksum = table[table[table[1 ^ a] ^ a1] ^ checksum];
                buckets[table[table[table[49 ^ a] ^ a1] ^ a2]]++;
                buckets[table[table[table[12 ^ a] ^ a1] ^ a3]]++;
                buckets[table[table[table[178 ^ a] ^ a2] ^ a3]]++;
                buckets[table[table[table[166 ^ a] ^ a2] ^ a4]]++;
                buckets[table[table[table[84 ^ a] ^ a1] ^ a4]]++;
                buckets[table[table[table[230 ^ a] ^ a3] ^ a4]]++;
            }
            (a1, a2, a3, a4) = (a, a1, a2, a3);
        }
        (last[1], last[2], last[3], last[4]) = (a1, a2, a3, a4);
    }

    /// <summary>The hash, <c>T1</c> and 70 hexadecimal digits; null when the data is too short or too uniform for one.</summary>
    public string? Finish()
    {
        var sorted = buckets[..Buckets];
        Array.Sort(sorted);
        var (q1, q2, q3) = (sorted[31], sorted[63], sorted[95]);
        if (length < MinLength || q3 == 0 || sorted.Count(bucket => bucket > 0) <= Buckets / 2)
            return null;
        Span<byte> hash = stackalloc byte[3 + CodeSize];
        hash[0] = Swap(checksum);
        hash[1] = Swap(LengthValue(length));
        hash[2] = (byte)((Ratio(q1, q3) << 4) | Ratio(q2, q3));
        for (var at = 0; at < CodeSize; at++)
            hash[2 + CodeSize - at] = Code(buckets.AsSpan(4 * at, 4), q1, q2, q3);
        return "T1" + Convert.ToHexString(hash);
    }

    private static byte Code(ReadOnlySpan<uint> four, uint q1, uint q2, uint q3)
    {
        var code = 0;
        for (var at = 0; at < 4; at++)
            code |= (four[at] > q3 ? 3 : four[at] > q2 ? 2 : four[at] > q1 ? 1 : 0) << (2 * at);
        return (byte)code;
    }

    private static int Ratio(uint quartile, uint third) => (int)((uint)((float)(quartile * 100) / third) % 16);

    private static byte LengthValue(long length) => (byte)(length <= 656 ? Math.Floor(Math.Log(length) / Math.Log(1.5))
        : length <= 3199 ? Math.Floor((Math.Log(length) / Math.Log(1.3)) - 8.72777)
        : Math.Floor((Math.Log(length) / Math.Log(1.1)) - 62.5472));

    private static byte Swap(byte value) => (byte)((value << 4) | (value >> 4));
}
