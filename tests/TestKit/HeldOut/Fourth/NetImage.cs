using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace ScanHost.TestKit.HeldOut.Fourth;

/// <summary>.NET programs, ECMA-335: Main returns at once; another method, which nothing calls, names the functions and the text.</summary>
internal static class NetImage
{
    /// <summary>An assembly.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Namespace and name of its class.</param>
    /// <param name="calls">Namespace, type and method that it refers to: <c>System.Reflection/Assembly/Load</c>.</param>
    /// <param name="strings">Its text.</param>
    /// <param name="resource">Embedded under the name <c>name.Properties.data</c>.</param>
    /// <param name="natives">Imported from a library: <c>kernel32/VirtualAlloc</c>.</param>
    public static byte[] Build(string name, string type, string[] calls, string[] strings, byte[]? resource = null, string[]? natives = null)
    {
        var tables = new MetadataBuilder();
        var code = new BlobBuilder();
        var bodies = new MethodBodyStreamEncoder(code);
        tables.AddModule(0, tables.GetOrAddString(name + ".exe"), tables.GetOrAddGuid(new Guid("9d4cbf0f-9fd8-4d8e-8f9c-0b7f0a1b2c3d")), default, default);
        tables.AddAssembly(tables.GetOrAddString(name), new Version(1, 0, 0, 0), default, default, 0, AssemblyHashAlgorithm.Sha1);
        var library = tables.AddAssemblyReference(tables.GetOrAddString("mscorlib"), new Version(4, 0, 0, 0), default, tables.GetOrAddBlob(new byte[] { 0xB7, 0x7A, 0x5C, 0x56, 0x19, 0x34, 0xE0, 0x89 }), 0, default);
        var root = tables.AddTypeReference(library, tables.GetOrAddString("System"), tables.GetOrAddString("Object"));
        var empty = new BlobBuilder();
        new BlobEncoder(empty).MethodSignature().Parameters(0, result => result.Void(), _ => { });
        var signature = tables.GetOrAddBlob(empty);

        var main = new InstructionEncoder(new BlobBuilder());
        main.OpCode(ILOpCode.Ret);
        var mainAt = bodies.AddMethodBody(main);
        var other = new InstructionEncoder(new BlobBuilder());
        foreach (var text in strings)
        {
            other.LoadString(tables.GetOrAddUserString(text));
            other.OpCode(ILOpCode.Pop);
        }
        foreach (var call in calls)
        {
            var parts = call.Split('/');
            var owner = tables.AddTypeReference(library, tables.GetOrAddString(parts[0]), tables.GetOrAddString(parts[1]));
            other.Call(tables.AddMemberReference(owner, tables.GetOrAddString(parts[2]), signature));
        }
        other.OpCode(ILOpCode.Ret);
        var otherAt = bodies.AddMethodBody(other);

        tables.AddTypeDefinition(default, default, tables.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        var dot = type.LastIndexOf('.');
        tables.AddTypeDefinition(TypeAttributes.Class | TypeAttributes.BeforeFieldInit, tables.GetOrAddString(dot < 0 ? "" : type[..dot]), tables.GetOrAddString(type[(dot + 1)..]), root, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        var start = tables.AddMethodDefinition(MethodAttributes.Static | MethodAttributes.Private | MethodAttributes.HideBySig, MethodImplAttributes.IL, tables.GetOrAddString("Main"), signature, mainAt, MetadataTokens.ParameterHandle(1));
        tables.AddMethodDefinition(MethodAttributes.Static | MethodAttributes.Private | MethodAttributes.HideBySig, MethodImplAttributes.IL, tables.GetOrAddString("Run"), signature, otherAt, MetadataTokens.ParameterHandle(1));
        foreach (var native in natives ?? [])
        {
            var parts = native.Split('/');
            var method = tables.AddMethodDefinition(MethodAttributes.Static | MethodAttributes.Private | MethodAttributes.PinvokeImpl, MethodImplAttributes.PreserveSig, tables.GetOrAddString(parts[1]), signature, -1, MetadataTokens.ParameterHandle(1));
            tables.AddMethodImport(method, MethodImportAttributes.SetLastError, tables.GetOrAddString(parts[1]), tables.AddModuleReference(tables.GetOrAddString(parts[0] + ".dll")));
        }

        var resources = new BlobBuilder();
        if (resource is not null)
        {
            resources.WriteInt32(resource.Length);
            resources.WriteBytes(resource);
            tables.AddManifestResource(ManifestResourceAttributes.Public, tables.GetOrAddString(name + ".Properties.data"), default, 0);
        }

        var image = new BlobBuilder();
        var builder = new ManagedPEBuilder(PEHeaderBuilder.CreateExecutableHeader(), new MetadataRootBuilder(tables), code, managedResources: resource is null ? null : resources, entryPoint: start, deterministicIdProvider: _ => new BlobContentId(new Guid("9d4cbf0f-9fd8-4d8e-8f9c-0b7f0a1b2c3d"), 0x65000000));
        builder.Serialize(image);
        return [.. image.ToImmutableArray()];
    }
}
