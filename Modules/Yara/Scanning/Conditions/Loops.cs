using ScanHost.Yara.YaraModules.Structures;

namespace ScanHost.Yara.Scanning.Conditions;

/// <summary>
/// A loop: its body is evaluated round by round until the quantifier is decided. A body that is undefined counts as false.
/// </summary>
internal abstract class LoopNode(QuantifierNode quantifier, Node body) : Node
{
    protected QuantifierNode Quantifier { get; } = quantifier;

    protected Node Body { get; } = body;

    public sealed override YaraValue Value(Evaluation scan) => YaraValue.Of(IsTrue(scan));

    public sealed override bool IsTrue(Evaluation scan)
    {
        var count = new LoopCount(Quantifier.Value(scan));
        Run(scan, ref count);
        return count.IsTrue;
    }

    protected abstract void Run(Evaluation scan, ref LoopCount count);

    /// <summary>Evaluates the body.</summary>
    /// <returns>False when the loop is decided.</returns>
    protected bool Round(Evaluation scan, ref LoopCount count)
    {
        scan.Step();
        return count.Add(Body.IsTrue(scan));
    }
}

/// <summary>How far a loop is.</summary>
/// <param name="wanted">As many as the quantifier says; undefined for all.</param>
internal struct LoopCount(YaraValue wanted)
{
    private long rounds;
    private long found;

    /// <summary>The loop's value. One without a round is false, whatever its quantifier.</summary>
    public readonly bool IsTrue =>
        rounds > 0 && (!wanted.IsDefined ? found == rounds : wanted.AsInteger == 0 ? found == 0 : found >= wanted.AsInteger);

    /// <summary>Adds a round.</summary>
    /// <returns>False when the loop is decided.</returns>
    public bool Add(bool body)
    {
        rounds++;
        if (body)
            found++;
        if (!wanted.IsDefined)
            return body;

        return wanted.AsInteger == 0 ? !body : found < wanted.AsInteger;
    }
}

/// <summary><c>for quantifier of (strings) : (body)</c>.</summary>
internal sealed class ForPatternsNode(QuantifierNode quantifier, int[] patterns, Node body) : LoopNode(quantifier, body)
{
    public override YaraValue? Quiet
    {
        get
        {
            if (Body.Quiet is not { } value || Quantifier.Quiet is not { } wanted)
                return null;

            var count = new LoopCount(wanted);
            foreach (var _ in patterns)
            {
                if (!count.Add(value.IsTrue))
                    break;
            }

            return YaraValue.Of(count.IsTrue);
        }
    }

    public override bool NeedsMatch =>
        Quiet is { IsTrue: false } || (Body.NeedsMatch && Quantifier.Quiet is { } wanted && !Quantifier.Holds(wanted, 0, patterns.Length));

    public override void Write(NodeWriter writer) =>
        writer.Code(NodeCode.ForPatterns).Quantifier(Quantifier).Numbers(patterns).Node(Body);

    protected override void Run(Evaluation scan, ref LoopCount count)
    {
        foreach (var pattern in patterns)
        {
            scan.CurrentPattern = pattern;
            if (!Round(scan, ref count))
                return;
        }
    }
}

/// <summary><c>for quantifier i in (low..high) : (body)</c>.</summary>
internal sealed class ForRangeNode(QuantifierNode quantifier, int slot, Node low, Node high, Node body) : LoopNode(quantifier, body)
{
    public override void Write(NodeWriter writer) =>
        writer.Code(NodeCode.ForRange).Quantifier(Quantifier).Number(slot).Node(low).Node(high).Node(Body);

    protected override void Run(Evaluation scan, ref LoopCount count)
    {
        var from = low.Value(scan);
        var to = high.Value(scan);
        if (!from.IsDefined || !to.IsDefined)
            return;

        var last = to.AsInteger;
        for (var i = from.AsInteger; i <= last; i++)
        {
            scan.SetLocal(slot, YaraValue.Of(i));
            if (!Round(scan, ref count) || i == last)
                return;
        }
    }
}

/// <summary><c>for quantifier x in (a, b, c) : (body)</c>.</summary>
internal sealed class ForItemsNode(QuantifierNode quantifier, int slot, Node[] items, Node body) : LoopNode(quantifier, body)
{
    public override void Write(NodeWriter writer) =>
        writer.Code(NodeCode.ForItems).Quantifier(Quantifier).Number(slot).Nodes(items).Node(Body);

    protected override void Run(Evaluation scan, ref LoopCount count)
    {
        foreach (var item in items)
        {
            scan.SetLocal(slot, item.Value(scan));
            if (!Round(scan, ref count))
                return;
        }
    }
}

/// <summary><c>for quantifier x in array : (body)</c>.</summary>
internal sealed class ForArrayNode(QuantifierNode quantifier, int slot, Node owner, ArrayMember array, Node body)
    : LoopNode(quantifier, body)
{
    public override void Write(NodeWriter writer) =>
        writer.Code(NodeCode.ForArray).Quantifier(Quantifier).Number(slot).Node(owner).Name(array.Name).Node(Body);

    protected override void Run(Evaluation scan, ref LoopCount count)
    {
        if (owner.Value(scan).AsObject is not { } state)
            return;

        var length = array.Count(state);
        for (var i = 0; i < length; i++)
        {
            scan.SetLocal(slot, array.Get(state, i));
            if (!Round(scan, ref count))
                return;
        }
    }
}

/// <summary><c>for quantifier key, value in dictionary : (body)</c>.</summary>
internal sealed class ForDictionaryNode(QuantifierNode quantifier, int slot, Node owner, DictionaryMember dictionary, Node body)
    : LoopNode(quantifier, body)
{
    public override void Write(NodeWriter writer) =>
        writer.Code(NodeCode.ForDictionary).Quantifier(Quantifier).Number(slot).Node(owner).Name(dictionary.Name).Node(Body);

    protected override void Run(Evaluation scan, ref LoopCount count)
    {
        if (owner.Value(scan).AsObject is not { } state)
            return;

        var length = dictionary.Count(state);
        for (var i = 0; i < length; i++)
        {
            var (key, value) = dictionary.At(state, i);
            scan.SetLocal(slot, key);
            scan.SetLocal(slot + 1, value);
            if (!Round(scan, ref count))
                return;
        }
    }
}
