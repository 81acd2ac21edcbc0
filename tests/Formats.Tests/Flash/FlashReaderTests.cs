using System.Buffers.Binary;
using ScanHost.Formats.Tests.Containers;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Flash;

/// <summary>No free program writes Flash movies: the movie is ours, and what compresses it is Python.</summary>
public sealed class FlashReaderTests
{
    [Theory]
    [InlineData("zlib", "import zlib,sys\nd=open('in','rb').read()\nsys.stdout.buffer.write(b'CWS'+d[3:8]+zlib.compress(d[8:]))")]
    [InlineData("lzma", "import lzma,struct,sys\nd=open('in','rb').read()\np=lzma.compress(d[8:],lzma.FORMAT_ALONE)\nsys.stdout.buffer.write(b'ZWS'+d[3:8]+struct.pack('<I',len(p)-13)+p[:5]+p[13:])")]
    public void A_compressed_movie_comes_out_the_same(string method, string script)
    {
        var movie = Movie(Samples.Inner);
        using var folder = new TemporaryFolder();
        folder.Write("in", movie);

        var sink = RecordingSink.Unpack("swf", ForeignTool.Run(folder.Path, "/usr/bin/python3", "-c", script));

        sink.Hashes.Should().Equal(RecordingSink.Hash(movie));
        sink.Members[0].Member.Method.Should().Be(method);
        sink.Gaps.Should().BeEmpty();
    }

    // Header, a frame of no size, rate and count, one tag DefineBinaryData (87), the end: SWF File Format Specification 19, chapter 2.
    private static byte[] Movie(byte[] content)
    {
        byte[] body = [0, 0, 12, 1, 0, 0xFF, 0x15, .. new byte[4], 1, 0, 0, 0, 0, 0, .. content, 0, 0];
        BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(7), content.Length + 6);
        byte[] head = [.. "FWS"u8, 19, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), head.Length + body.Length);
        return [.. head, .. body];
    }
}
