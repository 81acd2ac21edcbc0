using System.Buffers.Binary;
using System.Text;

namespace ScanHost.TestKit;

/// <summary>Builds small 64-bit Windows images that do nothing: one section of code (a return), one with imports, and what a test adds.</summary>
public sealed class PeBuilder
{
    private const int FileAlignment = 0x200;
    private const int SectionAlignment = 0x1000;
    private readonly List<(string Library, string[] Functions)> imports = [];
    private byte[] code = [0xC3];
    private uint codeFlags = 0x60000020;
    private string codeName = ".text";
    private uint? entry;
    private byte[] overlay = [];
    private byte[] data = [];
    private (string Library, string[] Functions) exports = ("", []);

    /// <summary>Imports functions that are never called.</summary>
    public PeBuilder Importing(string library, params string[] functions)
    {
        imports.Add((library, functions));
        return this;
    }

    /// <summary>Exports functions, all at the code's first byte.</summary>
    public PeBuilder Exporting(string library, params string[] functions)
    {
        exports = (library, functions);
        return this;
    }

    /// <summary>Other code and flags than a return that may be read and executed.</summary>
    public PeBuilder WithCode(byte[] content, uint flags = 0x60000020, string name = ".text")
    {
        (code, codeFlags, codeName) = (content, flags, name);
        return this;
    }

    /// <summary>Starts at that relative virtual address.</summary>
    public PeBuilder StartingAt(uint address)
    {
        entry = address;
        return this;
    }

    /// <summary>Something behind the last section.</summary>
    public PeBuilder WithOverlay(byte[] content)
    {
        overlay = content;
        return this;
    }

    /// <summary>Something among the data.</summary>
    public PeBuilder WithData(string text)
    {
        data = Encoding.ASCII.GetBytes(text);
        return this;
    }

    /// <summary>The image.</summary>
    public byte[] Build()
    {
        var codeRaw = Align(code.Length, FileAlignment);
        var dataAddress = SectionAlignment + Align(code.Length, SectionAlignment);
        var table = Imports((uint)dataAddress);
        var exported = Exports((uint)(dataAddress + table.Length));
        byte[] second = [.. table, .. exported, .. data];
        var secondRaw = Align(Math.Max(second.Length, 1), FileAlignment);
        var file = new byte[0x400 + codeRaw + secondRaw + overlay.Length];
        "MZ"u8.CopyTo(file);
        Put32(file, 0x3C, 0x80);
        "PE\0\0"u8.CopyTo(file.AsSpan(0x80));
        Put16(file, 0x84, 0x8664);
        Put16(file, 0x86, 2);
        Put16(file, 0x94, 240);
        Put16(file, 0x96, 0x22);
        Put16(file, 0x98, 0x20B);
        Put32(file, 0x98 + 16, entry ?? SectionAlignment);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(0x98 + 24), 0x140000000);
        Put32(file, 0x98 + 32, SectionAlignment);
        Put32(file, 0x98 + 36, FileAlignment);
        Put32(file, 0x98 + 56, (uint)(dataAddress + Align(second.Length, SectionAlignment)));
        Put32(file, 0x98 + 60, 0x400);
        Put16(file, 0x98 + 68, 3);
        Put32(file, 0x98 + 108, 16);
        if (imports.Count > 0)
        {
            Put32(file, 0x98 + 120, (uint)dataAddress);
            Put32(file, 0x98 + 124, (uint)table.Length);
        }

        if (exported.Length > 0)
        {
            Put32(file, 0x98 + 112, (uint)(dataAddress + table.Length));
            Put32(file, 0x98 + 116, (uint)exported.Length);
        }

        Section(file, 0x188, codeName, code.Length, SectionAlignment, codeRaw, 0x400, codeFlags);
        Section(file, 0x1B0, ".rdata", second.Length, dataAddress, secondRaw, 0x400 + codeRaw, 0x40000040);
        code.CopyTo(file, 0x400);
        second.CopyTo(file, 0x400 + codeRaw);
        overlay.CopyTo(file, file.Length - overlay.Length);
        return file;
    }

    // Descriptors, then for each library its thunks, then all names.
    private byte[] Imports(uint address)
    {
        var thunks = (imports.Count + 1) * 20;
        var names = thunks + imports.Sum(import => (import.Functions.Length + 1) * 8);
        var bytes = new byte[names + imports.Sum(import => import.Library.Length + 1 + import.Functions.Sum(name => name.Length + 3))];
        for (var i = 0; i < imports.Count; i++)
        {
            var (library, functions) = imports[i];
            Put32(bytes, i * 20, address + (uint)thunks);
            Put32(bytes, (i * 20) + 16, address + (uint)thunks);
            foreach (var function in functions)
            {
                Put32(bytes, thunks, address + (uint)names);
                Encoding.ASCII.GetBytes(function).CopyTo(bytes, names + 2);
                names += function.Length + 3;
                thunks += 8;
            }

            thunks += 8;
            Put32(bytes, (i * 20) + 12, address + (uint)names);
            Encoding.ASCII.GetBytes(library).CopyTo(bytes, names);
            names += library.Length + 1;
        }

        return bytes;
    }

    // The directory, then addresses, name pointers and ordinals, then all names.
    private byte[] Exports(uint address)
    {
        var count = exports.Functions.Length;
        if (count == 0)
            return [];
        var names = 40 + (count * 10);
        var bytes = new byte[names + exports.Library.Length + 1 + exports.Functions.Sum(name => name.Length + 1)];
        Put32(bytes, 12, address + (uint)names);
        Put32(bytes, 16, 1);
        Put32(bytes, 20, (uint)count);
        Put32(bytes, 24, (uint)count);
        Put32(bytes, 28, address + 40);
        Put32(bytes, 32, address + 40 + (uint)(count * 4));
        Put32(bytes, 36, address + 40 + (uint)(count * 8));
        Encoding.ASCII.GetBytes(exports.Library).CopyTo(bytes, names);
        names += exports.Library.Length + 1;
        for (var i = 0; i < count; i++)
        {
            Put32(bytes, 40 + (i * 4), SectionAlignment);
            Put32(bytes, 40 + (count * 4) + (i * 4), address + (uint)names);
            Put16(bytes, 40 + (count * 8) + (i * 2), (ushort)i);
            Encoding.ASCII.GetBytes(exports.Functions[i]).CopyTo(bytes, names);
            names += exports.Functions[i].Length + 1;
        }
        return bytes;
    }

    private static void Section(byte[] file, int at, string name, int size, int address, int rawSize, int rawOffset, uint flags)
    {
        Encoding.ASCII.GetBytes(name).CopyTo(file, at);
        Put32(file, at + 8, (uint)size);
        Put32(file, at + 12, (uint)address);
        Put32(file, at + 16, (uint)rawSize);
        Put32(file, at + 20, (uint)rawOffset);
        Put32(file, at + 36, flags);
    }

    private static int Align(int value, int to) => (value + to - 1) / to * to;

    private static void Put16(byte[] file, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), value);

    private static void Put32(byte[] file, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), value);
}
