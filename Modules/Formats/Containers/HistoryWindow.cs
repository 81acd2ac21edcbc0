namespace ScanHost.Formats.Containers;

/// <summary>What a dictionary decoder has written: the bytes that matches refer to, and those that nobody has read yet.</summary>
/// <param name="windowBytes">How far back a match may reach, in bytes.</param>
internal sealed class HistoryWindow(int windowBytes)
{
    private byte[] buffer = new byte[64 * 1024];
    private int filled;
    private int served;

    /// <summary>How many bytes can be read.</summary>
    internal int Pending => filled - served;

    /// <summary>How many bytes have been written in all.</summary>
    internal long Total { get; private set; }

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Advance(bytes.Length);
    }

    internal void Fill(byte value, int count)
    {
        Room(count)[..count].Fill(value);
        Advance(count);
    }

    /// <summary>Repeats what was written <paramref name="distance"/> bytes ago; the two may overlap.</summary>
    /// <exception cref="InvalidDataException">The distance reaches before the start or beyond the window.</exception>
    internal void Repeat(long distance, int count)
    {
        if (distance <= 0 || distance > Math.Min(Total, windowBytes) || distance > filled)
            throw new InvalidDataException("a match reaches too far back");
        Room(count);
        var from = filled - (int)distance;
        if (distance >= count)
            buffer.AsSpan(from, count).CopyTo(buffer.AsSpan(filled));
        else
            for (var i = 0; i < count; i++)
                buffer[filled + i] = buffer[from + i];
        Advance(count);
    }

    internal int Read(Span<byte> target)
    {
        var count = Math.Min(target.Length, Pending);
        buffer.AsSpan(served, count).CopyTo(target);
        served += count;
        return count;
    }

    private void Advance(int count)
    {
        filled += count;
        Total += count;
    }

    // Makes room behind what is filled: drops what is both read and out of reach, and grows when that is not enough.
    private Span<byte> Room(int count)
    {
        if (filled + count > buffer.Length)
            Slide();
        if (filled + count > buffer.Length)
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, filled + count));
        return buffer.AsSpan(filled, count);
    }

    private void Slide()
    {
        var drop = Math.Min(served, filled - Math.Min(filled, windowBytes));
        if (drop < buffer.Length / 4)
            return;
        buffer.AsSpan(drop, filled - drop).CopyTo(buffer);
        filled -= drop;
        served -= drop;
    }
}
