using ScanHost.Yara.Syntax.Expressions;

namespace ScanHost.Yara.Scanning.Conditions;

/// <summary>How many of a set must be so. As in libyara, a count that is undefined means all, and a percentage that is makes all of it undefined.</summary>
internal sealed class QuantifierNode(QuantifierKind kind, Node? count)
{
    public QuantifierKind Kind { get; } = kind;

    public Node? Count { get; } = count;

    /// <summary>The number; undefined for all.</summary>
    public YaraValue Value(Evaluation scan) => Kind switch
    {
        QuantifierKind.All => default,
        QuantifierKind.Any => YaraValue.Of(1L),
        QuantifierKind.None => YaraValue.Of(0L),
        _ => Count!.Value(scan),
    };

    /// <summary>The number when it does not depend on the file; null when it does.</summary>
    public YaraValue? Quiet => Kind switch
    {
        QuantifierKind.All => YaraValue.Undefined,
        QuantifierKind.Any => YaraValue.Of(1L),
        QuantifierKind.None => YaraValue.Of(0L),
        _ => Count!.Quiet,
    };

    /// <summary>Whether so many of a set are enough.</summary>
    public YaraValue Answer(YaraValue wanted, long found, long total) =>
        Kind == QuantifierKind.Percent && !wanted.IsDefined ? default : YaraValue.Of(Holds(wanted, found, total));

    /// <summary>True when so many of a set are enough.</summary>
    public bool Holds(YaraValue wanted, long found, long total)
    {
        if (Kind == QuantifierKind.Percent)
            return wanted.IsDefined && total > 0 && (double)found / total * 100 >= wanted.AsInteger;
        if (!wanted.IsDefined)
            return found >= total;

        return wanted.AsInteger == 0 ? found == 0 : found >= wanted.AsInteger;
    }
}
