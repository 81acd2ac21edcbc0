using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Lzfse;

/// <summary>Decodes LZFSE: blocks that are stored, LZVN, or matches coded by finite state tables. Source: the comments of Apple's lzfse_internal.h.</summary>
internal sealed class LzfseStream(ReadOnlyMemory<byte> source) : WindowStream(MaxDistance)
{
    /// <summary>The largest distance that the tables can name.</summary>
    internal const int MaxDistance = 1 << 18;

    private const uint End = 0x24787662, Stored = 0x2D787662, Lzvn = 0x6E787662, Tables = 0x31787662, PackedTables = 0x32787662;
    // What its 40,000 literals and 10,000 matches of at most 2,359 bytes can make.
    private const int MaxBlock = 24 << 20;
    private int position;
    private long stored;

    /// <summary>How many bytes of the source have been used.</summary>
    internal int Used => position;

    protected override bool DecodeMore()
    {
        var rest = source.Span[position..];
        if (stored > 0)
        {
            var part = (int)Math.Min(stored, EnoughPending);
            Window.Append(rest[..part]);
            (position, stored) = (position + part, stored - part);
            return true;
        }
        var mark = rest.U32(0) ?? throw new InvalidDataException("the stream has no end mark");
        if (mark == End)
        {
            position += 4;
            return false;
        }
        if (mark == Stored)
        {
            (position, stored) = (position + 8, rest.U32(4) ?? 0);
            return true;
        }
        if (rest.U32(4) is not <= MaxBlock)
            throw new InvalidDataException("the block is larger than allowed");
        var size = (int)rest.U32(4)!.Value;
        var before = Window.Total;
        switch (mark)
        {
            case Lzvn:
                var payload = checked((int)(rest.U32(8) ?? 0));
                LzvnBlock.Decode(rest.Slice(12, payload), Window, size);
                position += 12 + payload;
                break;
            case PackedTables:
                position += LzfseBlock.Decode(rest, Window, size);
                break;
            case Tables:
                throw new UnsupportedDataException("no decoder for LZFSE blocks with tables that are not packed");
            default:
                throw new InvalidDataException("no block begins where one should");
        }
        return Window.Total - before == size ? true : throw new InvalidDataException("a block has another size than it says");
    }
}
