using System.Text;
using ScanHost.Formats.Containers.Optical;

namespace ScanHost.Formats.Containers.Disks;

/// <summary>The folders and files of an HFS+ volume, TN1150 "Catalog File".</summary>
internal sealed class HfsTree(HfsVolume volume, ExtentSink extents, IMemberSink sink, CancellationToken cancellationToken)
{
    private const int MaxFolders = 1_000_000;
    private const int MaxDepth = 128;
    private const uint Root = 2;
    private const ushort Folder = 1, File = 2;
    private const byte DataFork = 0, ResourceFork = 0xFF;
    private const byte IsCompressed = 0x20;
    private const int Link = 10;
    private static readonly TimeSpan FromEpoch = DateTimeOffset.UnixEpoch - new DateTimeOffset(1904, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly Dictionary<uint, (uint Parent, string Name)> folders = [];
    private readonly Dictionary<uint, byte[]> compression = [];

    internal void ReadAll()
    {
        foreach (var (key, data) in volume.Catalog.Records())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (data.U16Big(0) == Folder && data.U32Big(8) is { } id && folders.Count < MaxFolders)
                folders[id] = (((ReadOnlySpan<byte>)key).U32Big(2) ?? 0, NameOf(key, 6));
        }
        if (folders.Count == 0)
            throw new MalformedFileException("hfsplus", 1024 + 272, "the catalog cannot be read");
        foreach (var (key, data) in volume.Attributes?.Records() ?? [])
            if (NameOf(key, 12) == HfsCompression.Attribute)
                compression[((ReadOnlySpan<byte>)key).U32Big(4) ?? 0] = data;
        foreach (var (key, data) in volume.Catalog.Records())
            if (data.U16Big(0) == File && data.Length < 88 + (2 * HfsFork.Bytes))
                extents.Miss(NameOf(key, 6), UnpackGap.Damaged, "its record is cut short");
            else if (data.U16Big(0) == File && !HandOn(key, data))
                return;
        if (volume.Catalog.IsDamaged || volume.Attributes?.IsDamaged == true)
            extents.Miss("", UnpackGap.Damaged, "the catalog breaks off");
        if (volume.Journal && !volume.WasUnmounted)
            extents.Miss("", UnpackGap.Unsupported, "it was not unmounted: changes that are only in its journal are not read");
    }

    private bool HandOn(ReadOnlySpan<byte> key, byte[] record)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var data = (ReadOnlySpan<byte>)record;
        var (id, name) = (data.U32Big(8)!.Value, PathOf(key.U32Big(2) ?? 0) + NameOf(key, 6));
        if (data.U16Big(42) >> 12 == Link)
            return true;
        var (content, resource) = (HfsFork.Read(data[88..]), HfsFork.Read(data[(88 + HfsFork.Bytes)..]));
        if (content is null || resource is null)
        {
            extents.Miss(name, UnpackGap.Damaged, "its size makes no sense");
            return true;
        }
        if ((data[41] & IsCompressed) != 0 && (content.Size == 0 || compression.ContainsKey(id)))
        {
            HfsCompression.HandOn(name, compression.GetValueOrDefault(id), () => volume.Content(resource, id, ResourceFork), sink, cancellationToken);
            // The system shows what is compressed; what else the file has would stay hidden.
            if (content.Size == 0)
                return true;
        }
        var time = data.U32Big(16) is { } seconds and > 0 ? DateTimeOffset.UnixEpoch - FromEpoch + TimeSpan.FromSeconds(seconds) : (DateTimeOffset?)null;
        return extents.Add(name, volume.Places(content, id, DataFork), content.Size, time)
            && (resource.Size == 0 || extents.Add($"{name}/..namedfork/rsrc", volume.Places(resource, id, ResourceFork), resource.Size, time, "stream"));
    }

    private string PathOf(uint folder)
    {
        var path = "";
        for (var depth = 0; depth < MaxDepth && folder != Root && folders.TryGetValue(folder, out var parent); depth++)
            (path, folder) = ($"{parent.Name}/{path}", parent.Parent);
        return path;
    }

    // A colon is what a slash in a name is on the disk, and the other way round.
    private static string NameOf(ReadOnlySpan<byte> key, int at) =>
        Encoding.BigEndianUnicode.GetString(key.Part(at + 2, 2L * (key.U16Big(at) ?? 0))).Replace('/', ':');
}

file static class Bytes
{
    internal static ushort? U16Big(this byte[] data, int at) => ((ReadOnlySpan<byte>)data).U16Big(at);

    internal static uint? U32Big(this byte[] data, int at) => ((ReadOnlySpan<byte>)data).U32Big(at);
}
