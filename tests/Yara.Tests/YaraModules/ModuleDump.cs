using ScanHost.Yara.YaraModules;
using ScanHost.Yara.YaraModules.Structures;

namespace ScanHost.Yara.Tests.YaraModules;

/// <summary>Every defined field of a module on one file, by its path: <c>sections[0].name</c>. Strings as <c>yara -D</c> prints them.</summary>
internal static class ModuleDump
{
    public static Dictionary<string, string> Of(string module, ReadOnlyMemory<byte> file)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = new List<string>();
        foreach (var field in ModuleFields.Of(module, file))
        {
            names.RemoveRange(field.Depth, names.Count - field.Depth);
            names.Add(field.Name);
            if (field.Value is not null and not ModuleFields.Undefined)
                found[string.Join('.', names).Replace(".[", "[", StringComparison.Ordinal)] = field.Value;
        }

        return found;
    }

    /// <summary>Calls a function of a module on a file.</summary>
    public static YaraValue Call(string module, string function, ReadOnlyMemory<byte> file, params YaraValue[] arguments)
    {
        var known = ModuleCatalogue.Find(module)!;
        var context = new ModuleContext { Data = file, Clock = TimeProvider.System };
        var member = (FunctionMember)known.Structure.Members[function];
        var overload = member.Overloads.Single(candidate => Fits(candidate.Arguments, arguments));
        return overload.Call(known.Load(context), new ModuleCall(arguments, context));
    }

    private static bool Fits(string declared, YaraValue[] arguments) =>
        declared.Length == arguments.Length
        && declared.Zip(arguments).All(pair => pair.First == (pair.Second.IsString ? 's' : pair.Second.AsObject is null ? 'i' : 'r'));
}
