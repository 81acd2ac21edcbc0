using ScanHost.Yara.Scanning.Conditions;
using ScanHost.Yara.YaraModules.Structures;

namespace ScanHost.Yara.Semantics;

/// <summary>An expression whose meaning is known: a value of a type, or something of a module that is no value by itself.</summary>
/// <param name="Node">The value; of an array, a dictionary or a function the structure that has it.</param>
internal sealed record Bound(Node Node)
{
    /// <summary>Type of a value; null when it is none.</summary>
    public YaraType? Type { get; init; }

    /// <summary>Members of a structure.</summary>
    public StructureType? Structure { get; init; }

    /// <summary>An array, a dictionary or a function.</summary>
    public Member? Member { get; init; }

    /// <summary>The text of a text literal.</summary>
    public byte[]? Literal { get; init; }

    /// <summary>The value when it is known while compiling.</summary>
    public YaraValue? Constant => Node is ConstantNode constant ? constant.Constant : null;

    /// <summary>The value when it is an integer that is known while compiling.</summary>
    public long? ConstantInteger =>
        Type == YaraType.Integer && Constant is { IsDefined: true } constant ? constant.AsInteger : null;

    public bool IsNumber => Type is YaraType.Integer or YaraType.Float;

    public static Bound Of(YaraType type, Node node) => new(node) { Type = type };

    /// <summary>What stands in an array or a dictionary, or in a loop's variable.</summary>
    public static Bound Of(ElementType element, Node node) => new(node) { Type = element.Scalar, Structure = element.Structure };
}
