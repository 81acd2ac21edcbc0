namespace ScanHost.Yara.YaraModules.Structures;

/// <summary>The members of a module or of a structure in it, by name.</summary>
internal sealed class StructureType
{
    private readonly Dictionary<string, Member> members = new(StringComparer.Ordinal);

    private StructureType(string name) => Name = name;

    /// <summary>The module's or the field's name, for diagnostics.</summary>
    public string Name { get; }

    /// <summary>All members, by name.</summary>
    public IReadOnlyDictionary<string, Member> Members => members;

    /// <summary>Declares a structure.</summary>
    /// <typeparam name="TState">What its getters work on.</typeparam>
    public static StructureType Of<TState>(string name, Action<StructureBuilder<TState>> declare)
        where TState : class
    {
        var structure = new StructureType(name);
        declare(new StructureBuilder<TState>(structure));
        return structure;
    }

    /// <exception cref="ArgumentException">The name is taken.</exception>
    internal void Add(Member member) => members.Add(member.Name, member);
}
