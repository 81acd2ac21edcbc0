using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>Real assemblies whose methods return at once and, behind the return, name what such programs call.</summary>
internal sealed class SixthAssembly
{
    private readonly PersistedAssemblyBuilder assembly;
    private readonly TypeBuilder program;
    private readonly ILGenerator main;
    private readonly MethodBuilder entry;
    private readonly List<(string Name, byte[] Data)> resources = [];

    /// <summary>An assembly with one type and its Main.</summary>
    public SixthAssembly(string name, string type)
    {
        assembly = new PersistedAssemblyBuilder(new AssemblyName(name) { Version = new Version(1, 0, 0, 0) }, typeof(object).Assembly);
        program = assembly.DefineDynamicModule(name).DefineType(type, TypeAttributes.Public | TypeAttributes.Class);
        entry = program.DefineMethod("Main", MethodAttributes.Public | MethodAttributes.Static, typeof(void), [typeof(string[])]);
        main = entry.GetILGenerator();
        main.Emit(OpCodes.Ret);
    }

    /// <summary>Loads texts, and drops them.</summary>
    public SixthAssembly Texts(params string[] texts)
    {
        foreach (var text in texts)
        {
            main.Emit(OpCodes.Ldstr, text);
            main.Emit(OpCodes.Pop);
        }
        return this;
    }

    /// <summary>Calls a method or a constructor with nothings.</summary>
    public SixthAssembly Call(Type type, string name, params Type[] parameters)
    {
        MethodBase method = name == ".ctor" ? type.GetConstructor(parameters)! : type.GetMethod(name, parameters)!;
        if (!method.IsStatic && method is MethodInfo)
            main.Emit(OpCodes.Ldnull);
        foreach (var parameter in parameters)
            if (parameter.IsValueType)
                main.Emit(OpCodes.Ldc_I4_0);
            else
                main.Emit(OpCodes.Ldnull);
        if (method is ConstructorInfo constructor)
            main.Emit(OpCodes.Newobj, constructor);
        else
            main.Emit(method.IsStatic ? OpCodes.Call : OpCodes.Callvirt, (MethodInfo)method);
        if (method is ConstructorInfo || ((MethodInfo)method).ReturnType != typeof(void))
            main.Emit(OpCodes.Pop);
        return this;
    }

    /// <summary>Declares functions of a native library.</summary>
    public SixthAssembly Native(string library, params string[] functions)
    {
        foreach (var function in functions)
            program.DefinePInvokeMethod(function, library, MethodAttributes.Public | MethodAttributes.Static | MethodAttributes.PinvokeImpl, CallingConventions.Standard, typeof(nint), [typeof(nint), typeof(nint), typeof(uint)], CallingConvention.Winapi, CharSet.Unicode);
        return this;
    }

    /// <summary>Declares other methods by their names alone.</summary>
    public SixthAssembly Methods(params string[] names)
    {
        foreach (var name in names)
            program.DefineMethod(name, MethodAttributes.Public | MethodAttributes.Static, typeof(void), []).GetILGenerator().Emit(OpCodes.Ret);
        return this;
    }

    /// <summary>Embeds a resource.</summary>
    public SixthAssembly Resource(string name, byte[] data)
    {
        resources.Add((name, data));
        return this;
    }

    /// <summary>The executable.</summary>
    public byte[] Build()
    {
        main.Emit(OpCodes.Ret);
        program.CreateType();
        var metadata = assembly.GenerateMetadata(out var code, out var fields);
        var embedded = new BlobBuilder();
        foreach (var (name, data) in resources)
        {
            metadata.AddManifestResource(ManifestResourceAttributes.Public, metadata.GetOrAddString(name), default, (uint)embedded.Count);
            embedded.WriteInt32(data.Length);
            embedded.WriteBytes(data);
            embedded.Align(8);
        }
        var image = new ManagedPEBuilder(PEHeaderBuilder.CreateExecutableHeader(), new MetadataRootBuilder(metadata), code, fields, resources.Count > 0 ? embedded : null,
            entryPoint: MetadataTokens.MethodDefinitionHandle(entry.MetadataToken & 0xFFFFFF), deterministicIdProvider: _ => new BlobContentId(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), 0x5F000000));
        var bytes = new BlobBuilder();
        image.Serialize(bytes);
        return bytes.ToArray();
    }
}

/// <summary>.NET programs that load others, reach into processes, steal, or switch off what looks on.</summary>
public sealed class DotNetLoaders : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Loader.exe", new SixthAssembly("Loader", "Loader.Program")
            .Texts("payload.bin", "Q2xpZW50LlByb2dyYW0=", "Main").Call(typeof(Assembly), "GetExecutingAssembly").Call(typeof(Assembly), "GetManifestResourceStream", typeof(string))
            .Call(typeof(Convert), "FromBase64String", typeof(string)).Call(typeof(System.Security.Cryptography.Aes), "Create").Call(typeof(Assembly), "Load", typeof(byte[])).Call(typeof(MethodBase), "Invoke", typeof(object), typeof(object[]))
            .Resource("payload.bin", SixthNoise.Bytes(60000, 51)).Build());
        yield return ("RunPE.exe", new SixthAssembly("RunPE", "Injector.RunPE")
            .Native("kernel32.dll", "CreateProcessW", "VirtualAllocEx", "WriteProcessMemory", "ReadProcessMemory", "GetThreadContext", "Wow64SetThreadContext", "ResumeThread").Native("ntdll.dll", "NtUnmapViewOfSection")
            .Texts("C:\\Windows\\Microsoft.NET\\Framework\\v4.0.30319\\RegAsm.exe", "http://198.51.100.119/p.bin").Call(typeof(System.Net.Http.HttpClient), "GetByteArrayAsync", typeof(string)).Build());
        yield return ("Client.exe", new SixthAssembly("AsyncClient", "Client.Settings")
            .Texts("Ports", "6606,7707,8808", "Hosts", "rat-panel.invalid", "AsyncMutex_inert", "%AppData%", "Pastebin", "Anti_Process", "/c schtasks /create /f /sc onlogon /rl highest /tn ", "Software\\Microsoft\\Windows\\CurrentVersion\\Run", "Select * from AntivirusProduct", "root\\SecurityCenter2", "amsi.dll", "AmsiScanBuffer", "SbieDll.dll", "VIRTUAL", "vmware", "plugin", "savePlugin", "keylogger")
            .Native("kernel32.dll", "CheckRemoteDebuggerPresent", "VirtualProtect", "GetProcAddress", "LoadLibraryW").Native("ntdll.dll", "RtlSetProcessIsCritical").Native("user32.dll", "GetForegroundWindow", "SetWindowsHookExW")
            .Call(typeof(Assembly), "Load", typeof(byte[])).Call(typeof(System.Net.Sockets.Socket), "Connect", typeof(string), typeof(int)).Methods("InitializeSettings", "VerifyHash", "DetectSandboxie", "IsSmallDisk", "InstallPersistence").Build());
        yield return ("ImageSorter.exe", new SixthAssembly("ImageSorter", "ImageSorter.Gallery")
            .Texts("Sorts pictures by date", "daoL", "Gallery.thumbs", "tniopyrtnE", "ekovnI").Call(typeof(Assembly), "GetManifestResourceStream", typeof(string)).Call(typeof(Array), "Reverse", typeof(Array)).Call(typeof(AppDomain), "get_CurrentDomain")
            .Call(typeof(Type), "GetMethods").Call(typeof(MethodBase), "Invoke", typeof(object), typeof(object[])).Call(typeof(System.IO.Compression.GZipStream), ".ctor", typeof(Stream), typeof(System.IO.Compression.CompressionMode))
            .Methods("\u200B\u200C", "\u200C\u200B\u200B", "\u200B\u200B\u200C", "SortByDate").Resource("Gallery.thumbs", [.. InertFiles.Gzip([.. SixthNoise.Bytes(40000, 52)]).Reverse()]).Build());
    }
}
