using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ScanHost.Formats.Containers;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Compression;

/// <summary>Writes setups as Inno Setup lays them out; innoextract judges the versions that it knows.</summary>
internal sealed class InnoBuilder(string version, string method)
{
    private readonly List<(string Name, byte[] Content, bool IsFiltered)> files = [];
    private readonly int number = int.Parse(version.Split('.')[0], null) * 10000 + int.Parse(version.Split('.')[1], null) * 100 + int.Parse(version.Split('.')[2], null);

    /// <summary>True when all files are marked as encrypted.</summary>
    internal bool IsEncrypted { get; init; }

    /// <summary>The slice that the files are said to be in.</summary>
    internal int Slice { get; init; }

    /// <summary>False for streams that have no end mark.</summary>
    internal bool HasEndMarks { get; init; } = true;

    /// <summary>So many zeros stand behind the script.</summary>
    internal int ScriptTail { get; init; }

    /// <summary>Stands in front of the first file in the same stream, and no record names it.</summary>
    internal byte[] Unnamed { get; init; } = [];

    internal InnoBuilder Add(string name, byte[] content, bool isFiltered = false)
    {
        files.Add((name, content, isFiltered));
        return this;
    }

    /// <summary>The setup: an inert program, the program of the setup, the files as one chunk, the script.</summary>
    internal byte[] Build()
    {
        byte[] stub = InertFiles.Pe(4096);
        var program = Block(Filter(InertFiles.Pe(8192), 1 << 24));
        byte[] chunk = [.. "zlb\u001A"u8, .. Pack([.. Unnamed, .. files.SelectMany(file => file.IsFiltered ? Filter(file.Content, 1 << 16) : file.Content)])];
        var mark = new byte[64];
        Encoding.ASCII.GetBytes($"Inno Setup Setup Data ({version}){(number < 60400 ? " (u)" : "")}").CopyTo(mark, 0);
        var offsets = Offsets(stub.Length + 64, 8192, stub.Length + 64 + program.Length + chunk.Length, stub.Length + 64 + program.Length);
        // Versions before 5.1.5 have this mark; innoextract takes it of all.
        "Inno"u8.CopyTo(stub.AsSpan(0x30));
        BinaryPrimitives.WriteInt32LittleEndian(stub.AsSpan(0x34), stub.Length);
        BinaryPrimitives.WriteInt32LittleEndian(stub.AsSpan(0x38), ~stub.Length);
        return [.. stub, .. offsets, .. new byte[64 - offsets.Length], .. program, .. chunk, .. mark, .. Block(Script()), .. Block(Locations(chunk.Length - 4))];
    }

    private static byte[] Offsets(int program, int size, int header, int data)
    {
        byte[] table = [.. "rDlPtS"u8, 0xCD, 0xE6, 0xD7, 0x7B, 0x0B, 0x2A, .. U32(1), .. U32(0), .. U32(program), .. U32(size), .. U32(0), .. U32(header), .. U32(data)];
        return [.. table, .. U32((int)Crc32.Of(table))];
    }

    // The header: strings, texts, sixteen counts, and fields that say nothing here but for the method; then the entries of the files.
    private byte[] Script()
    {
        var strings = number switch { < 50600 => 28, < 60400 => 30, _ => 32 };
        using var script = new MemoryStream();
        for (var i = 0; i < strings; i++)
            script.Write(i == 0 ? Text("a setup") : Text(""));
        script.Write(new byte[4 * 4]);
        for (var i = 0; i < 16; i++)
            script.Write(U32(i is 7 or 8 ? files.Count : 0));
        script.Write(new byte[20 + 8 + (number >= 60000 ? 9 : 0) + 1 + 20 + 8 + 8 + 4 + 3 + (number >= 50700 ? 1 : 0) + 2]);
        script.WriteByte((byte)Array.IndexOf(["store", "zlib", "bzip2", "lzma", "lzma2"], method));
        script.Write(new byte[4 + 8 + 6]);
        for (var i = 0; i < files.Count; i++)
        {
            script.Write([.. Text(""), .. Text(files[i].Name)]);
            for (var more = 0; more < 8; more++)
                script.Write(Text(""));
            script.Write([.. new byte[20], .. U32(i), .. new byte[4 + 8 + 2 + 4 + 1]]);
        }
        // The two pictures, and for some methods a library.
        script.Write(new byte[8 + (method is "bzip2" or "zlib" ? 4 : 0) + ScriptTail]);
        return script.ToArray();
    }

    private byte[] Locations(int packed)
    {
        using var list = new MemoryStream();
        var at = (long)Unnamed.Length;
        foreach (var (_, content, isFiltered) in files)
        {
            var hash = CryptographicOperations.HashData(number < 60400 ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256, content);
            var flags = (byte)((isFiltered ? 0x10 : 0) | (IsEncrypted ? 0x40 : 0) | (method == "store" ? 0 : 0x80));
            list.Write([.. U32(Slice), .. U32(Slice), .. U32(0), .. U64(at), .. U64(content.Length), .. U64(packed), .. hash, .. U64(133_000_000_000_000_000), .. new byte[8], flags, 0]);
            if (number >= 60400)
                list.WriteByte(0);
            at += content.Length;
        }
        return list.ToArray();
    }

    private byte[] Block(byte[] content)
    {
        var stored = Lzma(content);
        using var pieces = new MemoryStream();
        foreach (var piece in stored.Chunk(4096))
            pieces.Write([.. U32((int)Crc32.Of(piece)), .. piece]);
        byte[] head = [.. U32((int)pieces.Length), 1];
        return [.. U32((int)Crc32.Of(head)), .. head, .. pieces.ToArray()];
    }

    private byte[] Pack(byte[] content) => method switch
    {
        "store" => content,
        "zlib" => DmgBuilder.Zlib(content).Data,
        "bzip2" => By("bzip2 -c a > b", content),
        "lzma2" => [24, .. By("xz --format=raw --lzma2=dict=8MiB -c a > b", content)],
        _ => Lzma(content),
    };

    // Behind the properties the file format has the size, which Inno Setup leaves out. The stream of a 7z archive has no end mark.
    private byte[] Lzma(byte[] content)
    {
        if (HasEndMarks)
            return By("xz --format=lzma --lzma1=dict=8MiB -c a > b", content) is var file ? [.. file[..5], .. file[13..]] : [];
        var archive = By("7z a -m0=lzma:d=8m:lc=3:lp=0:pb=2 -mhc=off -bd b.7z a && mv b.7z b", content);
        var packed = (int)BinaryPrimitives.ReadInt64LittleEndian(archive.AsSpan(12));
        return [0x5D, 0, 0, 0x80, 0, .. archive[32..(32 + packed)]];
    }

    /// <summary>Makes the targets of calls absolute.</summary>
    private static byte[] Filter(byte[] content, int border)
    {
        var filtered = (byte[])content.Clone();
        for (var start = 0; start < filtered.Length; start += border)
            for (var at = start; at + 5 <= Math.Min(start + border, filtered.Length); at++)
                if (filtered[at] is 0xE8 or 0xE9)
                {
                    var target = filtered.AsSpan(at + 1, 4);
                    var relative = target[0] | (target[1] << 8) | (target[2] << 16);
                    if (target[3] is 0 or 0xFF)
                    {
                        var absolute = relative + at + 5;
                        (target[0], target[1], target[2]) = ((byte)absolute, (byte)(absolute >> 8), (byte)(absolute >> 16));
                        if ((relative & 0x800000) != 0)
                            target[3] = (byte)~target[3];
                    }
                    at += 4;
                }
        return filtered;
    }

    private static byte[] By(string command, byte[] content)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a", content);
        ForeignTool.Run(folder.Path, "sh", "-c", command);
        return folder.Read("b");
    }

    private static byte[] Text(string text) => [.. U32(2 * text.Length), .. Encoding.Unicode.GetBytes(text)];

    private static byte[] U32(int value) => BitConverter.GetBytes(value);

    private static byte[] U64(long value) => BitConverter.GetBytes(value);
}
