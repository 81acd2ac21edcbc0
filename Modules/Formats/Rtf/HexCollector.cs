namespace ScanHost.Formats.Rtf;

/// <summary>Collects the bytes of an object from digits that other things may interrupt.</summary>
internal sealed class HexCollector(int offset)
{
    private readonly List<byte> bytes = [];
    private int high = -1;

    /// <summary>Where the data starts in the file, in bytes.</summary>
    internal int Offset { get; } = offset;

    /// <summary>How often something broke the digits up.</summary>
    internal int Interruptions { get; private set; }

    internal void Interrupt()
    {
        if (bytes.Count > 0 || high >= 0)
            Interruptions++;
    }

    /// <returns>False when there is no room for more.</returns>
    internal bool Add(ReadOnlySpan<byte> text, int maxBytes)
    {
        foreach (var letter in text)
        {
            if (letter is (byte)'\r' or (byte)'\n' or (byte)' ' or (byte)'\t')
                continue;
            if (!char.IsAsciiHexDigit((char)letter))
            {
                Interrupt();
                continue;
            }
            if (bytes.Count >= maxBytes)
                return false;
            if (high < 0)
                high = RtfDocument.Digit(letter);
            else
            {
                bytes.Add((byte)(high << 4 | RtfDocument.Digit(letter)));
                high = -1;
            }
        }
        return true;
    }

    internal void AddBinary(ReadOnlySpan<byte> data)
    {
        Interrupt();
        bytes.AddRange(data);
    }

    internal byte[] ToArray() => [.. bytes];
}
