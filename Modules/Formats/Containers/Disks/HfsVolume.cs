using ScanHost.Formats.Containers.Optical;

namespace ScanHost.Formats.Containers.Disks;

/// <summary>A fork's size and the first eight of its extents, in blocks; TN1150 "Fork Data Structure".</summary>
internal sealed record HfsFork(long Size, uint Blocks, List<(uint Start, uint Count)> Extents)
{
    internal const int Bytes = 80;

    internal static HfsFork? Read(ReadOnlySpan<byte> data) =>
        data.Length < Bytes || data.U64Big(0) is not { } size || size > long.MaxValue ? null : new((long)size, data.U32Big(12)!.Value, ReadExtents(data[16..]));

    internal static List<(uint Start, uint Count)> ReadExtents(ReadOnlySpan<byte> data)
    {
        var extents = new List<(uint, uint)>();
        for (var at = 0; at < 64 && data.U32Big(at + 4) is > 0 and var count; at += 8)
            extents.Add((data.U32Big(at)!.Value, count));
        return extents;
    }
}

/// <summary>Where things stand in an HFS+ volume.</summary>
internal sealed class HfsVolume
{
    private const int Header = 1024;
    private const int MaxForkExtents = 1_000_000;
    private readonly ReadOnlyMemory<byte> file;
    private readonly Dictionary<(uint File, byte Fork), List<(uint First, List<(uint Start, uint Count)> Extents)>> overflow = [];

    private HfsVolume(ReadOnlyMemory<byte> file)
    {
        this.file = file;
        var header = file.Span.Part(Header, 512);
        if (header.Length < 512 || !(header.HasAt(0, "H+"u8) || header.HasAt(0, "HX"u8)) || header.U32Big(40) is not { } block || !uint.IsPow2(block) || block is < 512 or > 1 << 24)
            throw new MalformedFileException("hfsplus", Header, "the volume header is cut short or makes no sense");
        BlockBytes = (int)block;
        WasUnmounted = (header.U32Big(4) & 0x100) != 0;
        Journal = (header.U32Big(4) & 0x2000) != 0;
        var (extents, catalog, attributes) = (ForkAt(header, 192), ForkAt(header, 272), ForkAt(header, 352));
        foreach (var (key, data) in HfsLeaves.Read(Content(extents)).Records())
            if (key.U32Big(4) is { } id && key.U32Big(8) is { } first && overflow.Count < MaxForkExtents)
                (overflow.TryGetValue((id, key[2]), out var list) ? list : overflow[(id, key[2])] = []).Add((first, HfsFork.ReadExtents(data)));
        Catalog = HfsLeaves.Read(Content(catalog, CatalogFile));
        Attributes = attributes.Size > 0 ? HfsLeaves.Read(Content(attributes, AttributesFile)) : null;
    }

    private static HfsFork ForkAt(ReadOnlySpan<byte> header, int at) =>
        HfsFork.Read(header[at..]) ?? throw new MalformedFileException("hfsplus", Header + at, "the size of a tree makes no sense");

    private const uint CatalogFile = 4, AttributesFile = 8;

    internal int BlockBytes { get; }

    /// <summary>Where the volume ends in its image, in bytes. The copy of the header stands in its last two sectors, which may be less than a block of their own.</summary>
    internal long EndIn(ReadOnlyMemory<byte> image)
    {
        var end = image.Span.U32Big(Header + 44)!.Value * (long)BlockBytes;
        return image.Length - end < BlockBytes && (image.Span.HasAt(image.Length - Header, "H+"u8) || image.Span.HasAt(image.Length - Header, "HX"u8)) ? image.Length : end;
    }

    internal bool WasUnmounted { get; }

    internal bool Journal { get; }

    /// <summary>The tree of folders and files.</summary>
    internal HfsLeaves Catalog { get; }

    /// <summary>The tree of attributes; null when the volume has none.</summary>
    internal HfsLeaves? Attributes { get; }

    /// <exception cref="MalformedFileException">The volume header makes no sense.</exception>
    internal static HfsVolume Read(ReadOnlyMemory<byte> file) => new(file);

    /// <summary>The places of a fork; those that did not fit into its record stand in a tree of their own.</summary>
    internal List<Extent> Places(HfsFork fork, uint id, byte kind)
    {
        var places = new List<Extent>();
        var blocks = 0L;
        void Add(List<(uint Start, uint Count)> extents)
        {
            foreach (var (start, count) in extents)
            {
                places.Add(new(start * (long)BlockBytes, count * (long)BlockBytes));
                blocks += count;
            }
        }
        Add(fork.Extents);
        if (blocks < fork.Blocks && overflow.TryGetValue((id, kind), out var more))
            foreach (var (first, extents) in more.OrderBy(part => part.First))
                if (first == blocks)
                    Add(extents);
        return places;
    }

    /// <summary>A fork that is read as a whole: a tree, or what a compressed file stores. Its bytes up to the end of the image.</summary>
    internal ReadOnlyMemory<byte> Content(HfsFork fork, uint id = 0, byte kind = 0, long maxBytes = HfsLeaves.MaxTreeBytes)
    {
        var places = Places(fork, id, kind);
        if (places is [var only])
            return file.Part(only.Offset, Math.Min(only.Length, fork.Size));
        // No sound tree is larger than the volume.
        var content = new byte[Math.Clamp(fork.Size, 0, Math.Min(maxBytes, file.Length))];
        var length = 0;
        foreach (var place in places)
        {
            var part = file.Part(place.Offset, Math.Min(place.Length, content.Length - length));
            part.CopyTo(content.AsMemory(length));
            length += part.Length;
        }
        return content.AsMemory(0, length);
    }
}
