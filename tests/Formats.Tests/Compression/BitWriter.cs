namespace ScanHost.Formats.Tests.Compression;

/// <summary>Writes bits, the highest of each byte first.</summary>
internal sealed class BitWriter
{
    private readonly List<byte> bytes = [];
    private int used = 8;

    public int Length => bytes.Count;

    /// <summary>How many bits of the last byte are used.</summary>
    public int BitsOfLast => used;

    public void Write(int value, int count)
    {
        for (var bit = count - 1; bit >= 0; bit--)
        {
            if (used == 8)
            {
                bytes.Add(0);
                used = 0;
            }
            bytes[^1] |= (byte)(((value >> bit) & 1) << (7 - used++));
        }
    }

    /// <summary>The bytes, filled up to a multiple, each unit turned around: what a reader of little-endian words expects.</summary>
    public byte[] Turned(int unit)
    {
        var padded = new byte[(bytes.Count + unit - 1) / unit * unit];
        bytes.CopyTo(padded);
        for (var at = 0; at < padded.Length; at += unit)
            padded.AsSpan(at, unit).Reverse();
        return padded;
    }

    public byte[] ToArray() => [.. bytes];
}
