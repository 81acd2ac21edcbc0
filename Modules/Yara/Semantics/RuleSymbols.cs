using ScanHost.Yara.YaraModules;

namespace ScanHost.Yara.Semantics;

/// <summary>What the rules of a rule set can refer to: shared by all namespaces, and per namespace.</summary>
internal sealed class RuleSymbols
{
    private readonly Dictionary<string, ExternalVariable> externals = new(StringComparer.Ordinal);
    private readonly List<YaraModule> modules = [];

    /// <summary>The external variables, by number.</summary>
    public List<ExternalVariable> Externals { get; } = [];

    /// <summary>The modules that some rule uses, by number.</summary>
    public IReadOnlyList<YaraModule> Modules => modules;

    /// <summary>Adds an external variable, or gives a known one another value.</summary>
    public void Define(string name, YaraType type, YaraValue value)
    {
        var variable = new ExternalVariable(Externals.Count, name, type, value);
        if (externals.TryGetValue(name, out var known))
            Externals[known.Index] = externals[name] = variable with { Index = known.Index };
        else
            Externals.Add(externals[name] = variable);
    }

    public ExternalVariable? External(string name) => externals.GetValueOrDefault(name);

    /// <summary>The number of a module.</summary>
    public int NumberOf(YaraModule module)
    {
        var number = modules.IndexOf(module);
        if (number < 0)
        {
            number = modules.Count;
            modules.Add(module);
        }

        return number;
    }
}

/// <summary>A value that comes from outside of the rules.</summary>
internal sealed record ExternalVariable(int Index, string Name, YaraType Type, YaraValue Value);

/// <summary>The names of one namespace.</summary>
internal sealed class NamespaceSymbols(string name)
{
    public string Name { get; } = name;

    /// <summary>The modules that it imported, by name.</summary>
    public Dictionary<string, YaraModule> Imports { get; } = new(StringComparer.Ordinal);

    /// <summary>Numbers of its rules, by name.</summary>
    public Dictionary<string, int> Rules { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of its rules in the order of the source.</summary>
    public List<string> RuleOrder { get; } = [];

    /// <summary>Wildcards that its rules have used: a later rule must not fit one.</summary>
    public HashSet<string> Wildcards { get; } = new(StringComparer.Ordinal);
}
