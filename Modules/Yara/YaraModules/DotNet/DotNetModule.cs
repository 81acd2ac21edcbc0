using ScanHost.Formats.DotNet;
using ScanHost.Formats.Pe;
using ScanHost.Yara.YaraModules.Structures;

namespace ScanHost.Yara.YaraModules.DotNet;

/// <summary><c>dotnet</c>: the metadata of .NET assemblies.</summary>
internal sealed class DotNetModule : YaraModule<DotNetModule.State>
{
    public override string Name => "dotnet";

    protected override State Read(ModuleContext context) => new(PeFile.TryOpen(context.Data));

    protected override void Declare(StructureBuilder<State> module)
    {
        module.Integer("is_dotnet", net => net.Image is null ? null : net.File is null ? 0 : 1);
        module.String("version", net => net.File?.Version.Bytes());
        module.String("module_name", net => net.File?.ModuleName.Bytes());
        DeclareHeaps(module);
        DeclareAssembly(module);
        DeclareLists(module);
        module.Integer("number_of_classes", net => net.Tables?.Classes.Count);
        module.Structures<DotNetClass>("classes", net => net.Tables?.Classes, DeclareClass);
    }

    private static void DeclareHeaps(StructureBuilder<State> module)
    {
        module.Integer("number_of_streams", net => net.File?.Streams.Count);
        module.Structures<DotNetHeap>("streams", net => net.File?.Streams, stream =>
        {
            stream.String("name", value => value.Name.Bytes());
            stream.Integer("offset", value => value.Offset);
            stream.Integer("size", value => value.Size);
        });
        module.Integer("number_of_guids", net => net.Guids?.Length);
        module.Strings("guids", net => net.Guids);
        module.Integer("number_of_user_strings", net => net.UserStrings?.Length);
        module.Strings("user_strings", net => net.UserStrings);
    }

    private static void DeclareAssembly(StructureBuilder<State> module)
    {
        module.Structure<DotNetAssembly>("assembly", net => net.File?.Assembly, assembly =>
        {
            assembly.Structure<DotNetVersion>("version", value => value.Version, DeclareVersion);
            assembly.String("name", value => value.Name.Bytes());
            assembly.String("culture", value => value.Culture.Bytes());
        });
        module.Integer("number_of_assembly_refs", net => net.Tables?.AssemblyReferences.Count);
        module.Structures<DotNetAssemblyReference>("assembly_refs", net => net.Tables?.AssemblyReferences, reference =>
        {
            reference.Structure<DotNetVersion>("version", value => value.Version, DeclareVersion);
            reference.String("public_key_or_token", value => value.PublicKeyOrToken.IsEmpty ? null : value.PublicKeyOrToken.ToArray());
            reference.String("name", value => value.Name.Bytes());
        });
    }

    private static void DeclareVersion(StructureBuilder<DotNetVersion> version)
    {
        version.Integer("major", value => value.Major);
        version.Integer("minor", value => value.Minor);
        version.Integer("build_number", value => value.Build);
        version.Integer("revision_number", value => value.Revision);
    }

    private static void DeclareLists(StructureBuilder<State> module)
    {
        module.Integer("number_of_resources", net => net.Tables?.ManifestResources.Count);
        module.Structures<DotNetManifestResource>("resources", net => net.Tables?.ManifestResources, resource =>
        {
            resource.Integer("offset", value => value.Offset);
            resource.Integer("length", value => value.Length);
            resource.String("name", value => value.Name.Bytes());
        });
        module.Integer("number_of_modulerefs", net => net.ModuleReferences?.Length);
        module.Strings("modulerefs", net => net.ModuleReferences);
        module.String("typelib", net => net.File?.TypeLibrary.Bytes());
        module.Integer("number_of_constants", net => net.Constants?.Length);
        module.Strings("constants", net => net.Constants);
        module.Integer("number_of_field_offsets", net => net.FieldOffsets?.Length);
        module.Integers("field_offsets", net => net.FieldOffsets);
    }

    private static void DeclareClass(StructureBuilder<DotNetClass> type)
    {
        type.String("fullname", value => value.FullName.Bytes());
        type.String("name", value => value.Name.Bytes());
        type.String("namespace", value => value.Namespace.Bytes());
        type.String("visibility", value => value.Visibility.Bytes());
        type.String("type", value => (value.IsInterface ? "interface" : "class").Bytes());
        type.Integer("abstract", value => value.IsAbstract ? 1 : 0);
        type.Integer("sealed", value => value.IsSealed ? 1 : 0);
        Names(type, "generic_parameters", value => value.GenericParameters);
        Names(type, "base_types", value => value.BaseTypes);
        type.Integer("number_of_methods", value => value.Methods.Count);
        type.Structures<DotNetMethod>("methods", value => value.Methods, DeclareMethod);
    }

    private static void DeclareMethod(StructureBuilder<DotNetMethod> method)
    {
        method.String("name", value => value.Name.Bytes());
        method.String("visibility", value => value.Visibility.Bytes());
        method.Integer("static", value => value.IsStatic ? 1 : 0);
        method.Integer("virtual", value => value.IsVirtual ? 1 : 0);
        method.Integer("final", value => value.IsFinal ? 1 : 0);
        method.Integer("abstract", value => value.IsAbstract ? 1 : 0);
        method.String("return_type", value => value.ReturnType.Bytes());
        Names(method, "generic_parameters", value => value.GenericParameters);
        method.Integer("number_of_parameters", value => value.Parameters.Count);
        method.Structures<DotNetParameter>("parameters", value => value.Parameters, parameter =>
        {
            parameter.String("name", value => value.Name.Bytes());
            parameter.String("type", value => value.Type.Bytes());
        });
    }

    private static void Names<TState>(StructureBuilder<TState> structure, string name, Func<TState, IReadOnlyList<string>> get)
        where TState : class
    {
        structure.Integer($"number_of_{name}", value => get(value).Count);
        structure.Strings(name, value => get(value) is { Count: > 0 } names ? [.. names.Select(text => text.Bytes())] : []);
    }

    /// <summary>Of a file that is no assembly every field is undefined but <c>is_dotnet</c>.</summary>
    internal sealed class State(PeFile? image)
    {
        public PeFile? Image { get; } = image;

        public DotNetFile? File { get; } = image is null ? null : DotNetFile.TryOpen(image);

        /// <summary>Null when there is no table stream.</summary>
        public DotNetFile? Tables => File is { HasTables: true } ? File : null;

        public byte[][]? Guids => field ??= File?.Guids.Select(guid => guid.ToString("D").Bytes()!).ToArray();

        public byte[][]? UserStrings => field ??= File?.UserStrings.Select(text => text.ToArray()).ToArray();

        public byte[][]? ModuleReferences => field ??= Tables?.ModuleReferences.Select(name => name.Bytes()!).ToArray();

        public byte[][]? Constants => field ??= Tables?.Constants.Select(text => text.ToArray()).ToArray();

        public long?[]? FieldOffsets => field ??= Tables?.FieldOffsets.Select(offset => (long?)offset).ToArray();
    }
}
