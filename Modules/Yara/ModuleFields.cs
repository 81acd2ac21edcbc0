using System.Globalization;
using System.Text;
using ScanHost.Yara.YaraModules;
using ScanHost.Yara.YaraModules.Structures;

namespace ScanHost.Yara;

/// <summary>What a module reads of a file: every field, as <c>yara -D</c> shows them.</summary>
public static class ModuleFields
{
    /// <summary>How a field without a value is shown.</summary>
    public const string Undefined = "YR_UNDEFINED";

    /// <summary>The modules that there are, in ordinal order of their names.</summary>
    public static IEnumerable<string> Modules => ModuleCatalogue.Names.Order(StringComparer.Ordinal);

    /// <summary>Reads all fields of a module. Functions are left out.</summary>
    /// <param name="module">Name of the module.</param>
    /// <param name="file">The file.</param>
    /// <param name="moduleData">As <see cref="Scanner.SetModuleData"/> takes it.</param>
    /// <exception cref="ArgumentException">There is no such module.</exception>
    public static IReadOnlyList<ModuleField> Of(string module, ReadOnlyMemory<byte> file, ReadOnlyMemory<byte> moduleData = default)
    {
        var known = ModuleCatalogue.Find(module) ?? throw new ArgumentException($"There is no module \"{module}\".", nameof(module));
        var found = new List<ModuleField>();
        var context = new ModuleContext { Data = file, ModuleData = moduleData, Clock = TimeProvider.System };
        Walk(known.Structure, known.Load(context), 0, found);
        return found;
    }

    private static void Walk(StructureType type, object? state, int depth, List<ModuleField> found)
    {
        foreach (var member in type.Members.Values)
        {
            switch (member)
            {
                case ConstantMember constant:
                    found.Add(new(depth, member.Name, Text(constant.Value)));
                    break;
                case FieldMember field:
                    found.Add(new(depth, member.Name, state is null ? Undefined : Text(field.Get(state))));
                    break;
                case StructureMember structure:
                    found.Add(new(depth, member.Name, null));
                    Walk(structure.Type, state is null ? null : structure.Get(state), depth + 1, found);
                    break;
                case ArrayMember array:
                    found.Add(new(depth, member.Name, null));
                    for (var i = 0; state is not null && i < array.Count(state); i++)
                        Element(string.Create(CultureInfo.InvariantCulture, $"[{i}]"), array.Element, array.Get(state, i), depth + 1, found);
                    break;
                case DictionaryMember dictionary:
                    found.Add(new(depth, member.Name, null));
                    for (var i = 0; state is not null && i < dictionary.Count(state); i++)
                    {
                        var (key, value) = dictionary.At(state, i);
                        Element(Text(key).Trim('"'), dictionary.Element, value, depth + 1, found);
                    }

                    break;
            }
        }
    }

    private static void Element(string name, ElementType element, YaraValue value, int depth, List<ModuleField> found)
    {
        if (element.Structure is not { } structure)
        {
            found.Add(new(depth, name, Text(value)));
            return;
        }

        found.Add(new(depth, name, null));
        Walk(structure, value.AsObject, depth + 1, found);
    }

    private static string Text(YaraValue value)
    {
        if (!value.IsDefined)
            return Undefined;
        if (value.IsFloat)
            return value.AsFloat.ToString("F6", CultureInfo.InvariantCulture);
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

/// <summary>A field of a module, or the name over several of them.</summary>
/// <param name="Depth">How many names stand over it.</param>
/// <param name="Name">Its name; <c>[i]</c> in an array, the key in a dictionary.</param>
/// <param name="Value">The number, the text in quotes, or <see cref="ModuleFields.Undefined"/>; null for a name over others.</param>
public readonly record struct ModuleField(int Depth, string Name, string? Value);
