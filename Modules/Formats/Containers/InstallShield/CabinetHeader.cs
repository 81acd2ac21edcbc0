using System.Text;

namespace ScanHost.Formats.Containers.InstallShield;

/// <summary>A file of a set, as its descriptor tells.</summary>
/// <param name="Number">Its place in the list, from 0.</param>
/// <param name="Name">With its group and folder.</param>
/// <param name="Flags">See <see cref="CabinetHeader"/>.</param>
/// <param name="Size">Unpacked, in bytes.</param>
/// <param name="Packed">As it is stored, in bytes.</param>
/// <param name="Offset">Of its data in the volume, in bytes.</param>
/// <param name="Md5">Of the content; empty when there is none.</param>
/// <param name="SameAs">The number of a file with the same content, which alone has data; null when it has data of its own.</param>
/// <param name="Volume">The volume in which its data begins, from 1; 0 when the volumes tell.</param>
internal sealed record CabinetEntry(int Number, string Name, int Flags, long Size, long Packed, long Offset, ReadOnlyMemory<byte> Md5, int? SameAs, int Volume)
{
    internal bool IsObfuscated => (Flags & 2) != 0;

    internal bool IsCompressed => (Flags & 4) != 0;

    /// <summary>False for a place in the list that was given up.</summary>
    internal bool IsValid { get; init; }
}

/// <summary>The tables of a set: folders, groups, files. Source of all places: unshield's lib/libunshield.c, lib/file.c and lib/file_group.c.</summary>
internal sealed class CabinetHeader
{
    private const int GroupLists = 71;
    private const int MaxGroups = 1000;
    private const int FileDescriptor = 0x57;
    private const int OldFileDescriptor = 0x2A;
    private const int MaxName = 1024;

    /// <summary>From this version on, names are UTF-16.</summary>
    private const int Unicode = 17;

    private readonly CabinetVolume volume;
    private readonly long table;
    private readonly long files;
    private readonly uint folderCount;
    private readonly List<(long First, long Last, string Name)> groups;

    /// <exception cref="MalformedFileException">The tables lie outside of the file.</exception>
    internal CabinetHeader(CabinetVolume volume)
    {
        this.volume = volume;
        if (!File.Has(volume.Descriptor, 0x3E + (GroupLists * 4)))
            throw new MalformedFileException("installshield", volume.Descriptor, "the tables lie outside of the file");
        table = volume.Descriptor + Long(volume.Descriptor + 0x0C);
        folderCount = Long(volume.Descriptor + 0x1C);
        Count = Long(volume.Descriptor + 0x28);
        files = table + Long(volume.Descriptor + 0x2C);
        groups = ReadGroups();
    }

    /// <summary>How many files the header declares.</summary>
    internal uint Count { get; }

    private ReadOnlySpan<byte> File => volume.Bytes.Span;

    /// <summary>A file's descriptor; null when it lies outside of the header.</summary>
    internal CabinetEntry? Read(int number) => volume.IsOld ? ReadOld(number) : ReadRecent(number);

    private CabinetEntry? ReadOld(int number)
    {
        var place = table + (4 * ((long)folderCount + number));
        if (File.U32(place) is not { } offset || table + offset is var at && !File.Has(at, OldFileDescriptor))
            return null;
        at = table + offset;
        var (name, data) = (Long(at), Long(at + 0x26));
        return new(
            number, NameOf(number, Long(at + 4), name), File.U16(at + 8)!.Value, Long(at + 10), Long(at + 14), data, default, null, 0)
        {
            IsValid = (File.U16(at + 8)!.Value & 8) == 0 && name != 0,
        };
    }

    private CabinetEntry? ReadRecent(int number)
    {
        var at = files + ((long)number * FileDescriptor);
        if (!File.Has(at, FileDescriptor))
            return null;
        var (flags, name) = (File.U16(at)!.Value, Long(at + 0x3A));
        var (size, packed, data) = (Wide(at + 2), Wide(at + 10), Wide(at + 18));
        var md5 = volume.Bytes.Slice((int)at + 26, 16);
        int? sameAs = (File.U8(at + 0x54) & 1) != 0 ? (int)Math.Min(int.MaxValue, Long(at + 0x4C)) : null;
        return new(
            number, NameOf(number, File.U16(at + 0x3E)!.Value, name), flags, size, packed, data,
            md5.Span.ContainsAnyExcept((byte)0) ? md5 : default, sameAs, File.U16(at + 0x55)!.Value)
        {
            IsValid = (flags & 8) == 0 && name != 0,
        };
    }

    private string NameOf(int number, uint folder, uint name)
    {
        var group = groups.FirstOrDefault(group => number >= group.First && number <= group.Last).Name;
        var path = folder < folderCount && File.U32(table + (4L * folder)) is { } place ? Text(table + place) : "";
        return string.Join('\\', new[] { group, path, Text(table + name) }.Where(part => !string.IsNullOrEmpty(part)));
    }

    private List<(long First, long Last, string Name)> ReadGroups()
    {
        var (found, seen) = (new List<(long, long, string)>(), new HashSet<uint>());
        var places = volume.IsOld && volume.Version == 5 ? 0x4C : 0x16;
        for (var list = 0; list < GroupLists; list++)
            for (var next = Long(volume.Descriptor + 0x3E + (4 * list)); next != 0 && seen.Add(next) && found.Count < MaxGroups;)
            {
                var node = volume.Descriptor + next;
                var group = volume.Descriptor + Long(node + 4);
                if (File.U32(group + places) is { } first && File.U32(group + places + 4) is { } last)
                    found.Add((first, last, Text(volume.Descriptor + Long(group))));
                next = Long(node + 8);
            }
        return found;
    }

    private string Text(long at)
    {
        if (volume.Version < Unicode)
            return MemberName.Decode(File.Part(at, MaxName));
        var text = Encoding.Unicode.GetString(File.Part(at, MaxName));
        return text.IndexOf('\0', StringComparison.Ordinal) is >= 0 and var end ? text[..end] : text;
    }

    private uint Long(long at) => File.U32(at) ?? 0;

    private long Wide(long at) => (long)Math.Min((ulong)long.MaxValue, File.U64(at) ?? 0);
}
