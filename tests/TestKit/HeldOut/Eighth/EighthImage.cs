using System.Buffers.Binary;
using System.Text;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Builds Windows images with as many sections, imports and resources as a compiled program has. Its code is functions that return nought.</summary>
internal sealed class EighthImage
{
    private const int Alignment = 0x1000;
    private readonly List<(string Name, byte[] Data, uint Flags)> sections = [];
    private readonly List<(string Library, string[] Functions)> imports = [];
    private readonly List<(int Type, int Id, byte[] Data)> resources = [];
    private readonly List<string> strings = [];
    private (string Library, string[] Functions) exports = ("", []);
    private byte[] overlay = [];
    private byte[] code = Functions(600);
    private string codeName = ".text";
    private uint codeFlags = 0x60000020;

    /// <summary>False for 32 bits.</summary>
    public bool Is64 { get; init; } = true;

    /// <summary>A library.</summary>
    public bool IsLibrary { get; init; }

    /// <summary>2 windows, 3 console, 1 driver.</summary>
    public ushort Subsystem { get; init; } = 2;

    /// <summary>When it was linked.</summary>
    public uint Stamp { get; init; } = 0x69A0C1F3;

    /// <summary>Which section holds the first instruction; -1 for the code.</summary>
    public int EntryInSection { get; init; } = -1;

    /// <summary>Imports functions that are never called.</summary>
    public EighthImage Importing(string library, string functions)
    {
        imports.Add((library, functions.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        return this;
    }

    /// <summary>What every compiled program imports.</summary>
    public EighthImage Runtime() => Importing("KERNEL32.dll", "GetCurrentProcessId GetCurrentThreadId GetSystemTimeAsFileTime QueryPerformanceCounter IsDebuggerPresent IsProcessorFeaturePresent UnhandledExceptionFilter SetUnhandledExceptionFilter GetStartupInfoW GetModuleHandleW HeapAlloc HeapFree GetLastError ExitProcess WriteFile GetStdHandle MultiByteToWideChar WideCharToMultiByte CloseHandle CreateFileW ReadFile");

    /// <summary>Exports functions.</summary>
    public EighthImage Exporting(string library, string functions)
    {
        exports = (library, functions.Split(' '));
        return this;
    }

    /// <summary>Texts among the constants.</summary>
    public EighthImage With(params string[] texts)
    {
        strings.AddRange(texts);
        return this;
    }

    /// <summary>Another code section.</summary>
    public EighthImage Code(byte[] content, string name = ".text", uint flags = 0x60000020)
    {
        (code, codeName, codeFlags) = (content, name, flags);
        return this;
    }

    /// <summary>A further section.</summary>
    public EighthImage Section(string name, byte[] content, uint flags)
    {
        sections.Add((name, content, flags));
        return this;
    }

    /// <summary>A resource: 10 raw data, 16 version, 24 manifest.</summary>
    public EighthImage Resource(int type, int id, byte[] content)
    {
        resources.Add((type, id, content));
        return this;
    }

    /// <summary>A manifest that asks for a level of rights.</summary>
    public EighthImage Manifest(string level) => Resource(24, 1, Encoding.UTF8.GetBytes(
        $"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<assembly xmlns=\"urn:schemas-microsoft-com:asm.v1\" manifestVersion=\"1.0\"><trustInfo xmlns=\"urn:schemas-microsoft-com:asm.v3\"><security><requestedPrivileges><requestedExecutionLevel level=\"{level}\" uiAccess=\"false\"/></requestedPrivileges></security></trustInfo></assembly>"));

    /// <summary>Who made it.</summary>
    public EighthImage Version(string company, string product, string original)
    {
        byte[] Pair(string key, string value) => Node(key, Encoding.Unicode.GetBytes(value + "\0"), value.Length + 1, isText: true);
        byte[] fixedInfo = [0xBD, 4, 0xEF, 0xFE, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0x3F, 0, 0, 0, 0, 0, 0, 0, 4, 0, 4, 0, 1, 0, 0, 0, .. new byte[12]];
        var table = Node("040904B0", [], 0, true, Pair("CompanyName", company), Pair("FileDescription", product), Pair("FileVersion", "1.0.0.0"), Pair("OriginalFilename", original), Pair("ProductName", product), Pair("LegalCopyright", "Copyright " + company));
        return Resource(16, 1, Node("VS_VERSION_INFO", fixedInfo, fixedInfo.Length, false, Node("StringFileInfo", [], 0, true, table), Node("VarFileInfo", [], 0, true, Node("Translation", [9, 4, 0xB0, 4], 4, false))));
    }

    /// <summary>Something behind the last section.</summary>
    public EighthImage Overlay(byte[] content)
    {
        overlay = content;
        return this;
    }

    /// <summary>The image.</summary>
    public byte[] Build()
    {
        var constants = Alignment + Up(code.Length, Alignment);
        var table = Imports((uint)constants);
        var exported = Exports((uint)(constants + table.Length));
        var all = new List<(string Name, byte[] Data, uint Flags)> { (codeName, code, codeFlags), (".rdata", [.. table, .. exported, .. Texts()], 0x40000040), (".data", new byte[0x180], 0xC0000040) };
        all.AddRange(sections);
        var resourceAddress = Alignment + all.Sum(one => Up(one.Data.Length, Alignment));
        var resource = Resources((uint)resourceAddress);
        if (resource.Length > 0)
            all.Add((".rsrc", resource, 0x40000040));
        var end = Alignment + all.Sum(one => Up(one.Data.Length, Alignment));
        var file = new byte[0x400 + all.Sum(one => Up(one.Data.Length, 0x200)) + overlay.Length];
        Header(file, all.Count, end, constants, table.Length, exported.Length, resourceAddress, resource.Length);
        var (address, raw, at) = (Alignment, 0x400, 0x98 + (Is64 ? 240 : 224));
        for (var number = 0; number < all.Count; number++)
        {
            var (name, data, flags) = all[number];
            Encoding.ASCII.GetBytes(name).CopyTo(file, at);
            Put(file, at + 8, data.Length, address, Up(data.Length, 0x200), raw);
            Put(file, at + 36, (int)flags);
            data.CopyTo(file, raw);
            if (number == EntryInSection)
                Put(file, 0x98 + 16, address);
            (address, raw, at) = (address + Up(data.Length, Alignment), raw + Up(data.Length, 0x200), at + 40);
        }
        overlay.CopyTo(file, file.Length - overlay.Length);
        return file;
    }

    /// <summary>Functions that return nought, of several shapes.</summary>
    public static byte[] Functions(int count)
    {
        byte[][] shapes = [[0x55, 0x8B, 0xEC, 0x33, 0xC0, 0x5D, 0xC3, 0xCC], [0x33, 0xC0, 0xC3, 0xCC, 0xCC, 0xCC, 0xCC, 0xCC], [0xB8, 0, 0, 0, 0, 0xC3, 0x90, 0x90], [0x55, 0x8B, 0xEC, 0xB8, 0, 0, 0, 0, 0x8B, 0xE5, 0x5D, 0xC3, 0xCC, 0xCC, 0xCC, 0xCC]];
        return [.. Enumerable.Range(0, count).SelectMany(number => shapes[(number * 7 + (number / 5)) % 4])];
    }

    private void Header(byte[] file, int count, int end, int constants, int importBytes, int exportBytes, int resourceAddress, int resourceBytes)
    {
        byte[] stub = [0x4D, 0x5A, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0x40];
        stub.CopyTo(file, 0);
        Put(file, 0x3C, 0x80);
        byte[] program = [0x0E, 0x1F, 0xBA, 0x0E, 0, 0xB4, 9, 0xCD, 0x21, 0xB8, 1, 0x4C, 0xCD, 0x21, .. "This program cannot be run in DOS mode.\r\r\n$"u8];
        program.CopyTo(file, 0x40);
        "PE\0\0"u8.CopyTo(file.AsSpan(0x80));
        Put16(file, 0x84, (ushort)(Is64 ? 0x8664 : 0x14C));
        Put16(file, 0x86, (ushort)count);
        Put(file, 0x88, (int)Stamp);
        Put16(file, 0x94, (ushort)(Is64 ? 240 : 224));
        Put16(file, 0x96, (ushort)((Is64 ? 0x22 : 0x102) | (IsLibrary ? 0x2000 : 0)));
        Put16(file, 0x98, (ushort)(Is64 ? 0x20B : 0x10B));
        file[0x9A] = 14;
        Put(file, 0x98 + 4, Up(code.Length, 0x200));
        Put(file, 0x98 + 16, Alignment, Alignment);
        Put(file, 0x98 + 28, Is64 ? 1 : 0x400000);
        if (Is64)
            BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(0x98 + 24), 0x140000000);
        Put(file, 0x98 + 32, Alignment, 0x200, 6, 0, 6, 0, end, 0x400);
        Put16(file, 0x98 + 68, Subsystem);
        Put16(file, 0x98 + 70, 0x8160);
        var directories = 0x98 + (Is64 ? 112 : 96);
        Put(file, directories - 4, 16);
        Put(file, directories, exportBytes > 0 ? constants + importBytes : 0, exportBytes, importBytes > 0 ? constants : 0, importBytes, resourceBytes > 0 ? resourceAddress : 0, resourceBytes);
    }

    private byte[] Imports(uint address)
    {
        if (imports.Count == 0)
            return [];
        var width = Is64 ? 8 : 4;
        var thunks = (imports.Count + 1) * 20;
        var half = imports.Sum(one => (one.Functions.Length + 1) * width);
        var names = thunks + (half * 2);
        var bytes = new byte[names + imports.Sum(one => one.Library.Length + 1 + one.Functions.Sum(name => name.Length + 3))];
        for (var number = 0; number < imports.Count; number++)
        {
            var (library, functions) = imports[number];
            Put(bytes, number * 20, (int)address + thunks);
            Put(bytes, (number * 20) + 16, (int)address + thunks + half);
            foreach (var function in functions)
            {
                Put(bytes, thunks, (int)address + names);
                Put(bytes, thunks + half, (int)address + names);
                Encoding.ASCII.GetBytes(function).CopyTo(bytes, names + 2);
                names += function.Length + 3;
                thunks += width;
            }
            thunks += width;
            Put(bytes, (number * 20) + 12, (int)address + names);
            Encoding.ASCII.GetBytes(library).CopyTo(bytes, names);
            names += library.Length + 1;
        }
        return bytes;
    }

    private byte[] Exports(uint address)
    {
        var count = exports.Functions.Length;
        if (count == 0)
            return [];
        var names = 40 + (count * 10);
        var bytes = new byte[names + exports.Library.Length + 1 + exports.Functions.Sum(name => name.Length + 1)];
        Put(bytes, 12, (int)address + names, 1, count, count, (int)address + 40, (int)address + 40 + (count * 4), (int)address + 40 + (count * 8));
        Encoding.ASCII.GetBytes(exports.Library).CopyTo(bytes, names);
        names += exports.Library.Length + 1;
        for (var number = 0; number < count; number++)
        {
            Put(bytes, 40 + (number * 4), Alignment + (number * 8));
            Put(bytes, 40 + (count * 4) + (number * 4), (int)address + names);
            Put16(bytes, 40 + (count * 8) + (number * 2), (ushort)number);
            Encoding.ASCII.GetBytes(exports.Functions[number]).CopyTo(bytes, names);
            names += exports.Functions[number].Length + 1;
        }
        return bytes;
    }

    // Every second text in two bytes a character, as programs for Windows have them.
    private byte[] Texts() => [.. strings.SelectMany((text, at) => at % 2 == 0 ? Encoding.Latin1.GetBytes(text + "\0\0") : [.. new byte[2], .. Encoding.Unicode.GetBytes(text + "\0\0")])];

    // Three levels of directories, then the entries, then the data.
    private byte[] Resources(uint address)
    {
        if (resources.Count == 0)
            return [];
        var types = resources.GroupBy(one => one.Type).OrderBy(group => group.Key).ToList();
        var seconds = 16 + (types.Count * 8);
        var thirds = seconds + (types.Count * 16) + (resources.Count * 8);
        var entries = thirds + (resources.Count * 24);
        var data = entries + (resources.Count * 16);
        var bytes = new byte[data + resources.Sum(one => Up(one.Data.Length, 8))];
        Put16(bytes, 14, (ushort)types.Count);
        for (var number = 0; number < types.Count; number++)
        {
            Put(bytes, 16 + (number * 8), types[number].Key, seconds | int.MinValue);
            var members = types[number].OrderBy(one => one.Id).ToList();
            Put16(bytes, seconds + 14, (ushort)members.Count);
            seconds += 16;
            foreach (var (_, id, content) in members)
            {
                Put(bytes, seconds, id, thirds | int.MinValue);
                Put16(bytes, thirds + 14, 1);
                Put(bytes, thirds + 16, 1033, entries);
                Put(bytes, entries, (int)address + data, content.Length);
                content.CopyTo(bytes, data);
                (seconds, thirds, entries, data) = (seconds + 8, thirds + 24, entries + 16, data + Up(content.Length, 8));
            }
        }
        return bytes;
    }

    private static byte[] Node(string key, byte[] value, int length, bool isText, params byte[][] children)
    {
        List<byte> bytes = [0, 0, (byte)length, (byte)(length >> 8), (byte)(isText ? 1 : 0), 0, .. Encoding.Unicode.GetBytes(key + "\0")];
        foreach (var part in children.Prepend(value))
        {
            while (bytes.Count % 4 > 0)
                bytes.Add(0);
            bytes.AddRange(part);
        }
        (bytes[0], bytes[1]) = ((byte)bytes.Count, (byte)(bytes.Count >> 8));
        return [.. bytes];
    }

    private static int Up(int value, int to) => Math.Max(1, (value + to - 1) / to) * to;

    private static void Put16(byte[] file, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), value);

    private static void Put(byte[] file, int at, params ReadOnlySpan<int> values)
    {
        foreach (var value in values)
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
            at += 4;
        }
    }
}
