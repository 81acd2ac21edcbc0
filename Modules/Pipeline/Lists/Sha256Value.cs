using System.Buffers;
using System.Buffers.Binary;

namespace ScanHost.Pipeline.Lists;

/// <summary>A SHA-256 value in 32 bytes: lists have millions.</summary>
internal readonly record struct Sha256Value(ulong A, ulong B, ulong C, ulong D)
{
    /// <summary>Reads 64 hexadecimal digits.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static Sha256Value Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var value) ? value : throw new FormatException("A SHA-256 value has 64 hexadecimal digits.");

    /// <summary>Reads 64 hexadecimal digits, in either case.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Sha256Value value)
    {
        Span<byte> bytes = stackalloc byte[32];
        var isValue = text.Length == 64 && Convert.FromHexString(text, bytes, out _, out _) == OperationStatus.Done;
        value = isValue
            ? new(
                BinaryPrimitives.ReadUInt64BigEndian(bytes),
                BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
                BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
                BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]))
            : default;
        return isValue;
    }

    /// <summary>The value is a hash already.</summary>
    public override int GetHashCode() => (int)A;
}
