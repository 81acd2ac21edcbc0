using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Builds .NET programs whose start returns at once; what a report describes stands in methods that nothing calls.</summary>
/// <param name="name">Of the assembly.</param>
internal sealed class EighthManaged(string name)
{
    private readonly List<(string Type, string Method, object[] Steps)> methods = [];
    private readonly List<(string Library, string Function)> natives = [];
    private (string Name, byte[] Content)? resource;

    /// <summary>A method: texts and the methods that take them.</summary>
    public EighthManaged Method(string type, string method, params object[] steps)
    {
        methods.Add((type, method, steps));
        return this;
    }

    /// <summary>Functions of a native library.</summary>
    public EighthManaged Native(string library, string functions)
    {
        natives.AddRange(functions.Split(' ').Select(function => (library, function)));
        return this;
    }

    /// <summary>An embedded resource.</summary>
    public EighthManaged Resource(string resourceName, byte[] content)
    {
        resource = (resourceName, content);
        return this;
    }

    /// <summary>Finds a method of the framework: the type with its assembly, then the name.</summary>
    public static MethodInfo Of(string type, string method) =>
        Type.GetType(type, throwOnError: true)!.GetMethods().First(one => one.Name == method && !one.IsGenericMethod && one.GetParameters().All(p => !p.ParameterType.IsByRef && !p.ParameterType.IsByRefLike));

    /// <summary>The image.</summary>
    public byte[] Build(bool isConsole = false)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(name) { Version = new Version(1, 0, 0, 0) }, typeof(object).Assembly);
        var module = assembly.DefineDynamicModule(name);
        var program = module.DefineType(name + ".Program", TypeAttributes.Public | TypeAttributes.Class);
        foreach (var (library, function) in natives)
            program.DefinePInvokeMethod(function, library, MethodAttributes.Public | MethodAttributes.Static | MethodAttributes.PinvokeImpl, CallingConventions.Standard,
                typeof(nint), [typeof(nint), typeof(nint), typeof(uint), typeof(uint)], CallingConvention.Winapi, CharSet.Auto);
        var main = program.DefineMethod("Main", MethodAttributes.Public | MethodAttributes.Static, typeof(void), []);
        main.GetILGenerator().Emit(OpCodes.Ret);
        var types = new Dictionary<string, TypeBuilder>();
        foreach (var (type, method, steps) in methods)
        {
            if (!types.TryGetValue(type, out var owner))
                types[type] = owner = module.DefineType($"{name}.{type}", TypeAttributes.Public | TypeAttributes.Class);
            Write(owner.DefineMethod(method, MethodAttributes.Public | MethodAttributes.Static, typeof(void), []).GetILGenerator(), steps);
        }
        program.CreateType();
        foreach (var type in types.Values)
            type.CreateType();
        return Image(assembly, main, isConsole);
    }

    private byte[] Image(PersistedAssemblyBuilder assembly, MethodBuilder main, bool isConsole)
    {
        var metadata = assembly.GenerateMetadata(out var code, out var fields);
        var resources = new BlobBuilder();
        if (resource is { } one)
        {
            metadata.AddManifestResource(ManifestResourceAttributes.Public, metadata.GetOrAddString(one.Name), default, 0);
            resources.WriteInt32(one.Content.Length);
            resources.WriteBytes(one.Content);
        }
        var header = new PEHeaderBuilder(imageCharacteristics: Characteristics.ExecutableImage | Characteristics.Bit32Machine, subsystem: isConsole ? Subsystem.WindowsCui : Subsystem.WindowsGui);
        var image = new BlobBuilder();
        new ManagedPEBuilder(header, new MetadataRootBuilder(metadata), code, fields, resources, entryPoint: MetadataTokens.MethodDefinitionHandle(main.MetadataToken & 0xFFFFFF)).Serialize(image);
        return image.ToArray();
    }

    private static void Write(ILGenerator code, object[] steps)
    {
        foreach (var step in steps)
            if (step is string text)
            {
                code.Emit(OpCodes.Ldstr, text);
                code.Emit(OpCodes.Pop);
            }
            else if (step is MethodInfo method)
                Call(code, method);
        code.Emit(OpCodes.Ret);
    }

    private static void Call(ILGenerator code, MethodInfo method)
    {
        if (!method.IsStatic)
            code.Emit(OpCodes.Ldnull);
        foreach (var parameter in method.GetParameters())
            code.Emit(parameter.ParameterType.IsValueType ? OpCodes.Ldc_I4_0 : OpCodes.Ldnull);
        code.Emit(method.IsStatic ? OpCodes.Call : OpCodes.Callvirt, method);
        if (method.ReturnType != typeof(void))
            code.Emit(OpCodes.Pop);
    }
}
