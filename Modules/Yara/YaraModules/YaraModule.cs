using ScanHost.Yara.YaraModules.Structures;

namespace ScanHost.Yara.YaraModules;

/// <summary>What <c>import "name"</c> brings in. Stateless: one instance serves all threads; what it reads of a file is its state.</summary>
internal abstract class YaraModule
{
    /// <summary>As it is imported.</summary>
    public abstract string Name { get; }

    /// <summary>What rules cannot expect of it, said when they import it; null when it does all that it should.</summary>
    public virtual string? Shortcoming => null;

    /// <summary>Its fields and functions, declared once.</summary>
    public abstract StructureType Structure { get; }

    /// <summary>
    /// Its state for one file, on which all getters of <see cref="Structure"/> work. Called at most once a scan, and only when a condition
    /// reads a field. Never throws for what the file contains: what cannot be read is undefined.
    /// </summary>
    public abstract object Load(ModuleContext context);
}

/// <summary>A module whose state for one file is a <typeparamref name="TState"/>.</summary>
/// <typeparam name="TState">Should read each part of the file only when a getter asks for it (<see cref="Lazy{T}"/> without locks:
/// a scan has one thread), so that a rule pays for what it uses.</typeparam>
internal abstract class YaraModule<TState> : YaraModule
    where TState : class
{
    private readonly Lazy<StructureType> structure;

    protected YaraModule() => structure = new(() => StructureType.Of<TState>(Name, Declare));

    public sealed override StructureType Structure => structure.Value;

    public sealed override object Load(ModuleContext context) => Read(context);

    /// <summary>Names the fields and functions.</summary>
    protected abstract void Declare(StructureBuilder<TState> module);

    /// <summary>Makes the state for one file. Cheap: the getters do the work.</summary>
    protected abstract TState Read(ModuleContext context);
}
