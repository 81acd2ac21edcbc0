namespace ScanHost.Formats.Containers.Upx;

/// <summary>The tree of resources in a packed file: where its leaves stand and where it ends. Source: Microsoft PE/COFF specification, ".rsrc".</summary>
internal sealed record UpxResources(IReadOnlyList<(int At, bool IsIconGroup)> Leaves, int Length)
{
    private const int MaxEntries = 100_000;
    private const int MaxDepth = 8;
    private const uint IsFolder = 0x80000000;
    private const uint IconGroup = 14;

    internal static UpxResources Read(ReadOnlySpan<byte> tree)
    {
        var (leaves, end, count) = (new List<(int, bool)>(), 0L, 0);
        var open = new Queue<(uint At, int Depth, bool IsIconGroup)>([(0, 0, false)]);
        while (open.TryDequeue(out var folder))
        {
            if (tree.U16(folder.At + 12) is not { } named || tree.U16(folder.At + 14) is not { } numbered || folder.Depth > MaxDepth)
                throw new InvalidDataException("the tree of resources is wrong");
            var at = folder.At + 16L;
            for (var i = 0; i < named + numbered; i++, at += 8)
            {
                if (++count > MaxEntries || tree.U32(at) is not { } name || tree.U32(at + 4) is not { } target)
                    throw new InvalidDataException("the tree of resources is wrong");
                if ((name & IsFolder) != 0)
                    end = Math.Max(end, (name & ~IsFolder) + 2L + ((tree.U16(name & ~IsFolder) ?? 0) * 2L));
                var isIconGroup = folder.Depth == 0 ? name == IconGroup : folder.IsIconGroup;
                if ((target & IsFolder) != 0)
                    open.Enqueue((target & ~IsFolder, folder.Depth + 1, isIconGroup));
                else if (tree.Has(target, 16))
                {
                    leaves.Add(((int)target, isIconGroup));
                    end = Math.Max(end, target + 16L);
                }
            }
            end = Math.Max(end, at);
        }
        return new(leaves, (int)Math.Min((end + 3) & ~3L, tree.Length));
    }
}
