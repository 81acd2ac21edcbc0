namespace ScanHost.Formats.Containers.Streams;

/// <summary>Decodes LZ4 frames, also the legacy ones. Sources: lz4_Frame_format.md and lz4_Block_format.md of the LZ4 project.</summary>
internal sealed class Lz4Stream(ReadOnlyMemory<byte> source) : DecoderStream
{
    private const uint Magic = 0x184D2204;
    private const uint LegacyMagic = 0x184C2102;
    private const int MaxBlock = 8 * 1024 * 1024;
    private const uint IsStored = 0x80000000;

    private readonly HistoryWindow output = new(64 * 1024);
    private bool isInFrame;
    private bool isLegacy;
    private bool hasBlockChecksum;
    private bool hasContentChecksum;
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

    private bool OpenFrame()
    {
        while (Rest.U32(0) is { } mark && (mark & 0xFFFFFFF0) == 0x184D2A50)
            position = (int)Math.Min(source.Length, position + 8L + (Rest.U32(4) ?? 0));
        isLegacy = Rest.U32(0) == LegacyMagic;
        if (!isLegacy && Rest.U32(0) != Magic)
            return false;
        var flags = isLegacy ? (byte)0 : Rest[4];
        hasBlockChecksum = (flags & 0x10) != 0;
        hasContentChecksum = (flags & 4) != 0;
        position += isLegacy ? 4 : 7 + ((flags & 8) != 0 ? 8 : 0) + ((flags & 1) != 0 ? 4 : 0);
        return isInFrame = true;
    }

    private void DecodeBlock()
    {
        if (isLegacy && (Rest.IsEmpty || Rest.U32(0) is Magic or LegacyMagic))
        {
            isInFrame = false;
            return;
        }
        var size = Rest.U32(0) ?? throw new InvalidDataException("the frame has no end mark");
        position += 4;
        if (size == 0)
        {
            position = Math.Min(source.Length, position + (hasContentChecksum ? 4 : 0));
            isInFrame = false;
            return;
        }
        var length = size & ~IsStored;
        if (length > MaxBlock + 65536)
            throw new InvalidDataException("the block is larger than allowed");
        var block = Rest[..(int)length];
        position += (int)length + (hasBlockChecksum ? 4 : 0);
        if ((size & IsStored) != 0 && !isLegacy)
            output.Append(block);
        else
            Lz4Block.Decode(block, output, MaxBlock);
    }
}
