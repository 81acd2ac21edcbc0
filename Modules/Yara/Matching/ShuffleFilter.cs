using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ScanHost.Yara.Matching;

/// <summary>
/// Tells at which of 32 bytes a window of three or four bytes may begin, without a branch: the filter that Hyperscan calls Teddy (Wang et al.,
/// "Hyperscan", NSDI 2019, section 4.2). The windows are dealt into buckets, eight of them a group. For each of the four bytes of a window two tables of 16 entries say
/// in which buckets some window has that low half, and that high half, there; a position is worth a look when a bucket is left over after all eight.
/// </summary>
internal sealed class ShuffleFilter
{
    /// <summary>More windows would fill the buckets so that the filter lets too much pass.</summary>
    internal const int MaxKeys = 1024;

    /// <summary>How many positions one look decides.</summary>
    internal const int Step = 32;

    /// <summary>How many bytes it reads for that.</summary>
    internal const int Reach = Step + WindowBytes - 1;

    private const int WindowBytes = 4;
    private const int TablesOfGroup = WindowBytes * 2;
    private const int BucketsOfGroup = 8;
    private const int WantedInBucket = 4;
    private const int MaxGroups = 8;

    private readonly Vector256<byte>[] tables;

    private ShuffleFilter(Vector256<byte>[] tables)
    {
        this.tables = tables;
    }

    /// <summary>A filter for windows.</summary>
    /// <param name="quads">Windows of four bytes, the first byte lowest.</param>
    /// <param name="triples">Windows of three bytes.</param>
    /// <returns>Null when there are none, or more than <see cref="MaxKeys"/>.</returns>
    internal static ShuffleFilter? Of(ReadOnlySpan<ulong> quads, ReadOnlySpan<ulong> triples)
    {
        var count = quads.Length + triples.Length;
        if (count is 0 or > MaxKeys)
            return null;

        // Neighbours in the order of their first bytes share halves of bytes, which keeps the buckets narrow.
        var windows = new List<(uint Ordered, bool IsTriple)>(count);
        foreach (var key in quads)
            windows.Add((System.Buffers.Binary.BinaryPrimitives.ReverseEndianness((uint)key), false));
        foreach (var key in triples)
            windows.Add((System.Buffers.Binary.BinaryPrimitives.ReverseEndianness((uint)key), true));
        windows.Sort();
        var groups = Math.Clamp((count + (BucketsOfGroup * WantedInBucket) - 1) / (BucketsOfGroup * WantedInBucket), 1, MaxGroups);
        var halves = new byte[groups * TablesOfGroup][];
        for (var table = 0; table < halves.Length; table++)
            halves[table] = new byte[16];
        for (var index = 0; index < count; index++)
        {
            var bucket = (int)((long)index * groups * BucketsOfGroup / count);
            Put(halves.AsSpan(bucket / BucketsOfGroup * TablesOfGroup, TablesOfGroup), (byte)(1 << (bucket % BucketsOfGroup)), windows[index]);
        }

        return new([.. halves.Select(half => Vector256.Create(Vector128.Create(half), Vector128.Create(half)))]);
    }

    /// <summary>The positions where a window may begin, a bit each, the first lowest.</summary>
    /// <param name="bytes">At least <see cref="Reach"/> folded bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal uint Candidates(ReadOnlySpan<byte> bytes)
    {
        var low = Vector256.Create((byte)0x0F);
        bytes = bytes[..Reach];
        var (first, second) = (Vector256.Create(bytes), Vector256.Create(bytes[1..]));
        var (third, fourth) = (Vector256.Create(bytes[2..]), Vector256.Create(bytes[3..]));
        var (low1, low2, low3, low4) = (first & low, second & low, third & low, fourth & low);
        var (high1, high2, high3, high4) = (High(first), High(second), High(third), High(fourth));
        var any = Vector256<byte>.Zero;
        var all = tables;
        for (var group = 0; group + TablesOfGroup <= all.Length; group += TablesOfGroup)
        {
            var of = all.AsSpan(group, TablesOfGroup);
            any |= LookUp(of[0], low1) & LookUp(of[1], high1) & LookUp(of[2], low2) & LookUp(of[3], high2)
                & LookUp(of[4], low3) & LookUp(of[5], high3) & LookUp(of[6], low4) & LookUp(of[7], high4);
        }

        return ~Vector256.Equals(any, Vector256<byte>.Zero).ExtractMostSignificantBits();
    }

    private static void Put(Span<byte[]> halves, byte bucket, (uint Ordered, bool IsTriple) window)
    {
        for (var place = 0; place < WindowBytes; place++)
        {
            var value = (byte)(window.Ordered >> (24 - (8 * place)));
            if (place == WindowBytes - 1 && window.IsTriple)
            {
                for (var half = 0; half < 16; half++)
                {
                    halves[place * 2][half] |= bucket;
                    halves[(place * 2) + 1][half] |= bucket;
                }

                return;
            }

            halves[place * 2][value & 15] |= bucket;
            halves[(place * 2) + 1][value >> 4] |= bucket;
        }
    }

    private static Vector256<byte> High(Vector256<byte> bytes) => (bytes.AsUInt16() >>> 4).AsByte() & Vector256.Create((byte)0x0F);

    /// <summary>The entries of a table, which stands in both halves, for indexes below 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> LookUp(Vector256<byte> table, Vector256<byte> indexes) => Avx2.IsSupported
        ? Avx2.Shuffle(table, indexes)
        : Vector256.Create(Vector128.Shuffle(table.GetLower(), indexes.GetLower()), Vector128.Shuffle(table.GetUpper(), indexes.GetUpper()));
}
