using ScanHost.Formats.Containers.Lzma;

namespace ScanHost.Formats.Containers.Inno;

/// <summary>A compressed block: a checksum, the size of what is stored, whether it is compressed, then pieces of 4 KiB with a checksum each.</summary>
/// <param name="Start">Where it begins in the file.</param>
/// <param name="End">The byte behind it.</param>
/// <param name="IsCompressed">True when it is an LZMA stream.</param>
/// <param name="Stored">What is stored, without the checksums.</param>
internal sealed record InnoBlock(long Start, long End, bool IsCompressed, ReadOnlyMemory<byte> Stored)
{
    private const int Piece = 4096;
    private const int LzmaHeader = 5;

    /// <summary>The block that begins at <paramref name="at"/> or so many bytes behind; null when none does whose checksums hold.</summary>
    internal static InnoBlock? Find(ReadOnlyMemory<byte> file, long at, int within)
    {
        // The size has four bytes, in newer versions eight.
        for (var start = at; start <= at + within; start++)
            foreach (var width in (ReadOnlySpan<int>)[4, 8])
                if (file.Span.Has(start, 4 + width + 1) && Crc32.Of(file.Span.Slice((int)start + 4, width + 1)) == file.Span.U32(start))
                {
                    var size = width == 4 ? file.Span.U32(start + 4)!.Value : file.Span.U64(start + 4)!.Value;
                    if (size <= (ulong)file.Length && Join(file.Span.Part(start + 5 + width, (long)size), (long)size) is { } stored)
                        return new(start, start + 5 + width + (long)size, file.Span[(int)start + 4 + width] != 0, stored);
                }
        return null;
    }

    /// <summary>Opens the decoder.</summary>
    internal Stream Open() =>
        !IsCompressed ? new MemoryReadStream(Stored)
        : Stored.Length < LzmaHeader ? Stream.Null
        : new LzmaDecoder(Stored[LzmaHeader..], Stored.Span[0], Stored.Span.U32(1)!.Value, -1);

    /// <summary>What it holds, and whether it ended as such a stream does.</summary>
    internal (ReadOnlyMemory<byte> Content, bool IsWhole) Decode(int maxBytes, CancellationToken cancellationToken)
    {
        var content = new MemoryStream();
        var outcome = MemberCopy.Into(content, Open, maxBytes, cancellationToken);
        return (content.GetBuffer().AsMemory(0, (int)content.Length), outcome.IsWhole && outcome.Bytes < maxBytes);
    }

    private static ReadOnlyMemory<byte>? Join(ReadOnlySpan<byte> pieces, long size)
    {
        // A piece is at least a byte behind its checksum.
        if (pieces.Length < size || pieces.Length <= 4)
            return null;
        var stored = new MemoryStream(pieces.Length);
        for (var at = 0; at < pieces.Length; at += 4 + Piece)
        {
            var piece = pieces.Part(at + 4, Piece);
            if (pieces.U32(at) is not { } sum || piece.IsEmpty || Crc32.Of(piece) != sum)
                return null;
            stored.Write(piece);
        }
        return stored.GetBuffer().AsMemory(0, (int)stored.Length);
    }
}
