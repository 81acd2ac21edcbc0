using ScanHost.Formats.Pe;
using ScanHost.Yara.YaraModules.Structures;

namespace ScanHost.Yara.YaraModules.Pe;

/// <summary><c>pe.imports</c> in its eight forms, and where imports stand.</summary>
internal static class PeImportFunctions
{
    internal static void Declare(StructureBuilder<PeState> module)
    {
        module.Function("imports", "ss", YaraType.Integer, (pe, call) => AnyByName(Standard(pe), call, 0));
        module.Function("imports", "si", YaraType.Integer, (pe, call) => AnyByOrdinal(Standard(pe), call, 0));
        module.Function("imports", "s", YaraType.Integer, (pe, call) => Count(Standard(pe), call, 0));
        module.Function("imports", "rr", YaraType.Integer, (pe, call) => CountMatches(Standard(pe), call, 0));
        module.Function("imports", "iss", YaraType.Integer, (pe, call) => AnyByName(Chosen(pe, call), call, 1));
        module.Function("imports", "isi", YaraType.Integer, (pe, call) => AnyByOrdinal(Chosen(pe, call), call, 1));
        module.Function("imports", "is", YaraType.Integer, (pe, call) => Count(Chosen(pe, call), call, 1));
        module.Function("imports", "irr", YaraType.Integer, (pe, call) => CountMatches(Chosen(pe, call), call, 1));
        module.Function("import_rva", "ss", YaraType.Integer, (pe, call) => AddressByName(pe.File?.Imports, call));
        module.Function("import_rva", "si", YaraType.Integer, (pe, call) => AddressByOrdinal(pe.File?.Imports, call));
        module.Function("delayed_import_rva", "ss", YaraType.Integer, (pe, call) => AddressByName(pe.File?.DelayedImports, call));
        module.Function("delayed_import_rva", "si", YaraType.Integer, (pe, call) => AddressByOrdinal(pe.File?.DelayedImports, call));
    }

    private static IReadOnlyList<PeImportedLibrary>? Standard(PeState pe) => pe.File?.Imports;

    private static IReadOnlyList<PeImportedLibrary>? Chosen(PeState pe, ModuleCall call)
    {
        if (pe.File is not { } file)
            return null;
        var flags = call.Integer(0);
        IReadOnlyList<PeImportedLibrary> standard = (flags & PeConstants.ImportStandard) != 0 ? file.Imports : [];
        IReadOnlyList<PeImportedLibrary> delayed = (flags & PeConstants.ImportDelayed) != 0 ? file.DelayedImports : [];
        return standard.Count == 0 ? delayed : delayed.Count == 0 ? standard : [.. standard, .. delayed];
    }

    private static YaraValue AnyByName(IReadOnlyList<PeImportedLibrary>? libraries, ModuleCall call, int first)
    {
        if (libraries is null)
            return default;
        foreach (var library in libraries)
        {
            if (!library.Name.EqualsIgnoringCase(call.String(first)))
                continue;
            foreach (var function in library.Functions)
            {
                if (function.Name?.EqualsIgnoringCase(call.String(first + 1)) == true)
                    return YaraValue.Of(1);
            }
        }

        return YaraValue.Of(0);
    }

    private static YaraValue AnyByOrdinal(IReadOnlyList<PeImportedLibrary>? libraries, ModuleCall call, int first)
    {
        if (libraries is null)
            return default;
        foreach (var library in libraries)
        {
            if (!library.Name.EqualsIgnoringCase(call.String(first)))
                continue;
            foreach (var function in library.Functions)
            {
                if (function.Ordinal == call.Integer(first + 1))
                    return YaraValue.Of(1);
            }
        }

        return YaraValue.Of(0);
    }

    private static YaraValue Count(IReadOnlyList<PeImportedLibrary>? libraries, ModuleCall call, int first)
    {
        if (libraries is null)
            return default;
        var count = 0L;
        foreach (var library in libraries)
        {
            if (library.Name.EqualsIgnoringCase(call.String(first)))
                count += library.Functions.Count;
        }

        return YaraValue.Of(count);
    }

    private static YaraValue CountMatches(IReadOnlyList<PeImportedLibrary>? libraries, ModuleCall call, int first)
    {
        if (libraries is null)
            return default;
        var count = 0L;
        foreach (var library in libraries)
        {
            if (!call.IsMatch(first, library.Name.Bytes()))
                continue;
            foreach (var function in library.Functions)
            {
                if (function.Name is { } name && call.IsMatch(first + 1, name.Bytes()))
                    count++;
            }
        }

        return YaraValue.Of(count);
    }

    private static YaraValue AddressByName(IReadOnlyList<PeImportedLibrary>? libraries, ModuleCall call)
    {
        foreach (var library in libraries ?? [])
        {
            if (!library.Name.EqualsIgnoringCase(call.String(0)))
                continue;
            foreach (var function in library.Functions)
            {
                if (function.Name?.EqualsIgnoringCase(call.String(1)) == true)
                    return Address(function);
            }
        }

        return default;
    }

    private static YaraValue AddressByOrdinal(IReadOnlyList<PeImportedLibrary>? libraries, ModuleCall call)
    {
        foreach (var library in libraries ?? [])
        {
            if (!library.Name.EqualsIgnoringCase(call.String(0)))
                continue;
            foreach (var function in library.Functions)
            {
                if (function.Ordinal == call.Integer(1))
                    return Address(function);
            }
        }

        return default;
    }

    private static YaraValue Address(PeImportedFunction function) =>
        function.Address == 0 ? default : YaraValue.Of((long)function.Address);
}
