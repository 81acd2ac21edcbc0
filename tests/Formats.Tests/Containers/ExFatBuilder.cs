using System.Buffers.Binary;
using System.Text;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

/// <summary>Puts files into a volume that mkfs.exfat made.</summary>
internal sealed class ExFatBuilder
{
    private const int Entry = 32;
    private readonly int fat, heap, bitmap;
    private uint next;

    internal ExFatBuilder(TemporaryFolder folder, string size = "4M")
    {
        ForeignTool.Run(folder.Path, "sh", "-c", $"truncate -s {size} v && mkfs.exfat -b 4K -c 4K v");
        Image = folder.Read("v");
        (fat, heap, Root) = ((int)Number(80) * 512, (int)Number(88) * 512, Number(96));
        next = Root + 1;
        // The root folder begins with the entries of the label, the bitmap of used clusters (0x81) and the table of capital letters.
        var entry = Enumerable.Range(0, 4).Select(i => Offset(Root) + (i * Entry)).First(at => Image[at] == 0x81);
        bitmap = Offset(Number(entry + 20));
    }

    internal byte[] Image { get; }

    internal uint Root { get; }

    /// <summary>Puts content into free clusters, one after the other or every second one in a chain.</summary>
    internal uint Store(byte[] content, bool scattered = false)
    {
        var first = next;
        for (var at = 0; at < content.Length; at += 4096)
        {
            content.AsSpan(at, Math.Min(4096, content.Length - at)).CopyTo(Image.AsSpan(Offset(next)));
            Image[bitmap + (int)((next - 2) / 8)] |= (byte)(1 << (int)((next - 2) % 8));
            var following = next + (scattered ? 2u : 1);
            BinaryPrimitives.WriteUInt32LittleEndian(Image.AsSpan(fat + (int)(4 * next)), scattered ? at + 4096 < content.Length ? following : 0xFFFFFFFF : 0);
            next = following;
        }
        return first;
    }

    internal void Add(uint folder, string name, uint cluster, long size, bool isFolder = false, bool hasChain = false, bool isDeleted = false)
    {
        var names = (name.Length + 14) / 15;
        var set = new byte[Entry * (2 + names)];
        (set[0], set[1], set[4]) = ((byte)(isDeleted ? 0x05 : 0x85), (byte)(1 + names), (byte)(isFolder ? 0x10 : 0x20));
        (set[32], set[33], set[35]) = ((byte)(isDeleted ? 0x40 : 0xC0), (byte)(hasChain ? 1 : 3), (byte)name.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(set.AsSpan(8), 0x5A21_0000);
        BinaryPrimitives.WriteUInt32LittleEndian(set.AsSpan(12), 0x5A21_0000);
        BinaryPrimitives.WriteInt64LittleEndian(set.AsSpan(40), size);
        BinaryPrimitives.WriteUInt32LittleEndian(set.AsSpan(52), cluster);
        BinaryPrimitives.WriteInt64LittleEndian(set.AsSpan(56), size);
        for (var i = 0; i < names; i++)
        {
            set[(2 + i) * Entry] = (byte)(isDeleted ? 0x41 : 0xC1);
            Encoding.Unicode.GetBytes(name[(i * 15)..Math.Min(name.Length, (i + 1) * 15)]).CopyTo(set.AsSpan(((2 + i) * Entry) + 2));
        }
        BinaryPrimitives.WriteUInt16LittleEndian(set.AsSpan(36), Checksum(Encoding.Unicode.GetBytes(name.ToUpperInvariant())));
        BinaryPrimitives.WriteUInt16LittleEndian(set.AsSpan(2), Checksum(set, without: 2));
        var at = Offset(folder);
        while (Image[at] != 0)
            at += Entry;
        set.CopyTo(Image.AsSpan(at));
    }

    // Specification 6.3.3 and 7.6.4: the sum over an entry set leaves its own place out.
    private static ushort Checksum(byte[] bytes, int without = -2)
    {
        ushort sum = 0;
        for (var i = 0; i < bytes.Length; i++)
            if (i != without && i != without + 1)
                sum = (ushort)(((sum & 1) << 15) + (sum >> 1) + bytes[i]);
        return sum;
    }

    private int Offset(uint cluster) => heap + (int)((cluster - 2) * 4096);

    private uint Number(int at) => BinaryPrimitives.ReadUInt32LittleEndian(Image.AsSpan(at));
}
