using System.Text;
using ScanHost.Formats.Containers.Optical;

namespace ScanHost.Formats.Containers.Disks;

/// <summary>exFAT volumes. Source: Microsoft's exFAT file system specification.</summary>
internal sealed class ExFatReader : ContainerReader
{
    public override string Name => "exfat";

    public override string Version => "4";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["exfat"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var boot = file.Span;
        if (!boot.Has(0, 512) || boot[108] is < 9 or > 12 || boot[108] + boot[109] > 25)
            throw new MalformedFileException("exfat", 108, "the boot sector is cut short or makes no sense");
        int sector = 1 << boot[108], cluster = sector << boot[109];
        // The clusters are numbered from 2 as in FAT32, and the table has the same entries.
        var volume = new FatVolume(
            cluster, boot.U32(80)!.Value * (long)sector, 32, 0, 0, boot.U32(96)!.Value, boot.U32(88)!.Value * (long)sector, boot.U32(92)!.Value,
            (long)Math.Min(boot.U64(72)!.Value, int.MaxValue) * sector);
        new ExFatTree(file, volume, new(Name, file, sink, cancellationToken), cancellationToken).ReadAll();
        TrailingData.HandOn(Name, file, volume.End, sink, cancellationToken);
    }
}

/// <summary>Walks the folders of an exFAT volume, specification sections 6 and 7.</summary>
internal sealed class ExFatTree(ReadOnlyMemory<byte> file, FatVolume volume, ExtentSink extents, CancellationToken cancellationToken)
{
    private const int Entry = 32;
    private const long MaxFolderBytes = 16 << 20;
    private const byte EndOfFolder = 0, FileEntry = 0x85, StreamExtension = 0xC0, FileName = 0xC1;
    private const ushort IsFolder = 0x10;
    private const byte HasNoChain = 2;
    private readonly HashSet<(uint, long, long, bool, string?)> files = [];
    private readonly FolderQueue<(uint Cluster, long Size, bool IsContiguous), Item> open = new((path, why) => extents.Miss(path, UnpackGap.Unsupported, why));

    internal void ReadAll()
    {
        open.Add((volume.RootCluster, MaxFolderBytes, false), new("", volume.RootCluster, MaxFolderBytes), "", 0);
        while (open.TryTake(out var folder, out _, out var depth))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!ReadFolder(folder, depth))
                return;
        }
    }

    // A file is an entry, then as many more as it says: its place and size, and 15 characters of its name each.
    private bool ReadFolder(Item folder, int depth)
    {
        var content = (ReadOnlySpan<byte>)Content(folder, out var isWhole);
        if (content.IsEmpty)
            extents.Miss(folder.Name, UnpackGap.Damaged, "the folder lies outside of the image");
        else if (!isWhole)
            extents.Miss(folder.Name, UnpackGap.Damaged, "the folder breaks off");
        if (content.Length >= MaxFolderBytes)
            extents.Miss(folder.Name, UnpackGap.Unsupported, $"only the first {MaxFolderBytes} bytes of the folder are read");
        for (var at = 0; content.Has(at, Entry) && content[at] != EndOfFolder; at += Entry)
        {
            if (content[at] != FileEntry)
                continue;
            var set = content.Part(at + Entry, Secondary(content, at) * Entry);
            if (set.Length < content[at + 1] * Entry)
                extents.Miss(folder.Name, UnpackGap.Damaged, "an entry of the folder is said to have more parts than it has");
            if (set.Length < 2 * Entry || set[0] != StreamExtension)
            {
                extents.Miss(folder.Name, UnpackGap.Damaged, "an entry of the folder has no place and size");
                continue;
            }
            var item = new Item(folder.Name + NameOf(set), set.U32(20)!.Value, (long)Math.Min(set.U64(24)!.Value, long.MaxValue))
            {
                IsContiguous = (set[1] & HasNoChain) != 0,
                Written = (long)Math.Min(set.U64(8)!.Value, long.MaxValue),
                ModifiedAt = DosDate.Read(content.U16(at + 14)!.Value, content.U16(at + 12)!.Value),
            };
            if ((content.U16(at + 4) & IsFolder) != 0)
                open.Add((item.Cluster, item.Size, item.IsContiguous), item with { Name = item.Name + "/" }, item.Name + "/", depth + 1);
            else if (item.Size > 0 && !files.Add((item.Cluster, item.Size, item.Written, item.IsContiguous, TellingName.Of(item.Name))))
                cancellationToken.ThrowIfCancellationRequested(); // Many names of one file would each walk its chain.
            else if (!extents.Add(item.Name, Places(item), item.Size, item.ModifiedAt))
                return false;
            at += set.Length;
        }
        return true;
    }

    // What belongs to an entry is marked so (section 6.2.1.4): a count that is too large must not swallow the files behind.
    private static int Secondary(ReadOnlySpan<byte> folder, int at)
    {
        var count = 0;
        while (count < folder[at + 1] && folder.U8(at + ((count + 1) * Entry)) is { } kind && (kind & 0xC0) == 0xC0 && folder.Has(at + ((count + 1) * Entry), Entry))
            count++;
        return count;
    }

    private static string NameOf(ReadOnlySpan<byte> set)
    {
        var name = new StringBuilder();
        for (var at = Entry; set.Has(at, Entry) && set[at] == FileName; at += Entry)
            name.Append(Encoding.Unicode.GetString(set.Slice(at + 2, Entry - 2)));
        return name.ToString(0, Math.Min(name.Length, set[3]));
    }

    // What was never written stands on the disk with whatever was there before, and reads as zeros.
    private List<Extent> Places(Item item)
    {
        var written = Math.Min(item.Written, item.Size);
        List<Extent> places = item.IsContiguous ? [new(volume.Offset(item.Cluster), written)] : volume.Chain(file.Span, item.Cluster, Math.Min(written, file.Length));
        var left = written;
        for (var i = 0; i < places.Count; i++)
            left -= (places[i] = places[i] with { Length = Math.Min(left, places[i].Length) }).Length;
        if (left == 0 && written < item.Size)
            places.Add(new(-1, item.Size - written));
        return places;
    }

    // How long the root is, only its chain tells.
    private byte[] Content(Item folder, out bool isWhole)
    {
        var size = Math.Min(folder.Size, MaxFolderBytes);
        if (folder.IsContiguous)
        {
            var content = file.Span.Part(volume.Offset(folder.Cluster), size).ToArray();
            isWhole = content.Length == size;
            return content;
        }
        using var chain = new MemoryStream();
        var places = volume.Chain(file.Span, folder.Cluster, size, out var last);
        foreach (var extent in places)
            chain.Write(file.Span.Part(extent.Offset, extent.Length));
        isWhole = chain.Length >= size || (folder.Cluster == volume.RootCluster && volume.IsLast(last));
        return chain.ToArray();
    }

    private sealed record Item(string Name, uint Cluster, long Size)
    {
        internal bool IsContiguous { get; init; }

        internal long Written { get; init; }

        internal DateTimeOffset? ModifiedAt { get; init; }
    }
}
