namespace ScanHost.Formats.DotNet;

/// <summary>Puts the types together from the tables: ECMA-335, II.22.37. Nameless types and the pseudo type of the module are left out.</summary>
internal sealed class ClassReader
{
    private const int MaxMethods = 0x10000;
    private const int MaxAllMethods = 500_000;
    private const int MaxNesting = 16;
    private const uint VisibilityMask = 7;

    private readonly MetadataTables tables;
    private readonly DotNetHeaps heaps;
    private readonly Metadata metadata;
    private readonly Dictionary<uint, uint> enclosing = [];
    private readonly ILookup<uint, uint> interfaces;
    private readonly ILookup<uint, string?> genericParameters;
    private readonly TypeNames types;
    private int methodsLeft = MaxAllMethods;

    internal ClassReader(Metadata metadata)
    {
        this.metadata = metadata;
        tables = metadata.Tables;
        heaps = metadata.Heaps;
        foreach (var row in metadata.RowsOf(TableId.NestedClass))
            enclosing.TryAdd(tables.Get(TableId.NestedClass, row, 0), tables.Get(TableId.NestedClass, row, 1));
        interfaces = metadata.RowsOf(TableId.InterfaceImpl).ToLookup(
            row => tables.Get(TableId.InterfaceImpl, row, 0), row => tables.Get(TableId.InterfaceImpl, row, 1));
        genericParameters = metadata.RowsOf(TableId.GenericParam).ToLookup(
            row => tables.Get(TableId.GenericParam, row, 2), row => heaps.Name(tables.Get(TableId.GenericParam, row, 3)));
        types = new(tables, heaps, FullName);
    }

    internal List<DotNetClass> Read()
    {
        var classes = new List<DotNetClass>();
        foreach (var row in metadata.RowsOf(TableId.TypeDef))
        {
            if (ReadOne(row) is { } type)
                classes.Add(type);
        }

        return classes;
    }

    /// <summary>Namespace and name with a dot, without the number of generic parameters.</summary>
    internal static string? Join(string? name, string? space)
    {
        if (string.IsNullOrEmpty(name))
            return space;
        var full = string.IsNullOrEmpty(space) ? name : $"{space}.{name}";
        var mark = full.IndexOf('`', StringComparison.Ordinal);
        return mark < 0 ? full : full[..mark];
    }

    private DotNetClass? ReadOne(uint row)
    {
        var flags = tables.Get(TableId.TypeDef, row, 0);
        if (heaps.Name(tables.Get(TableId.TypeDef, row, 1)) is not { Length: > 0 } name || name[0] == '`' || name == "<Module>")
            return null;
        var space = Namespace(row, flags);
        var generics = Generics(row << 1);
        var mark = name.IndexOf('`', StringComparison.Ordinal);
        return new()
        {
            Name = mark < 0 ? name : name[..mark],
            Namespace = space,
            FullName = Join(name, space),
            Visibility = TypeVisibility(flags),
            IsInterface = (flags & 0x20) != 0,
            IsAbstract = (flags & 0x80) != 0,
            IsSealed = (flags & 0x100) != 0,
            GenericParameters = generics,
            BaseTypes = [.. interfaces[row].Prepend(tables.Get(TableId.TypeDef, row, 3)).Select(type => types.Of(type, generics)).OfType<string>()],
            Methods = ReadMethods(row, generics),
        };
    }

    private string? Namespace(uint row, uint flags)
    {
        var own = heaps.Name(tables.Get(TableId.TypeDef, row, 2));
        return IsNested(flags) ? Join(own, Enclosing(row, 1)) : own;
    }

    private string? FullName(uint row)
    {
        var flags = tables.Get(TableId.TypeDef, row, 0);
        return Join(heaps.Name(tables.Get(TableId.TypeDef, row, 1)), Namespace(row, flags));
    }

    /// <summary>Full name of the type around a nested one.</summary>
    private string? Enclosing(uint nested, int depth)
    {
        if (depth > MaxNesting || !enclosing.TryGetValue(nested, out var outer))
            return null;
        var name = heaps.Name(tables.Get(TableId.TypeDef, outer, 1));
        if (name == "<Module>")
            return null;
        var space = heaps.Name(tables.Get(TableId.TypeDef, outer, 2));
        return IsNested(tables.Get(TableId.TypeDef, outer, 0)) && outer != nested
            ? Join(name, Join(space, Enclosing(outer, depth + 1)))
            : Join(name, space);
    }

    /// <param name="owner">Coded: the lowest bit is 0 for types, 1 for methods.</param>
    private string[] Generics(uint owner)
    {
        string[] names = [.. genericParameters[owner].OfType<string>()];
        return names.All(name => name.Length > 0) ? names : [];
    }

    // Methods of a type stand in a row: they end where those of the next type begin.
    private List<DotNetMethod> ReadMethods(uint type, string[] classGenerics)
    {
        var methods = new List<DotNetMethod>();
        var first = tables.Get(TableId.TypeDef, type, 5);
        var next = type < tables.Rows(TableId.TypeDef) ? tables.Get(TableId.TypeDef, type + 1, 5) : (uint)tables.Rows(TableId.MethodDef) + 1;
        if (first == 0 || next < first || next - first > MaxMethods)
            return methods;
        for (var row = first; row < next && row <= tables.Rows(TableId.MethodDef) && methodsLeft > 0; row++, methodsLeft--)
        {
            if (ReadMethod(row, classGenerics) is { } method)
                methods.Add(method);
        }

        return methods;
    }

    private DotNetMethod? ReadMethod(uint row, string[] classGenerics)
    {
        if (heaps.Name(tables.Get(TableId.MethodDef, row, 3)) is not { Length: > 0 } name
            || heaps.Blob(tables.Get(TableId.MethodDef, row, 4)) is not { Length: >= 3 } blob)
            return null;
        var generics = Generics((row << 1) | 1);
        var signature = types.Method(blob.Span, classGenerics, generics);
        if (signature is not { } read)
            return null;
        var flags = tables.Get(TableId.MethodDef, row, 2);
        return new()
        {
            Name = name,
            Visibility = MethodVisibility(flags),
            Flags = flags,
            ReturnType = name is ".ctor" or ".cctor" ? null : read.ReturnType,
            GenericParameters = generics,
            Parameters = Parameters(tables.Get(TableId.MethodDef, row, 5), read.Parameters),
        };
    }

    private DotNetParameter[] Parameters(uint first, List<string> parameterTypes)
    {
        if (first == 0)
            return [];
        return [.. parameterTypes.Select((type, index) => new DotNetParameter(
            first + index <= tables.Rows(TableId.Param)
                ? heaps.Name(tables.Get(TableId.Param, first + (uint)index, 2))
                : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"P_{index}"),
            type))];
    }

    private static bool IsNested(uint flags) => (flags & VisibilityMask) >= 2;

    private static string TypeVisibility(uint flags) => (flags & VisibilityMask) switch
    {
        1 or 2 => "public",
        3 => "private",
        4 => "protected",
        6 => "private protected",
        7 => "protected internal",
        _ => "internal",
    };

    private static string MethodVisibility(uint flags) => (flags & VisibilityMask) switch
    {
        2 => "private protected",
        3 => "internal",
        4 => "protected",
        5 => "protected internal",
        6 => "public",
        _ => "private",
    };
}
