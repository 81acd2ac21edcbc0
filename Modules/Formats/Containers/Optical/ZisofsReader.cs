using System.IO.Compression;
using ScanHost.Formats.Containers.Streams;

namespace ScanHost.Formats.Containers.Optical;

/// <summary>Files that mkzftree compressed for an ISO image: blocks of zlib. Source: the format as zisofs-tools' <c>mkzftree</c> and the kernel's isofs document it.</summary>
internal sealed class ZisofsReader : SingleStreamReader
{
    private const int Header = 16;

    public override string Name => "zisofs";

    protected override string Method => "zisofs";

    protected override ContainerMember Describe(ReadOnlySpan<byte> file)
    {
        var member = Nameless(file, Header);
        if (file[13] is < 15 or > 20)
            throw new MalformedFileException(Name, 13, "the blocks have a size that makes no sense");
        return member with { DeclaredSize = file.U32(8)!.Value };
    }

    protected override Stream Open(ReadOnlyMemory<byte> file) => new Blocks(file);

    /// <summary>Behind the header stands the place of each block and of the end; a block without data is all zeros.</summary>
    private sealed class Blocks(ReadOnlyMemory<byte> file) : DecoderStream
    {
        private readonly long size = file.Span.U32(8)!.Value;
        private readonly int blockBytes = 1 << file.Span[13];
        private ReadOnlyMemory<byte> current;
        private long done;

        public override int Read(Span<byte> buffer)
        {
            if (current.IsEmpty && done < size)
                current = Next();
            var count = Math.Min(buffer.Length, current.Length);
            current.Span[..count].CopyTo(buffer);
            current = current[count..];
            return count;
        }

        private byte[] Next()
        {
            var pointer = (file.Span[12] * 4L) + (done / blockBytes * 4);
            if (file.Span.U32(pointer) is not { } start || file.Span.U32(pointer + 4) is not { } end || end < start || end > file.Length)
                throw new InvalidDataException("the place of a block lies outside of the file");
            var content = new byte[Math.Min(blockBytes, size - done)];
            done += content.Length;
            if (end == start)
                return content;
            using var zlib = new ZLibStream(new MemoryReadStream(file[(int)start..(int)end]), CompressionMode.Decompress);
            zlib.ReadExactly(content);
            return content;
        }
    }
}
