using ScanHost.Yara.Patterns;

namespace ScanHost.Yara.Matching;

/// <summary>
/// How rare bytes are in files. A cost is a negative binary logarithm: text of cost 10 stands at one position in 1,024. Windows
/// are chosen by it; a wrong figure makes a scan slower, never wrong.
/// </summary>
internal static class ByteCosts
{
    /// <summary>Ten times the cost of each folded byte, measured over 26 MB of libraries, programs, packages and documents.</summary>
    private static readonly byte[] Tenths =
    [
        25, 65, 72, 75, 77, 81, 79, 87, 79, 88, 62, 93, 90, 88, 90, 83, 86, 93, 91, 93, 94, 93, 97, 98, 92, 97, 99, 99, 97, 98, 99, 97,
        33, 99, 73, 91, 80, 94, 99, 83, 79, 80, 92, 98, 78, 80, 69, 81, 76, 79, 84, 90, 91, 92, 93, 94, 91, 92, 79, 98, 87, 83, 86, 104,
        95, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 96, 95, 95, 107, 66,
        93, 51, 72, 59, 58, 44, 66, 68, 61, 52, 83, 81, 57, 64, 54, 52, 61, 89, 50, 51, 48, 62, 77, 79, 81, 74, 82, 92, 87, 89, 106, 109,
        90, 101, 98, 94, 93, 96, 102, 106, 98, 84, 109, 85, 104, 91, 110, 108, 97, 108, 111, 107, 106, 109, 110, 103, 102, 110, 111, 111,
        107, 110, 112, 111, 97, 104, 108, 109, 98, 108, 106, 111, 103, 107, 112, 95, 107, 110, 111, 111, 101, 110, 112, 109, 107, 109,
        108, 109, 102, 110, 107, 110, 107, 108, 106, 107, 93, 102, 106, 96, 104, 106, 106, 103, 105, 109, 110, 110, 96, 112, 111, 111,
        92, 94, 106, 105, 102, 111, 111, 99, 93, 111, 89, 111, 107, 109, 111, 108, 101, 108, 108, 108, 108, 106, 107, 107, 91, 99, 109,
        104, 104, 109, 111, 109, 91, 106, 108, 100, 106, 110, 107, 107, 102, 110, 107, 108, 107, 110, 105, 72,
    ];

    private static readonly byte[] Pairs = ReadPairs();

    private static readonly double[] Shares = [.. Tenths.Select(tenth => Math.Pow(2, tenth / -10.0))];

    /// <summary>The cost of one folded byte.</summary>
    internal static double Of(byte folded) => Tenths[folded] / 10.0;

    /// <summary>The cost of a folded text.</summary>
    internal static double Of(ReadOnlySpan<byte> folded)
    {
        var cost = Tenths[folded[0]] / 10.0;
        for (var index = 1; index < folded.Length; index++)
            cost += Step(folded[index - 1], folded[index]);
        return cost;
    }

    /// <summary>The cost of a set of folded bytes; high for an empty one.</summary>
    internal static double Of(ByteSet folded)
    {
        if (folded.Count == 1)
            return Of((byte)folded.Lowest);
        double share = 0;
        for (var value = 0; value < 256; value++)
        {
            if (folded.Contains((byte)value))
                share += Shares[value];
        }
        return share > 0 ? -Math.Log2(share) : 64;
    }

    /// <summary>The cost of a byte after another: text is more predictable than its letters are rare, and files are full of runs.</summary>
    private static double Step(byte previous, byte next) => Pairs[(previous << 8) | next] / 10.0;

    /// <summary>
    /// Ten times the cost of each folded byte after each other one, the first one's 256 in a row. Measured over 512
    /// million pairs in files of a Debian machine: programs, .NET libraries, packages, sources, documents. Made by the yara-costs command of tests/Benchmarks.
    /// </summary>
    private static byte[] ReadPairs()
    {
        using var resource = typeof(ByteCosts).Assembly.GetManifestResourceStream("PairCosts.bin")!;
        var pairs = new byte[65536];
        resource.ReadExactly(pairs);
        return pairs;
    }
}
