using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Cabinet;

/// <summary>A folder: data blocks that are decoded as one stream, [MS-CAB] 2.2 CFFOLDER and CFDATA.</summary>
/// <param name="Start">Where the first block stands.</param>
/// <param name="Blocks">How many blocks there are.</param>
/// <param name="Compression">The method in the lowest four bits, its parameters above.</param>
internal sealed record CabinetFolder(long Start, int Blocks, ushort Compression)
{
    internal string MethodName => (Compression & 15) switch { 0 => "store", 1 => "mszip", 2 => "quantum", 3 => "lzx", var other => $"method {other}" };

    /// <summary>What comes out of the folder.</summary>
    /// <exception cref="UnsupportedDataException">The method is not one that we have.</exception>
    internal Stream Open(ReadOnlyMemory<byte> cabinet, int reserved)
    {
        var blocks = Read(cabinet, reserved);
        return (Compression & 15) switch
        {
            0 => new StoredBlocks(blocks),
            1 => new MsZipDecoder(blocks),
            2 => new QuantumDecoder(Join(blocks), (Compression >> 8) & 31, blocks.Sum(block => (long)block.Size)),
            3 => new LzxDecoder(Join(blocks), (Compression >> 8) & 31, blocks.Sum(block => (long)block.Size)),
            _ => throw new UnsupportedDataException($"no decoder for {MethodName}"),
        };
    }

    private List<(ReadOnlyMemory<byte> Data, int Size)> Read(ReadOnlyMemory<byte> cabinet, int reserved)
    {
        var blocks = new List<(ReadOnlyMemory<byte>, int)>();
        var at = Start;
        for (var i = 0; i < Blocks; i++)
        {
            if (cabinet.Span.U16(at + 4) is not { } packed || cabinet.Span.U16(at + 6) is not { } size)
                break;
            blocks.Add((cabinet.Part(at + 8 + reserved, packed), size));
            at += 8 + reserved + packed;
        }
        return blocks;
    }

    private static byte[] Join(List<(ReadOnlyMemory<byte> Data, int Size)> blocks)
    {
        var joined = new byte[blocks.Sum(block => block.Data.Length)];
        var at = 0;
        foreach (var (data, _) in blocks)
        {
            data.Span.CopyTo(joined.AsSpan(at));
            at += data.Length;
        }
        return joined;
    }

    private sealed class StoredBlocks(List<(ReadOnlyMemory<byte> Data, int Size)> blocks) : DecoderStream
    {
        private int index;
        private int at;

        public override int Read(Span<byte> buffer)
        {
            while (index < blocks.Count && at == blocks[index].Data.Length)
                (index, at) = (index + 1, 0);
            if (index == blocks.Count)
                return 0;
            var part = blocks[index].Data.Span[at..];
            part = part[..Math.Min(part.Length, buffer.Length)];
            part.CopyTo(buffer);
            at += part.Length;
            return part.Length;
        }
    }
}
