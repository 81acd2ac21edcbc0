namespace ScanHost.Formats.Images.Jpeg;

/// <summary>The bits of a scan, the highest first: ITU-T T.81, F.2.2.5. A zero byte behind FF is no data, any other one is a marker and ends them.</summary>
internal ref struct JpegBits(ReadOnlySpan<byte> file, int start)
{
    private readonly ReadOnlySpan<byte> file = file;
    private ulong held;
    private int count;
    private int at = start;
    private int borrowed;

    /// <summary>True when more bits were taken than there are: those were zeros.</summary>
    internal readonly bool IsOver => borrowed > count;

    internal int Peek(int bits)
    {
        while (count < bits)
            Fill();
        return (int)(held >> (count - bits)) & ((1 << bits) - 1);
    }

    internal void Skip(int bits) => count -= bits;

    internal int Take(int bits)
    {
        if (bits == 0)
            return 0;
        var value = Peek(bits);
        count -= bits;
        return value;
    }

    /// <summary>A number of that many bits whose first bit tells its sign: T.81, F.2.2.1 (EXTEND).</summary>
    internal int TakeSigned(int bits)
    {
        if (bits == 0)
            return 0;
        var value = Take(bits);
        return value < 1 << (bits - 1) ? value - (1 << bits) + 1 : value;
    }

    /// <summary>Goes on behind the restart marker that stands next; false when another or none does.</summary>
    internal bool Restart()
    {
        (held, count, borrowed) = (0, 0, 0);
        // Data that a broken block did not use is passed over.
        while (at + 1 < file.Length && (file[at] != 0xFF || file[at + 1] is 0 or 0xFF))
            at++;
        if (at + 1 >= file.Length || file[at + 1] is < 0xD0 or > 0xD7)
            return false;
        at += 2;
        return true;
    }

    private void Fill()
    {
        byte next = 0;
        if (at < file.Length && (file[at] != 0xFF || (at + 1 < file.Length && file[at + 1] == 0)))
        {
            next = file[at];
            at += next == 0xFF ? 2 : 1;
        }
        else
            borrowed += 8;
        held = (held << 8) | next;
        count += 8;
    }
}
