namespace ScanHost.Formats.Containers;

/// <summary>What a dictionary decoder has written: the bytes that matches refer to, and those that nobody has read yet.</summary>
/// <remarks>A ring that grows with what was written, never with what a file declares.</remarks>
/// <param name="windowBytes">How far back a match may reach, in bytes.</param>
internal sealed class HistoryWindow(int windowBytes)
{
    private const int ShortDistance = 16;
    private byte[] ring = new byte[64 * 1024];
    private int next;

    /// <summary>How many bytes can be read.</summary>
    internal int Pending { get; private set; }

    /// <summary>How many bytes have been written in all.</summary>
    internal long Total { get; private set; }

    /// <summary>The byte that was written last; 0 before the first.</summary>
    internal byte Last => Total == 0 ? (byte)0 : ring[next == 0 ? ring.Length - 1 : next - 1];

    /// <summary>The byte that was written <paramref name="distance"/> bytes ago, 1 being the last.</summary>
    /// <exception cref="InvalidDataException">The distance reaches before the start or beyond the window.</exception>
    internal byte Back(long distance)
    {
        Check(distance);
        var at = next - (int)distance;
        return ring[at < 0 ? at + ring.Length : at];
    }

    internal void Put(byte value)
    {
        Reserve(1);
        ring[next] = value;
        Advance(1);
    }

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        while (!bytes.IsEmpty)
        {
            var count = Math.Min(bytes.Length, ring.Length - next);
            bytes[..count].CopyTo(ring.AsSpan(next));
            Advance(count);
            bytes = bytes[count..];
        }
    }

    internal void Fill(byte value, int count)
    {
        Reserve(count);
        for (var left = count; left > 0;)
        {
            var part = Math.Min(left, ring.Length - next);
            ring.AsSpan(next, part).Fill(value);
            Advance(part);
            left -= part;
        }
    }

    /// <summary>Repeats what was written <paramref name="distance"/> bytes ago; the two may overlap.</summary>
    /// <exception cref="InvalidDataException">The distance reaches before the start or beyond the window.</exception>
    internal void Repeat(long distance, int count)
    {
        Check(distance);
        Reserve(count);
        var from = next - (int)distance;
        if (from < 0)
            from += ring.Length;
        if (distance < ShortDistance)
        {
            RepeatBytes(from, count);
            return;
        }
        while (count > 0)
        {
            var part = Math.Min(Math.Min(count, (int)distance), ring.Length - Math.Max(from, next));
            ring.AsSpan(from, part).CopyTo(ring.AsSpan(next));
            Advance(part);
            from = from + part == ring.Length ? 0 : from + part;
            count -= part;
        }
    }

    /// <summary>Forgets what matches may refer to; what was not read yet stays.</summary>
    internal void Forget() => Total = 0;

    internal int Read(Span<byte> target)
    {
        var done = 0;
        while (done < target.Length && Pending > 0)
        {
            var from = next - Pending;
            if (from < 0)
                from += ring.Length;
            var count = Math.Min(Math.Min(target.Length - done, Pending), ring.Length - from);
            ring.AsSpan(from, count).CopyTo(target[done..]);
            Pending -= count;
            done += count;
        }
        return done;
    }

    private void Check(long distance)
    {
        if (distance <= 0 || distance > Total)
            throw new InvalidDataException("a match reaches too far back");
        if (distance > windowBytes)
            throw new DecoderLimitException("the window", windowBytes);
    }

    private void RepeatBytes(int from, int count)
    {
        for (var left = count; left > 0; left--)
        {
            ring[next] = ring[from];
            from = from + 1 == ring.Length ? 0 : from + 1;
            next = next + 1 == ring.Length ? 0 : next + 1;
        }
        Total += count;
        Pending += count;
    }

    private void Advance(int count)
    {
        next = next + count == ring.Length ? 0 : next + count;
        Total += count;
        Pending += count;
    }

    // Both the window and what nobody has read must stay; all else may be written over.
    private void Reserve(int count)
    {
        var needed = Math.Min(Math.Max(Total, Pending) + count, Math.Max(windowBytes, Pending + (long)count));
        if (needed > ring.Length)
            Grow(needed);
    }

    private void Grow(long needed)
    {
        // Beyond the window by a quarter: a block that is only read as a whole would else be copied for each of its matches.
        var size = needed > windowBytes ? Math.Max(needed, ring.Length + (ring.Length / 4L)) : Math.Max(needed, Math.Min(ring.Length * 2L, windowBytes));
        size = Math.Min(size, Math.Max(needed, Array.MaxLength));
        var larger = GC.AllocateUninitializedArray<byte>((int)size);
        ring.AsSpan(next).CopyTo(larger.AsSpan(larger.Length - (ring.Length - next)));
        ring.AsSpan(0, next).CopyTo(larger);
        ring = larger;
    }
}
