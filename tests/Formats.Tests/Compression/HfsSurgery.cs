using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ScanHost.Formats.Tests.Compression;

/// <summary>
/// Gives the one file of an HFS+ volume by xorriso what that program does not write: extents in the tree of overflow, or compressed content.
/// The layout is that of Apple's TN1150 and decmpfs.h.
/// </summary>
internal sealed class HfsSurgery
{
    private const int Header = 1024, AllBlocks = 44, ExtentsFork = 192, AttributesFork = 352, Block = 2048, Node = 4096;
    private const int OwnerFlags = 41, DataFork = 88, ResourceFork = 168;
    private readonly byte[] volume;
    private readonly int record;
    private int nextBlock;

    /// <param name="volume">With blocks of 2048 bytes.</param>
    /// <param name="name">The file's name.</param>
    internal HfsSurgery(byte[] volume, string name)
    {
        nextBlock = (volume.Length + Block - 1) / Block;
        this.volume = new byte[(nextBlock + 400) * Block];
        volume.CopyTo(this.volume, 0);
        Put(Header + AllBlocks, this.volume.Length / Block);
        // In the catalog's key the name stands last, behind its length.
        byte[] key = [0, (byte)name.Length, .. Encoding.BigEndianUnicode.GetBytes(name)];
        record = volume.AsSpan().IndexOf(key) + key.Length;
        // The copy of the header in the last two sectors.
        this.volume.AsSpan(Header, 512).CopyTo(this.volume.AsSpan(this.volume.Length - 1024));
    }

    internal byte[] Volume => volume;

    private int FileNumber => BinaryPrimitives.ReadInt32BigEndian(volume.AsSpan(record + 8));

    /// <summary>Turns the order of the file's blocks around, so that each is an extent of its own.</summary>
    internal HfsSurgery Scatter()
    {
        var (first, count) = (Get(record + DataFork + 16), Get(record + DataFork + 12));
        var content = volume.AsSpan(first * Block, count * Block).ToArray();
        for (var i = 0; i < count; i++)
            content.AsSpan(i * Block, Block).CopyTo(volume.AsSpan((first + count - 1 - i) * Block));
        byte[] Extents(int from) => [.. Enumerable.Range(from, 8).SelectMany(i => i < count ? [.. Long(first + count - 1 - i), .. Long(1)] : new byte[8])];
        Extents(0).CopyTo(volume, record + DataFork + 16);
        AddTree(ExtentsFork, 10, [.. Enumerable.Range(1, (count - 1) / 8).Select(part => ((byte[])[0, 10, 0, 0, .. Long(FileNumber), .. Long(8 * part)], Extents(8 * part)))]);
        return this;
    }

    /// <summary>Makes the file a compressed one.</summary>
    /// <param name="kind">Of decmpfs: 3 keeps the content in the attribute, 4 in the resource fork.</param>
    /// <param name="content">Unpacked.</param>
    /// <param name="isStored">True for chunks that are stored as they are.</param>
    /// <param name="keepsData">True to leave the data that it had.</param>
    internal HfsSurgery Compress(int kind, byte[] content, bool isStored = false, bool keepsData = false)
    {
        volume[record + OwnerFlags] |= 0x20;
        if (!keepsData)
            volume.AsSpan(record + DataFork, 80).Clear();
        byte[] head = [.. "fpmc"u8, .. BitConverter.GetBytes(kind), .. BitConverter.GetBytes((long)content.Length)];
        byte[] attribute = kind == 3 ? [.. head, .. Chunk(content, isStored)] : head;
        var name = Encoding.BigEndianUnicode.GetBytes("com.apple.decmpfs");
        byte[] key = [0, (byte)(12 + name.Length), 0, 0, .. Long(FileNumber), .. Long(0), 0, (byte)(name.Length / 2), .. name];
        AddTree(AttributesFork, 266, [(key, [.. Long(0x10), .. new byte[8], .. Long(attribute.Length), .. attribute, .. new byte[attribute.Length & 1]])]);
        if (kind == 4)
            WriteFork(record + ResourceFork, Resource([.. content.Chunk(65536).Select(part => Chunk(part, isStored))]));
        return this;
    }

    // A header of 256 bytes, the one resource behind its length, a map.
    private static byte[] Resource(List<byte[]> chunks)
    {
        var table = new MemoryStream();
        table.Write(BitConverter.GetBytes(chunks.Count));
        var place = 4 + (8 * chunks.Count);
        foreach (var chunk in chunks)
        {
            table.Write([.. BitConverter.GetBytes(place), .. BitConverter.GetBytes(chunk.Length)]);
            place += chunk.Length;
        }
        foreach (var chunk in chunks)
            table.Write(chunk);
        var data = table.ToArray();
        byte[] map = [.. new byte[24], 0, 28, 0, 50, 0, 0, .. "cmpf"u8, 0, 0, 0, 10, 0, 1, 0xFF, 0xFF, .. new byte[8]];
        return [.. Long(0x100), .. Long(0x104 + data.Length), .. Long(4 + data.Length), .. Long(map.Length), .. new byte[240], .. Long(data.Length), .. data, .. map];
    }

    private static byte[] Chunk(byte[] content, bool isStored)
    {
        if (isStored)
            return [0xFF, .. content];
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(content);
        return packed.ToArray();
    }

    // A tree of one leaf: the node with the header, then the leaf, whose records' places stand at its end.
    private void AddTree(int fork, short maxKey, List<(byte[] Key, byte[] Data)> records)
    {
        var tree = new byte[2 * Node];
        byte[] header =
        [
            .. new byte[8], 1, 0, 0, 3, 0, 0, 0, 1, .. Long(1), .. Long(records.Count), .. Long(1), .. Long(1), .. Word(Node), .. Word(maxKey), .. Long(2), .. Long(0),
        ];
        header.CopyTo(tree, 0);
        (tree[14 + 37], tree[14 + 38 + 3]) = (0, 6);
        tree[248] = 0xC0;
        foreach (var (index, place) in new[] { 14, 120, 248, Node - 8 }.Index())
            Word(place).CopyTo(tree, Node - (2 * (index + 1)));
        byte[] leaf = [.. new byte[8], 0xFF, 1, .. Word(records.Count), 0, 0];
        leaf.CopyTo(tree, Node);
        var at = 14;
        for (var i = 0; i <= records.Count; i++)
        {
            Word(at).CopyTo(tree, (2 * Node) - (2 * (i + 1)));
            if (i == records.Count)
                break;
            byte[] whole = [.. records[i].Key, .. records[i].Data];
            whole.CopyTo(tree, Node + at);
            at += whole.Length;
        }
        WriteFork(Header + fork, tree);
    }

    private void WriteFork(int at, byte[] content)
    {
        var blocks = (content.Length + Block - 1) / Block;
        byte[] fork = [.. Long(0), .. Long(content.Length), .. Long(Node), .. Long(blocks), .. Long(nextBlock), .. Long(blocks), .. new byte[56]];
        fork.CopyTo(volume, at);
        content.CopyTo(volume, nextBlock * Block);
        nextBlock += blocks;
    }

    private int Get(int at) => BinaryPrimitives.ReadInt32BigEndian(volume.AsSpan(at));

    private void Put(int at, int value) => Long(value).CopyTo(volume, at);

    private static byte[] Long(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static byte[] Word(int value) => [(byte)(value >> 8), (byte)value];
}
