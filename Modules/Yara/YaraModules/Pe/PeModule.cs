using System.Text;
using ScanHost.Formats.Pe;
using ScanHost.Yara.YaraModules.Structures;

namespace ScanHost.Yara.YaraModules.Pe;

/// <summary><c>pe</c>: Windows images. Headers, imports, resources, signatures... each is read when a condition asks for it.</summary>
internal sealed class PeModule : YaraModule<PeState>
{
    public override string Name => "pe";

    protected override PeState Read(ModuleContext context) =>
        new(PeFile.TryOpen(context.Data));

    protected override void Declare(StructureBuilder<PeState> module)
    {
        PeConstants.Declare(module);
        module.Integer("is_pe", pe => pe.File is null ? 0 : 1);
        DeclareHeader(module);
        DeclareTables(module);
        DeclareRichSignature(module);
        DeclareImports(module);
        DeclareExports(module);
        DeclareResources(module);
        DeclareVersionInfo(module);
        module.String("pdb_path", pe => pe.File?.PdbPath.Bytes());
        module.Structures<Formats.Authenticode.AuthenticodeSignature>("signatures", pe => pe.Signatures, PeSignatureFields.Declare);
        module.Integer("number_of_signatures", pe => pe.Signatures?.Count);
        module.Integer("is_signed", pe => pe.Signatures is { } all ? (all.Any(signature => signature.IsVerified) ? 1 : 0) : null);
        PeFunctions.Declare(module);
    }

    private static void DeclareHeader(StructureBuilder<PeState> module)
    {
        module.Integer("machine", pe => pe.Header?.Machine);
        module.Integer("number_of_sections", pe => pe.Header?.NumberOfSections);
        module.Integer("timestamp", pe => pe.Header?.TimeDateStamp);
        module.Integer("pointer_to_symbol_table", pe => pe.Header?.PointerToSymbolTable);
        module.Integer("number_of_symbols", pe => pe.Header?.NumberOfSymbols);
        module.Integer("size_of_optional_header", pe => pe.Header?.SizeOfOptionalHeader);
        module.Integer("characteristics", pe => pe.Header?.Characteristics);
        // An entry point that the file does not hold is -1, not undefined.
        module.Integer("entry_point", pe => pe.File is { } file ? file.OffsetOf(file.Header.AddressOfEntryPoint) ?? -1 : null);
        module.Integer("entry_point_raw", pe => pe.Header?.AddressOfEntryPoint);
        module.Integer("image_base", pe => (long?)pe.Header?.ImageBase);
        module.Integer("number_of_rva_and_sizes", pe => pe.Header?.NumberOfRvaAndSizes);
        module.Integer("opthdr_magic", pe => pe.Header?.Magic);
        module.Integer("size_of_code", pe => pe.Header?.SizeOfCode);
        module.Integer("size_of_initialized_data", pe => pe.Header?.SizeOfInitializedData);
        module.Integer("size_of_uninitialized_data", pe => pe.Header?.SizeOfUninitializedData);
        module.Integer("base_of_code", pe => pe.Header?.BaseOfCode);
        module.Integer("base_of_data", pe => pe.Header?.BaseOfData);
        module.Integer("section_alignment", pe => pe.Header?.SectionAlignment);
        module.Integer("file_alignment", pe => pe.Header?.FileAlignment);
        Version(module, "linker_version", header => header.LinkerVersion);
        Version(module, "os_version", header => header.OperatingSystemVersion);
        Version(module, "image_version", header => header.ImageVersion);
        Version(module, "subsystem_version", header => header.SubsystemVersion);
        module.Integer("win32_version_value", pe => pe.Header?.Win32VersionValue);
        module.Integer("size_of_image", pe => pe.Header?.SizeOfImage);
        module.Integer("size_of_headers", pe => pe.Header?.SizeOfHeaders);
        module.Integer("checksum", pe => pe.Header?.CheckSum);
        module.Integer("subsystem", pe => pe.Header?.Subsystem);
        module.Integer("dll_characteristics", pe => pe.Header?.DllCharacteristics);
        module.Integer("size_of_stack_reserve", pe => (long?)pe.Header?.SizeOfStackReserve);
        module.Integer("size_of_stack_commit", pe => (long?)pe.Header?.SizeOfStackCommit);
        module.Integer("size_of_heap_reserve", pe => (long?)pe.Header?.SizeOfHeapReserve);
        module.Integer("size_of_heap_commit", pe => (long?)pe.Header?.SizeOfHeapCommit);
        module.Integer("loader_flags", pe => pe.Header?.LoaderFlags);
    }

    private static void Version(StructureBuilder<PeState> module, string name, Func<PeHeader, PeVersion> get) =>
        module.Structure<PeHeader>(name, pe => pe.Header, version =>
        {
            version.Integer("major", header => get(header).Major);
            version.Integer("minor", header => get(header).Minor);
        });

    private static void DeclareTables(StructureBuilder<PeState> module)
    {
        module.Structures<PeDirectoryEntry>("data_directories", pe => pe.Directories, directory =>
        {
            directory.Integer("virtual_address", entry => entry.Value.VirtualAddress);
            directory.Integer("size", entry => entry.Value.Size);
        });
        module.Structures<PeSection>("sections", pe => pe.File?.Sections, section =>
        {
            section.String("name", row => row.Name.Bytes());
            section.String("full_name", row => row.FullName.Bytes());
            section.Integer("characteristics", row => row.Characteristics);
            section.Integer("virtual_address", row => row.VirtualAddress);
            section.Integer("virtual_size", row => row.VirtualSize);
            section.Integer("raw_data_offset", row => row.PointerToRawData);
            section.Integer("raw_data_size", row => row.SizeOfRawData);
            section.Integer("pointer_to_relocations", row => row.PointerToRelocations);
            section.Integer("pointer_to_line_numbers", row => row.PointerToLinenumbers);
            section.Integer("number_of_relocations", row => row.NumberOfRelocations);
            section.Integer("number_of_line_numbers", row => row.NumberOfLinenumbers);
        });
        module.Structure<PeRange>("overlay", pe => pe.Overlay, overlay =>
        {
            overlay.Integer("offset", range => range.Offset);
            overlay.Integer("size", range => range.Length);
        });
    }

    private static void DeclareRichSignature(StructureBuilder<PeState> module) =>
        module.Structure<PeState>("rich_signature", pe => pe.File?.RichHeader is null ? null : pe, rich =>
        {
            rich.Integer("offset", pe => pe.File!.RichHeader!.Offset);
            rich.Integer("length", pe => pe.File!.RichHeader!.RawData.Length);
            rich.Integer("key", pe => pe.File!.RichHeader!.Key);
            rich.String("raw_data", pe => pe.File!.RichHeader!.RawData.ToArray());
            rich.String("clear_data", pe => pe.File!.RichHeader!.ClearData.ToArray());
            rich.String("version_data", pe => VersionData(pe.File!.RichHeader!));
            rich.Structures<PeTool>("tools", pe => pe.Tools, tool =>
            {
                tool.Integer("toolid", record => record.Value.ToolId);
                tool.Integer("version", record => record.Value.Version);
                tool.Integer("times", record => record.Value.Times);
            });
            rich.Function("version", "i", YaraType.Integer, (pe, call) => Times(pe, call.Integer(0), null));
            rich.Function("version", "ii", YaraType.Integer, (pe, call) => Times(pe, call.Integer(0), call.Integer(1)));
            rich.Function("toolid", "i", YaraType.Integer, (pe, call) => Times(pe, null, call.Integer(0)));
            rich.Function("toolid", "ii", YaraType.Integer, (pe, call) => Times(pe, call.Integer(1), call.Integer(0)));
        });

    private static YaraValue Times(PeState pe, long? version, long? toolId) => YaraValue.OfNullable(pe.Tools?
        .Where(tool => (version is null || tool.Value.Version == version) && (toolId is null || tool.Value.ToolId == toolId))
        .Sum(tool => (long)tool.Value.Times));

    // Tool and version of each record, without how often.
    private static byte[]? VersionData(PeRichHeader rich) => rich.Tools is null
        ? null
        : [.. rich.ClearData.ToArray().Skip(16).Chunk(8).Where(record => record.Length == 8).SelectMany(record => record[..4])];

    private static void DeclareImports(StructureBuilder<PeState> module)
    {
        module.Integer("number_of_imports", pe => pe.File?.Imports.Count);
        module.Integer("number_of_imported_functions", pe => PeState.Functions(pe.File?.Imports));
        module.Structures<PeImportedLibrary>("import_details", pe => pe.File?.Imports, DeclareLibrary);
        // The documentation has other names for delayed imports than the program.
        foreach (var word in new[] { "delayed", "delay" })
        {
            module.Integer($"number_of_{word}_imports", pe => pe.File?.DelayedImports.Count);
            module.Integer($"number_of_{word}_imported_functions", pe => PeState.Functions(pe.File?.DelayedImports));
            module.Structures<PeImportedLibrary>($"{word}_import_details", pe => pe.File?.DelayedImports, DeclareLibrary);
        }
    }

    private static void DeclareLibrary(StructureBuilder<PeImportedLibrary> library)
    {
        library.String("library_name", value => value.Name.Bytes());
        library.Integer("number_of_functions", value => value.Functions.Count);
        library.Structures<PeImportedFunction>("functions", value => value.Functions, function =>
        {
            function.String("name", value => value.Name.Bytes());
            function.Integer("ordinal", value => value.Ordinal);
            function.Integer("rva", value => value.Address == 0 ? null : (long)value.Address);
        });
    }

    private static void DeclareExports(StructureBuilder<PeState> module)
    {
        module.Integer("number_of_exports", pe => pe.File is null ? null : pe.File.Exports?.Functions.Count ?? 0);
        module.String("dll_name", pe => pe.File?.Exports?.LibraryName.Bytes());
        module.Integer("export_timestamp", pe => pe.File?.Exports?.TimeDateStamp);
        module.Structures<PeExportedFunction>("export_details", pe => pe.File?.Exports?.Functions, function =>
        {
            function.Integer("offset", value => value.Offset);
            function.String("name", value => value.Name.Bytes());
            function.String("forward_name", value => value.ForwardName.Bytes());
            function.Integer("ordinal", value => value.Ordinal);
            function.Integer("rva", value => value.Address);
        });
    }

    private static void DeclareResources(StructureBuilder<PeState> module)
    {
        module.Integer("resource_timestamp", pe => pe.File?.Resources?.TimeDateStamp);
        module.Structure<PeResources>("resource_version", pe => pe.File?.Resources, version =>
        {
            version.Integer("major", resources => resources.Version.Major);
            version.Integer("minor", resources => resources.Version.Minor);
        });
        module.Integer("number_of_resources", pe => pe.File is null ? null : pe.File.Resources?.Entries.Count ?? 0);
        module.Structures<PeResource>("resources", pe => pe.File?.Resources?.Entries, resource =>
        {
            resource.Integer("rva", entry => entry.Address);
            resource.Integer("offset", entry => entry.Offset);
            resource.Integer("length", entry => entry.Length);
            // Signed: a name that cannot be read shows as the negative number that stands for where it is.
            resource.Integer("type", entry => (int?)entry.Type);
            resource.Integer("id", entry => (int?)entry.Id);
            resource.Integer("language", entry => (int?)entry.Language);
            resource.String("type_string", entry => entry.TypeName?.ToArray());
            resource.String("name_string", entry => entry.Name?.ToArray());
            resource.String("language_string", entry => entry.LanguageName?.ToArray());
        });
    }

    private static void DeclareVersionInfo(StructureBuilder<PeState> module)
    {
        module.Integer("number_of_version_infos", pe => pe.File?.VersionStrings.Count);
        module.StringDictionary("version_info", pe => pe.VersionInfo);
        module.Structures<PeVersionString>("version_info_list", pe => pe.VersionStrings, entry =>
        {
            entry.String("key", value => Encoding.UTF8.GetBytes(value.Key));
            entry.String("value", value => Encoding.UTF8.GetBytes(value.Value));
        });
    }
}
