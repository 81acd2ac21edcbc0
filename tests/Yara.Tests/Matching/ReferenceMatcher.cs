using ScanHost.Yara.Patterns;

namespace ScanHost.Yara.Tests.Matching;

/// <summary>
/// Matches patterns in the plainest way: all ends of a node from a position, as a set. Slow and obviously right. It knows the
/// longest and the shortest end, not which of several alternatives is preferred.
/// </summary>
internal sealed class ReferenceMatcher(byte[] data, bool noCase, bool dotAll, bool wide)
{
    /// <summary>The ends of all matches that start at each offset; empty ones are left out.</summary>
    internal SortedDictionary<int, SortedSet<int>> Ends(RegexNode root)
    {
        var result = new SortedDictionary<int, SortedSet<int>>();
        for (var start = 0; start < data.Length; start++)
        {
            var ends = new SortedSet<int>(EndsOf(root, start).Where(end => end > start));
            if (ends.Count > 0)
                result[start] = ends;
        }
        return result;
    }

    private HashSet<int> EndsOf(RegexNode node, int position)
    {
        switch (node)
        {
            case BytesNode bytes:
                return Byte(position, value => (noCase ? bytes.Bytes.Contains(Lower(value)) || bytes.Bytes.Contains(Upper(value)) : bytes.Bytes.Contains(value)) != bytes.IsNegated);
            case AnyNode:
                return Byte(position, value => dotAll || value != '\n');
            case ConcatNode concat:
                return concat.Parts.Aggregate(new HashSet<int> { position }, (from, part) => [.. from.SelectMany(at => EndsOf(part, at))]);
            case AlternationNode alternation:
                return [.. alternation.Alternatives.SelectMany(one => EndsOf(one, position))];
            case RepeatNode repeat:
                return Repeated(repeat, position);
            case AssertionNode assertion:
                return Holds(assertion.Kind, position) ? [position] : [];
            default:
                return [position];
        }
    }

    private HashSet<int> Repeated(RepeatNode repeat, int position)
    {
        var current = new HashSet<int> { position };
        var result = repeat.Min == 0 ? new HashSet<int>(current) : [];
        for (var count = 1; count <= Math.Min(repeat.Max, data.Length + repeat.Min) && current.Count > 0; count++)
        {
            current = [.. current.SelectMany(at => EndsOf(repeat.Body, at))];
            if (count >= repeat.Min)
                result.UnionWith(current);
        }
        return result;
    }

    private HashSet<int> Byte(int position, Func<byte, bool> takes)
    {
        var size = wide ? 2 : 1;
        return position + size <= data.Length && takes(data[position]) && (!wide || data[position + 1] == 0) ? [position + size] : [];
    }

    private bool Holds(Assertion kind, int position) => kind switch
    {
        Assertion.Start => position == 0,
        Assertion.End => position == data.Length,
        Assertion.WordBoundary => IsWord(position - (wide ? 2 : 1)) != IsWord(position),
        _ => IsWord(position - (wide ? 2 : 1)) == IsWord(position),
    };

    private bool IsWord(int position) =>
        position >= 0 && position < data.Length && (char.IsAsciiLetterOrDigit((char)data[position]) || data[position] == '_')
        && (!wide || (position + 1 < data.Length && data[position + 1] == 0));

    private static byte Lower(byte value) => (byte)char.ToLowerInvariant((char)Math.Min(value, (byte)127)) is var lower && value < 128 ? lower : value;

    private static byte Upper(byte value) => value is >= (byte)'a' and <= (byte)'z' ? (byte)(value - 32) : value;
}
