using ScanHost.Yara.YaraModules.Structures;

namespace ScanHost.Yara.Scanning.Conditions;

/// <summary>The same for every file.</summary>
internal sealed class ConstantNode(YaraValue value) : Node
{
    public YaraValue Constant { get; } = value;

    public override YaraValue? Quiet => Constant;

    public override YaraValue Value(Evaluation scan) => Constant;

    public override void Write(NodeWriter writer) => writer.Code(NodeCode.Constant).Value(Constant);
}

/// <summary><c>filesize</c>.</summary>
internal sealed class FileSizeNode : Node
{
    public override YaraValue Value(Evaluation scan) => YaraValue.Of(scan.FileSize);

    public override void Write(NodeWriter writer) => writer.Code(NodeCode.FileSize);
}

/// <summary>An external variable.</summary>
internal sealed class ExternalNode(int index) : Node
{
    public override YaraValue Value(Evaluation scan) => scan.Externals[index];

    public override void Write(NodeWriter writer) => writer.Code(NodeCode.External).Number(index);
}

/// <summary>A loop's variable.</summary>
internal sealed class LocalNode(int slot) : Node
{
    public override YaraValue Value(Evaluation scan) => scan.Local(slot);

    public override void Write(NodeWriter writer) => writer.Code(NodeCode.Local).Number(slot);
}

/// <summary><c>uint16(offset)</c> and the like.</summary>
internal sealed class IntegerReadNode(IntegerShape shape, Node offset) : Node
{
    public override YaraValue Value(Evaluation scan)
    {
        var at = offset.Value(scan);
        return at.IsDefined ? scan.Read(shape, at.AsInteger) : default;
    }

    public override void Write(NodeWriter writer) => writer.Code(NodeCode.IntegerRead).Number((int)shape).Node(offset);
}

/// <summary>The state of a module.</summary>
internal sealed class ModuleNode(int module) : Node
{
    public override YaraValue Value(Evaluation scan) => YaraValue.OfObject(scan.Modules[module]);

    public override void Write(NodeWriter writer) => writer.Code(NodeCode.Module).Number(module);
}

/// <summary>A field of a structure.</summary>
internal sealed class FieldNode(Node owner, FieldMember member) : Node
{
    public override YaraValue Value(Evaluation scan) =>
        owner.Value(scan).AsObject is { } state ? member.Get(state) : default;

    public override void Write(NodeWriter writer) => writer.Code(NodeCode.Field).Node(owner).Name(member.Name);
}

/// <summary>A structure in a structure.</summary>
internal sealed class StructureNode(Node owner, StructureMember member) : Node
{
    public override YaraValue Value(Evaluation scan) =>
        owner.Value(scan).AsObject is { } state ? YaraValue.OfObject(member.Get(state)) : default;

    public override void Write(NodeWriter writer) => writer.Code(NodeCode.Structure).Node(owner).Name(member.Name);
}

/// <summary>An element of an array.</summary>
internal sealed class ArrayElementNode(Node owner, ArrayMember member, Node index) : Node
{
    public override YaraValue Value(Evaluation scan)
    {
        var at = index.Value(scan);
        if (!at.IsDefined || owner.Value(scan).AsObject is not { } state)
            return default;

        var place = at.AsInteger;
        return place >= 0 && place < member.Count(state) ? member.Get(state, (int)place) : default;
    }

    public override void Write(NodeWriter writer) => writer.Code(NodeCode.ArrayElement).Node(owner).Name(member.Name).Node(index);
}

/// <summary>An element of a dictionary.</summary>
internal sealed class DictionaryElementNode(Node owner, DictionaryMember member, Node key) : Node
{
    public override YaraValue Value(Evaluation scan) =>
        key.Value(scan).StringBytes is { } name && owner.Value(scan).AsObject is { } state ? member.Find(state, name) : default;

    public override void Write(NodeWriter writer) => writer.Code(NodeCode.DictionaryElement).Node(owner).Name(member.Name).Node(key);
}

/// <summary>A call of a module's function.</summary>
internal sealed class CallNode(Node owner, FunctionMember member, int overload, Node[] arguments) : Node
{
    private readonly FunctionOverload function = member.Overloads[overload];

    public override YaraValue Value(Evaluation scan)
    {
        if (owner.Value(scan).AsObject is not { } state)
            return default;

        var values = arguments.Length == 0 ? [] : new YaraValue[arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Value(scan);
            if (!values[i].IsDefined)
                return default;
        }

        scan.Step();
        return function.Call(state, new YaraModules.ModuleCall(values, scan.Modules.Context));
    }

    public override void Write(NodeWriter writer) =>
        writer.Code(NodeCode.Call).Node(owner).Name(member.Name).Name(function.Arguments).Nodes(arguments);
}

/// <summary><c>entrypoint</c>: where a program starts, as an offset in the file.</summary>
/// <param name="pe">What the pe module says.</param>
/// <param name="elf">What the elf module says.</param>
internal sealed class EntryPointNode(Node pe, Node elf) : Node
{
    public override YaraValue Value(Evaluation scan)
    {
        var offset = pe.Value(scan);
        return offset.IsDefined ? offset : elf.Value(scan);
    }

    public override void Write(NodeWriter writer) => writer.Code(NodeCode.EntryPoint).Node(pe).Node(elf);
}

/// <summary>A constant of a module. Not known while compiling, as in libyara: <c>1 \ pe.SOME_ZERO</c> compiles.</summary>
internal sealed class ModuleConstantNode(YaraValue value) : Node
{
    public override YaraValue Value(Evaluation scan) => value;

    public override void Write(NodeWriter writer) => writer.Code(NodeCode.ModuleConstant).Value(value);
}
