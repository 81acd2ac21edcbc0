using ScanHost.Yara.YaraModules;

namespace ScanHost.Yara.Scanning.Conditions;

/// <summary>The states of a rule set's modules for one file. A module is loaded when a condition first reads it.</summary>
/// <param name="modules">The modules, by number.</param>
/// <param name="data">What the user handed to modules, by name.</param>
/// <param name="context">What modules know of the scan.</param>
internal sealed class ModuleStates(
    IReadOnlyList<YaraModule> modules, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> data, ModuleContext context)
{
    private readonly object?[] states = new object?[modules.Count];

    /// <summary>What functions know of the scan.</summary>
    public ModuleContext Context { get; } = context;

    /// <summary>The state of a module, by its number in the rule set.</summary>
    public object this[int module] => states[module] ??= Load(modules[module]);

    private object Load(YaraModule module) =>
        module.Load(data.TryGetValue(module.Name, out var own) ? Context with { ModuleData = own } : Context);
}
