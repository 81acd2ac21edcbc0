using ScanHost.Formats.Containers.Optical;

namespace ScanHost.Formats.Containers.Disks;

/// <summary>Marks in an inode, as the kernel's documentation numbers them.</summary>
internal static class ExtInode
{
    internal const uint HasExtents = 0x80000, HasInlineData = 0x10000000, IsEncrypted = 0x800;
    internal const int Folder = 4, File = 8;

    internal static int Kind(ReadOnlySpan<byte> inode) => (inode.U16(0) ?? 0) >> 12;

    internal static long Size(ReadOnlySpan<byte> inode) => inode.U32(4)!.Value | ((long)inode.U32(108)!.Value << 32);
}

/// <summary>Walks the folders of an ext volume.</summary>
internal sealed class ExtTree(ReadOnlyMemory<byte> file, ExtVolume volume, ExtentSink extents, IMemberSink sink)
{
    private const uint Root = 2;
    private const long MaxFolderBytes = 64 << 20;
    private const int InlineBytes = 60;
    private readonly FolderQueue<uint, uint> open = new((path, why) => extents.Miss(path, UnpackGap.Unsupported, why));

    internal void ReadAll(CancellationToken cancellationToken)
    {
        if (volume.HasScatteredGroups)
        {
            extents.Miss("", UnpackGap.Unsupported, "volumes with scattered group descriptors are not read");
            return;
        }
        if (ExtInode.Kind(volume.Inode(Root)) != ExtInode.Folder)
            throw new MalformedFileException("ext", 1024, "the root folder cannot be read");
        open.Add(Root, Root, "", 0);
        while (open.TryTake(out var inode, out var path, out var depth))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!ReadFolder(inode, path, depth))
                return;
        }
    }

    private bool ReadFolder(uint number, string path, int depth)
    {
        var content = Folder(number, path);
        var at = 0;
        while (content.AsSpan().Has(at, 8))
        {
            var entry = (ReadOnlySpan<byte>)content.AsSpan(at);
            var (inode, length, nameLength) = (entry.U32(0)!.Value, (int)entry.U16(4)!.Value, entry[6]);
            if (length < 8 || length > entry.Length || nameLength > length - 8)
            {
                extents.Miss(path, UnpackGap.Damaged, "the folder breaks off");
                return true;
            }
            at += length;
            var name = MemberName.Decode(entry.Slice(8, nameLength));
            if (inode == 0 || name is "." or "..")
                continue;
            if (ExtInode.Kind(volume.Inode(inode)) == ExtInode.Folder)
                open.Add(inode, inode, $"{path}{name}/", depth + 1);
            else if (!HandOn(inode, path + name))
                return false;
        }
        return true;
    }

    private byte[] Folder(uint number, string path)
    {
        var inode = volume.Inode(number);
        var flags = inode.U32(32);
        if ((flags & ExtInode.IsEncrypted) != 0)
        {
            extents.Miss(path, UnpackGap.Encrypted, "the file system encrypted the folder");
            return [];
        }
        // What stands in the inode itself begins with the number of the parent.
        if ((flags & ExtInode.HasInlineData) != 0)
        {
            if (ExtInode.Size(inode) > InlineBytes)
                extents.Miss(path, UnpackGap.Unsupported, "a folder that goes on in the inode's attributes is not read to its end");
            return inode.Slice(44, InlineBytes - 4).ToArray();
        }
        // No sound folder is larger than the volume.
        var content = new byte[Math.Clamp(ExtInode.Size(inode), 0, Math.Min(MaxFolderBytes, file.Length))];
        var length = 0;
        if (Places(inode, content.Length, path) is { } places)
            foreach (var extent in places)
            {
                var part = extent.Offset < 0 ? [] : file.Span.Part(extent.Offset, Math.Min(extent.Length, content.Length - length));
                part.CopyTo(content.AsSpan(length));
                length += part.Length;
            }
        if (ExtInode.Size(inode) > content.Length)
            extents.Miss(path, UnpackGap.Unsupported, $"only the first {content.Length} bytes of the folder are read");
        if (length < content.Length)
            extents.Miss(path, UnpackGap.Damaged, "the image ends before the folder does");
        return length == content.Length ? content : content[..length];
    }

    private bool HandOn(uint number, string name)
    {
        var inode = volume.Inode(number);
        if (inode.IsEmpty)
            extents.Miss(name, UnpackGap.Damaged, "its inode lies outside of the image");
        if (ExtInode.Kind(inode) != ExtInode.File)
            return true;
        var (size, flags) = (ExtInode.Size(inode), inode.U32(32));
        if ((flags & ExtInode.IsEncrypted) != 0)
            extents.Miss(name, UnpackGap.Encrypted, "the file system encrypted it");
        else if ((flags & ExtInode.HasInlineData) != 0)
        {
            using (var target = sink.Open(new() { Name = name, DeclaredSize = size, Method = "inline" }))
                target.Write(inode.Slice(40, (int)Math.Clamp(size, 0, InlineBytes)));
            if (size > InlineBytes)
                extents.Miss(name, UnpackGap.Unsupported, "what stands in the inode's attributes is not read");
        }
        else if (size < 0)
            extents.Miss(name, UnpackGap.Damaged, "its size makes no sense");
        else if (Places(inode, size, name) is { } places)
            return extents.Add(name, places, size, DateTimeOffset.FromUnixTimeSeconds(inode.U32(16)!.Value));
        return true;
    }

    private List<Extent>? Places(ReadOnlySpan<byte> inode, long size, string name)
    {
        try
        {
            return volume.Places(inode, size);
        }
        catch (InvalidDataException damage)
        {
            extents.Miss(name, UnpackGap.Damaged, damage.Message);
            return null;
        }
    }
}
