using System.IO.Compression;
using ScanHost.Formats.Containers.Lzma;

namespace ScanHost.Formats.Containers.Nsis;

/// <summary>Tells by the first bytes how an installer's data is compressed: no field says it.</summary>
internal static class NsisMethod
{
    private const int LzmaProperties = 5;

    internal static bool IsLzma(ReadOnlySpan<byte> data) => IsLzmaAt(data, 0) || (data.U8(0) is 0 or 1 && IsLzmaAt(data, 1));

    internal static string Of(ReadOnlySpan<byte> data) => IsLzma(data) ? "lzma" : IsBZip2(data) ? "bzip2" : "deflate";

    // LZMA may have a byte in front that says whether a branch filter was used.
    internal static Stream Open(ReadOnlyMemory<byte> data)
    {
        var span = data.Span;
        if (IsLzmaAt(span, 0))
            return Lzma(data);
        if (IsLzma(span))
            return span[0] == 0 ? Lzma(data[1..]) : new BranchStream(Lzma(data[1..]), BranchKind.X86);
        return IsBZip2(span) ? new NsisBZip2Decoder(data) : new DeflateStream(new MemoryReadStream(data), CompressionMode.Decompress);
    }

    private static bool IsLzmaAt(ReadOnlySpan<byte> data, int at) => data.U8(at) == 0x5D && data.U16(at + 1) == 0 && data.U8(at + 5) == 0;

    private static bool IsBZip2(ReadOnlySpan<byte> data) => data.U8(0) == 0x31 && data.U8(1) < 14;

    private static LzmaDecoder Lzma(ReadOnlyMemory<byte> data) => new(data[LzmaProperties..], data.Span[0], data.Span.U32(1)!.Value, -1);
}
