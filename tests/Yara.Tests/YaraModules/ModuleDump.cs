using System.Globalization;
using System.Text;
using ScanHost.Yara.YaraModules;
using ScanHost.Yara.YaraModules.Structures;

namespace ScanHost.Yara.Tests.YaraModules;

/// <summary>Every defined field of a module on one file, by its path: <c>sections[0].name</c>. Strings as <c>yara -D</c> prints them.</summary>
internal static class ModuleDump
{
    public static Dictionary<string, string> Of(string module, ReadOnlyMemory<byte> file)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var known = ModuleCatalogue.Find(module)!;
        Walk(known.Structure, known.Load(new() { Data = file, Clock = TimeProvider.System }), "", found);
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

    private static void Walk(StructureType type, object? state, string path, Dictionary<string, string> found)
    {
        if (state is null)
            return;
        foreach (var member in type.Members.Values)
        {
            var name = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            switch (member)
            {
                case ConstantMember constant:
                    Add(found, name, constant.Value);
                    break;
                case FieldMember field:
                    Add(found, name, field.Get(state));
                    break;
                case StructureMember structure:
                    Walk(structure.Type, structure.Get(state), name, found);
                    break;
                case ArrayMember array:
                    for (var i = 0; i < array.Count(state); i++)
                        AddElement(found, $"{name}[{i}]", array.Element, array.Get(state, i));
                    break;
                case DictionaryMember dictionary:
                    for (var i = 0; i < dictionary.Count(state); i++)
                    {
                        var (key, value) = dictionary.At(state, i);
                        AddElement(found, $"{name}.{Text(key).Trim('"')}", dictionary.Element, value);
                    }

                    break;
            }
        }
    }

    private static void AddElement(Dictionary<string, string> found, string name, ElementType element, YaraValue value)
    {
        if (element.Structure is { } structure)
            Walk(structure, value.AsObject, name, found);
        else
            Add(found, name, value);
    }

    private static void Add(Dictionary<string, string> found, string name, YaraValue value)
    {
        if (value.IsDefined)
            found[name] = Text(value);
    }

    private static string Text(YaraValue value)
    {
        if (!value.IsString)
            return value.AsInteger.ToString(CultureInfo.InvariantCulture);
        var text = new StringBuilder("\"");
        foreach (var letter in value.AsString)
        {
            if (letter is >= (byte)' ' and <= (byte)'~')
                text.Append((char)letter);
            else
                text.Append(CultureInfo.InvariantCulture, $"\\x{letter:x2}");
        }

        return text.Append('"').ToString();
    }
}
