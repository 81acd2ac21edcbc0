using System.IO.Compression;
using ScanHost.Formats.Containers.Zstandard;

namespace ScanHost.Formats.Containers.Disks;

/// <summary>QEMU disks of versions 2 and 3. Source: docs/interop/qcow2.txt of QEMU.</summary>
internal sealed class QcowReader : ContainerReader
{
    private const ulong PlaceMask = 0x00FF_FFFF_FFFF_FE00;
    private const ulong IsPacked = 1UL << 62;
    private const ulong ReadsAsZeros = 1;
    private const ulong PackedOtherwise = 8, InAnotherFile = 4, WithSubclusters = 16;

    public override string Name => "qcow2";

    public override string Version => "3";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["qcow2"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var span = file.Span;
        if (!span.Has(0, 72))
            throw new MalformedFileException("qcow2", 0, "the header is cut short");
        var (version, bits, size) = (span.U32Big(4)!.Value, (int)span.U32Big(20)!.Value, span.U64Big(24)!.Value);
        var features = version >= 3 ? span.U64Big(72) ?? 0 : 0;
        if (bits is < 9 or > 21 || size > 1UL << 50)
            throw new MalformedFileException("qcow2", 20, "the sizes make no sense");
        var member = new ContainerMember { Name = "disk.img", DeclaredSize = (long)size, IsEncrypted = span.U32Big(32) != 0 };
        if (member.IsEncrypted)
            sink.NotUnpacked(member, UnpackGap.Encrypted, "the disk is encrypted");
        else if ((features & (InAnotherFile | WithSubclusters)) != 0)
            sink.NotUnpacked(member, UnpackGap.Unsupported, "its clusters are in another file or divided");
        else
        {
            if (span.U64Big(8) != 0)
                sink.NotUnpacked(member, UnpackGap.Unsupported, "it only holds the differences to another disk");
            var table = new QcowTable(file, bits, (features & PackedOtherwise) != 0 && span.U8(104) == 1);
            new SparseDisk((long)size, 1 << bits).HandOn("clusters", block => table.Entry(block) != 0, table.Read, sink, cancellationToken);
            if (table.IsCut)
                sink.NotUnpacked(member, UnpackGap.Damaged, "a table of clusters lies outside of the image");
        }
    }

    /// <summary>The two levels of tables that lead to the clusters.</summary>
    private sealed class QcowTable(ReadOnlyMemory<byte> file, int bits, bool isZstandard)
    {
        private readonly long first = (long)Math.Min(file.Span.U64Big(40)!.Value, int.MaxValue);
        private readonly long firstLength = file.Span.U32Big(36)!.Value;

        /// <summary>True when a table lay outside of the image: what it leads to is not known.</summary>
        internal bool IsCut { get; private set; }

        /// <summary>The entry of a cluster that is stored; 0 of one that is not.</summary>
        internal ulong Entry(long cluster)
        {
            var perTable = 1L << (bits - 3);
            var table = cluster / perTable < firstLength ? file.Span.U64Big(first + (8 * (cluster / perTable))) : null;
            if (table is null || (table & PlaceMask) == 0)
            {
                IsCut |= table is null;
                return 0;
            }
            if (file.Span.U64Big((long)(table & PlaceMask) + (8 * (cluster % perTable))) is not { } entry)
            {
                IsCut = true;
                return 0;
            }
            return (entry & IsPacked) != 0 || ((entry & PlaceMask) != 0 && (entry & ReadsAsZeros) == 0) ? entry : 0;
        }

        internal ReadOnlyMemory<byte> Read(long cluster)
        {
            var entry = Entry(cluster);
            if ((entry & IsPacked) == 0)
                return file.Part((long)(entry & PlaceMask), 1L << bits);
            // The lower bits are the place in bytes, the upper ones how many more sectors of 512 it may reach into.
            var placeBits = 62 - (bits - 8);
            var place = (long)(entry & ((1UL << placeBits) - 1));
            var sectors = (long)((entry & (IsPacked - 1)) >> placeBits) + 1;
            var packed = file.Part(place, (sectors * 512) - (place & 511));
            using Stream stream = isZstandard ? new ZstdStream(packed) : new DeflateStream(new MemoryReadStream(packed), CompressionMode.Decompress);
            var content = new byte[1 << bits];
            return content.AsMemory(0, stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false));
        }
    }
}
