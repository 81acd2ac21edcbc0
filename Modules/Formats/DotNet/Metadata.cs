using ScanHost.Formats.Pe;

namespace ScanHost.Formats.DotNet;

/// <summary>What the tables tell, but for the types. Each list is read once, when it is asked for.</summary>
internal sealed class Metadata(PeFile pe, MetadataTables tables, DotNetHeaps heaps, int? resourceBase)
{
    private const int MaxNames = 100_000;
    private const uint StringConstant = 0x0E;
    private const uint AssemblyParent = 14;
    private const uint MemberRefConstructor = 3;
    private const uint TypeRefParent = 1;

    internal MetadataTables Tables => tables;

    internal DotNetHeaps Heaps => heaps;

    internal string? ModuleName => tables.Rows(TableId.Module) > 0 ? heaps.Name(tables.Get(TableId.Module, 1, 1)) : null;

    internal DotNetAssembly? Assembly => tables.Rows(TableId.Assembly) == 0 ? null : new(
        heaps.Name(tables.Get(TableId.Assembly, 1, 7)),
        heaps.Name(tables.Get(TableId.Assembly, 1, 8)) is { Length: > 0 } culture ? culture : null,
        Version(TableId.Assembly, 1, 1));

    internal IReadOnlyList<DotNetAssemblyReference> AssemblyReferences => field ??=
    [
        .. RowsOf(TableId.AssemblyRef).Select(row => heaps.Blob(tables.Get(TableId.AssemblyRef, row, 5)) is { } key
            ? new DotNetAssemblyReference(heaps.Name(tables.Get(TableId.AssemblyRef, row, 6)), key, Version(TableId.AssemblyRef, row, 0))
            // A row whose key cannot be read has no name either.
            : new(null, default, Version(TableId.AssemblyRef, row, 0))),
    ];

    internal IReadOnlyList<string> ModuleReferences => field ??=
        [.. RowsOf(TableId.ModuleRef).Select(row => heaps.Name(tables.Get(TableId.ModuleRef, row, 0))).OfType<string>()];

    internal IReadOnlyList<DotNetPlatformInvoke> PlatformInvokes => field ??=
    [
        .. RowsOf(TableId.ImplMap).Take(MaxNames).Select(row => new DotNetPlatformInvoke(
            heaps.Name(tables.Get(TableId.ModuleRef, tables.Get(TableId.ImplMap, row, 3), 0)) ?? "",
            heaps.Name(tables.Get(TableId.ImplMap, row, 2)) ?? "")),
    ];

    internal IReadOnlyList<DotNetMemberReference> MemberReferences => field ??=
    [
        .. RowsOf(TableId.MemberRef).Take(MaxNames).Select(row => new DotNetMemberReference(
            TypeName(tables.Get(TableId.MemberRef, row, 0)),
            heaps.Name(tables.Get(TableId.MemberRef, row, 1)) ?? "",
            heaps.Blob(tables.Get(TableId.MemberRef, row, 2)) ?? default)),
    ];

    internal IReadOnlyList<ReadOnlyMemory<byte>> Constants => field ??=
    [
        .. RowsOf(TableId.Constant).Where(row => (tables.Get(TableId.Constant, row, 0) & 0xFF) == StringConstant)
            .Select(row => heaps.Blob(tables.Get(TableId.Constant, row, 2))).OfType<ReadOnlyMemory<byte>>(),
    ];

    internal IReadOnlyList<long> FieldOffsets => field ??=
        [.. RowsOf(TableId.FieldRva).Select(row => (long?)pe.OffsetOf(tables.Get(TableId.FieldRva, row, 0))).OfType<long>()];

    internal IReadOnlyList<DotNetManifestResource> ManifestResources => field ??= [.. RowsOf(TableId.ManifestResource).Select(ReadResource)];

    internal string? TypeLibrary => ReadTypeLibrary();

    internal IEnumerable<string> OwnNames => RowsOf(TableId.TypeDef).Select(row => heaps.Name(tables.Get(TableId.TypeDef, row, 1)))
        .Concat(RowsOf(TableId.MethodDef).Select(row => heaps.Name(tables.Get(TableId.MethodDef, row, 3))))
        .OfType<string>().Take(MaxNames);

    internal IEnumerable<uint> RowsOf(TableId table)
    {
        for (var row = 1u; row <= tables.Rows(table); row++)
            yield return row;
    }

    private DotNetVersion Version(TableId table, uint row, int column) => new(
        tables.Get(table, row, column), tables.Get(table, row, column + 1), tables.Get(table, row, column + 2), tables.Get(table, row, column + 3));

    // Of the coded parents of a member only a reference to a type has a plain name.
    private string? TypeName(uint parent)
    {
        if ((parent & 7) != TypeRefParent)
            return null;
        var (name, space) = (heaps.Name(tables.Get(TableId.TypeRef, parent >> 3, 1)), heaps.Name(tables.Get(TableId.TypeRef, parent >> 3, 2)));
        return string.IsNullOrEmpty(space) ? name : $"{space}.{name}";
    }

    private DotNetManifestResource ReadResource(uint row)
    {
        var name = heaps.Name(tables.Get(TableId.ManifestResource, row, 2));
        // With an implementation it is kept in another file.
        if (tables.Get(TableId.ManifestResource, row, 3) != 0 || resourceBase is not { } start)
            return new(name, null, null);
        var at = start + (long)tables.Get(TableId.ManifestResource, row, 0);
        return pe.Content.Span.U32(at) is { } length ? new(name, at + 4, length) : new(name, null, null);
    }

    /// <summary>The value of the attribute GuidAttribute on the assembly.</summary>
    private string? ReadTypeLibrary()
    {
        string? found = null;
        foreach (var row in RowsOf(TableId.CustomAttribute))
        {
            var type = tables.Get(TableId.CustomAttribute, row, 1);
            if ((tables.Get(TableId.CustomAttribute, row, 0) & 0x1F) != AssemblyParent || (type & 7) != MemberRefConstructor)
                continue;
            var parent = tables.Get(TableId.MemberRef, type >> 3, 0);
            if ((parent & 7) != TypeRefParent || heaps.Name(tables.Get(TableId.TypeRef, parent >> 3, 1)) is not { } name
                || !name.StartsWith("GuidAttribute", StringComparison.Ordinal)
                || heaps.Blob(tables.Get(TableId.CustomAttribute, row, 2)) is not { Length: > 2 } value
                || value.Span.U16(0) != 1)
                continue;
            // One string: its length, its letters; 255 stands for null.
            var length = value.Span[2];
            found = length == 0xFF ? "" : ByteText.Field(value.Span.Part(3, length));
        }

        return found;
    }
}
