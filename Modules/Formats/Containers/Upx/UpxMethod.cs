using ScanHost.Formats.Containers.Lzma;

namespace ScanHost.Formats.Containers.Upx;

/// <summary>The compression methods, by the numbers of conf.h of UPX.</summary>
internal static class UpxMethod
{
    /// <summary>Most bytes that are unpacked in one piece.</summary>
    internal const int MaxBytes = 64 * 1024 * 1024;

    private const int Lzma = 14;
    private const int Deflate = 15;

    internal static string NameOf(byte method) => method switch
    {
        2 or 3 or 4 => "nrv2b",
        5 or 6 or 7 => "nrv2d",
        8 or 9 or 10 => "nrv2e",
        Lzma => "lzma",
        Deflate => "deflate",
        _ => $"method {method}",
    };

    /// <summary>Decodes one block.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or yields another number of bytes.</exception>
    internal static void Decode(ReadOnlyMemory<byte> data, byte method, Span<byte> output)
    {
        if (method is >= 2 and <= 10)
            NrvDecoder.Decode(data.Span, (NrvKind)((method - 2) / 3), (NrvBits)((method - 2) % 3), output);
        else
        {
            using Stream decoder = method switch
            {
                Lzma => OpenLzma(data, output.Length),
                Deflate => new System.IO.Compression.DeflateStream(new MemoryReadStream(data), System.IO.Compression.CompressionMode.Decompress),
                _ => throw new UnsupportedDataException($"no decoder for {NameOf(method)}"),
            };
            decoder.ReadExactly(output);
        }
    }

    /// <summary>Memory for what a header declares, when the data can yield that much.</summary>
    /// <exception cref="DecoderLimitException">It is more than is allowed.</exception>
    internal static byte[] Room(long declared, long data)
    {
        if (declared > MaxBytes)
            throw new DecoderLimitException("the unpacked program", MaxBytes);
        return declared <= 65_536 + (data * 4096) ? new byte[declared] : throw new InvalidDataException("the data cannot yield what it declares");
    }

    // Two bytes of properties in an order of UPX's own.
    private static LzmaDecoder OpenLzma(ReadOnlyMemory<byte> data, int size)
    {
        if (data.Length < 3)
            throw new InvalidDataException("the LZMA properties are cut short");
        var (pb, lp, lc) = (data.Span[0] & 7, data.Span[1] >> 4, data.Span[1] & 15);
        if (lc > 8 || lp > 4 || pb > 4)
            throw new InvalidDataException("the LZMA properties are wrong");
        return new(data[2..], (byte)((((pb * 5) + lp) * 9) + lc), MaxBytes, size);
    }
}
