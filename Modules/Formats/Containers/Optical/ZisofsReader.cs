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

    protected override long? EndOf(ReadOnlyMemory<byte> file, Stream decoder) => ((Blocks)decoder).DataEnd;

    /// <summary>Behind the header stands the place of each block and of the end; a block without data is all zeros.</summary>
    private sealed class Blocks(ReadOnlyMemory<byte> file) : ZlibBlockStream(file, file.Span.U32(8)!.Value, 1 << file.Span[13])
    {
        /// <summary>Where the last block ends in the file, in bytes.</summary>
        internal long? DataEnd => File.U32((File[12] * 4L) + (Count * 4)) is { } end ? Math.Max(end, (File[12] * 4L) + ((Count + 1) * 4)) : null;

        protected override (long Start, long End)? PlaceOf(long block)
        {
            var pointer = (File[12] * 4L) + (block * 4);
            return File.U32(pointer) is { } start && File.U32(pointer + 4) is { } end ? (start, end) : null;
        }
    }
}
