using System.Globalization;

namespace ScanHost.Formats.FuzzyHashing;

/// <summary>
/// The locality sensitive hash of Trend Micro: "TLSH - A Locality Sensitive Hash" (Oliver, Cheng, Chen; CTC 2013), version 4 with 128
/// buckets and a checksum of one byte. Similar content gets similar digests.
/// </summary>
public static class Tlsh
{
    /// <summary>Shorter content has no digest.</summary>
    public const int MinLength = 50;

    private const int Buckets = 128;
    private const int Window = 5;

    /// <summary>Pearson's permutation ("Fast Hashing of Variable-Length Text Strings", CACM 33(6), 1990).</summary>
    private static ReadOnlySpan<byte> Permutation =>
    [
        1, 87, 49, 12, 176, 178, 102, 166, 121, 193, 6, 84, 249, 230, 44, 163, 14, 197, 213, 181, 161, 85, 218, 80, 64, 239, 24, 226, 236,
        142, 38, 200, 110, 177, 104, 103, 141, 253, 255, 50, 77, 101, 81, 18, 45, 96, 31, 222, 25, 107, 190, 70, 86, 237, 240, 34, 72, 242,
        20, 214, 244, 227, 149, 235, 97, 234, 57, 22, 60, 250, 82, 175, 208, 5, 127, 199, 111, 62, 135, 248, 174, 169, 211, 58, 66, 154,
        106, 195, 245, 171, 17, 187, 182, 179, 0, 243, 132, 56, 148, 75, 128, 133, 158, 100, 130, 126, 91, 13, 153, 246, 216, 219, 119, 68,
        223, 78, 83, 88, 201, 99, 122, 11, 92, 32, 136, 114, 52, 10, 138, 30, 48, 183, 156, 35, 61, 26, 143, 74, 251, 94, 129, 162, 63, 152,
        170, 7, 115, 167, 241, 206, 3, 150, 55, 59, 151, 220, 90, 53, 23, 131, 125, 173, 15, 238, 79, 95, 89, 16, 105, 137, 225, 224, 217,
        160, 37, 123, 118, 73, 2, 157, 46, 116, 9, 145, 134, 228, 207, 212, 202, 215, 69, 229, 27, 188, 67, 124, 168, 252, 42, 4, 29, 108,
        21, 247, 19, 205, 39, 203, 233, 40, 186, 147, 198, 192, 155, 33, 164, 191, 98, 204, 165, 180, 117, 76, 140, 36, 210, 172, 41, 54,
        159, 8, 185, 232, 113, 196, 231, 47, 146, 120, 51, 65, 28, 144, 254, 221, 93, 189, 194, 139, 112, 43, 71, 109, 184, 209,
    ];

    /// <summary>Computes the digest.</summary>
    /// <returns>72 characters, <c>T1</c> and upper-case hexadecimal; null when the content is too short or too uniform.</returns>
    public static string? Compute(ReadOnlySpan<byte> data)
    {
        if (data.Length < MinLength)
            return null;
        var counts = new uint[256];
        var checksum = Count(data, counts);
        var used = counts.AsSpan(0, Buckets);
        if (used.Length - used.Count(0u) <= Buckets / 2)
            return null;

        var sorted = used.ToArray();
        Array.Sort(sorted);
        var (q1, q2, q3) = (sorted[(Buckets / 4) - 1], sorted[(Buckets / 2) - 1], sorted[(Buckets * 3 / 4) - 1]);
        return q3 == 0 ? null : Format(checksum, LengthCode(data.Length), Ratios(q1, q2, q3), Code(used, q1, q2, q3));
    }

    private static byte Count(ReadOnlySpan<byte> data, uint[] counts)
    {
        byte checksum = 0;
        for (var i = Window - 1; i < data.Length; i++)
        {
            var (a, b, c, d, e) = (data[i], data[i - 1], data[i - 2], data[i - 3], data[i - 4]);
            checksum = Map(0, a, b, checksum);
            counts[Map(2, a, b, c)]++;
            counts[Map(3, a, b, d)]++;
            counts[Map(5, a, c, d)]++;
            counts[Map(7, a, c, e)]++;
            counts[Map(11, a, b, e)]++;
            counts[Map(13, a, d, e)]++;
        }

        return checksum;
    }

    private static byte Map(byte salt, byte i, byte j, byte k) =>
        Permutation[Permutation[Permutation[Permutation[salt] ^ i] ^ j] ^ k];

    // Logarithm of the length, to three bases for three ranges.
    private static byte LengthCode(int length) => (byte)((int)Math.Floor(length switch
    {
        <= 656 => Math.Log(length) / 0.4054651,
        <= 3199 => (Math.Log(length) / 0.26236426) - 8.72777,
        _ => (Math.Log(length) / 0.09531018) - 62.5472,
    }) & 0xFF);

    private static byte Ratios(uint q1, uint q2, uint q3) =>
        (byte)(((uint)(q1 * 100f / q3) & 0xF) | (((uint)(q2 * 100f / q3) & 0xF) << 4));

    private static byte[] Code(ReadOnlySpan<uint> counts, uint q1, uint q2, uint q3)
    {
        var code = new byte[Buckets / 4];
        for (var i = 0; i < Buckets; i++)
        {
            var quartile = counts[i] > q3 ? 3 : counts[i] > q2 ? 2 : counts[i] > q1 ? 1 : 0;
            code[i / 4] |= (byte)(quartile << (2 * (i % 4)));
        }

        return code;
    }

    private static string Format(byte checksum, byte length, byte ratios, byte[] code)
    {
        Array.Reverse(code);
        return string.Create(CultureInfo.InvariantCulture, $"T1{Swap(checksum):X2}{Swap(length):X2}{Swap(ratios):X2}{Convert.ToHexString(code)}");
    }

    private static byte Swap(byte value) => (byte)((value << 4) | (value >> 4));
}
