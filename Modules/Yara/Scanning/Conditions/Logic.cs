namespace ScanHost.Yara.Scanning.Conditions;

/// <summary>True when all are true; what is undefined counts as false.</summary>
internal sealed class AndNode(Node[] operands) : TruthNode
{
    public override YaraValue? Quiet
    {
        get
        {
            var known = true;
            foreach (var operand in operands)
            {
                if (operand.Quiet is not { } value)
                    known = false;
                else if (!value.IsTrue)
                    return YaraValue.Of(false);
            }

            return known ? YaraValue.Of(true) : null;
        }
    }

    public override bool NeedsMatch => Array.Exists(operands, operand => operand.NeedsMatch);

    public override bool IsTrue(Evaluation scan)
    {
        foreach (var operand in operands)
        {
            if (!operand.IsTrue(scan))
                return false;
        }

        return true;
    }

    public override void Write(NodeWriter writer) => writer.Code(NodeCode.And).Nodes(operands);
}

/// <summary>True when one is true; what is undefined counts as false.</summary>
internal sealed class OrNode(Node[] operands) : TruthNode
{
    public override YaraValue? Quiet
    {
        get
        {
            var known = true;
            foreach (var operand in operands)
            {
                if (operand.Quiet is not { } value)
                    known = false;
                else if (value.IsTrue)
                    return YaraValue.Of(true);
            }

            return known ? YaraValue.Of(false) : null;
        }
    }

    public override bool NeedsMatch => Array.TrueForAll(operands, operand => operand.NeedsMatch);

    public override bool IsTrue(Evaluation scan)
    {
        foreach (var operand in operands)
        {
            if (operand.IsTrue(scan))
                return true;
        }

        return false;
    }

    public override void Write(NodeWriter writer) => writer.Code(NodeCode.Or).Nodes(operands);
}

/// <summary>The contrary; of what is undefined, undefined.</summary>
internal sealed class NotNode(Node operand) : Node
{
    public override YaraValue? Quiet => operand.Quiet is { } value ? Negate(value) : null;

    public override YaraValue Value(Evaluation scan) => Negate(operand.Value(scan));

    public override void Write(NodeWriter writer) => writer.Code(NodeCode.Not).Node(operand);

    private static YaraValue Negate(YaraValue value) => value.IsDefined ? YaraValue.Of(!value.IsTrue) : default;
}

/// <summary>True unless it is undefined.</summary>
internal sealed class DefinedNode(Node operand) : TruthNode
{
    public override YaraValue? Quiet => operand.Quiet is { } value ? YaraValue.Of(value.IsDefined) : null;

    public override bool IsTrue(Evaluation scan) => operand.Value(scan).IsDefined;

    public override void Write(NodeWriter writer) => writer.Code(NodeCode.Defined).Node(operand);
}

/// <summary>A value as a truth: a string is true when it is not empty.</summary>
internal sealed class BooleanNode(Node operand) : Node
{
    public override YaraValue? Quiet => operand.Quiet is { } value ? Convert(value) : null;

    public override bool NeedsMatch => operand.NeedsMatch;

    public override YaraValue Value(Evaluation scan) => Convert(operand.Value(scan));

    public override void Write(NodeWriter writer) => writer.Code(NodeCode.Boolean).Node(operand);

    private static YaraValue Convert(YaraValue value) => value.IsDefined ? YaraValue.Of(value.IsTrue) : default;
}

/// <summary>A rule before this one.</summary>
internal sealed class RuleNode(int rule) : TruthNode
{
    public override bool IsTrue(Evaluation scan) => scan.RuleMatched[rule];

    public override void Write(NodeWriter writer) => writer.Code(NodeCode.Rule).Number(rule);
}
