using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace ScanHost.TestKit;

/// <summary>Writes InstallShield cabinet sets, with the fields that unshield reads at the places where it reads them; all else is zero.</summary>
/// <param name="version">The major version: 0, 5, or 6 and up.</param>
public sealed class IshieldBuilder(int version)
{
    private const int FirstData = 0x200;
    private readonly List<(string Folder, string Name, byte[] Content, int Flags, int SameAs)> files = [];
    private readonly List<(int File, long Offset, int Expanded, int Packed)>[] places = [.. Enumerable.Range(0, 64).Select(_ => new List<(int, long, int, int)>())];

    private bool IsOld => version <= 5;

    /// <summary>Adds a file.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="name">Its name.</param>
    /// <param name="content">Its content.</param>
    /// <param name="flags">2: disguised, 4: deflated.</param>
    /// <param name="sameAs">The number of an earlier file with the same content; -1 when it has data of its own.</param>
    public IshieldBuilder Add(string folder, string name, byte[] content, int flags = 4, int sameAs = -1)
    {
        files.Add((folder, name, content, flags, sameAs));
        return this;
    }

    /// <summary>The set: header and volumes. With a single volume and an old version the header is empty and the volume holds its tables.</summary>
    /// <param name="volumeBytes">How many bytes of data a volume takes.</param>
    /// <param name="inOne">True to put the tables into the first volume.</param>
    public (byte[] Header, byte[][] Volumes) Build(int volumeBytes = int.MaxValue, bool inOne = false)
    {
        var stored = files.Select(file => file.SameAs >= 0 ? [] : Store(file.Content, file.Flags)).ToList();
        var volumes = new List<MemoryStream> { NewVolume() };
        var starts = new List<(int Volume, long Offset, bool IsSplit)>();
        for (var number = 0; number < files.Count; number++)
        {
            starts.Add((volumes.Count, volumes[^1].Length, false));
            for (var done = 0; done < stored[number].Length;)
            {
                if (volumes[^1].Length >= (long)FirstData + volumeBytes)
                {
                    volumes.Add(NewVolume());
                    starts[number] = done == 0 ? (volumes.Count, volumes[^1].Length, false) : starts[number] with { IsSplit = true };
                }
                var count = (int)Math.Min(stored[number].Length - done, FirstData + (long)volumeBytes - volumes[^1].Length);
                places[volumes.Count - 1].Add((number, volumes[^1].Length, count, count));
                volumes[^1].Write(stored[number].AsSpan(done, count));
                done += count;
            }
        }
        var tables = Tables(stored, starts);
        var parts = volumes.Select((volume, index) => Finish(volume.ToArray(), places[index], 0, 0)).ToArray();
        if (!inOne)
            return ([.. Finish(new byte[FirstData], [], FirstData, tables.Length), .. tables], parts);
        parts[0] = [.. Finish(volumes[0].ToArray(), places[0], (int)volumes[0].Length, tables.Length), .. tables];
        return ([], parts);
    }

    private static MemoryStream NewVolume()
    {
        var volume = new MemoryStream();
        volume.Write(new byte[FirstData]);
        return volume;
    }

    private byte[] Store(byte[] content, int flags)
    {
        var stored = (flags & 4) == 0 ? (byte[])content.Clone() : version == 0 ? Stream(content) : Chunks(content);
        if ((flags & 2) != 0)
            for (var at = 0; at < stored.Length; at++)
            {
                var shifted = (byte)(stored[at] + (at % 0x47));
                stored[at] = (byte)((byte)(shifted << 2 | shifted >> 6) ^ 0xD5);
            }
        return stored;
    }

    private static byte[] Chunks(byte[] content)
    {
        var chunks = new MemoryStream();
        foreach (var part in content.Chunk(0x8000))
        {
            var packed = Deflate(part, end: true);
            chunks.Write(BitConverter.GetBytes((ushort)packed.Length));
            chunks.Write(packed);
        }
        return chunks.ToArray();
    }

    // Each part ends with an empty block at a whole byte, as zlib's flush writes it, and none is called the last.
    private static byte[] Stream(byte[] content) => [.. content.Chunk(0x8000).SelectMany(part => Deflate(part, end: false))];

    private static byte[] Deflate(byte[] part, bool end)
    {
        var packed = new MemoryStream();
        using var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true);
        deflate.Write(part);
        if (!end)
        {
            deflate.Flush();
            return packed.ToArray();
        }
        deflate.Dispose();
        return packed.ToArray();
    }

    private byte[] Finish(byte[] volume, List<(int File, long Offset, int Expanded, int Packed)> placed, int tables, int tablesSize)
    {
        "ISc("u8.CopyTo(volume);
        Put(volume, 4, version == 0 ? 0x02000000 : IsOld ? 0x01000000 | (version << 12) : 0x02000000 | (version * 100));
        Put(volume, 12, tables);
        Put(volume, 16, tablesSize);
        if (placed.Count == 0)
            return volume;
        var (first, last) = (placed[0], placed[^1]);
        int[] fields = [(int)first.Offset, 0, first.File, last.File, (int)first.Offset, first.Expanded, first.Packed, (int)last.Offset, last.Expanded, last.Packed];
        for (int index = 0, at = 20; index < fields.Length; index++)
        {
            if (!IsOld && index == 1)
                continue;
            Put(volume, at, fields[index]);
            at += IsOld || index is 2 or 3 ? 4 : 8;
        }
        if (!IsOld)
            Put(volume, 24, 0);
        return volume;
    }

    private byte[] Tables(List<byte[]> stored, List<(int Volume, long Offset, bool IsSplit)> starts)
    {
        const int Nodes = 0x300, Table = 0x500;
        var folders = files.Select(file => file.Folder).Distinct().ToList();
        var tables = new byte[Table + ((folders.Count + files.Count) * (4 + 0x57 + 128)) + 64];
        var width = version >= 17 ? 2 : 1;
        var texts = (folders.Count + files.Count) * 4;
        int Text(string text)
        {
            var at = texts;
            var bytes = (width == 2 ? Encoding.Unicode : Encoding.ASCII).GetBytes(text);
            bytes.CopyTo(tables, Table + at);
            texts += bytes.Length + width;
            return at;
        }
        Put(tables, 0x0C, Table);
        Put(tables, 0x1C, folders.Count);
        Put(tables, 0x28, files.Count);
        // One group of all files, and one component that has this group.
        Put(tables, 0x3E, Nodes);
        Put(tables, Nodes, Nodes + 0x20);
        Put(tables, Nodes + 4, Nodes + 0x40);
        (width == 2 ? Encoding.Unicode : Encoding.ASCII).GetBytes("Group").CopyTo(tables, Nodes + 0x20);
        Put(tables, Nodes + 0x40, Nodes + 0x20);
        Put(tables, Nodes + 0x40 + (version == 5 ? 0x4C : 0x16), 0);
        Put(tables, Nodes + 0x40 + (version == 5 ? 0x50 : 0x1A), files.Count - 1);
        for (var i = 0; i < folders.Count; i++)
            Put(tables, Table + (4 * i), Text(folders[i]));
        var names = files.Select(file => Text(file.Name)).ToList();
        var at = texts;
        Put(tables, 0x2C, at);
        for (var i = 0; i < files.Count; i++, at += IsOld ? 0x3A : 0x57)
        {
            var (entry, file) = (Table + at, files[i]);
            var flags = file.Flags | (starts[i].IsSplit ? 1 : 0);
            var packed = file.SameAs >= 0 ? stored[file.SameAs].Length : stored[i].Length;
            if (IsOld)
            {
                Put(tables, Table + (4 * (folders.Count + i)), at);
                Put(tables, entry, names[i]);
                Put(tables, entry + 4, folders.IndexOf(file.Folder));
                Put(tables, entry + 8, flags & 0xFFFE);
                Put(tables, entry + 10, file.Content.Length);
                Put(tables, entry + 14, packed);
                Put(tables, entry + 0x26, (int)starts[i].Offset);
            }
            else
            {
                Put(tables, entry, flags);
                Put(tables, entry + 2, file.Content.Length);
                Put(tables, entry + 10, packed);
                Put(tables, entry + 18, (int)starts[i].Offset);
#pragma warning disable CA5351 // The format's own checksum.
                MD5.HashData(file.Content).CopyTo(tables, entry + 26);
#pragma warning restore CA5351
                Put(tables, entry + 0x3A, names[i]);
                Put(tables, entry + 0x3E, folders.IndexOf(file.Folder));
                if (file.SameAs >= 0)
                    Put(tables, entry + 0x4C, file.SameAs);
                tables[entry + 0x54] = file.SameAs >= 0 ? (byte)1 : (byte)0;
                Put(tables, entry + 0x55, starts[i].Volume);
            }
        }
        return tables;
    }

    private static void Put(byte[] target, int at, int value)
    {
        for (var i = 0; i < 4 && at + i < target.Length; i++)
            target[at + i] = (byte)(value >> (8 * i));
    }
}
