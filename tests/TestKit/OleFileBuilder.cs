using System.Buffers.Binary;
using System.Text;

namespace ScanHost.TestKit;

/// <summary>Writes compound files, [MS-CFB] version 3. A path names storages and streams: <c>Macros/VBA/dir</c>.</summary>
public sealed class OleFileBuilder
{
    private const uint EndOfChain = 0xFFFFFFFE;
    private const uint FatSector = 0xFFFFFFFD;
    private const uint Free = 0xFFFFFFFF;
    private const int SectorSize = 512;
    private const int Cutoff = 4096;

    private readonly List<Entry> entries = [new("", null, null)];
    private readonly Dictionary<string, Guid> classes = [];

    private sealed record Entry(string Name, Entry? Parent, byte[]? Content)
    {
        public List<Entry> Children { get; } = [];

        public uint Start { get; set; } = EndOfChain;

        public long Size { get; set; }
    }

    /// <summary>Adds a stream, and the storages above it.</summary>
    public OleFileBuilder Stream(string path, byte[] content)
    {
        var parts = path.Split('/');
        var storage = Storage(parts[..^1]);
        var entry = new Entry(parts[^1], storage, content);
        storage.Children.Add(entry);
        entries.Add(entry);
        return this;
    }

    /// <summary>Gives a storage a class; the empty path is the root.</summary>
    public OleFileBuilder Class(string storage, string clsid)
    {
        if (storage.Length > 0)
            Storage(storage.Split('/'));
        classes[storage] = new Guid(clsid);
        return this;
    }

    public byte[] Build()
    {
        var sectors = new List<byte[]>();
        var fat = new List<uint>();
        var mini = new MemoryStream();
        var miniFat = new List<uint>();
        foreach (var entry in entries.Where(entry => entry.Content is not null))
        {
            entry.Size = entry.Content!.Length;
            if (entry.Size >= Cutoff)
                entry.Start = Put(entry.Content, sectors, fat);
            else if (entry.Size > 0)
                entry.Start = PutMini(entry.Content, mini, miniFat);
        }
        var root = entries[0];
        root.Size = mini.Length;
        root.Start = mini.Length > 0 ? Put(mini.ToArray(), sectors, fat) : EndOfChain;
        var miniFatStart = miniFat.Count > 0 ? Put(Numbers(miniFat, Free), sectors, fat) : EndOfChain;
        var directoryStart = Put(Directory(), sectors, fat);
        var fatCount = 0;
        while (fatCount * (SectorSize / 4) < fat.Count + fatCount)
            fatCount++;
        var firstFat = (uint)fat.Count;
        for (var index = 0; index < fatCount; index++)
            fat.Add(FatSector);
        var file = new MemoryStream();
        file.Write(Header(directoryStart, miniFatStart, (uint)((miniFat.Count + 127) / 128), firstFat, fatCount));
        foreach (var sector in sectors)
            file.Write(sector);
        file.Write(Numbers(fat, Free));
        return file.ToArray();
    }

    private Entry Storage(string[] path)
    {
        var storage = entries[0];
        foreach (var name in path)
        {
            var next = storage.Children.Find(child => child.Name == name);
            if (next is null)
            {
                next = new Entry(name, storage, null);
                storage.Children.Add(next);
                entries.Add(next);
            }
            storage = next;
        }
        return storage;
    }

    private static uint Put(byte[] content, List<byte[]> sectors, List<uint> fat)
    {
        var start = (uint)fat.Count;
        for (var at = 0; at < content.Length; at += SectorSize)
        {
            var sector = new byte[SectorSize];
            content.AsSpan(at, Math.Min(SectorSize, content.Length - at)).CopyTo(sector);
            sectors.Add(sector);
            fat.Add(at + SectorSize < content.Length ? (uint)fat.Count + 1 : EndOfChain);
        }
        return start;
    }

    private static uint PutMini(byte[] content, MemoryStream mini, List<uint> miniFat)
    {
        var start = (uint)miniFat.Count;
        mini.Write(content);
        for (var at = 0; at < content.Length; at += 64)
            miniFat.Add(at + 64 < content.Length ? (uint)miniFat.Count + 1 : EndOfChain);
        mini.Write(new byte[(64 - (content.Length % 64)) % 64]);
        return start;
    }

    private byte[] Directory()
    {
        var directory = new byte[(entries.Count + 3) / 4 * 4 * 128];
        for (var index = 0; index < entries.Count; index++)
            Write(entries[index], directory.AsSpan(index * 128, 128));
        for (var index = entries.Count; index < directory.Length / 128; index++)
            directory.AsSpan((index * 128) + 68, 12).Fill(0xFF);
        return directory;
    }

    // Siblings form a list to the right, sorted as 2.6.4 says: that is a valid search tree, if not a balanced one.
    private void Write(Entry entry, Span<byte> record)
    {
        var name = entry.Parent is null ? "Root Entry" : entry.Name;
        Encoding.Unicode.GetBytes(name, record);
        BinaryPrimitives.WriteUInt16LittleEndian(record[64..], (ushort)((name.Length * 2) + 2));
        record[66] = (byte)(entry.Parent is null ? 5 : entry.Content is null ? 1 : 2);
        record[67] = 1;
        var siblings = entry.Parent is null ? [] : Sorted(entry.Parent);
        var next = siblings.IndexOf(entry) + 1;
        BinaryPrimitives.WriteUInt32LittleEndian(record[68..], Free);
        BinaryPrimitives.WriteUInt32LittleEndian(record[72..], next > 0 && next < siblings.Count ? (uint)entries.IndexOf(siblings[next]) : Free);
        BinaryPrimitives.WriteUInt32LittleEndian(record[76..], entry.Children.Count > 0 ? (uint)entries.IndexOf(Sorted(entry)[0]) : Free);
        if (entry.Content is null && classes.TryGetValue(PathOf(entry), out var clsid))
            clsid.TryWriteBytes(record[80..]);
        BinaryPrimitives.WriteUInt32LittleEndian(record[116..], entry.Content is null && entry.Parent is not null ? 0 : entry.Start);
        BinaryPrimitives.WriteInt64LittleEndian(record[120..], entry.Size);
    }

    private static List<Entry> Sorted(Entry storage) =>
        [.. storage.Children.OrderBy(child => child.Name.Length).ThenBy(child => child.Name.ToUpperInvariant(), StringComparer.Ordinal)];

    private static string PathOf(Entry entry) =>
        entry.Parent is null ? "" : entry.Parent.Parent is null ? entry.Name : $"{PathOf(entry.Parent)}/{entry.Name}";

    private static byte[] Numbers(List<uint> numbers, uint filler)
    {
        var bytes = new byte[(numbers.Count + 127) / 128 * SectorSize];
        for (var index = 0; index < bytes.Length / 4; index++)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(index * 4), index < numbers.Count ? numbers[index] : filler);
        return bytes;
    }

    private static byte[] Header(uint directory, uint miniFat, uint miniFatCount, uint firstFat, int fatCount)
    {
        var header = new byte[SectorSize];
        byte[] signature = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        signature.CopyTo(header, 0);
        Span<byte> at = header;
        BinaryPrimitives.WriteUInt16LittleEndian(at[24..], 0x3E);
        BinaryPrimitives.WriteUInt16LittleEndian(at[26..], 3);
        BinaryPrimitives.WriteUInt16LittleEndian(at[28..], 0xFFFE);
        BinaryPrimitives.WriteUInt16LittleEndian(at[30..], 9);
        BinaryPrimitives.WriteUInt16LittleEndian(at[32..], 6);
        BinaryPrimitives.WriteInt32LittleEndian(at[44..], fatCount);
        BinaryPrimitives.WriteUInt32LittleEndian(at[48..], directory);
        BinaryPrimitives.WriteInt32LittleEndian(at[56..], Cutoff);
        BinaryPrimitives.WriteUInt32LittleEndian(at[60..], miniFat);
        BinaryPrimitives.WriteUInt32LittleEndian(at[64..], miniFatCount);
        BinaryPrimitives.WriteUInt32LittleEndian(at[68..], EndOfChain);
        for (var index = 0; index < 109; index++)
            BinaryPrimitives.WriteUInt32LittleEndian(at[(76 + (index * 4))..], index < fatCount ? firstFat + (uint)index : Free);
        return header;
    }
}
