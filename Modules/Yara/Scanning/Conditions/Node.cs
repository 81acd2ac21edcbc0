namespace ScanHost.Yara.Scanning.Conditions;

/// <summary>A part of a compiled condition. Immutable: all scans share it.</summary>
internal abstract class Node
{
    /// <summary>Its value for the file at hand.</summary>
    public abstract YaraValue Value(Evaluation scan);

    /// <summary>True when its value is defined and true.</summary>
    public virtual bool IsTrue(Evaluation scan) => Value(scan).IsTrue;

    /// <summary>
    /// The value that it has for every file in which none of its rule's strings occurs; null when that depends on the file. Tells which
    /// rules need not be looked at unless a string was found.
    /// </summary>
    public virtual YaraValue? Quiet => null;

    /// <summary>True when it can only be true in a file in which one of its rule's strings occurs.</summary>
    public virtual bool NeedsMatch => Quiet is { IsTrue: false };

    /// <summary>Writes it for a cache file.</summary>
    public abstract void Write(NodeWriter writer);
}

/// <summary>A part that is true or false and never undefined.</summary>
internal abstract class TruthNode : Node
{
    public sealed override YaraValue Value(Evaluation scan) => YaraValue.Of(IsTrue(scan));

    public abstract override bool IsTrue(Evaluation scan);
}
