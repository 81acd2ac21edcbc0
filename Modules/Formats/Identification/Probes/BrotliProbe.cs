using System.Buffers;
using System.IO.Compression;

namespace ScanHost.Formats.Identification.Probes;

/// <summary>Brotli has no signature: its start must decode without an error (RFC 7932 leaves few random bytes that do).</summary>
internal static class BrotliProbe
{
    private const int HeadBytes = 64 * 1024;
    private const int EnoughBytes = 64 * 1024;

    internal static bool Decodes(ReadOnlySpan<byte> file)
    {
        using var decoder = new BrotliDecoder();
        var input = file.Part(0, HeadBytes);
        var output = new byte[EnoughBytes];
        var status = decoder.Decompress(input, output, out _, out var written);
        return status switch
        {
            OperationStatus.Done or OperationStatus.DestinationTooSmall => true,
            OperationStatus.NeedMoreData => written > 0 && file.Length > HeadBytes,
            _ => false,
        };
    }
}
