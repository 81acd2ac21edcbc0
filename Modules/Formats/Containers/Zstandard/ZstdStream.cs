using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Zstandard;

/// <summary>Decodes Zstandard frames, one after another, RFC 8878. Written for hostile data: the window is bounded, every index is checked.</summary>
internal sealed class ZstdStream(ReadOnlyMemory<byte> source) : DecoderStream
{
    internal const uint Magic = 0xFD2FB528;

    /// <summary>The largest window that we keep, in bytes: what <c>zstd --ultra -22</c> needs is 128 MiB, all other levels 8 MiB at most.</summary>
    internal const long MaxWindow = 64 * 1024 * 1024;

    private HistoryWindow output = new(0);
    private ZstdBlock? blocks;
    private bool hasChecksum;
    private bool isInFrame;
    private int position;

    public override int Read(Span<byte> buffer)
    {
        while (output.Pending == 0)
        {
            if (isInFrame)
                DecodeBlock();
            else if (!OpenFrame())
                return 0;
        }
        return output.Read(buffer);
    }

    /// <summary>How many bytes of the source have been used; at the end, all that are frames.</summary>
    internal int Used => position;

    private ReadOnlySpan<byte> Rest => source.Span[position..];

    // False at the end, or where something else than a frame follows.
    private bool OpenFrame()
    {
        while (Rest.U32(0) is { } mark && (mark & 0xFFFFFFF0) == 0x184D2A50)
            position = (int)Math.Min(source.Length, position + 8L + (Rest.U32(4) ?? 0));
        if (Rest.U32(0) != Magic)
            return false;
        var header = Rest[4..];
        var descriptor = header[0];
        var isSingle = (descriptor & 0x20) != 0;
        hasChecksum = (descriptor & 4) != 0;
        var dictionaryId = (descriptor & 3) switch { 3 => 4, var size => size };
        var contentField = (descriptor >> 6) switch { 0 => isSingle ? 1 : 0, 1 => 2, 2 => 4, _ => 8 };
        var fields = header[(isSingle ? 1 : 2)..];
        var window = isSingle ? ContentSize(fields[dictionaryId..], contentField) : Window(header[1]);
        if (window > MaxWindow || (descriptor & 8) != 0)
            throw new InvalidDataException("the frame needs a larger window than allowed");
        position += 4 + (isSingle ? 1 : 2) + dictionaryId + contentField;
        output = new((int)Math.Max(window, 1024));
        blocks = new(output);
        return isInFrame = true;
    }

    private static long Window(byte descriptor)
    {
        var size = 1L << (10 + (descriptor >> 3));
        return size + (size / 8 * (descriptor & 7));
    }

    private static long ContentSize(ReadOnlySpan<byte> field, int length) => length switch
    {
        1 => field[0],
        2 => field.U16(0)!.Value + 256,
        4 => field.U32(0)!.Value,
        _ => (long)Math.Min(field.U64(0)!.Value, long.MaxValue),
    };

    private void DecodeBlock()
    {
        var header = Rest.U16(0)!.Value | (Rest[2] << 16);
        var (isLast, kind, size) = ((header & 1) != 0, (header >> 1) & 3, header >> 3);
        var body = Rest[3..];
        switch (kind)
        {
            case 0:
                output.Append(body[..size]);
                break;
            case 1 when size <= ZstdBlock.MaxBlock:
                output.Fill(body[0], size);
                break;
            case 2 when size <= ZstdBlock.MaxBlock:
                blocks!.Decode(body[..size]);
                break;
            default:
                throw new InvalidDataException("the block is of no known kind");
        }
        position += 3 + (kind == 1 ? 1 : size);
        if (isLast)
            CloseFrame();
    }

    private void CloseFrame()
    {
        isInFrame = false;
        position = Math.Min(source.Length, position + (hasChecksum ? 4 : 0));
    }
}
