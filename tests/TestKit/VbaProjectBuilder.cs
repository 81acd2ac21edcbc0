using System.Buffers.Binary;
using System.Text;

namespace ScanHost.TestKit;

/// <summary>Puts a VBA project into a compound file, [MS-OVBA]: inert source text, compressed as the editor does it.</summary>
public sealed class VbaProjectBuilder
{
    private readonly List<(string Name, string Source, byte[] Cache)> modules = [];

    /// <summary>Adds a standard module.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="source">Its source text; the attribute line is added.</param>
    /// <param name="cache">What stands before the source instead of the compiled form.</param>
    public VbaProjectBuilder Module(string name, string source, byte[]? cache = null)
    {
        modules.Add((name, source, cache ?? []));
        return this;
    }

    /// <summary>The compiled form of text literals: instruction LitStr, length, characters.</summary>
    public static byte[] CompiledLiterals(params string[] literals)
    {
        var cache = new MemoryStream();
        cache.Write(new byte[600]);
        foreach (var literal in literals)
        {
            cache.Write([0xB9, 0, (byte)literal.Length, (byte)(literal.Length >> 8)]);
            cache.Write(Encoding.ASCII.GetBytes(literal));
            cache.Write([0x41, 0x40]);
        }
        return cache.ToArray();
    }

    /// <summary>A <c>vbaProject.bin</c>.</summary>
    public byte[] Build() => AddTo(new OleFileBuilder()).Build();

    /// <summary>Adds the project below a storage; the empty path is the root.</summary>
    public OleFileBuilder AddTo(OleFileBuilder ole, string storage = "")
    {
        var prefix = storage.Length == 0 ? "" : storage + "/";
        ole.Stream(prefix + "PROJECT", Encoding.ASCII.GetBytes("ID=\"{00000000-0000-0000-0000-000000000000}\"\r\n" + string.Concat(modules.Select(module => $"Module={module.Name}\r\n"))));
        ole.Stream(prefix + "VBA/dir", Compress(Dir()));
        ole.Stream(prefix + "VBA/_VBA_PROJECT", [0xCC, 0x61, 0xFF, 0xFF, 0, 0, 0]);
        foreach (var (name, source, cache) in modules)
        {
            var text = source.Length == 0 ? "" : $"Attribute VB_Name = \"{name}\"\r\n{source.ReplaceLineEndings("\r\n")}\r\n";
            ole.Stream(prefix + "VBA/" + name, [.. cache, .. Compress(Encoding.Latin1.GetBytes(text))]);
        }
        return ole;
    }

    /// <summary>The compression of 2.4.1, with copies where three and more bytes repeat.</summary>
    public static byte[] Compress(byte[] data)
    {
        var output = new MemoryStream();
        output.WriteByte(1);
        for (var at = 0; at < data.Length; at += 4096)
        {
            var chunk = Chunk(data.AsSpan(at, Math.Min(4096, data.Length - at)));
            output.Write([(byte)(chunk.Length - 1), (byte)(0xB0 | (chunk.Length - 1) >> 8)]);
            output.Write(chunk);
        }
        return output.ToArray();
    }

    private static byte[] Chunk(ReadOnlySpan<byte> data)
    {
        var output = new List<byte>();
        for (var at = 0; at < data.Length;)
        {
            var flagsAt = output.Count;
            output.Add(0);
            for (var bit = 0; bit < 8 && at < data.Length; bit++)
                at += Token(data, at, output, flagsAt, bit);
        }
        return [.. output];
    }

    private static int Token(ReadOnlySpan<byte> data, int at, List<byte> output, int flagsAt, int bit)
    {
        var bits = at == 0 ? 4 : Math.Max(4, 32 - int.LeadingZeroCount(at - 1));
        var (length, offset) = Longest(data, at, (0xFFFF >> bits) + 3);
        if (length < 3)
        {
            output.Add(data[at]);
            return 1;
        }
        output[flagsAt] |= (byte)(1 << bit);
        var token = (offset - 1) << (16 - bits) | length - 3;
        output.Add((byte)token);
        output.Add((byte)(token >> 8));
        return length;
    }

    private static (int Length, int Offset) Longest(ReadOnlySpan<byte> data, int at, int max)
    {
        var best = (Length: 0, Offset: 0);
        for (var from = at - 1; from >= Math.Max(0, at - 512); from--)
        {
            var length = 0;
            while (at + length < data.Length && length < max && data[from + length] == data[at + length])
                length++;
            if (length > best.Length)
                best = (length, at - from);
        }
        return best;
    }

    private byte[] Dir()
    {
        var dir = new MemoryStream();
        Record(dir, 0x0001, [3, 0, 0, 0]);
        Record(dir, 0x0003, [0xE4, 0x04]);
        Record(dir, 0x0004, "VBAProject"u8);
        // PROJECTVERSION declares 4 bytes and has 6.
        dir.Write([9, 0, 4, 0, 0, 0, 1, 0, 0, 0, 1, 0]);
        Record(dir, 0x000F, [(byte)modules.Count, 0]);
        foreach (var (name, _, cache) in modules)
        {
            Record(dir, 0x0019, Encoding.ASCII.GetBytes(name));
            Record(dir, 0x0047, Encoding.Unicode.GetBytes(name));
            Record(dir, 0x001A, Encoding.ASCII.GetBytes(name));
            Record(dir, 0x0032, Encoding.Unicode.GetBytes(name));
            var offset = new byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(offset, cache.Length);
            Record(dir, 0x0031, offset);
            Record(dir, 0x0021, []);
            Record(dir, 0x002B, []);
        }
        Record(dir, 0x0010, []);
        return dir.ToArray();
    }

    private static void Record(MemoryStream dir, ushort id, ReadOnlySpan<byte> data)
    {
        dir.Write([(byte)id, (byte)(id >> 8), (byte)data.Length, (byte)(data.Length >> 8), 0, 0]);
        dir.Write(data);
    }
}
