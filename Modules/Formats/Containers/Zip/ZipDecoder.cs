using System.IO.Compression;
using SharpCompress.Compressors.BZip2;
using SharpCompress.Compressors.Deflate64;
using ScanHost.Formats.Containers.Lzma;
using ScanHost.Formats.Containers.Zstandard;
using CompressionMode = System.IO.Compression.CompressionMode;

namespace ScanHost.Formats.Containers.Zip;

/// <summary>Opens the decoder of a compression method over a member's (decrypted) data.</summary>
internal static class ZipDecoder
{
    private const int LzmaHeader = 4;
    private const int LzmaProperties = 5;

    /// <summary>The method's name as APPNOTE writes it.</summary>
    internal static string NameOf(ZipMethod method) => method switch
    {
        ZipMethod.Store => "store",
        ZipMethod.Deflate => "deflate",
        ZipMethod.Deflate64 => "deflate64",
        ZipMethod.BZip2 => "bzip2",
        ZipMethod.Lzma => "lzma",
        ZipMethod.Zstd or ZipMethod.ZstdOld => "zstd",
        ZipMethod.Xz => "xz",
        ZipMethod.Shrink => "shrink",
        ZipMethod.Implode => "implode",
        ZipMethod.Ppmd => "ppmd",
        _ => $"method {(int)method}",
    };

    /// <summary>True when <see cref="Open"/> has a decoder for the method.</summary>
    internal static bool Knows(ZipMethod method) =>
        method is ZipMethod.Store or ZipMethod.Deflate or ZipMethod.Deflate64 or ZipMethod.BZip2 or ZipMethod.Lzma
            or ZipMethod.Zstd or ZipMethod.ZstdOld or ZipMethod.Xz;

    internal static Stream Open(ZipMethod method, ReadOnlyMemory<byte> data, long size)
    {
        var source = new MemoryReadStream(data);
        return method switch
        {
            ZipMethod.Store => source,
            ZipMethod.Deflate => new DeflateStream(source, CompressionMode.Decompress),
            ZipMethod.Deflate64 => new Deflate64Stream(source, SharpCompress.Compressors.CompressionMode.Decompress),
            ZipMethod.BZip2 => BZip2Stream.Create(source, SharpCompress.Compressors.CompressionMode.Decompress, true, false, false),
            ZipMethod.Lzma => OpenLzma(data, size),
            ZipMethod.Zstd or ZipMethod.ZstdOld => new ZstdStream(data),
            ZipMethod.Xz => new XzStream(data),
            _ => throw new InvalidDataException("no decoder"),
        };
    }

    // APPNOTE 5.8.8: version, size of the properties, properties, then the stream.
    private static LzmaDecoder OpenLzma(ReadOnlyMemory<byte> data, long size)
    {
        if (data.Length < LzmaHeader + LzmaProperties || data.Span[2] != LzmaProperties)
            throw new InvalidDataException("the LZMA header is cut short");
        var properties = data.Span[LzmaHeader..];
        return new(data[(LzmaHeader + LzmaProperties)..], properties[0], properties.U32(1)!.Value, size);
    }
}
