using System.Runtime.InteropServices;

namespace ScanHost.Yara.Matching;

/// <summary>
/// Things by their numbers. Those of a cache file are read when they are first looked at: a large rule set has tens of thousands, of which a
/// scan looks at few, and to make them all would take longer than all the rest of the loading.
/// </summary>
internal sealed class LazyTable<T>
    where T : class
{
    private readonly T?[] items;
    private readonly ReadOnlyMemory<byte> written;
    private readonly int[] starts;
    private readonly Func<BinaryReader, int, T> read;

    /// <summary>A table of what is there already.</summary>
    internal LazyTable(IEnumerable<T> items)
    {
        this.items = [.. items];
        starts = [];
        read = (_, _) => throw new InvalidOperationException("Everything is there.");
    }

    private LazyTable(ReadOnlyMemory<byte> written, int[] starts, Func<BinaryReader, int, T> read)
    {
        items = new T?[starts.Length - 1];
        this.written = written;
        this.starts = starts;
        this.read = read;
    }

    /// <summary>How many there are.</summary>
    internal int Count => items.Length;

    /// <summary>One of them, always the same. Two threads may make it at once; the first one's stays.</summary>
    /// <exception cref="InvalidDataException">It was written by nobody who could.</exception>
    internal T this[int number] => Volatile.Read(ref items[number]) ?? Make(number);

    /// <summary>Writes the table; <see cref="Read"/> reads it.</summary>
    internal void Write(BinaryWriter output, Action<BinaryWriter, T> write)
    {
        using var stream = new MemoryStream();
        using var each = new BinaryWriter(stream);
        var ends = new int[Count + 1];
        for (var number = 0; number < Count; number++)
        {
            write(each, this[number]);
            ends[number + 1] = (int)stream.Position;
        }

        output.WriteArray(ends);
        output.WriteArray(stream.ToArray());
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="input">Stands at the table. Memory that it reads from is kept.</param>
    /// <param name="read">Reads one, whose number it is told.</param>
    /// <exception cref="InvalidDataException">The bytes are not a table.</exception>
    internal static LazyTable<T> Read(BinaryReader input, Func<BinaryReader, int, T> read)
    {
        var starts = input.ReadInt32s();
        var written = input.ReadBytesInPlace();
        var isSound = starts.Length > 0 && starts[0] == 0 && starts[^1] == written.Length;
        for (var number = 1; number < starts.Length && isSound; number++)
            isSound = starts[number - 1] <= starts[number];
        return isSound ? new(written, starts, read) : throw new InvalidDataException("A table is damaged.");
    }

    private T Make(int number)
    {
        MemoryMarshal.TryGetArray(written, out var array);
        var stream = new MemoryStream(array.Array!, array.Offset + starts[number], starts[number + 1] - starts[number], writable: false);
        using var input = new BinaryReader(stream);
        try
        {
            var made = read(input, number);
            return Interlocked.CompareExchange(ref items[number], made, null) ?? made;
        }
        catch (Exception error) when (error is EndOfStreamException or FormatException or ArgumentException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("An item of a table is damaged.", error);
        }
    }
}
