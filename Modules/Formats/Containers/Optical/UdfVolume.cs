using System.Text;

namespace ScanHost.Formats.Containers.Optical;

/// <summary>The tree of a UDF volume. Sections are those of ECMA-167 part 3 and 4; the metadata partition is OSTA UDF 2.60 section 2.2.10.</summary>
internal sealed class UdfVolume(ReadOnlyMemory<byte> file, ExtentSink extents)
{
    private const int MaxDescriptors = 256;
    private const long MaxFolderBytes = 32 << 20;
    private const int MaxExtents = 100_000;
    private const int MaxAnchorDistance = 512;
    private const ushort AnchorTag = 2, PartitionTag = 5, LogicalVolumeTag = 6, TerminatorTag = 8, FileSetTag = 256, FileIdTag = 257, FileEntryTag = 261;
    private const ushort ExtendedFileEntryTag = 266, AllocationExtentTag = 258;
    private const int MaxHops = 1000;

    // 4/14.6.6 and UDF 2.5, 2.2.13: devices, pipes, links and the like hold nothing.
    private const byte NotSaid = 0, Bytes = 5, FirstSpecial = 6, Link = 12, RealTime = 249;
    private readonly Dictionary<int, long> starts = [];
    private readonly List<long> ends = [];
    private readonly List<PartitionMap> maps = [];
    private int block = 2048;
    private (int Partition, long Block) fileSet;

    /// <summary>A partition as the logical volume numbers it: a physical one, or a file that holds all metadata.</summary>
    private sealed record PartitionMap(int Number, IReadOnlyList<Extent>? Metadata);

    /// <summary>Where the volume ends, in bytes: behind its partitions, its descriptors and the copies of its anchor; 0 when it does not say.</summary>
    internal long End
    {
        get
        {
            if (ends.Count == 0)
                return 0;
            // 3/8.4.2.1: copies of the anchor stand at the end, and 256 sectors before it.
            var end = ends.Max();
            for (var sector = end; sector <= end + MaxAnchorDistance; sector++)
                if (file.Span.U16(sector * block) == AnchorTag && file.Span.U32((sector * block) + 12) == sector)
                    end = sector + 1;
            return end * block;
        }
    }

    /// <summary>Reads the tree; false when there is no volume.</summary>
    internal bool ReadAll()
    {
        if (!FindVolume() || Span(fileSet.Partition, fileSet.Block, block) is not { Length: > 0 } set || set.U16(0) != FileSetTag)
            return false;
        extents.BeginTree();
        ReadTree(((int)set.U16(408)!.Value, set.U32(404)!.Value));
        return true;
    }

    /// <summary>True when the recognition sequence (2/9.1) or an anchor says that there is one.</summary>
    internal bool HasMark
    {
        get
        {
            for (var sector = 16; sector < 64; sector++)
                if (file.Span.HasAt((sector * 2048L) + 1, "NSR0"u8))
                    return true;
            return ends.Count > 0;
        }
    }

    // 3/8.4.2: anchors stand at sector 256, at the end and 256 sectors before it.
    private bool FindVolume()
    {
        foreach (var size in new[] { 2048, 512, 4096 })
        {
            var last = (file.Length / size) - 1L;
            foreach (var sector in new[] { 256, last, last - 256 })
            {
                var anchor = file.Span.Part(sector * size, 512);
                if (sector < 0 || anchor.U16(0) != AnchorTag || (sector != 256 && anchor.U32(12) != sector) || anchor.U32(20) is not { } location)
                    continue;
                block = size;
                ends.Add((anchor.U32(28)!.Value) + (anchor.U32(24)!.Value / (uint)size));
                ReadSequence(location, anchor.U32(16)!.Value / (uint)size);
                if (maps.Count > 0)
                    return true;
            }
        }
        return false;
    }

    private void ReadSequence(long location, uint count)
    {
        // 3/8.4.3: of several the one with the highest number counts.
        (long At, uint Number)? logicalVolume = null;
        var numbers = new Dictionary<int, uint>();
        for (var i = 0; i < Math.Min(count, MaxDescriptors); i++)
        {
            var at = (location + i) * block;
            var descriptor = file.Span.Part(at, block);
            if (descriptor.U16(0) is not { } tag || tag == TerminatorTag)
                break;
            if (tag == PartitionTag && descriptor.U32(188) is { } start)
            {
                var partition = descriptor.U16(22)!.Value;
                if (descriptor.U32(16)!.Value is var number && number >= numbers.GetValueOrDefault(partition))
                    (starts[partition], numbers[partition]) = (start, number);
                ends.Add(start + (long)descriptor.U32(192)!.Value);
            }
            else if (tag == LogicalVolumeTag && descriptor.U32(16) is { } number && number >= (logicalVolume?.Number ?? 0))
                logicalVolume = (at, number);
        }
        if (logicalVolume is { } found)
            ReadMaps(file.Span.Part(found.At, block * 4));
    }

    // 3/10.6: the file set's address, then the partition maps.
    private void ReadMaps(ReadOnlySpan<byte> descriptor)
    {
        if (descriptor.U32(268) is not { } count)
            return;
        block = descriptor.U32(212) is 512 or 1024 or 2048 or 4096 ? (int)descriptor.U32(212)!.Value : block;
        fileSet = (descriptor.U16(256)!.Value, descriptor.U32(252)!.Value);
        for (long i = 0, at = 440; i < Math.Min(count, 16) && descriptor.U8(at + 1) is { } length and > 0; i++, at += length)
        {
            if (descriptor.U8(at) == 1)
                maps.Add(new(descriptor.U16(at + 4) ?? 0, null));
            else if (descriptor.HasAt(at + 5, "*UDF Metadata"u8))
                maps.Add(Metadata(descriptor.U16(at + 38) ?? 0, descriptor.U32(at + 40) ?? 0));
            else
                maps.Add(new(descriptor.U16(at + 38) ?? 0, null));
        }
    }

    private PartitionMap Metadata(int number, long location)
    {
        maps.Add(new(number, null));
        var entry = ReadEntry((maps.Count - 1, location));
        maps.RemoveAt(maps.Count - 1);
        return new(number, entry?.Extents);
    }

    private void ReadTree((int Partition, long Block) root)
    {
        var open = new FolderQueue<(int, long), (int, long)>((path, why) => extents.Miss(path, UnpackGap.Unsupported, why));
        open.Add(root, root, "", 0);
        while (open.TryTake(out var icb, out var path, out var depth))
            if (ReadEntry(icb) is { } folder)
            {
                var content = Content(folder);
                if (content.Length < folder.Size)
                    extents.Miss(path, UnpackGap.Damaged, $"only {content.Length} of {folder.Size} bytes of the folder are there");
                ReadFolder(content, path, depth, open);
            }
            else
                extents.Miss(path, UnpackGap.Damaged, "the folder's entry cannot be read");
    }

    // 4/14.4: file identifiers, each padded to four bytes.
    private void ReadFolder(byte[] data, string path, int depth, FolderQueue<(int, long), (int, long)> open)
    {
        ReadOnlySpan<byte> folder = data;
        for (var at = 0L; at < folder.Length;)
        {
            if (folder.U16(at) != FileIdTag || !folder.Has(at, 38))
            {
                extents.Miss(path, UnpackGap.Damaged, "the folder breaks off: a record is wrong");
                return;
            }
            var (flags, nameLength, useLength) = (folder[(int)at + 18], folder[(int)at + 19], folder.U16(at + 36)!.Value);
            var icb = ((int)folder.U16(at + 28)!.Value, (long)folder.U32(at + 24)!.Value);
            var name = path + Text(folder.Part(at + 38 + useLength, nameLength));
            at += (38 + useLength + nameLength + 3) / 4 * 4;
            if ((flags & 0x0C) != 0)
                continue;
            if ((flags & 2) != 0)
                open.Add(icb, icb, name + "/", depth + 1);
            else if (ReadEntry(icb) is not { } entry)
                extents.Miss(name, UnpackGap.Damaged, "its entry cannot be read");
            else if (entry.FileType is NotSaid or Bytes or RealTime)
            {
                if (!extents.Add(name, entry.Extents, entry.Size))
                    return;
            }
            else if (entry.FileType is < FirstSpecial or > Link)
                extents.Miss(name, UnpackGap.Unsupported, $"entries of kind {entry.FileType} are not read");
        }
    }

    private sealed record FileEntry(byte FileType, long Size, IReadOnlyList<Extent> Extents);

    // 4/14.9 and 4/14.17: where the content stands; kind 3 keeps it in the entry itself.
    private FileEntry? ReadEntry((int Partition, long Block) icb)
    {
        var entry = Span(icb.Partition, icb.Block, block);
        if (entry.U16(0) is not (FileEntryTag or ExtendedFileEntryTag))
            return null;
        var isExtended = entry.U16(0) == ExtendedFileEntryTag;
        var attributes = isExtended ? 208 : 168;
        if (entry.U32(attributes) is not { } attributeLength || entry.U32(attributes + 4) is not { } descriptorLength)
            return null;
        var size = (long)Math.Min(entry.U64(56)!.Value, long.MaxValue / 4);
        var start = attributes + 8L + attributeLength;
        var kind = entry.U16(34)!.Value & 7;
        if (kind == 3)
            return new(entry[27], size, Offset(icb.Partition, icb.Block) is { } at ? [new(at + start, Math.Min(size, descriptorLength))] : []);
        return new(entry[27], size, ReadExtents(entry.Part(start, descriptorLength), kind, icb.Partition));
    }

    private List<Extent> ReadExtents(ReadOnlySpan<byte> descriptors, int kind, int partition)
    {
        var list = new List<Extent>();
        var (length, hops) = (kind switch { 0 => 8, 1 => 16, _ => 20 }, 0);
        for (var at = 0; descriptors.Has(at, length) && list.Count < MaxExtents; at += length)
        {
            var field = descriptors.U32(at)!.Value;
            var (type, bytes) = (field >> 30, field & 0x3FFFFFFF);
            if (bytes == 0)
                break;
            var (map, number) = kind == 0 ? (partition, (long)descriptors.U32(at + 4)!.Value) : ((int)descriptors.U16(at + 8)!.Value, descriptors.U32(at + 4)!.Value);
            // 4/14.14.1.1: the descriptors go on elsewhere, behind a header of 24 bytes (4/14.5).
            if (type == 3)
            {
                var next = Span(map, number, block);
                if (hops++ == MaxHops || next.U16(0) != AllocationExtentTag)
                    break;
                descriptors = next.Part(24, next.U32(20) ?? 0);
                at = -length;
                continue;
            }
            list.Add(new(type == 0 ? Offset(map, number) ?? long.MaxValue / 4 : -1, bytes));
        }
        return list;
    }

    private byte[] Content(FileEntry entry)
    {
        // No sound folder is larger than the disc.
        var content = new byte[Math.Min(entry.Size, Math.Min(MaxFolderBytes, file.Length))];
        var length = 0;
        foreach (var extent in entry.Extents.Where(extent => extent.Offset >= 0))
        {
            var part = file.Span.Part(extent.Offset, Math.Min(extent.Length, content.Length - length));
            part.CopyTo(content.AsSpan(length));
            length += part.Length;
        }
        return length == content.Length ? content : content[..length];
    }

    private ReadOnlySpan<byte> Span(int partition, long number, int length) =>
        Offset(partition, number) is { } at ? file.Span.Part(at, length) : [];

    private long? Offset(int partition, long number)
    {
        if (partition >= maps.Count || !starts.TryGetValue(maps[partition].Number, out var start))
            return null;
        if (maps[partition].Metadata is not { } metadata)
            return (start + number) * block;
        var offset = number * block;
        foreach (var extent in metadata)
        {
            if (offset < extent.Length)
                return extent.Offset + offset;
            offset -= extent.Length;
        }
        return null;
    }

    // OSTA compressed Unicode, UDF 2.1.1: 8 or 16 bits a character.
    private static string Text(ReadOnlySpan<byte> field) =>
        field.IsEmpty ? "" : field[0] == 16 ? Encoding.BigEndianUnicode.GetString(field[1..]) : Encoding.Latin1.GetString(field[1..]);
}
