using System.Buffers.Binary;

namespace ScanHost.Formats.Containers.Upx;

/// <summary>The unpacked image, and what puts it back into the state of the original file.</summary>
internal sealed class UpxImage
{
    private const int ImportDirectory = 1, ResourceDirectory = 2, RelocationDirectory = 5;
    private const int ImportDescriptor = 20;
    private const ushort RelocationsStripped = 1;
    private readonly byte[] content;
    private readonly bool is64;
    private readonly uint origin;
    private int extra;

    private UpxImage(byte[] content, int headerAt, bool is64)
    {
        (this.content, this.is64) = (content, is64);
        var length = is64 ? 264 : 248;
        Header = content.AsSpan(headerAt, length).ToArray();
        var count = BinaryPrimitives.ReadUInt16LittleEndian(Header.AsSpan(6));
        SectionTable = content.AsSpan(headerAt + length, count * 40).ToArray();
        Sections = UpxPe.PeImage.ReadSections(SectionTable, 0, count);
        if (count == 0)
            throw new InvalidDataException("the original has no sections");
        origin = Sections[0].Address;
        extra = headerAt + length + (count * 40);
        // The checksum was that of the original file; UPX clears it.
        Header.AsSpan(88, 4).Clear();
    }

    internal byte[] Header { get; }

    internal byte[] SectionTable { get; }

    internal IReadOnlyList<UpxPe.PeImage.Section> Sections { get; }

    /// <summary>The last four bytes say where the original headers stand.</summary>
    internal static UpxImage Open(byte[] content, UpxHeader header)
    {
        var at = BinaryPrimitives.ReadUInt32LittleEndian(content.AsSpan(content.Length - 4));
        ReadOnlySpan<byte> span = content;
        if (at > content.Length || !span.HasAt(at, "PE\0\0"u8))
            throw new InvalidDataException("the original headers are missing");
        return new(content, (int)at, header.Format == 36);
    }

    internal void UndoFilter(UpxHeader header)
    {
        if (header.Filter == 0)
            return;
        var (codeSize, codeBase) = (Field(28), Field(44));
        UpxFilter.Undo(Slice(codeBase, codeSize), header.Filter, header.FilterMark, codeBase - origin);
    }

    /// <summary>Bytes of the image, zeros where it ends before.</summary>
    internal byte[] Part(uint address, uint size)
    {
        var part = new byte[size <= UpxMethod.MaxBytes ? size : throw new InvalidDataException("a section is too large")];
        if (address >= origin && address - origin < content.Length)
            content.AsSpan((int)(address - origin), (int)Math.Min(size, content.Length - (address - origin))).CopyTo(part);
        return part;
    }

    internal uint Align(uint size)
    {
        var alignment = Field(60);
        return alignment is 0 or > 65_536 ? size : (size + alignment - 1) / alignment * alignment;
    }

    /// <summary>Names of libraries come from the packed file's imports, names of functions from the unpacked data.</summary>
    internal void RestoreImports(ReadOnlySpan<byte> file, UpxPe.PeImage packed)
    {
        var (address, size) = Directory(ImportDirectory);
        if (address == 0 || size <= ImportDescriptor)
            return;
        var (at, names) = ((int)Take32(), Take32());
        var packedImports = packed.At(file, packed.Directory(file, ImportDirectory).Address);
        var (libraryName, functionName) = (names, names + LibraryNamesLength(at, packedImports));
        var firstFunctionName = functionName;
        for (; Value(at) != 0; at++, address += ImportDescriptor)
        {
            var library = Text(packedImports, Value(at));
            var table = Value(at + 4) + origin;
            var descriptor = Slice(address, ImportDescriptor);
            if (names != 0)
            {
                library.CopyTo(Slice(libraryName, (uint)library.Length));
                BinaryPrimitives.WriteUInt32LittleEndian(descriptor[12..], libraryName);
                libraryName += (uint)library.Length;
            }
            else
                library.CopyTo(Slice(BinaryPrimitives.ReadUInt32LittleEndian(descriptor[12..]), (uint)library.Length));
            BinaryPrimitives.WriteUInt32LittleEndian(descriptor[16..], table);
            if (is64)
                BinaryPrimitives.WriteUInt32LittleEndian(descriptor, table);
            for (at += 8; content[at] != 0; table += Width)
                at = RestoreFunction(at, table, names != 0, packedImports, firstFunctionName, ref functionName);
            WritePointer(table, 0);
        }
    }

    internal void RestoreRelocations()
    {
        var (address, size) = Directory(RelocationDirectory);
        if (address == 0 || size == 0 || (BinaryPrimitives.ReadUInt16LittleEndian(Header.AsSpan(22)) & RelocationsStripped) != 0)
            return;
        if (size == 8)
        {
            byte[] none = [0, 0, 0, 0, 8, 0, 0, 0];
            none.CopyTo(Slice(address, 8));
            return;
        }
        var at = (int)Take32();
        if ((content[extra++] & 6) != 0)
            throw new UnsupportedDataException("relocations of 16 bits have no decoder");
        var blocks = UpxRelocations.Build(UpxRelocations.Read(content, at, Relocate), origin, is64);
        blocks.CopyTo(Slice(address, (uint)blocks.Length));
        BinaryPrimitives.WriteUInt32LittleEndian(DirectoryField(RelocationDirectory)[4..], (uint)blocks.Length);
    }

    /// <summary>Resources that Windows must see without unpacking (icons, manifest, version) stand in the packed file's last section.</summary>
    internal void RestoreResources(ReadOnlySpan<byte> file, UpxPe.PeImage packed)
    {
        var (address, size) = Directory(ResourceDirectory);
        var source = packed.Directory(file, ResourceDirectory);
        if (size == 0 || source.Size == 0)
            return;
        var icons = BinaryPrimitives.ReadUInt16LittleEndian(content.AsSpan(extra));
        var tree = packed.At(file, source.Address);
        var start = packed.Sections[^1].Address;
        var directory = UpxResources.Read(tree);
        var copy = tree[..directory.Length].ToArray();
        foreach (var leaf in directory.Leaves)
        {
            var (from, length) = (tree.U32(leaf.At)!.Value, tree.U32(leaf.At + 4)!.Value);
            if (from <= start)
                continue;
            var original = BinaryPrimitives.ReadUInt32LittleEndian(packed.At(file, from - 4));
            var target = Slice(original, length);
            packed.At(file, from)[..(int)length].CopyTo(target);
            BinaryPrimitives.WriteUInt32LittleEndian(copy.AsSpan(leaf.At), original);
            if (leaf.IsIconGroup && icons != 0)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(target[4..], icons);
                icons = 0;
            }
        }
        copy.CopyTo(Slice(address, (uint)copy.Length));
    }

    private uint Width => is64 ? 8u : 4u;

    private ulong ImageBase => is64 ? BinaryPrimitives.ReadUInt64LittleEndian(Header.AsSpan(48)) : Field(52);

    private int RestoreFunction(int at, uint table, bool hasNames, ReadOnlySpan<byte> packedImports, uint firstName, ref uint nextName)
    {
        switch (content[at])
        {
            case 1:
                var name = Text(content, (uint)at + 1);
                if (hasNames)
                {
                    nextName -= (nextName - firstName) & 1;
                    name.CopyTo(Slice(nextName + 2, (uint)name.Length));
                    WritePointer(table, nextName);
                    nextName += 2 + (uint)name.Length;
                }
                else
                    name.CopyTo(Slice(BinaryPrimitives.ReadUInt32LittleEndian(Slice(table, 4)) + 2, (uint)name.Length));
                return at + 1 + name.Length;
            case 0xFF:
                WritePointer(table, BinaryPrimitives.ReadUInt16LittleEndian(content.AsSpan(at + 1)) + (is64 ? 1UL << 63 : 1UL << 31));
                return at + 3;
            default:
                var place = Value(at + 1);
                WritePointer(table, is64 ? packedImports.U64(place) ?? 0 : packedImports.U32(place) ?? 0);
                return at + 5;
        }
    }

    private uint LibraryNamesLength(int at, ReadOnlySpan<byte> packedImports)
    {
        var length = 0u;
        for (; Value(at) != 0; at++)
        {
            length += (uint)Text(packedImports, Value(at)).Length;
            for (at += 8; content[at] != 0;)
                at += content[at] switch { 1 => 1 + Text(content, (uint)at + 1).Length, 0xFF => 3, _ => 5 };
        }
        return (length + 1) & ~1u;
    }

    // With the zero at its end.
    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> from, uint at)
    {
        var text = from.Part(at, from.Length);
        var end = text.IndexOf((byte)0);
        return end < 0 ? throw new InvalidDataException("a name has no end") : text[..(end + 1)];
    }

    // Stored from the start of the image, with the high byte first.
    private void Relocate(int at)
    {
        var field = content.AsSpan(at, (int)Width);
        if (is64)
            BinaryPrimitives.WriteUInt64LittleEndian(field, BinaryPrimitives.ReadUInt64BigEndian(field) + ImageBase + origin);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(field, BinaryPrimitives.ReadUInt32BigEndian(field) + (uint)ImageBase + origin);
    }

    private void WritePointer(uint address, ulong value)
    {
        if (is64)
            BinaryPrimitives.WriteUInt64LittleEndian(Slice(address, 8), value);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(Slice(address, 4), (uint)value);
    }

    private uint Take32()
    {
        var value = Value(extra);
        extra += 4;
        return value;
    }

    private uint Value(int at) => BinaryPrimitives.ReadUInt32LittleEndian(content.AsSpan(at));

    private uint Field(int at) => BinaryPrimitives.ReadUInt32LittleEndian(Header.AsSpan(at));

    private Span<byte> DirectoryField(int index) => Header.AsSpan((is64 ? 136 : 120) + (index * 8), 8);

    private (uint Address, uint Size) Directory(int index) =>
        (BinaryPrimitives.ReadUInt32LittleEndian(DirectoryField(index)), BinaryPrimitives.ReadUInt32LittleEndian(DirectoryField(index)[4..]));

    private Span<byte> Slice(uint address, uint length) =>
        address >= origin && address - origin <= content.Length && length <= content.Length - (address - origin)
            ? content.AsSpan((int)(address - origin), (int)length)
            : throw new InvalidDataException("a field points out of the image");
}
