using System.Text;

namespace ScanHost.Formats.Containers.Optical;

/// <summary>The trees of an ISO 9660 image: the primary one, Joliet's, and the boot images. ECMA-119 sections 8 and 9.</summary>
internal sealed class IsoVolume(ReadOnlyMemory<byte> file, ExtentSink extents)
{
    private const int Sector = 2048;
    private const int FirstDescriptor = 16;
    private const int MaxDescriptors = 64;
    private const int RootRecord = 156;
    private const byte IsDirectory = 2, HasMoreExtents = 0x80;
    private int blockSize = Sector;

    /// <summary>Where the volume ends by its own words, in bytes; 0 when it does not say.</summary>
    internal long End { get; private set; }

    /// <summary>Reads all trees; false when there is no descriptor.</summary>
    internal bool ReadAll()
    {
        var found = false;
        for (var number = FirstDescriptor; number <= FirstDescriptor + MaxDescriptors; number++)
        {
            var descriptor = file.Span.Part(number * (long)Sector, Sector);
            if (!descriptor.HasAt(1, "CD001"u8) || descriptor[0] == 255)
                break;
            if (number == FirstDescriptor + MaxDescriptors)
                extents.Miss("", UnpackGap.Unsupported, $"only the first {MaxDescriptors} volume descriptors are read");
            else
                found |= ReadDescriptor(descriptor);
        }
        return found;
    }

    private bool ReadDescriptor(ReadOnlySpan<byte> descriptor)
    {
        if (descriptor[0] == 0 && descriptor.HasAt(7, "EL TORITO SPECIFICATION"u8))
            ReadBootCatalog(descriptor.U32(71) ?? 0);
        if (descriptor[0] is not (1 or 2) || IsoRecord.Read(descriptor, RootRecord) is not { } root)
            return false;
        blockSize = descriptor.U16(128) is >= 512 and <= 32768 and var size && int.IsPow2(size) ? size : Sector;
        End = Math.Max(End, (descriptor.U32(80) ?? 0) * (long)blockSize);
        var isJoliet = descriptor[0] == 2 && descriptor.HasAt(88, "%/"u8) && descriptor.U8(90) is 0x40 or 0x43 or 0x45;
        extents.BeginTree();
        ReadDirectories(root, isJoliet);
        return true;
    }

    private void ReadDirectories(IsoRecord root, bool isJoliet)
    {
        var open = new FolderQueue<(long Block, long Size), IsoRecord>((path, why) => extents.Miss(path, UnpackGap.Unsupported, why));
        open.Add((root.Block, root.Size), root, "", 0);
        while (open.TryTake(out var directory, out var path, out var depth))
        {
            var data = file.Span.Part(directory.Block * blockSize, directory.Size);
            if (data.Length < directory.Size)
                extents.Miss(path, UnpackGap.Damaged, "the image ends before the folder does");
            ReadDirectory(data, path, depth, isJoliet, open);
        }
    }

    // Records do not cross sectors: a length of zero means that the next one starts at the next sector.
    private void ReadDirectory(ReadOnlySpan<byte> data, string path, int depth, bool isJoliet, FolderQueue<(long Block, long Size), IsoRecord> open)
    {
        var (parts, name) = (new List<Extent>(), "");
        for (var at = 0L; at < data.Length;)
        {
            if (data[(int)at] == 0)
            {
                at = ((at / Sector) + 1) * Sector;
                continue;
            }
            if (IsoRecord.Read(data, at) is not { } record)
            {
                extents.Miss(path, UnpackGap.Damaged, "the folder breaks off: a record is wrong");
                return;
            }
            at += record.Length;
            if (record.IsSelfOrParent)
                continue;
            name = path + Name(record, isJoliet);
            if ((record.Flags & IsDirectory) != 0)
            {
                open.Add((record.Block, record.Size), record, name + "/", depth + 1);
                continue;
            }
            parts.Add(new(record.Block * blockSize, record.Size));
            if ((record.Flags & HasMoreExtents) != 0 && parts.Count < 10_000)
                continue;
            if (!extents.Add(name, parts, parts.Sum(part => part.Length), record.ModifiedAt))
                return;
            parts = [];
        }
        if (parts.Count == 0)
            return;
        extents.Add(name, parts, parts.Sum(part => part.Length));
        extents.Miss(name, UnpackGap.Damaged, "it is said to go on behind the end of its folder");
    }

    private string Name(IsoRecord record, bool isJoliet)
    {
        if (isJoliet)
            return WithoutVersion(Encoding.BigEndianUnicode.GetString(record.Identifier));
        return RockRidge.Name(file.Span, record.SystemUse, blockSize) ?? WithoutVersion(MemberName.Decode(record.Identifier));
    }

    private static string WithoutVersion(string name) =>
        name.LastIndexOf(';') is var end and > 0 ? name[..end].TrimEnd('.') : name;

    // El Torito: a validation entry, then entries of 32 bytes; the sector count is of 512 bytes and often only the loader's.
    private void ReadBootCatalog(long sector)
    {
        var catalog = file.Span.Part(sector * Sector, Sector);
        for (var at = 32; at < catalog.Length; at += 32)
            if (catalog[at] is 0x88 && catalog.U32(at + 8) is { } start and > 0)
                extents.Add($"[boot]/{at / 32}.img", [new(start * (long)Sector, Math.Max(Sector, (catalog.U16(at + 6) ?? 0) * 512L))], Math.Max(Sector, (catalog.U16(at + 6) ?? 0) * 512L));
    }
}
