namespace ScanHost.Formats.MachO;

/// <summary>Reads names: of the symbol table, of what the dynamic linker binds, and of what it offers to others.</summary>
internal static class MachOSymbols
{
    private const int MaxNames = 500_000;
    private const int MaxExports = 65536;
    private const int MaxNameLength = 4096;
    private const uint ExportsTrie = 0x80000033;
    private const uint ChainedFixups = 0x80000034;

    /// <summary>The names of the symbol table, entry by entry (struct nlist: its first field is the name's place in the strings).</summary>
    internal static List<string> Names(MachOImage image)
    {
        var names = new List<string>();
        if (image.SymbolTable is not { Values: var table })
            return names;
        var content = image.Content.Span;
        var strings = content.Part(table[2], table[3]);
        var entrySize = image.Header.Is64Bit ? 16 : 12;
        for (var i = 0L; i < table[1] && names.Count < MaxNames && content.Has(table[0] + (i * entrySize), entrySize); i++)
        {
            if (ByteText.ZeroEnded(strings, image.Fields.U32(table[0] + (i * entrySize)), MaxNameLength) is { } name && name.Trim().Length > 0)
                names.Add(name);
        }

        return names;
    }

    /// <summary>A prefix tree: each node may end a name, each edge adds letters. Nodes that were seen are not visited again.</summary>
    internal static List<string> Exports(MachOImage image)
    {
        var exports = new List<string>();
        var trie = Trie(image);
        var visited = new HashSet<ulong>();
        var open = new Stack<(ulong Offset, string Prefix)>([(0UL, "")]);
        while (open.TryPop(out var node) && exports.Count < MaxExports)
        {
            if (node.Offset >= (ulong)trie.Length || !visited.Add(node.Offset))
                continue;
            var reader = new Leb128Reader(trie[(int)node.Offset..]);
            var terminal = reader.ReadUnsigned();
            if (terminal > 0)
            {
                exports.Add(node.Prefix);
                reader.Skip(terminal);
            }

            for (var edges = reader.ReadByte(); edges > 0 && reader.ReadText() is { } label; edges--)
            {
                var target = reader.ReadUnsigned();
                if (!reader.IsBroken && node.Prefix.Length + label.Length <= MaxNameLength)
                    open.Push((target, node.Prefix + label));
            }
        }

        return exports;
    }

    /// <summary>Each name once, where it stands first: weak symbols are bound twice.</summary>
    internal static List<string> Imports(MachOImage image)
    {
        var imports = new List<string>();
        if (image.LinkerInfo is { Values: var info })
        {
            foreach (var (offset, size) in new[] { (info[2], info[3]), (info[6], info[7]), (info[4], info[5]) })
                ReadBindings(image.Content.Span.Part(offset, size), imports);
        }

        if (image.Last(ChainedFixups) is { Size: >= 16 } command)
            ReadChained(image, image.Fields.U32(command.Offset + 8), imports);
        return [.. imports.Distinct(StringComparer.Ordinal)];
    }

    private static ReadOnlySpan<byte> Trie(MachOImage image)
    {
        if (image.LinkerInfo is { Values: var info } && info[9] > 0)
            return image.Content.Span.Part(info[8], info[9]);
        return image.Last(ExportsTrie) is { Size: >= 16 } command
            ? image.Content.Span.Part(image.Fields.U32(command.Offset + 8), image.Fields.U32(command.Offset + 12))
            : default;
    }

    // Opcodes in the upper half of a byte: only those with operands matter, and the one that names a symbol.
    private static void ReadBindings(ReadOnlySpan<byte> program, List<string> imports)
    {
        var reader = new Leb128Reader(program);
        while (reader.HasData && imports.Count < MaxNames)
        {
            switch (reader.ReadByte() & 0xF0)
            {
                case 0x20 or 0x60 or 0x70 or 0x80 or 0xA0:
                    reader.ReadUnsigned();
                    break;
                case 0xC0:
                    reader.ReadUnsigned();
                    reader.ReadUnsigned();
                    break;
                case 0x40 when reader.ReadText() is { } name:
                    imports.Add(name);
                    break;
            }
        }
    }

    // dyld_chained_fixups_header: version, starts, imports, symbols, count, format.
    private static void ReadChained(MachOImage image, uint start, List<string> imports)
    {
        var fields = image.Fields;
        var content = image.Content.Span;
        var (table, symbols, count, format) =
            (start + (long)fields.U32(start + 8), start + (long)fields.U32(start + 12), fields.U32(start + 16), fields.U32(start + 20));
        var size = format switch { 1 => 4, 2 => 8, 3 => 16, _ => 0 };
        for (var i = 0; size > 0 && i < Math.Min(count, MaxNames) && content.Has(table + ((long)i * size), size); i++)
        {
            var at = table + ((long)i * size);
            var name = format == 3 ? (uint)(fields.U64(at) >> 32) : fields.U32(at) >> 9;
            if (ByteText.ZeroEnded(content, symbols + name, MaxNameLength) is { Length: > 0 } text)
                imports.Add(text);
        }
    }
}
