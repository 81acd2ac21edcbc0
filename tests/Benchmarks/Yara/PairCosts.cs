namespace ScanHost.Benchmarks.Yara;

/// <summary>Measures how often each byte follows each other one: makes <c>Modules/Yara/Matching/PairCosts.bin</c>, by which windows are chosen.</summary>
internal static class PairCosts
{
    /// <summary>The first argument of the command: <c>yara-costs OUTPUT</c>. Not part of a measurement.</summary>
    public const string CommandName = "yara-costs";

    private const int BlockBytes = 1 << 16;

    /// <summary>Counts over files of this machine that are not in the corpus of the benchmark, the first 64 KiB of every 256.</summary>
    public static int Measure(string outputPath)
    {
        var measured = Corpus.Gather(300_000_000).Files.ToHashSet(StringComparer.Ordinal);
        var counts = new long[65536];
        var block = new byte[BlockBytes];
        foreach (var path in Corpus.Gather(1_500_000_000).Files.Where(path => !measured.Contains(path)))
        {
            using var file = File.OpenHandle(path);
            for (long offset = 0; offset < RandomAccess.GetLength(file); offset += 4 * BlockBytes)
                Count(block.AsSpan(0, RandomAccess.Read(file, block, offset)), counts);
        }

        var costs = new byte[65536];
        for (var first = 0; first < 256; first++)
        {
            double all = 256 + counts.AsSpan(first * 256, 256).ToArray().Sum();
            for (var second = 0; second < 256; second++)
                costs[(first * 256) + second] = (byte)Math.Min(255, Math.Round(-10 * Math.Log2((counts[(first * 256) + second] + 1) / all)));
        }

        File.WriteAllBytes(outputPath, costs);
        Console.WriteLine($"{counts.Sum()} pairs");
        return 0;
    }

    private static void Count(ReadOnlySpan<byte> bytes, long[] counts)
    {
        for (var index = 1; index < bytes.Length; index++)
            counts[(Fold(bytes[index - 1]) << 8) | Fold(bytes[index])]++;
    }

    private static byte Fold(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;
}
