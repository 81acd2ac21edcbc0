namespace ScanHost.Formats.Images.Jpeg;

/// <summary>
/// One scan of a picture: sequential (ITU-T T.81, F.2.2) or a pass of a progressive one (G.1.2, G.2). A code that does not exist, or data that ends too early, ends the
/// scan; what was read of it stands.
/// </summary>
internal sealed class JpegScan(JpegFrame frame, IReadOnlyList<(JpegComponent Component, JpegHuffmanTable? Dc, JpegHuffmanTable? Ac)> parts)
{
    private int endOfBandRun;

    /// <summary>First coefficient of the pass, in zigzag order.</summary>
    internal required int First { get; init; }

    /// <summary>Last coefficient of the pass.</summary>
    internal required int Last { get; init; }

    /// <summary>The bit that was last before this pass; 0 for the first pass.</summary>
    internal required int High { get; init; }

    /// <summary>The last bit of this pass.</summary>
    internal required int Low { get; init; }

    /// <summary>Reads it into the components' coefficients.</summary>
    internal void Read(ReadOnlySpan<byte> file, int start, CancellationToken cancellationToken)
    {
        var bits = new JpegBits(file, start);
        var isAlone = parts.Count == 1;
        var (columns, rows) = isAlone ? (parts[0].Component.Columns, parts[0].Component.Rows) : (frame.UnitColumns, frame.UnitRows);
        var untilRestart = frame.RestartInterval;
        Forget();
        for (var row = 0; row < rows; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var column = 0; column < columns; column++)
            {
                if (frame.RestartInterval > 0 && untilRestart-- == 0)
                {
                    if (!bits.Restart())
                        return;
                    Forget();
                    untilRestart = frame.RestartInterval - 1;
                }
                if (!(isAlone ? ReadBlock(ref bits, 0, row, column) : ReadUnit(ref bits, row, column)) || (bits.IsOver && endOfBandRun == 0))
                    return;
            }
        }
    }

    private void Forget()
    {
        endOfBandRun = 0;
        foreach (var (component, _, _) in parts)
            component.LastDc = 0;
    }

    // A unit has as many blocks of each colour as its sampling factors say: A.2.3.
    private bool ReadUnit(ref JpegBits bits, int row, int column)
    {
        for (var part = 0; part < parts.Count; part++)
        {
            var component = parts[part].Component;
            for (var block = 0; block < component.Horizontal * component.Vertical; block++)
                if (!ReadBlock(ref bits, part, (row * component.Vertical) + (block / component.Horizontal), (column * component.Horizontal) + (block % component.Horizontal)))
                    return false;
        }
        return true;
    }

    private bool ReadBlock(ref JpegBits bits, int part, int row, int column)
    {
        var (component, dc, ac) = parts[part];
        Span<short> unwanted = stackalloc short[64];
        var block = component.Coefficients is { } kept ? kept.AsSpan(((row * component.Stride) + column) * 64, 64) : unwanted;
        if (!frame.IsProgressive)
            return ReadDc(ref bits, component, dc, block) && ReadAc(ref bits, ac, block);
        if (First > 0)
            return High == 0 ? ReadAc(ref bits, ac, block) : RefineAc(ref bits, ac, block);
        if (High == 0)
            return ReadDc(ref bits, component, dc, block);
        block[0] |= (short)(bits.Take(1) << Low);
        return true;
    }

    private bool ReadDc(ref JpegBits bits, JpegComponent component, JpegHuffmanTable? table, scoped Span<short> block)
    {
        if (table is null || table.Next(ref bits) is not (>= 0 and <= 15 and var size))
            return false;
        component.LastDc = (short)(component.LastDc + bits.TakeSigned(size));
        block[0] = (short)(component.LastDc << Low);
        return true;
    }

    // Both of a sequential scan and of the first pass over these coefficients; runs of ended blocks exist in the second only.
    private bool ReadAc(ref JpegBits bits, JpegHuffmanTable? table, scoped Span<short> block)
    {
        if (endOfBandRun > 0)
        {
            endOfBandRun--;
            return true;
        }
        if (table is null)
            return false;
        for (var at = Math.Max(First, 1); at <= Last; at++)
        {
            if (table.Next(ref bits) is not (>= 0 and var code))
                return false;
            var (run, size) = (code >> 4, code & 15);
            if (size == 0 && run < 15)
            {
                endOfBandRun = frame.IsProgressive ? (1 << run) + bits.Take(run) - 1 : 0;
                return true;
            }
            at += run;
            if (size > 0 && at <= Last)
                block[at] = (short)(bits.TakeSigned(size) << Low);
        }
        return true;
    }

    // One more bit of each coefficient that is not zero, and new ones of one bit between them: G.1.2.3.
    private bool RefineAc(ref JpegBits bits, JpegHuffmanTable? table, scoped Span<short> block)
    {
        if (table is null)
            return false;
        var at = First;
        while (endOfBandRun == 0 && at <= Last)
        {
            if (table.Next(ref bits) is not (>= 0 and var code))
                return false;
            var (run, size) = (code >> 4, code & 15);
            if (size == 0 && run < 15)
            {
                endOfBandRun = (1 << run) + bits.Take(run);
                break;
            }
            var fresh = size == 0 ? 0 : bits.Take(1) == 1 ? 1 << Low : -1 << Low;
            for (; at <= Last; at++)
            {
                if (block[at] != 0)
                    Refine(ref bits, ref block[at]);
                else if (run-- == 0)
                {
                    block[at++] = (short)fresh;
                    break;
                }
            }
        }
        if (endOfBandRun == 0)
            return true;
        for (; at <= Last; at++)
            if (block[at] != 0)
                Refine(ref bits, ref block[at]);
        endOfBandRun--;
        return true;
    }

    private void Refine(ref JpegBits bits, ref short coefficient)
    {
        if (bits.Take(1) == 1 && (coefficient & (1 << Low)) == 0)
            coefficient += (short)(coefficient > 0 ? 1 << Low : -1 << Low);
    }
}
