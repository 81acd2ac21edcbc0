using ScanHost.Yara.Patterns;

namespace ScanHost.Yara.Matching;

/// <summary>What a part of a sequence is.</summary>
internal enum SequencePartKind : byte
{
    /// <summary>A fixed number of bytes, each out of a set of its own.</summary>
    Bytes,

    /// <summary>Bytes of one set, between a least and a greatest number of them.</summary>
    Run,

    /// <summary>No byte; the position must have a property.</summary>
    Assertion,
}

/// <summary>A part of a <see cref="SequenceProgram"/>.</summary>
internal sealed class SequencePart
{
    private readonly byte[] values = [];
    private readonly byte[] masks = [];
    private readonly ByteSet[] sets = [];
    private readonly ByteSet set;

    private SequencePart(SequencePartKind kind, byte[] values, byte[] masks, ByteSet[] sets)
    {
        Kind = kind;
        this.values = values;
        this.masks = masks;
        this.sets = sets;
        Length = Math.Max(values.Length, sets.Length);
    }

    private SequencePart(ByteSet set, int min, int max)
    {
        Kind = SequencePartKind.Run;
        this.set = set;
        Min = min;
        Max = max;
    }

    private SequencePart(Assertion asserted)
    {
        Kind = SequencePartKind.Assertion;
        Asserted = asserted;
    }

    /// <summary>What it is.</summary>
    internal SequencePartKind Kind { get; }

    /// <summary>The number of bytes of <see cref="SequencePartKind.Bytes"/>.</summary>
    internal int Length { get; }

    /// <summary>The least number of bytes of a run.</summary>
    internal int Min { get; }

    /// <summary>The greatest number of bytes of a run; int.MaxValue for no limit.</summary>
    internal int Max { get; }

    /// <summary>The property that <see cref="SequencePartKind.Assertion"/> asks for.</summary>
    internal Assertion Asserted { get; }

    /// <summary>A run.</summary>
    internal static SequencePart Run(ByteSet set, int min, int max) => new(set, min, max);

    /// <summary>An assertion.</summary>
    internal static SequencePart Assertion(Assertion kind) => new(kind);

    /// <summary>A fixed number of bytes; kept as values and masks where each set is of that form.</summary>
    internal static SequencePart Bytes(List<ByteSet> bytes)
    {
        var values = new byte[bytes.Count];
        var masks = new byte[bytes.Count];
        for (var index = 0; index < values.Length; index++)
        {
            if (ByteMask.Of(bytes[index]) is not { } mask)
                return new(SequencePartKind.Bytes, [], [], [.. bytes]);
            (values[index], masks[index]) = mask;
        }
        return new(SequencePartKind.Bytes, values, masks, []);
    }

    /// <summary>True when the bytes from <paramref name="position"/> on are those of the part; false where the data ends before.</summary>
    internal bool MatchesAt(ReadOnlySpan<byte> data, int position)
    {
        if (position > data.Length - Length)
            return false;
        var window = data.Slice(position, Length);
        if (sets.Length > 0)
        {
            for (var index = 0; index < window.Length; index++)
            {
                if (!sets[index].Contains(window[index]))
                    return false;
            }
            return true;
        }
        var value = values.AsSpan(0, window.Length);
        var mask = masks.AsSpan(0, window.Length);
        for (var index = 0; index < window.Length; index++)
        {
            if ((window[index] & mask[index]) != value[index])
                return false;
        }
        return true;
    }

    /// <summary>True when the first byte can be this one.</summary>
    internal bool TakesFirst(byte value) => sets.Length > 0 ? sets[0].Contains(value) : (value & masks[0]) == values[0];

    /// <summary>The first position from which on the byte is not of the run's set; the end of the data at the latest.</summary>
    internal int EndOfRun(ReadOnlySpan<byte> data, int position)
    {
        if (set == ByteSet.All)
            return data.Length;
        while (position < data.Length && set.Contains(data[position]))
            position++;
        return position;
    }

    /// <summary>The last position before which the byte is not of the run's set; <paramref name="end"/> at the earliest.</summary>
    internal int StartOfRun(ReadOnlySpan<byte> data, int position, int end)
    {
        if (set == ByteSet.All)
            return end;
        while (position > end && set.Contains(data[position - 1]))
            position--;
        return position;
    }

    /// <summary>Writes the part; <see cref="Read"/> reads it.</summary>
    internal void Write(BinaryWriter writer)
    {
        writer.Write((byte)Kind);
        switch (Kind)
        {
            case SequencePartKind.Bytes:
                writer.WriteArray(values);
                writer.WriteArray(masks);
                writer.WriteArray(sets.SelectMany(one => new[] { one.Bits0, one.Bits1, one.Bits2, one.Bits3 }).ToArray());
                break;
            case SequencePartKind.Run:
                writer.WriteArray(new[] { set.Bits0, set.Bits1, set.Bits2, set.Bits3 });
                writer.Write(Min);
                writer.Write(Max);
                break;
            default:
                writer.Write((byte)Asserted);
                break;
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a part.</exception>
    internal static SequencePart Read(BinaryReader reader)
    {
        switch ((SequencePartKind)reader.ReadByte())
        {
            case SequencePartKind.Bytes:
                var values = reader.ReadByteArray();
                var masks = reader.ReadByteArray();
                var sets = Sets(reader.ReadUInt64s());
                if (values.Length != masks.Length || (values.Length > 0) == (sets.Length > 0))
                    throw new InvalidDataException("A part of a pattern is damaged.");
                return new(SequencePartKind.Bytes, values, masks, sets);
            case SequencePartKind.Run:
                var run = Sets(reader.ReadUInt64s());
                var min = reader.ReadInt32();
                var max = reader.ReadInt32();
                return run.Length == 1 && min >= 0 && min <= max ? new(run[0], min, max) : throw new InvalidDataException("A run of a pattern is damaged.");
            case SequencePartKind.Assertion:
                return new((Assertion)reader.ReadByte());
            default:
                throw new InvalidDataException("A part of a pattern has an unknown kind.");
        }
    }

    private static ByteSet[] Sets(ulong[] bits)
    {
        var result = new ByteSet[bits.Length / 4];
        for (var index = 0; index < result.Length; index++)
            result[index] = new(bits[index * 4], bits[(index * 4) + 1], bits[(index * 4) + 2], bits[(index * 4) + 3]);
        return result;
    }
}
