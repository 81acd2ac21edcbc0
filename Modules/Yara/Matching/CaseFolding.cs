using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ScanHost.Yara.Patterns;

namespace ScanHost.Yara.Matching;

/// <summary>
/// Lowers ASCII capital letters. Windows and the scanned bytes are compared folded, so that one table serves patterns with and
/// without case. Nothing but letters is touched: a blind "or 0x20" would make zero and space the same byte.
/// </summary>
internal static class CaseFolding
{
    /// <summary>A folded byte.</summary>
    internal static byte Fold(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;

    /// <summary>The folded bytes of a set.</summary>
    internal static ByteSet Fold(ByteSet set) => set.WithoutCapitals();

    /// <summary>Folds bytes into a buffer of at least their length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Fold(ReadOnlySpan<byte> source, Span<byte> target)
    {
        target = target[..source.Length];
        var from = MemoryMarshal.Cast<byte, Vector256<byte>>(source);
        var to = MemoryMarshal.Cast<byte, Vector256<byte>>(target);
        var first = Vector256.Create((byte)'A');
        var last = Vector256.Create((byte)25);
        var bit = Vector256.Create((byte)0x20);
        for (var index = 0; index < from.Length && index < to.Length; index++)
        {
            var bytes = from[index];
            var letter = bytes - first;
            to[index] = bytes | (Vector256.Equals(Vector256.Min(letter, last), letter) & bit);
        }
        for (var index = from.Length * Vector256<byte>.Count; index < source.Length; index++)
            target[index] = Fold(source[index]);
    }
}
