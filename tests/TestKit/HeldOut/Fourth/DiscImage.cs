using System.Buffers.Binary;
using System.Text;

namespace ScanHost.TestKit.HeldOut.Fourth;

/// <summary>Disc images with files in the root, ECMA-119 with the Joliet names of the supplementary descriptor.</summary>
internal static class DiscImage
{
    private const int Sector = 2048;

    /// <summary>An image.</summary>
    /// <param name="label">Of the volume.</param>
    /// <param name="files">Name, whether it is hidden, content.</param>
    public static byte[] Build(string label, params (string Name, bool IsHidden, byte[] Content)[] files)
    {
        const int FirstFile = 23;
        var image = new MemoryStream();
        var starts = new List<int>();
        var next = FirstFile;
        foreach (var file in files)
        {
            starts.Add(next);
            next += Math.Max(1, (file.Content.Length + Sector - 1) / Sector);
        }
        image.Write(new byte[16 * Sector]);
        image.Write(Descriptor(1, label, next, 21, 19));
        image.Write(Descriptor(2, label, next, 22, 20));
        image.Write(Padded([255, .. "CD001"u8, 1]));
        image.Write(Padded(PathTable(21)));
        image.Write(Padded(PathTable(22)));
        image.Write(Padded(Directory(21, files, starts, isJoliet: false)));
        image.Write(Padded(Directory(22, files, starts, isJoliet: true)));
        foreach (var file in files)
            image.Write(Padded(file.Content));
        return image.ToArray();
    }

    private static byte[] Descriptor(byte type, string label, int sectors, int root, int pathTable)
    {
        var sector = new byte[Sector];
        sector[0] = type;
        "CD001"u8.CopyTo(sector.AsSpan(1));
        sector[6] = 1;
        sector.AsSpan(8, 64).Fill((byte)' ');
        byte[] name = type == 2 ? Encoding.BigEndianUnicode.GetBytes(label) : Encoding.ASCII.GetBytes(label.ToUpperInvariant());
        name.AsSpan(0, Math.Min(name.Length, 32)).CopyTo(sector.AsSpan(40));
        Both32(sector.AsSpan(80), sectors);
        if (type == 2)
            "%/E"u8.CopyTo(sector.AsSpan(88));
        Both16(sector.AsSpan(120), 1);
        Both16(sector.AsSpan(124), 1);
        Both16(sector.AsSpan(128), Sector);
        Both32(sector.AsSpan(132), 10);
        BinaryPrimitives.WriteInt32LittleEndian(sector.AsSpan(140), pathTable);
        Entry([0], root, Sector, 2).CopyTo(sector, 156);
        sector.AsSpan(190, 623).Fill((byte)' ');
        "2026010112000000"u8.CopyTo(sector.AsSpan(813));
        sector[881] = 1;
        return sector;
    }

    private static byte[] PathTable(int root)
    {
        var table = new byte[10];
        table[0] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(2), root);
        table[6] = 1;
        return table;
    }

    private static byte[] Directory(int root, (string Name, bool IsHidden, byte[] Content)[] files, List<int> starts, bool isJoliet)
    {
        var directory = new MemoryStream();
        directory.Write(Entry([0], root, Sector, 2));
        directory.Write(Entry([1], root, Sector, 2));
        foreach (var (at, file) in files.Index())
        {
            byte[] name = isJoliet ? Encoding.BigEndianUnicode.GetBytes(file.Name + ";1") : Encoding.ASCII.GetBytes($"FILE{at}{Short(file.Name)};1");
            directory.Write(Entry(name, starts[at], file.Content.Length, (byte)(file.IsHidden ? 1 : 0)));
        }
        return directory.ToArray();
    }

    private static string Short(string name) => Path.GetExtension(name).ToUpperInvariant() is { Length: > 4 } extension ? extension[..4] : Path.GetExtension(name).ToUpperInvariant();

    private static byte[] Entry(byte[] name, int sector, int length, byte flags)
    {
        var entry = new byte[33 + name.Length + (name.Length % 2 == 0 ? 1 : 0)];
        entry[0] = (byte)entry.Length;
        Both32(entry.AsSpan(2), sector);
        Both32(entry.AsSpan(10), length);
        entry.AsSpan(18, 6).Fill(1);
        entry[18] = 126;
        entry[25] = flags;
        Both16(entry.AsSpan(28), 1);
        entry[32] = (byte)name.Length;
        name.CopyTo(entry, 33);
        return entry;
    }

    private static byte[] Padded(byte[] content)
    {
        var padded = new byte[Math.Max(1, (content.Length + Sector - 1) / Sector) * Sector];
        content.CopyTo(padded, 0);
        return padded;
    }

    private static void Both16(Span<byte> at, int value)
    {
        BinaryPrimitives.WriteInt16LittleEndian(at, (short)value);
        BinaryPrimitives.WriteInt16BigEndian(at[2..], (short)value);
    }

    private static void Both32(Span<byte> at, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(at, value);
        BinaryPrimitives.WriteInt32BigEndian(at[4..], value);
    }
}
