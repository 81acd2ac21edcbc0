namespace ScanHost.Formats.Containers.Disks;

/// <summary>The records of a B-tree, TN1150 "B-Trees". Its leaves form a chain; the levels above are not needed to read all of it.</summary>
internal sealed class HfsLeaves
{
    /// <summary>A tree in several pieces is copied into one, so much of it at most.</summary>
    internal const int MaxTreeBytes = 32 << 20;

    private const int Descriptor = 14;
    private const sbyte Leaf = -1;
    private readonly ReadOnlyMemory<byte> tree;
    private readonly int nodeBytes;
    private readonly uint first;

    private HfsLeaves(ReadOnlyMemory<byte> tree, int nodeBytes, uint first) => (this.tree, this.nodeBytes, this.first) = (tree, nodeBytes, first);

    internal delegate void RecordAction(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data);

    /// <summary>True when the chain of leaves broke off.</summary>
    internal bool IsDamaged { get; private set; }

    internal static HfsLeaves Read(ReadOnlyMemory<byte> tree)
    {
        var header = tree.Span;
        var nodeBytes = header.U16Big(Descriptor + 18) ?? 0;
        return new(tree, nodeBytes, header.U32Big(Descriptor + 10) ?? 0) { IsDamaged = nodeBytes < 512 || !int.IsPow2(nodeBytes) };
    }

    /// <summary>All records in the order of their keys, as (key with its length in front, data).</summary>
    internal IEnumerable<(byte[] Key, byte[] Data)> Records()
    {
        var visited = new HashSet<uint>();
        for (var node = first; node != 0 && !IsDamaged; node = Next(node))
        {
            IsDamaged = !visited.Add(node) || !IsLeaf(node);
            for (var i = 0; i < Count(node) && !IsDamaged; i++)
                if (Record(node, i) is { } record)
                    yield return record;
        }
    }

    private ReadOnlySpan<byte> Node(uint number) => tree.Span.Part(number * (long)nodeBytes, nodeBytes);

    private bool IsLeaf(uint node) => Node(node).Length == nodeBytes && (sbyte)Node(node)[8] == Leaf;

    private uint Next(uint node) => Node(node).U32Big(0) ?? 0;

    private int Count(uint node) => Math.Min(Node(node).U16Big(10) ?? 0, nodeBytes / 2);

    // The places of the records stand at the node's end, last first, and one more: that of the free space.
    private (byte[] Key, byte[] Data)? Record(uint number, int index)
    {
        var node = Node(number);
        int start = node.U16Big(nodeBytes - (2 * (index + 1))) ?? 0, end = node.U16Big(nodeBytes - (2 * (index + 2))) ?? 0;
        if (start < Descriptor || end <= start || end > nodeBytes || node.U16Big(start) is not { } keyLength || start + 2 + keyLength > end)
        {
            IsDamaged = true;
            return null;
        }
        var data = start + 2 + keyLength + (keyLength & 1);
        return (node.Slice(start, 2 + keyLength).ToArray(), node[Math.Min(data, end)..end].ToArray());
    }
}
