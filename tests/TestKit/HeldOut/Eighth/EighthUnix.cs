using System.Buffers.Binary;
using System.Text;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Builds programs for Linux and macOS that return at once: code, constants, symbols.</summary>
internal sealed class EighthUnix
{
    private readonly List<string> strings = [];
    private readonly List<string> functions = ["main"];
    private readonly List<string> imports = [];

    /// <summary>62 x86-64, 183 ARM64, 40 ARM, 8 MIPS; the image is little endian all the same.</summary>
    public ushort Machine { get; init; } = 62;

    /// <summary>Without symbols.</summary>
    public bool IsStripped { get; init; }

    /// <summary>A library.</summary>
    public bool IsLibrary { get; init; }

    /// <summary>What stands behind the code.</summary>
    public byte[] Data { get; init; } = [];

    /// <summary>Constants.</summary>
    public EighthUnix With(params string[] texts)
    {
        strings.AddRange(texts);
        return this;
    }

    /// <summary>Names of its own functions.</summary>
    public EighthUnix Functions(string names)
    {
        functions.AddRange(names.Split(' ').Except(functions));
        return this;
    }

    /// <summary>Names that it takes from libraries.</summary>
    public EighthUnix Imports(params string[] names)
    {
        imports.AddRange(names);
        return this;
    }

    /// <summary>The image for Linux.</summary>
    public byte[] Elf()
    {
        byte[] code = [0x31, 0xC0, 0xC3, .. EighthImage.Functions(300)];
        var constants = Encoding.UTF8.GetBytes(string.Join('\0', strings) + "\0");
        var (symbols, names) = IsStripped ? ([], []) : ElfSymbols();
        var sectionNames = "\0.text\0.rodata\0.data\0.symtab\0.strtab\0.shstrtab\0"u8.ToArray();
        const int Start = 0x1000;
        const ulong Base = 0x400000;
        byte[][] bodies = [code, constants, Data.Length > 0 ? Data : new byte[16], symbols, names, sectionNames];
        var offsets = new int[6];
        var at = Start;
        for (var number = 0; number < 6; number++)
        {
            offsets[number] = at;
            at = (at + bodies[number].Length + 15) / 16 * 16;
        }
        var file = new byte[at + (7 * 64)];
        byte[] identity = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1];
        identity.CopyTo(file, 0);
        Short(file, 16, (ushort)(IsLibrary ? 3 : 2), Machine);
        Int(file, 20, 1);
        Long(file, 24, Base + Start, 64, (ulong)at);
        Short(file, 52, 64, 56, 2, 64, 7, 6);
        Int(file, 64, 1, 5);
        Long(file, 72, 0, Base, Base, (ulong)offsets[2], (ulong)offsets[2], 0x1000);
        Int(file, 120, 1, 6);
        Long(file, 128, (ulong)offsets[2], Base + (ulong)offsets[2], Base + (ulong)offsets[2], (ulong)bodies[2].Length, (ulong)bodies[2].Length, 0x1000);
        (int Name, int Type, ulong Flags, int Link, int Info, ulong Entry)[] kinds = [(1, 1, 6, 0, 0, 0), (7, 1, 2, 0, 0, 0), (15, 1, 3, 0, 0, 0), (21, 2, 0, 5, 1, 24), (29, 3, 0, 0, 0, 0), (37, 3, 0, 0, 0, 0)];
        for (var number = 0; number < 6; number++)
        {
            var header = at + ((number + 1) * 64);
            bodies[number].CopyTo(file, offsets[number]);
            Int(file, header, kinds[number].Name, bodies[number].Length == 0 ? 0 : kinds[number].Type);
            Long(file, header + 8, kinds[number].Flags, kinds[number].Flags > 0 ? Base + (ulong)offsets[number] : 0, (ulong)offsets[number], (ulong)bodies[number].Length);
            Int(file, header + 40, kinds[number].Link, kinds[number].Info);
            Long(file, header + 48, 16, kinds[number].Entry);
        }
        return file;
    }

    /// <summary>The image for macOS.</summary>
    public byte[] MachO()
    {
        byte[] code = [0x31, 0xC0, 0xC3, .. EighthImage.Functions(300)];
        var constants = Encoding.UTF8.GetBytes(string.Join('\0', strings) + "\0");
        var library = Padded("/usr/lib/libSystem.B.dylib\0");
        var length = 72 + (2 * 80) + 72 + 24 + 24 + 24 + library.Length;
        const int Start = 0x1000;
        var texts = Start + ((code.Length + 15) / 16 * 16);
        var data = texts + ((constants.Length + 15) / 16 * 16);
        var tail = (data + Data.Length + 0xFFF) / 0x1000 * 0x1000;
        var names = new List<byte>([0x20, 0]);
        var symbols = new List<byte>();
        foreach (var (name, isOwn) in functions.Select(name => (name, true)).Concat(imports.Select(name => (name, false))))
        {
            symbols.AddRange([.. BitConverter.GetBytes(names.Count), (byte)(isOwn ? 0x0F : 1), (byte)(isOwn ? 1 : 0), 0, (byte)(isOwn ? 0 : 1), .. BitConverter.GetBytes(isOwn ? 0x100000000L + Start : 0L)]);
            names.AddRange(Encoding.ASCII.GetBytes("_" + name + "\0"));
        }
        var file = new byte[tail + symbols.Count + names.Count];
        Int(file, 0, unchecked((int)0xFEEDFACF), Machine == 183 ? 0x0100000C : 0x01000007, Machine == 183 ? 0 : 3, IsLibrary ? 6 : 2, 6, length, 0x00200085);
        var at = 32;
        Int(file, at, 0x19, 72 + (2 * 80));
        "__TEXT"u8.CopyTo(file.AsSpan(at + 8));
        Long(file, at + 24, 0x100000000, (ulong)tail, 0, (ulong)tail);
        Int(file, at + 56, 5, 5, 2, 0);
        Part(file, at + 72, "__text", code.Length, Start, unchecked((int)0x80000400));
        Part(file, at + 152, "__cstring", constants.Length, texts, 2);
        at += 232;
        Int(file, at, 0x19, 72);
        "__LINKEDIT"u8.CopyTo(file.AsSpan(at + 8));
        Long(file, at + 24, 0x100000000 + (ulong)tail, 0x4000, (ulong)tail, (ulong)(file.Length - tail));
        Int(file, at + 56, 1, 1, 0, 0);
        Int(file, at + 72, 2, 24, tail, symbols.Count / 16, tail + symbols.Count, names.Count);
        Int(file, at + 96, unchecked((int)0x80000028), 24, Start, 0, 0, 0);
        Int(file, at + 120, 0x1B, 24);
        EighthForms.Noise(16, 3).CopyTo(file, at + 128);
        Int(file, at + 144, 0x0C, 24 + library.Length, 24, 2, 0x05270000, 0x00010000);
        library.CopyTo(file, at + 168);
        code.CopyTo(file, Start);
        constants.CopyTo(file, texts);
        Data.CopyTo(file, data);
        symbols.CopyTo(file, tail);
        names.CopyTo(file, tail + symbols.Count);
        return file;
    }

    private (byte[] Symbols, byte[] Names) ElfSymbols()
    {
        var names = new List<byte>([0]);
        var symbols = new List<byte>(new byte[24]);
        foreach (var (name, isOwn) in functions.Select(name => (name, true)).Concat(imports.Select(name => (name, false))))
        {
            symbols.AddRange([.. BitConverter.GetBytes(names.Count), 0x12, 0, (byte)(isOwn ? 1 : 0), 0, .. BitConverter.GetBytes(isOwn ? 0x401000L : 0L), .. BitConverter.GetBytes(isOwn ? 8L : 0L)]);
            names.AddRange(Encoding.ASCII.GetBytes(name + "\0"));
        }
        return ([.. symbols], [.. names]);
    }

    private static void Part(byte[] file, int at, string name, int size, int offset, int flags)
    {
        Encoding.ASCII.GetBytes(name).CopyTo(file, at);
        "__TEXT"u8.CopyTo(file.AsSpan(at + 16));
        Long(file, at + 32, 0x100000000 + (ulong)offset, (ulong)size);
        Int(file, at + 48, offset, 0, 0, 0, flags);
    }

    private static byte[] Padded(string text) => [.. Encoding.ASCII.GetBytes(text), .. new byte[(8 - (text.Length % 8)) % 8]];

    private static void Short(byte[] file, int at, params ReadOnlySpan<ushort> values)
    {
        for (var number = 0; number < values.Length; number++)
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at + (number * 2)), values[number]);
    }

    private static void Int(byte[] file, int at, params ReadOnlySpan<int> values)
    {
        for (var number = 0; number < values.Length; number++)
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at + (number * 4)), values[number]);
    }

    private static void Long(byte[] file, int at, params ReadOnlySpan<ulong> values)
    {
        for (var number = 0; number < values.Length; number++)
            BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(at + (number * 8)), values[number]);
    }
}
