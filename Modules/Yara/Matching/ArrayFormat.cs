using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ScanHost.Yara.Matching;

/// <summary>Writes and reads whole arrays, little end first: a compiled set loads at the speed of copying.</summary>
internal static class ArrayFormat
{
    /// <summary>Writes an array with its length.</summary>
    internal static void WriteArray<T>(this BinaryWriter writer, T[] values) where T : unmanaged
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    /// <summary>Reads bytes.</summary>
    internal static byte[] ReadByteArray(this BinaryReader reader) => reader.ReadArray<byte>();

    /// <summary>Reads bytes without a copy where the reader reads from memory that it shows: the memory of an array in any case.</summary>
    internal static ReadOnlyMemory<byte> ReadBytesInPlace(this BinaryReader reader)
    {
        if (reader.BaseStream is not MemoryStream memory || !memory.TryGetBuffer(out var whole))
            return reader.ReadByteArray();
        var count = reader.ReadCount(1);
        var bytes = whole.AsMemory((int)memory.Position, count);
        memory.Position += count;
        return bytes;
    }

    /// <summary>Reads 32-bit numbers.</summary>
    internal static int[] ReadInt32s(this BinaryReader reader) => reader.ReadArray<int>();

    /// <summary>Reads 64-bit numbers.</summary>
    internal static ulong[] ReadUInt64s(this BinaryReader reader) => reader.ReadArray<ulong>();

    /// <summary>Reads a count of items of which each takes at least so many bytes; one that the stream cannot hold is refused.</summary>
    /// <exception cref="InvalidDataException">The count is impossible.</exception>
    internal static int ReadCount(this BinaryReader reader, int itemBytes)
    {
        var count = reader.ReadInt32();
        var stream = reader.BaseStream;
        if (count < 0 || (long)count * itemBytes > stream.Length - stream.Position)
            throw new InvalidDataException("A list is longer than the file.");
        return count;
    }

    /// <summary>Reads any array that <see cref="WriteArray"/> wrote.</summary>
    internal static T[] ReadArray<T>(this BinaryReader reader) where T : unmanaged
    {
        var count = reader.ReadCount(Unsafe.SizeOf<T>());
        if (count == 0)
            return [];
        var values = GC.AllocateUninitializedArray<T>(count);
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    /// <summary>
    /// True when all are at least <paramref name="low"/> and below <paramref name="end"/>. A plain loop on purpose: what the library has for this
    /// is compiled at its first call, which takes longer than to load a large set.
    /// </summary>
    internal static bool AreWithin(int[] values, int low, int end)
    {
        foreach (var value in values)
        {
            if (value < low || value >= end)
                return false;
        }

        return true;
    }
}
