using System.IO.Compression;
using ScanHost.Formats.Tests.Compression;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

/// <summary>KWAJ files by a test encoder; libmspack, which cabextract brings along, has to agree.</summary>
public sealed class KwajTests
{
    private const string Decode = """
        import ctypes, sys
        library = ctypes.CDLL("libmspack.so.0")
        library.mspack_create_kwaj_decompressor.restype = ctypes.c_void_p
        decoder = library.mspack_create_kwaj_decompressor(None)
        decompress = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p)
        sys.exit(decompress(ctypes.cast(decoder, ctypes.POINTER(ctypes.c_void_p))[3])(decoder, b"a", b"b"))
        """;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void A_file_comes_out_as_libmspack_reads_it(int method)
    {
        var file = Build(method, Samples.Inner);
        using var folder = new TemporaryFolder();
        folder.Write("a", file);
        folder.Write("decode.py", System.Text.Encoding.ASCII.GetBytes(Decode));
        ForeignTool.Run(folder.Path, "/usr/bin/python3", "decode.py");

        var sink = RecordingSink.Unpack("kwaj", file);

        sink.Gaps.Should().BeEmpty();
        sink.Hashes.Should().Equal(Samples.InnerHash);
        RecordingSink.Hash(folder.Read("b")).Should().Be(Samples.InnerHash);
    }

    private static byte[] Build(int method, byte[] content)
    {
        byte[] data = method switch
        {
            0 => content,
            1 => [.. content.Select(value => (byte)~value)],
            2 => Lzss(content),
            _ => [.. content.Chunk(32768).SelectMany(MsZip), 0, 0],
        };
        return [.. "KWAJ"u8, 0x88, 0xF0, 0x27, 0xD1, (byte)method, 0, 18, 0, 1, 0, .. BitConverter.GetBytes(content.Length), .. data];
    }

    // Eight tokens behind a byte whose bits, the lowest first, say literal or match: a place of 12 bits in a ring of 4096, a length of 3 to 18.
    private static byte[] Lzss(byte[] content)
    {
        var (packed, at) = (new List<byte>(), 4096 - 18);
        foreach (var group in LzParse.Of(content, 4000, 3, 18).Chunk(8))
        {
            var flags = packed.Count;
            packed.Add(0);
            foreach (var (index, token) in group.Index())
            {
                var from = (at - token.Distance) & 0xFFF;
                packed[flags] |= (byte)(token.Length == 0 ? 1 << index : 0);
                packed.AddRange(token.Length == 0 ? [token.Literal] : [(byte)from, (byte)((from >> 4 & 0xF0) | (token.Length - 3))]);
                at += Math.Max(1, token.Length);
            }
        }
        return [.. packed];
    }

    // Each block is deflated by itself here; the format allows matches into the one before.
    private static byte[] MsZip(byte[] part)
    {
        var packed = new MemoryStream();
        packed.Write("CK"u8);
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(part);
        return [.. BitConverter.GetBytes((ushort)packed.Length), .. packed.ToArray()];
    }
}
