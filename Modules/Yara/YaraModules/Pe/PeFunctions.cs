using ScanHost.Formats.Pe;
using ScanHost.Yara.YaraModules.Structures;

namespace ScanHost.Yara.YaraModules.Pe;

/// <summary>The functions of the <c>pe</c> module. On a file that is no image all of them are undefined.</summary>
internal static class PeFunctions
{
    internal static void Declare(StructureBuilder<PeState> module)
    {
        module.Function("calculate_checksum", "", YaraType.Integer, (pe, _) => Of(pe, file => PeHashes.CheckSum(file)));
        module.Function("imphash", "", YaraType.String, (pe, _) => YaraValue.Of(pe.ImportHash.Bytes()));
        module.Function("is_dll", "", YaraType.Integer, (pe, _) => Of(pe, file => file.Header.Characteristics & 0x2000));
        module.Function("is_32bit", "", YaraType.Integer, (pe, _) => Of(pe, file => file.Header.Is64Bit ? 0 : 1));
        module.Function("is_64bit", "", YaraType.Integer, (pe, _) => Of(pe, file => file.Header.Is64Bit ? 1 : 0));
        module.Function("rva_to_offset", "i", YaraType.Integer,
            (pe, call) => YaraValue.OfNullable(pe.File?.OffsetOf((ulong)call.Integer(0))));
        module.Function("locale", "i", YaraType.Integer, (pe, call) => HasLanguage(pe, call.Integer(0), 0xFFFF));
        module.Function("language", "i", YaraType.Integer, (pe, call) => HasLanguage(pe, call.Integer(0), 0xFF));
        DeclareSections(module);
        DeclareExports(module);
        PeImportFunctions.Declare(module);
    }

    private static void DeclareSections(StructureBuilder<PeState> module)
    {
        module.Function("section_index", "s", YaraType.Integer, (pe, call) =>
        {
            for (var i = 0; i < pe.File?.Sections.Count; i++)
            {
                // Both end at their first zero, as texts of C do.
                if (UpToZero(pe.File.Sections[i].Name.Bytes()).SequenceEqual(UpToZero(call.String(0))))
                    return YaraValue.Of(i);
            }

            return default;
        });
        module.Function("section_index", "i", YaraType.Integer, (pe, call) =>
        {
            var offset = call.Integer(0);
            for (var i = 0; i < pe.File?.Sections.Count; i++)
            {
                var section = pe.File.Sections[i];
                if (offset >= section.PointerToRawData && offset - section.PointerToRawData < section.SizeOfRawData)
                    return YaraValue.Of(i);
            }

            return default;
        });
    }

    private static ReadOnlySpan<byte> UpToZero(ReadOnlySpan<byte> text) => text.IndexOf((byte)0) is >= 0 and var end ? text[..end] : text;

    private static void DeclareExports(StructureBuilder<PeState> module)
    {
        module.Function("exports", "s", YaraType.Integer, (pe, call) => Exists(pe, ByName(pe, call)));
        module.Function("exports", "r", YaraType.Integer, (pe, call) => Exists(pe, ByPattern(pe, call)));
        module.Function("exports", "i", YaraType.Integer, (pe, call) => Exists(pe, ByOrdinal(pe, call)));
        module.Function("exports_index", "s", YaraType.Integer, (pe, call) => YaraValue.OfNullable(ByName(pe, call)));
        module.Function("exports_index", "r", YaraType.Integer, (pe, call) => YaraValue.OfNullable(ByPattern(pe, call)));
        module.Function("exports_index", "i", YaraType.Integer, (pe, call) => YaraValue.OfNullable(ByOrdinal(pe, call)));
    }

    private static YaraValue Exists(PeState pe, long? index) => pe.File is null ? default : YaraValue.Of(index is null ? 0 : 1);

    private static IReadOnlyList<PeExportedFunction> Exported(PeState pe) => pe.File?.Exports?.Functions ?? [];

    private static long? ByName(PeState pe, ModuleCall call)
    {
        var functions = Exported(pe);
        for (var i = 0; i < functions.Count; i++)
        {
            if (functions[i].Name?.EqualsIgnoringCase(call.String(0)) == true)
                return i;
        }

        return null;
    }

    private static long? ByPattern(PeState pe, ModuleCall call)
    {
        var functions = Exported(pe);
        for (var i = 0; i < functions.Count; i++)
        {
            if (functions[i].Name is { } name && call.IsMatch(0, name.Bytes()))
                return i;
        }

        return null;
    }

    private static long? ByOrdinal(PeState pe, ModuleCall call)
    {
        var functions = Exported(pe);
        // libyara takes a number beyond how many there are for none, whatever the ordinal base.
        if (call.Integer(0) > functions.Count || call.Integer(0) == 0)
            return null;
        for (var i = 0; i < functions.Count; i++)
        {
            if (functions[i].Ordinal == call.Integer(0))
                return i;
        }

        return null;
    }

    private static YaraValue HasLanguage(PeState pe, long language, long mask) => pe.File is null
        ? default
        : YaraValue.Of(pe.File.Resources?.Entries.Any(entry => entry.Language is { } own && (own & mask) == language) == true ? 1 : 0);

    private static YaraValue Of(PeState pe, Func<PeFile, long> get) => pe.File is { } file ? YaraValue.Of(get(file)) : default;
}
