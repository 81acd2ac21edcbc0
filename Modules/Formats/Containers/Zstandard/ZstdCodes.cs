namespace ScanHost.Formats.Containers.Zstandard;

/// <summary>Codes of lengths and their usual distributions, RFC 8878 sections 3.1.1.3.2.1.1 and 3.1.1.3.2.2.</summary>
internal static class ZstdCodes
{
    private static readonly int[] LiteralBase =
        [16, 18, 20, 22, 24, 28, 32, 40, 48, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536];

    private static readonly int[] LiteralBits = [1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];

    private static readonly int[] MatchBase =
        [35, 37, 39, 41, 43, 47, 51, 59, 67, 83, 99, 131, 259, 515, 1027, 2051, 4099, 8195, 16387, 32771, 65539];

    private static readonly int[] MatchBits = [1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];

    internal static FseTable LiteralLengths { get; } = new(
        [4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1], 6);

    internal static FseTable MatchLengths { get; } = new(
        [
            1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
            -1, -1, -1, -1, -1, -1, -1,
        ], 6);

    internal static FseTable Offsets { get; } = new(
        [1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1], 5);

    internal static int LiteralLength(byte code, ref BackwardBits bits) =>
        code < 16 ? code : LiteralBase[code - 16] + (int)bits.Read(LiteralBits[code - 16]);

    internal static int MatchLength(byte code, ref BackwardBits bits) =>
        code < 32 ? code + 3 : MatchBase[code - 32] + (int)bits.Read(MatchBits[code - 32]);
}
