namespace ScanHost.Formats.MachO;

/// <summary>Reads numbers of seven bits a byte (LEB128) and strings. After the first that does not fit everything is empty.</summary>
internal ref struct Leb128Reader(ReadOnlySpan<byte> data)
{
    private ReadOnlySpan<byte> rest = data;

    internal readonly bool HasData => rest.Length > 0;

    /// <summary>Bytes that are not read yet.</summary>
    internal readonly int Left => rest.Length;

    /// <summary>True when something ran out of the data.</summary>
    internal bool IsBroken { get; private set; }

    internal byte ReadByte()
    {
        if (rest.IsEmpty)
        {
            IsBroken = true;
            return 0;
        }

        var value = rest[0];
        rest = rest[1..];
        return value;
    }

    internal ulong ReadUnsigned()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = ReadByte();
            value |= (ulong)(part & 0x7F) << shift;
            if ((part & 0x80) == 0)
                return value;
        }

        Break();
        return 0;
    }

    /// <summary>Up to the next zero, one character a byte; null when there is none.</summary>
    internal string? ReadText()
    {
        var end = rest.IndexOf((byte)0);
        if (end < 0)
        {
            Break();
            return null;
        }

        var text = ByteText.Latin1(rest[..end]);
        rest = rest[(end + 1)..];
        return text;
    }

    internal void Skip(ulong count)
    {
        if (count > (ulong)rest.Length)
            Break();
        else
            rest = rest[(int)count..];
    }

    private void Break()
    {
        IsBroken = true;
        rest = default;
    }
}
