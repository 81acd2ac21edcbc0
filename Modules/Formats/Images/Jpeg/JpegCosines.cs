namespace ScanHost.Formats.Images.Jpeg;

/// <summary>From coefficients to samples: the inverse discrete cosine transform, ITU-T T.81, A.3.3, rows and columns one after the other.</summary>
internal static class JpegCosines
{
    /// <summary>Where a coefficient of zigzag order stands in the block, row by row: T.81, figure A.6.</summary>
    private static readonly byte[] Zigzag =
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    ];

    private static readonly float[] Basis = MakeBasis();

    /// <summary>Writes the 64 samples of a block, row by row.</summary>
    internal static void Transform(ReadOnlySpan<short> coefficients, ReadOnlySpan<ushort> table, Span<byte> samples)
    {
        if (!coefficients[1..].ContainsAnyExcept((short)0))
        {
            samples.Fill(Sample(coefficients[0] * table[0] / 8f));
            return;
        }
        Span<float> block = stackalloc float[64];
        Span<float> half = stackalloc float[64];
        for (var at = 0; at < 64; at++)
            block[Zigzag[at]] = coefficients[at] * table[at];
        for (var row = 0; row < 64; row += 8)
            if (block.Slice(row, 8).ContainsAnyExcept(0f))
                for (var x = 0; x < 8; x++)
                    half[row + x] = Sum(block[row..], 1, x);
        for (var x = 0; x < 8; x++)
            for (var y = 0; y < 8; y++)
                samples[(y * 8) + x] = Sample(Sum(half[x..], 8, y));
    }

    private static float Sum(ReadOnlySpan<float> values, int step, int place)
    {
        var basis = Basis.AsSpan(place * 8, 8);
        var sum = 0f;
        for (var at = 0; at < 8; at++)
            sum += values[at * step] * basis[at];
        return sum;
    }

    private static byte Sample(float value) => (byte)Math.Clamp(MathF.Round(value) + 128, 0, 255);

    private static float[] MakeBasis()
    {
        var basis = new float[64];
        for (var place = 0; place < 8; place++)
            for (var frequency = 0; frequency < 8; frequency++)
                basis[(place * 8) + frequency] = (float)(Math.Cos(((2 * place) + 1) * frequency * Math.PI / 16) / 2 * (frequency == 0 ? Math.Sqrt(0.5) : 1));
        return basis;
    }
}
