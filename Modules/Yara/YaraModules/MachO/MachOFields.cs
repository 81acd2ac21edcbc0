using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using ScanHost.Formats.Authenticode;
using ScanHost.Formats.MachO;
using ScanHost.Yara.YaraModules.Structures;

namespace ScanHost.Yara.YaraModules.MachO;

/// <summary>The fields of an image: the module has them for a file with one image, and <c>file[i]</c> for those of a fat file.</summary>
internal static class MachOFields
{
    /// <summary>
    /// Only YARA-X has these fields, and it reads the command as if iundefsym and nundefsym were not in it: what follows them is the number two
    /// places before. Rules are written against that.
    /// </summary>
    private static readonly string[] DynamicSymbolFields =
    [
        "ilocalsym", "nlocalsym", "iextdefsym", "nextdefsym", "tocoff", "ntoc", "modtaboff", "nmodtab",
        "extrefsymoff", "nextrefsyms", "indirectsymoff", "nindirectsyms", "extreloff", "nextrel", "locreloff", "nlocrel",
    ];

    private static readonly string[] LinkerFields =
    [
        "rebase_off", "rebase_size", "bind_off", "bind_size", "weak_bind_off", "weak_bind_size", "lazy_bind_off", "lazy_bind_size",
        "export_off", "export_size",
    ];

    internal static void Declare<TState>(StructureBuilder<TState> structure, Func<TState, MachOState?> get)
        where TState : class
    {
        DeclareHeader(structure, get);
        structure.Integer("number_of_segments", state => get(state)?.Image.Segments.Count);
        structure.Structures<MachOSegment>("segments", state => get(state)?.Image.Segments, DeclareSegment);
        structure.Integer("entry_point", state => (long?)get(state)?.Image.EntryPoint);
        structure.Integer("stack_size", state => (long?)get(state)?.Image.StackSize);
        structure.String("dynamic_linker", state => get(state)?.Image.DynamicLinker.Bytes());
        structure.String("source_version", state => Source(get(state)?.Image.SourceVersion));
        structure.String("uuid", state => Uuid(get(state)?.Image.Uuid ?? default));
        structure.Structures<MachOLibrary>("dylibs", state => get(state)?.Image.Libraries, DeclareLibrary);
        structure.Strings("rpaths", state => get(state)?.RunPaths);
        structure.Strings("linker_options", state => get(state)?.LinkerOptions);
        structure.Strings("exports", state => get(state)?.Exports);
        structure.Strings("imports", state => get(state)?.Imports);
        structure.Strings("entitlements", state => get(state)?.Entitlements);
        structure.Structures<SigningCertificate>("certificates", state => get(state)?.Image.Signature.Certificates, DeclareCertificate);
        DeclareTables(structure, get);
        DeclareVersions(structure, get);
    }

    private static void DeclareHeader<TState>(StructureBuilder<TState> structure, Func<TState, MachOState?> get)
        where TState : class
    {
        // As the bytes stand in the file, so that a little-endian image has MH_CIGAM, as since libyara 4.5.
        structure.Integer("magic", state => get(state) is { } image ? BinaryPrimitives.ReverseEndianness(image.Image.Header.Magic) : null);
        structure.Integer("cputype", state => get(state)?.Image.Header.CpuType);
        structure.Integer("cpusubtype", state => get(state)?.Image.Header.CpuSubtype);
        structure.Integer("filetype", state => get(state)?.Image.Header.FileType);
        structure.Integer("ncmds", state => get(state)?.Image.Header.CommandCount);
        structure.Integer("sizeofcmds", state => get(state)?.Image.Header.CommandsSize);
        structure.Integer("flags", state => get(state)?.Image.Header.Flags);
        structure.Integer("reserved", state => get(state)?.Image.Header.Reserved);
    }

    private static void DeclareTables<TState>(StructureBuilder<TState> structure, Func<TState, MachOState?> get)
        where TState : class
    {
        structure.Structure<MachOState>("symtab", state => get(state) is { Image.SymbolTable: not null } image ? image : null, symtab =>
        {
            string[] names = ["symoff", "nsyms", "stroff", "strsize"];
            for (var i = 0; i < names.Length; i++)
            {
                var index = i;
                symtab.Integer(names[i], image => image.Image.SymbolTable!.Values[index]);
            }

            symtab.Strings("entries", image => image.SymbolNames);
        });
        structure.Structure<MachONumbers>("dysymtab", state => get(state)?.Image.DynamicSymbolTable, numbers =>
        {
            DeclareNumbers(numbers, DynamicSymbolFields);
            numbers.Integer("iundefsym", _ => null);
            numbers.Integer("nundefsym", _ => null);
        });
        Numbers(structure, "dyld_info", LinkerFields, state => get(state)?.Image.LinkerInfo);
        Numbers(structure, "code_signature_data", ["dataoff", "datasize"], state => get(state)?.Image.CodeSignature);
    }

    private static void DeclareVersions<TState>(StructureBuilder<TState> structure, Func<TState, MachOState?> get)
        where TState : class
    {
        structure.Structure<MachOBuildVersion>("build_version", state => get(state)?.Image.BuildVersion, version =>
        {
            version.Integer("platform", value => value.Platform);
            version.String("minos", value => Three(value.MinimumSystem));
            version.String("sdk", value => Three(value.Sdk));
            version.Integer("ntools", value => value.Tools.Count);
            version.Structures<MachOBuildTool>("tools", value => value.Tools, tool =>
            {
                tool.Integer("tool", value => value.Tool);
                tool.String("version", value => Ascii($"{value.Version >> 16}.{(value.Version >> 8) & 0xFF}"));
            });
        });
        structure.Structure<MachOMinimumVersion>("min_version", state => get(state)?.Image.MinimumVersion, version =>
        {
            version.Integer("device", value => value.Device);
            version.String("version", value => Three(value.Version));
            version.String("sdk", value => Three(value.Sdk));
        });
    }

    private static void Numbers<TState>(StructureBuilder<TState> structure, string name, string[] fields, Func<TState, MachONumbers?> get)
        where TState : class =>
        structure.Structure(name, get, numbers => DeclareNumbers(numbers, fields));

    private static void DeclareNumbers(StructureBuilder<MachONumbers> numbers, string[] fields)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            var index = i;
            numbers.Integer(fields[i], value => value.Values[index]);
        }
    }

    private static void DeclareSegment(StructureBuilder<MachOSegment> segment)
    {
        segment.String("segname", value => value.Name.Bytes());
        segment.Integer("vmaddr", value => (long)value.Address);
        segment.Integer("vmsize", value => (long)value.Size);
        segment.Integer("fileoff", value => (long)value.FileOffset);
        segment.Integer("fsize", value => (long)value.FileSize);
        // YARA-X's name for it.
        segment.Integer("filesize", value => (long)value.FileSize);
        segment.Integer("maxprot", value => value.MaxProtection);
        segment.Integer("initprot", value => value.InitialProtection);
        segment.Integer("nsects", value => value.SectionCount);
        segment.Integer("flags", value => value.Flags);
        segment.Structures<MachOSection>("sections", value => value.Sections, section =>
        {
            section.String("segname", value => value.SegmentName.Bytes());
            section.String("sectname", value => value.Name.Bytes());
            section.Integer("addr", value => (long)value.Address);
            section.Integer("size", value => (long)value.Size);
            section.Integer("offset", value => value.Offset);
            section.Integer("align", value => value.Alignment);
            section.Integer("reloff", value => value.RelocationOffset);
            section.Integer("nreloc", value => value.RelocationCount);
            section.Integer("flags", value => value.Flags);
            section.Integer("reserved1", value => value.Reserved1);
            section.Integer("reserved2", value => value.Reserved2);
            section.Integer("reserved3", value => value.Reserved3);
        });
    }

    private static void DeclareLibrary(StructureBuilder<MachOLibrary> library)
    {
        library.String("name", value => value.Name.Bytes());
        library.Integer("timestamp", value => value.Timestamp);
        library.String("compatibility_version", value => Three(value.CompatibilityVersion));
        library.String("current_version", value => Three(value.CurrentVersion));
    }

    private static void DeclareCertificate(StructureBuilder<SigningCertificate> certificate)
    {
        certificate.String("issuer", value => Encoding.UTF8.GetBytes(value.Issuer.CommaText));
        certificate.String("subject", value => Encoding.UTF8.GetBytes(value.Subject.CommaText));
        certificate.Integer("is_self_signed", value => value.IsSelfIssued ? 1 : 0);
    }

    private static byte[] Three(uint version) => Ascii($"{version >> 16}.{(version >> 8) & 0xFF}.{version & 0xFF}");

    private static byte[]? Source(ulong? version) => version is { } v
        ? Ascii($"{v >> 40}.{(v >> 30) & 0x3FF}.{(v >> 20) & 0x3FF}.{(v >> 10) & 0x3FF}.{v & 0x3FF}")
        : null;

    private static byte[]? Uuid(ReadOnlyMemory<byte> uuid) =>
        uuid.Length == 16 ? Encoding.ASCII.GetBytes(new Guid(uuid.Span, bigEndian: true).ToString("D").ToUpperInvariant()) : null;

    private static byte[] Ascii(FormattableString text) => Encoding.ASCII.GetBytes(text.ToString(CultureInfo.InvariantCulture));
}
