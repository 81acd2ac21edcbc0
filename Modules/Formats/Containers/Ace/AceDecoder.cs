using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Ace;

/// <summary>ACE's LZ77. In a solid archive one decoder goes from member to member: the window and the last distances stay.</summary>
/// <param name="dictionaryBits">How far back a match may reach, as a power of two.</param>
internal sealed class AceDecoder(int dictionaryBits) : WindowStream(1 << dictionaryBits)
{
    private const int MaxCodeWidth = 11;
    private const int WidthCodeWidth = 7;
    private const int FirstDistance = 260;
    private const int ModeSymbol = 283;
    private const int LengthSymbols = 255;
    private const int ShortDistance = 255;
    private const int MiddleDistance = 8191;
    private readonly int[] lastDistances = new int[4];
    private AceBits bits = new(default);
    private AceCode? main;
    private AceCode? lengths;
    private long left;
    private int leftInBlock;
    private bool hasModes;

    /// <summary>Goes on with the next member's data.</summary>
    /// <param name="data">Compressed.</param>
    /// <param name="size">How many bytes come out.</param>
    /// <param name="isBlocked">True for the method of ACE 2, which can change to other modes.</param>
    internal void Start(ReadOnlyMemory<byte> data, long size, bool isBlocked)
    {
        (bits, left, leftInBlock, hasModes) = (new(data), size, 0, isBlocked);
        Restart();
    }

    protected override bool DecodeMore()
    {
        for (var until = left - EnoughPending; left > 0 && left > until;)
        {
            if (leftInBlock == 0)
                OpenBlock();
            leftInBlock--;
            var symbol = main!.Read(bits);
            if (symbol < 256)
            {
                Window.Put((byte)symbol);
                left--;
            }
            else if (symbol == ModeSymbol)
                ChangeMode();
            else
                Copy(symbol);
        }
        return left > 0;
    }

    private void ChangeMode()
    {
        var mode = hasModes ? bits.Read(8) : -1;
        if (mode == -1)
            throw new InvalidDataException("a change of mode where there are no modes");
        if (mode != 0)
            throw new UnsupportedDataException($"no decoder for ACE mode {mode}");
    }

    private void Copy(int symbol)
    {
        var (distance, least) = symbol < FirstDistance ? Known(symbol - 256) : Fresh(symbol - FirstDistance);
        var length = (int)Math.Min(lengths!.Read(bits) + least, left);
        left -= length;
        Window.Repeat(distance + 1L, length);
    }

    // One of the last four distances, which becomes the last.
    private (int Distance, int Least) Known(int place)
    {
        var distance = lastDistances[place];
        Array.Copy(lastDistances, 0, lastDistances, 1, place);
        lastDistances[0] = distance;
        return (distance, place > 1 ? 3 : 2);
    }

    private (int Distance, int Least) Fresh(int width)
    {
        var distance = width < 2 ? width : (1 << (width - 1)) + bits.Read(width - 1);
        Array.Copy(lastDistances, 0, lastDistances, 1, 3);
        lastDistances[0] = distance;
        return (distance, distance <= ShortDistance ? 2 : distance <= MiddleDistance ? 3 : 4);
    }

    private void OpenBlock()
    {
        main = ReadCode(hasModes ? ModeSymbol + 1 : ModeSymbol);
        lengths = ReadCode(LengthSymbols);
        leftInBlock = bits.Read(15);
        if (leftInBlock == 0)
            throw new InvalidDataException("an empty block");
    }

    // Widths are differences to the one before, Huffman coded; the symbol above the widest stands for a run of zeros.
    private AceCode ReadCode(int symbols)
    {
        var count = Math.Min(bits.Read(9) + 1, symbols);
        var (lowest, span) = (bits.Read(4), bits.Read(4));
        var widthWidths = new byte[span + 1];
        foreach (ref var width in widthWidths.AsSpan())
            width = (byte)bits.Read(3);
        var code = new AceCode(widthWidths, WidthCodeWidth);
        var widths = new byte[count];
        for (var i = 0; i < count;)
        {
            var symbol = code.Read(bits);
            if (symbol < span)
                widths[i++] = (byte)symbol;
            else
                i += bits.Read(4) + 4; // Of zeros, as they are already.
        }
        for (var i = 1; span > 0 && i < count; i++)
            widths[i] = (byte)((widths[i] + widths[i - 1]) % span);
        for (var i = 0; i < count; i++)
            if (widths[i] > 0)
                widths[i] = (byte)(widths[i] + lowest);
        return new(widths, MaxCodeWidth);
    }
}
