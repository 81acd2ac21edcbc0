using System.Buffers.Binary;

namespace ScanHost.Formats;

/// <summary>Reads fields of hostile files: what lies outside the file reads as null, never as an exception.</summary>
internal static class ByteReading
{
    /// <summary>A byte; null outside.</summary>
    internal static byte? U8(this ReadOnlySpan<byte> file, long offset) => file.Has(offset, 1) ? file[(int)offset] : null;

    /// <summary>Two bytes, little end first; null outside.</summary>
    internal static ushort? U16(this ReadOnlySpan<byte> file, long offset) =>
        file.Has(offset, 2) ? BinaryPrimitives.ReadUInt16LittleEndian(file[(int)offset..]) : null;

    /// <summary>Four bytes, little end first; null outside.</summary>
    internal static uint? U32(this ReadOnlySpan<byte> file, long offset) =>
        file.Has(offset, 4) ? BinaryPrimitives.ReadUInt32LittleEndian(file[(int)offset..]) : null;

    /// <summary>Eight bytes, little end first; null outside.</summary>
    internal static ulong? U64(this ReadOnlySpan<byte> file, long offset) =>
        file.Has(offset, 8) ? BinaryPrimitives.ReadUInt64LittleEndian(file[(int)offset..]) : null;

    /// <summary>Two bytes, big end first; null outside.</summary>
    internal static ushort? U16Big(this ReadOnlySpan<byte> file, long offset) =>
        file.Has(offset, 2) ? BinaryPrimitives.ReadUInt16BigEndian(file[(int)offset..]) : null;

    /// <summary>Four bytes, big end first; null outside.</summary>
    internal static uint? U32Big(this ReadOnlySpan<byte> file, long offset) =>
        file.Has(offset, 4) ? BinaryPrimitives.ReadUInt32BigEndian(file[(int)offset..]) : null;

    /// <summary>Eight bytes, big end first; null outside.</summary>
    internal static ulong? U64Big(this ReadOnlySpan<byte> file, long offset) =>
        file.Has(offset, 8) ? BinaryPrimitives.ReadUInt64BigEndian(file[(int)offset..]) : null;

    /// <summary>True when <paramref name="bytes"/> stand at <paramref name="offset"/>.</summary>
    internal static bool HasAt(this ReadOnlySpan<byte> file, long offset, ReadOnlySpan<byte> bytes) =>
        file.Has(offset, bytes.Length) && file.Slice((int)offset, bytes.Length).SequenceEqual(bytes);

    /// <summary>True when all of [offset, offset + length) lies in the file.</summary>
    internal static bool Has(this ReadOnlySpan<byte> file, long offset, long length) =>
        offset >= 0 && length >= 0 && length <= file.Length && offset <= file.Length - length;

    /// <summary>As much of [offset, offset + length) as lies in the file.</summary>
    internal static ReadOnlySpan<byte> Part(this ReadOnlySpan<byte> file, long offset, long length)
    {
        if (offset < 0 || offset >= file.Length || length <= 0)
            return [];
        return file.Slice((int)offset, (int)Math.Min(length, file.Length - offset));
    }

    /// <summary>As much of [offset, offset + length) as lies in the file.</summary>
    internal static ReadOnlyMemory<byte> Part(this ReadOnlyMemory<byte> file, long offset, long length)
    {
        if (offset < 0 || offset >= file.Length || length <= 0)
            return default;
        return file.Slice((int)offset, (int)Math.Min(length, file.Length - offset));
    }
}
