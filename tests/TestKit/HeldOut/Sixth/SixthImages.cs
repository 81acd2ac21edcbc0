using System.Buffers.Binary;
using System.Text;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>Native images that do nothing, with the names and texts of programs that would.</summary>
internal static class SixthImages
{
    /// <summary>A Windows image with resources of some types (10 raw data, 16 version, 24 manifest) and an overlay.</summary>
    public static byte[] WithResources(byte[] image, (int Type, byte[] Data)[] resources, byte[]? overlay = null)
    {
        var address = BinaryPrimitives.ReadInt32LittleEndian(image.AsSpan(0x98 + 56));
        var section = ResourceSection(resources, address);
        var raw = (section.Length + 0x1FF) & ~0x1FF;
        byte[] file = [.. image, .. section, .. new byte[raw - section.Length], .. overlay ?? []];
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(0x86), 3);
        Put(file, 0x98 + 56, address + ((section.Length + 0xFFF) & ~0xFFF));
        Put(file, 0x98 + 128, address, section.Length);
        ".rsrc"u8.CopyTo(file.AsSpan(0x1D8));
        Put(file, 0x1D8 + 8, section.Length, address, raw, image.Length);
        Put(file, 0x1D8 + 36, 0x40000040);
        return file;
    }

    /// <summary>A version resource.</summary>
    public static byte[] Version(params (string Name, string Value)[] strings)
    {
        byte[] fields = new byte[52];
        Put(fields, 0, unchecked((int)0xFEEF04BD), 0x10000, 0x00010000, 0, 0x00010000, 0, 0x3F, 0, 0x40004, 1);
        var texts = strings.SelectMany(pair => Padded(Block(pair.Name, Encoding.Unicode.GetBytes(pair.Value + "\0"), true, [], pair.Value.Length + 1))).ToArray();
        var table = Block("040904B0", [], true, texts);
        return Block("VS_VERSION_INFO", fields, false, [.. Padded(Block("StringFileInfo", [], true, table)), .. Block("VarFileInfo", [], true, Block("Translation", [9, 4, 0xB0, 4], false, []))]);
    }

    /// <summary>A 64-bit ELF file: a return, texts, imported and exported names; without section headers when it is bare.</summary>
    public static byte[] Elf(string[] texts, string[] imports, string[]? exports = null, bool isBare = false, bool isLibrary = false, uint codeFlags = 5, byte[]? code = null, byte[]? tail = null, short machine = 62)
    {
        var (file, names) = (new List<byte>(new byte[64 + (3 * 56)]), new StringBuilder("\0"));
        int Add(byte[] content)
        {
            while (file.Count % 16 != 0)
                file.Add(0);
            file.AddRange(content);
            return file.Count - content.Length;
        }
        int Name(string name)
        {
            names.Append(name).Append('\0');
            return names.Length - name.Length - 1;
        }
        code ??= [0xC3];
        var textAt = Add(code);
        var rodata = Encoding.UTF8.GetBytes(string.Join('\0', texts) + "\0");
        var rodataAt = Add(rodata);
        var symbols = new byte[24 * (1 + imports.Length + (exports?.Length ?? 0))];
        var at = 24;
        foreach (var (name, isExport) in imports.Select(name => (name, false)).Concat((exports ?? []).Select(name => (name, true))))
        {
            Put(symbols, at, Name(name));
            symbols[at + 4] = 0x12;
            symbols[at + 6] = (byte)(isExport ? 1 : 0);
            Put(symbols, at + 8, isExport ? textAt : 0);
            at += 24;
        }
        var needed = Name("libc.so.6");
        var (symbolsAt, stringsAt) = (Add(symbols), Add(Encoding.ASCII.GetBytes(names.ToString())));
        long[] dynamic = [1, needed, 5, stringsAt, 6, symbolsAt, 10, names.Length, 11, 24, 0, 0];
        var dynamicAt = Add([.. dynamic.SelectMany(BitConverter.GetBytes)]);
        var shownAt = file.Count;
        if (!isBare)
        {
            (string Name, int Type, int Flags, int At, int Size, int Link)[] sections =
            [
                ("", 0, 0, 0, 0, 0), (".text", 1, 6, textAt, code.Length, 0), (".rodata", 1, 2, rodataAt, rodata.Length, 0), (".dynsym", 11, 2, symbolsAt, symbols.Length, 4),
                (".dynstr", 3, 2, stringsAt, names.Length, 0), (".dynamic", 6, 3, dynamicAt, 96, 4), (".shstrtab", 3, 0, 0, 0, 0),
            ];
            var titles = string.Join('\0', sections.Select(section => section.Name)) + "\0";
            var titlesAt = Add(Encoding.ASCII.GetBytes(titles));
            sections[^1] = sections[^1] with { At = titlesAt, Size = titles.Length };
            var headers = new byte[64 * sections.Length];
            for (var i = 0; i < sections.Length; i++)
            {
                var section = sections[i];
                Put(headers, i * 64, i == 0 ? 0 : titles.IndexOf(section.Name + "\0", StringComparison.Ordinal), section.Type, section.Flags, 0, section.At, 0, section.At, 0, section.Size, 0, section.Link, section.Type == 11 ? 1 : 0, 1, 0, section.Type == 11 ? 24 : section.Type == 6 ? 16 : 0);
            }
            shownAt = Add(headers);
        }
        var bytes = file.ToArray();
        byte[] identity = [0x7F, .. "ELF"u8, 2, 1, 1];
        identity.CopyTo(bytes, 0);
        Put16(bytes, 16, isLibrary ? 3 : 2, machine);
        Put(bytes, 20, 1, textAt, 0, 64, 0, isBare ? 0 : shownAt, 0, 0);
        Put16(bytes, 52, 64, 56, isBare && imports.Length == 0 ? 1 : 2, 64, isBare ? 0 : 7, isBare ? 0 : 6);
        Put(bytes, 64, 1, (int)codeFlags, 0, 0, 0, 0, 0, 0, bytes.Length, 0, bytes.Length, 0, 0x1000, 0);
        Put(bytes, 120, 2, 6, dynamicAt, 0, dynamicAt, 0, dynamicAt, 0, 96, 0, 96, 0, 8, 0);
        return [.. bytes, .. tail ?? []];
    }

    /// <summary>A 64-bit Mach-O program for Intel or ARM: a return, texts, libraries and imported names.</summary>
    public static byte[] MachO(string[] texts, string[] libraries, string[] imports, bool isArm = false)
    {
        var commands = new MemoryStream();
        var strings = Encoding.UTF8.GetBytes(string.Join('\0', texts) + "\0");
        var names = Encoding.ASCII.GetBytes(" \0" + string.Join('\0', imports) + "\0");
        const int Code = 0x1000;
        var (textsAt, symbolsAt) = (Code + 16, Code + 16 + ((strings.Length + 15) & ~15));
        var namesAt = symbolsAt + (16 * imports.Length);
        var segment = new byte[72 + 160];
        Put(segment, 0, 0x19, segment.Length);
        "__TEXT"u8.CopyTo(segment.AsSpan(8));
        Put(segment, 24, 0, 1, 0x4000, 0, 0, 0, symbolsAt, 0, 5, 5, 2, 0);
        Section(segment, 72, "__text", Code, 16, unchecked((int)0x80000400));
        Section(segment, 152, "__cstring", textsAt, strings.Length, 2);
        commands.Write(segment);
        foreach (var library in libraries)
        {
            var command = new byte[24 + ((library.Length + 8) & ~7)];
            Put(command, 0, 0xC, command.Length, 24, 2, 0x10000, 0x10000);
            Encoding.ASCII.GetBytes(library).CopyTo(command, 24);
            commands.Write(command);
        }
        var rest = new byte[48];
        Put(rest, 0, 2, 24, symbolsAt, imports.Length, namesAt, names.Length, unchecked((int)0x80000028), 24, Code, 0, 0, 0);
        commands.Write(rest);
        var file = new byte[namesAt + names.Length];
        Put(file, 0, unchecked((int)0xFEEDFACF), isArm ? 0x0100000C : 0x01000007, isArm ? 0 : 3, 2, 3 + libraries.Length, (int)commands.Length, 0x200085, 0);
        commands.ToArray().CopyTo(file, 32);
        (isArm ? [0xC0, 0x03, 0x5F, 0xD6] : new byte[] { 0xC3 }).CopyTo(file, Code);
        strings.CopyTo(file, textsAt);
        for (int i = 0, name = 2; i < imports.Length; name += imports[i].Length + 1, i++)
        {
            Put(file, symbolsAt + (16 * i), name);
            file[symbolsAt + (16 * i) + 4] = 1;
        }
        names.CopyTo(file, namesAt);
        return file;
    }

    private static void Section(byte[] segment, int at, string name, int place, int size, int flags)
    {
        Encoding.ASCII.GetBytes(name).CopyTo(segment, at);
        "__TEXT"u8.CopyTo(segment.AsSpan(at + 16));
        Put(segment, at + 32, place, 1, size, 0, place, 0, 0, 0, flags);
    }

    // Three levels: type, number 1, language 1033.
    private static byte[] ResourceSection((int Type, byte[] Data)[] resources, int address)
    {
        var root = 16 + (8 * resources.Length);
        var dataAt = root + (resources.Length * (24 + 24 + 16));
        var bytes = new List<byte>(new byte[dataAt]);
        var heads = new byte[dataAt];
        heads[14] = (byte)resources.Length;
        for (var i = 0; i < resources.Length; i++)
        {
            var at = root + (i * 64);
            Put(heads, 16 + (8 * i), resources[i].Type, at | int.MinValue);
            heads[at + 14] = heads[at + 24 + 14] = 1;
            Put(heads, at + 16, 1, (at + 24) | int.MinValue);
            Put(heads, at + 40, 1033, at + 48);
            Put(heads, at + 48, address + bytes.Count, resources[i].Data.Length);
            bytes.AddRange(resources[i].Data);
            while (bytes.Count % 8 != 0)
                bytes.Add(0);
        }
        var section = bytes.ToArray();
        heads.CopyTo(section, 0);
        return section;
    }

    private static byte[] Block(string key, byte[] value, bool isText, byte[] children, int? valueLength = null)
    {
        var bytes = new List<byte>(new byte[6]);
        bytes.AddRange(Encoding.Unicode.GetBytes(key + "\0"));
        while (bytes.Count % 4 != 0)
            bytes.Add(0);
        bytes.AddRange(value);
        while (children.Length > 0 && bytes.Count % 4 != 0)
            bytes.Add(0);
        bytes.AddRange(children);
        var block = bytes.ToArray();
        Put16(block, 0, block.Length, valueLength ?? value.Length, isText ? 1 : 0);
        return block;
    }

    private static byte[] Padded(byte[] block) => [.. block, .. new byte[(4 - (block.Length % 4)) % 4]];

    private static void Put(byte[] file, int at, params int[] values)
    {
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at + (4 * i)), values[i]);
    }

    private static void Put16(byte[] file, int at, params int[] values)
    {
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at + (2 * i)), (ushort)values[i]);
    }
}
