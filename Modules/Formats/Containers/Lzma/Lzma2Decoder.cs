using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Lzma;

/// <summary>Decodes LZMA2: chunks of LZMA or stored data. Source: The .xz File Format 1.2.0 section 5.3.1, xz's documentation of LZMA2.</summary>
/// <param name="data">Starts with the first chunk; may have more behind the end mark.</param>
/// <param name="dictionary">The declared dictionary, in bytes.</param>
internal sealed class Lzma2Decoder(ReadOnlyMemory<byte> data, long dictionary) : WindowStream(LzmaLimits.Window(dictionary))
{
    private readonly LzmaModel model = new();
    private RangeState state;
    private int position;
    private int chunkEnd;
    private int left;
    private bool hasProperties;
    private bool hasDictionary;

    /// <summary>How many bytes of the data have been used; at the end, all that belong to the stream.</summary>
    internal int Used => position;

    /// <summary>The dictionary that a property byte stands for, in bytes.</summary>
    /// <exception cref="InvalidDataException">The byte is above 40.</exception>
    internal static long DictionaryOf(byte property) => property switch
    {
        > 40 => throw new InvalidDataException("the dictionary's size is not one that LZMA2 knows"),
        40 => uint.MaxValue,
        _ => (2L | (property & 1L)) << ((property / 2) + 11),
    };

    protected override bool DecodeMore()
    {
        if (left == 0 && !OpenChunk())
            return false;
        if (left == 0)
            return true;
        var coder = new RangeDecoder(data.Span[..chunkEnd], state);
        if (!model.Decode(ref coder, Window, Math.Min(EnoughPending, left), left, out var written))
            throw new InvalidDataException("an end marker within LZMA2");
        state = coder.State;
        left -= (int)written;
        position = left == 0 ? chunkEnd : position;
        return true;
    }

    // Stored chunks are at most 64 KiB: they are done at once.
    private bool OpenChunk()
    {
        var control = data.Span[position++];
        if (control == 0)
            return false;
        if (control is 1 or >= 0xE0)
            hasDictionary = true;
        else if (!hasDictionary || control is > 2 and < 0x80)
            throw new InvalidDataException("the chunk's control byte is wrong");
        if (control is 1 or >= 0xE0)
            Window.Forget();
        var size = data.Span.U16Big(position) ?? throw new InvalidDataException("the chunk's header is cut short");
        if (control < 0x80)
            OpenStored(size + 1);
        else
            OpenCompressed(control, ((control & 0x1F) << 16) + size + 1);
        return true;
    }

    private void OpenStored(int size)
    {
        var stored = data.Span.Part(position + 2, size);
        Window.Append(stored);
        if (stored.Length < size)
            throw new InvalidDataException("the chunk is cut short");
        position += 2 + size;
    }

    private void OpenCompressed(byte control, int size)
    {
        var packed = (data.Span.U16Big(position + 2) ?? throw new InvalidDataException("the chunk's header is cut short")) + 1;
        position += 4;
        if (control >= 0xC0)
        {
            model.Reset(data.Span[position++]);
            hasProperties = true;
        }
        else if (!hasProperties)
            throw new InvalidDataException("the first chunk has no properties");
        else if (control >= 0xA0)
            model.Reset();
        chunkEnd = (int)Math.Min(data.Length, (long)position + packed);
        state = RangeDecoder.Start(data.Span, position);
        left = size;
    }
}
