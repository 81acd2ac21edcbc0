using System.Security.Cryptography;
using System.Text;
using ScanHost.Formats.MachO;
using ScanHost.Yara.YaraModules.Structures;

namespace ScanHost.Yara.YaraModules.MachO;

/// <summary><c>macho</c>: programs and libraries of Apple's systems. The fields beyond YARA 4.5's own are those of YARA-X.</summary>
internal sealed class MachOModule : YaraModule<MachOModule.State>
{
    public override string Name => "macho";

    protected override State Read(ModuleContext context) => new(MachOFile.TryOpen(context.Data));

    protected override void Declare(StructureBuilder<State> module)
    {
        MachOConstants.Declare(module);
        MachOFields.Declare(module, macho => macho.Single);
        module.Integer("fat_magic", macho => macho.File?.FatMagic);
        module.Integer("nfat_arch", macho => macho.File?.DeclaredCount);
        module.Structures<MachOArchitecture>("fat_arch", macho => macho.File?.Architectures, architecture =>
        {
            architecture.Integer("cputype", value => value.CpuType);
            architecture.Integer("cpusubtype", value => value.CpuSubtype);
            architecture.Integer("offset", value => (long)value.Offset);
            architecture.Integer("size", value => (long)value.Size);
            architecture.Integer("align", value => value.Alignment);
            architecture.Integer("reserved", value => value.Reserved);
        });
        module.Structures<MachOState>("file", macho => macho.Images!, file => MachOFields.Declare(file, image => image));
        DeclareArchitectureFunctions(module);
        DeclareSearches(module);
        DeclareHashes(module);
    }

    private static void DeclareArchitectureFunctions(StructureBuilder<State> module)
    {
        module.Function("file_index_for_arch", "i", YaraType.Integer, (macho, call) => YaraValue.OfNullable(IndexOf(macho, call, false)));
        module.Function("file_index_for_arch", "ii", YaraType.Integer, (macho, call) => YaraValue.OfNullable(IndexOf(macho, call, true)));
        module.Function("entry_point_for_arch", "i", YaraType.Integer, (macho, call) => EntryPoint(macho, IndexOf(macho, call, false)));
        module.Function("entry_point_for_arch", "ii", YaraType.Integer, (macho, call) => EntryPoint(macho, IndexOf(macho, call, true)));
    }

    private static long? IndexOf(State macho, ModuleCall call, bool withSubtype)
    {
        // What the images say of themselves counts, not the table of the fat file.
        for (var i = 0; i < macho.Images.Count; i++)
        {
            if (macho.Images[i]?.Image.Header is { } header && header.CpuType == call.Integer(0)
                && (!withSubtype || header.CpuSubtype == call.Integer(1)))
                return i;
        }

        return null;
    }

    private static YaraValue EntryPoint(State macho, long? index) =>
        index is { } known && macho.Images[(int)known]?.Image.EntryPoint is { } entry
            ? YaraValue.Of((long)(macho.File!.Architectures[(int)known].Offset + entry))
            : default;

    private static void DeclareSearches(StructureBuilder<State> module)
    {
        Search(module, "has_entitlement", image => image.Entitlements);
        Search(module, "has_dylib", image => [.. image.Image.Libraries.Select(library => library.Name.Bytes()!)]);
        Search(module, "has_rpath", image => image.RunPaths);
        Search(module, "has_import", image => image.Imports);
        Search(module, "has_export", image => image.Exports);
    }

    private static void Search(StructureBuilder<State> module, string name, Func<MachOState, byte[][]> get) =>
        module.Function(name, "s", YaraType.Integer, (macho, call) =>
        {
            foreach (var image in macho.All)
            {
                foreach (var text in get(image))
                {
                    if (Ascii.EqualsIgnoreCase(text, call.String(0)))
                        return YaraValue.Of(1);
                }
            }

            return macho.File is null ? default : YaraValue.Of(0);
        });

    private static void DeclareHashes(StructureBuilder<State> module)
    {
        Hash(module, "dylib_hash", image => image.Image.Libraries.Select(library => library.Name));
        Hash(module, "entitlement_hash", image => image.Image.Signature.Entitlements);
        Hash(module, "export_hash", image => image.Image.Exports);
        Hash(module, "import_hash", image => image.Image.Imports);
        Hash(module, "sym_hash", image => image.Image.SymbolNames);
    }

    // MD5 over the names in lower case, each once, sorted, commas between; of the first image of a fat file.
    private static void Hash(StructureBuilder<State> module, string name, Func<MachOState, IEnumerable<string>> get) =>
        module.Function(name, "", YaraType.String, (macho, _) =>
        {
            string[] names = macho.All.FirstOrDefault() is { } image
                ? [.. get(image).Select(text => text.Trim().ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal)]
                : [];
            // An identifier that others have agreed on, not a protection.
#pragma warning disable CA5351 // the field knows these hashes as MD5; they name files and protect nothing
            return names.Length == 0 ? default : YaraValue.Of(Convert.ToHexStringLower(MD5.HashData(string.Join(',', names).Bytes()!)));
#pragma warning restore CA5351
        });

    /// <summary>Null when the file is no Mach-O file: every field is undefined then.</summary>
    internal sealed class State(MachOFile? file)
    {
        public MachOFile? File { get; } = file;

        public MachOState? Single => field ??= File?.Image is { } image ? new(image) : null;

        /// <summary>Of a fat file, by architecture; null where none can be read.</summary>
        public IReadOnlyList<MachOState?> Images => field ??= [.. (File?.Images ?? []).Select(image => image is null ? null : new MachOState(image))];

        public IEnumerable<MachOState> All => Single is { } single ? [single] : Images.OfType<MachOState>();
    }
}
