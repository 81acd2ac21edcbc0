using System.Text;
using ScanHost.Formats.Containers.Optical;

namespace ScanHost.Formats.Containers.Disks;

/// <summary>Walks the folders of a FAT volume, specification section 6 and 7.</summary>
internal sealed class FatTree(ReadOnlyMemory<byte> file, FatVolume volume, ExtentSink extents)
{
    private const int Entry = 32;
    private const long MaxFolderBytes = 65536 * Entry;
    private const byte IsLabel = 8, IsFolder = 16, IsLongName = 15, Deleted = 0xE5;
    private readonly HashSet<(uint Cluster, long Size, string? Kind)> files = [];
    private readonly FolderQueue<uint, uint> open = new((path, why) => extents.Miss(path, UnpackGap.Unsupported, why));

    internal void ReadAll()
    {
        if (volume.RootCluster != 0)
            open.Add(volume.RootCluster, volume.RootCluster, "", 0);
        else
            ReadFolder(file.Span.Part(volume.RootStart, volume.RootBytes), "", 0);
        while (open.TryTake(out var cluster, out var path, out var depth))
            ReadFolder(Content(cluster, path), path, depth);
    }

    private byte[] Content(uint cluster, string path)
    {
        using var content = new MemoryStream();
        var places = volume.Chain(file.Span, cluster, MaxFolderBytes + 1, out var last);
        foreach (var extent in places)
            content.Write(file.Span.Part(extent.Offset, extent.Length));
        if (content.Length > MaxFolderBytes)
            extents.Miss(path, UnpackGap.Damaged, $"a folder of more than {MaxFolderBytes} bytes is not read to its end");
        else if (!volume.IsLast(last))
            extents.Miss(path, UnpackGap.Damaged, "the folder's chain of clusters breaks off");
        return content.ToArray();
    }

    // A long name stands in front of its entry, last part first, 13 characters each.
    private void ReadFolder(ReadOnlySpan<byte> folder, string path, int depth)
    {
        var (longName, checksum) = ("", (byte)0);
        for (var at = 0; at + Entry <= folder.Length && folder[at] != 0; at += Entry)
        {
            var entry = folder.Slice(at, Entry);
            var attributes = entry[11];
            if ((attributes & 0x3F) == IsLongName)
            {
                longName = LongPart(entry) + ((entry[0] & 0x40) != 0 ? "" : longName);
                checksum = entry[13];
                continue;
            }
            // A long name that was left behind by another file does not count.
            var name = longName.Length > 0 && checksum == ChecksumOf(entry) ? longName : ShortName(entry);
            longName = "";
            if (entry[0] == Deleted || IsSelfOrParent(entry) || (attributes & IsLabel) != 0)
                continue;
            var cluster = entry.U16(26)!.Value | (volume.EntryBits == 32 ? (uint)entry.U16(20)!.Value << 16 : 0);
            if ((attributes & IsFolder) != 0)
            {
                open.Add(cluster, cluster, path + name + "/", depth + 1);
                continue;
            }
            long size = entry.U32(28)!.Value;
            // Many names of one file would each walk its chain.
            if (size > 0 && !files.Add((cluster, size, TellingName.Of(name))))
                continue;
            if (!extents.Add(path + name, volume.Chain(file.Span, cluster, size), size, DosDate.Read(entry.U16(24)!.Value, entry.U16(22)!.Value)))
                return;
        }
    }

    private static bool IsSelfOrParent(ReadOnlySpan<byte> entry) => entry.StartsWith(".          "u8) || entry.StartsWith("..         "u8);

    // Specification section 7.2: of the short name, turned by a bit and added, byte by byte.
    private static byte ChecksumOf(ReadOnlySpan<byte> entry)
    {
        byte sum = 0;
        foreach (var letter in entry[..11])
            sum = (byte)((sum >> 1 | sum << 7) + letter);
        return sum;
    }

    private static string LongPart(ReadOnlySpan<byte> entry)
    {
        var part = Encoding.Unicode.GetString([.. entry[1..11], .. entry[14..26], .. entry[28..32]]);
        var end = part.IndexOfAny(['\0', '\uFFFF']);
        return end < 0 ? part : part[..end];
    }

    private static string ShortName(ReadOnlySpan<byte> entry)
    {
        var name = Encoding.Latin1.GetString(entry[..8]).TrimEnd();
        var extension = Encoding.Latin1.GetString(entry[8..11]).TrimEnd();
        return extension.Length > 0 ? $"{name}.{extension}" : name;
    }
}
