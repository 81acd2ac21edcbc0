using System.Globalization;

namespace ScanHost.Formats.DotNet;

/// <summary>The table stream: ECMA-335, II.24.2.6. Rows are read where they stand; a table that runs out of the file ends there.</summary>
internal sealed class MetadataTables
{
    private const int HeaderSize = 24;
    private const byte ExtraData = 0x40;

    private readonly ReadOnlyMemory<byte> file;
    private readonly uint[] declared = new uint[64];
    private readonly Table[] tables = new Table[TableSchema.Count];

    private MetadataTables(ReadOnlyMemory<byte> file) => this.file = file;

    /// <summary>Null when the stream has no whole header.</summary>
    internal static MetadataTables? Read(ReadOnlyMemory<byte> file, long start)
    {
        if (!file.Span.Has(start, HeaderSize) || file.Span.U64(start + 8) is not { } valid)
            return null;
        var tables = new MetadataTables(file);
        var heapSizes = file.Span.U8(start + 6) ?? 0;
        var at = start + HeaderSize;
        for (var i = 0; i < 64; i++)
        {
            if ((valid >> i & 1) == 0)
                continue;
            tables.declared[i] = file.Span.U32(at) ?? 0;
            at += 4;
        }

        tables.Lay(at + ((heapSizes & ExtraData) != 0 ? 4 : 0), heapSizes);
        return tables;
    }

    /// <summary>Rows that the file holds as a whole.</summary>
    internal int Rows(TableId table) => tables[(int)table].Rows;

    /// <summary>A field; 0 when there is no such row.</summary>
    /// <param name="table">The table.</param>
    /// <param name="row">From 1.</param>
    /// <param name="column">From 0.</param>
    internal uint Get(TableId table, uint row, int column)
    {
        var rows = tables[(int)table];
        if (row == 0 || row > rows.Rows)
            return 0;
        var at = rows.Start + ((row - 1L) * rows.RowSize) + rows.Offsets[column];
        return rows.Sizes[column] == 2 ? file.Span.U16(at) ?? 0u : file.Span.U32(at) ?? 0;
    }

    private void Lay(long at, byte heapSizes)
    {
        for (var i = 0; i < TableSchema.Count; i++)
        {
            var sizes = TableSchema.Columns[i].Split(' ').Select(column => SizeOf(column, heapSizes)).ToArray();
            var offsets = new int[sizes.Length];
            for (var c = 1; c < sizes.Length; c++)
                offsets[c] = offsets[c - 1] + sizes[c - 1];
            var size = sizes.Sum();
            // Where one table runs out of the file, the next ones have no place.
            var room = Math.Max(0, file.Length - at) / size;
            tables[i] = new(at, (int)Math.Min(declared[i], room), size, sizes, offsets);
            at += (long)declared[i] * size;
        }
    }

    private int SizeOf(string column, byte heapSizes) => column[0] switch
    {
        '2' => 2,
        '4' => 4,
        'S' => (heapSizes & 1) != 0 ? 4 : 2,
        'G' => (heapSizes & 2) != 0 ? 4 : 2,
        'B' => (heapSizes & 4) != 0 ? 4 : 2,
        'T' => declared[int.Parse(column.AsSpan(1), CultureInfo.InvariantCulture)] > 0xFFFF ? 4 : 2,
        _ => CodedSize(column[1]),
    };

    private int CodedSize(char kind)
    {
        var (bits, targets) = TableSchema.Coded(kind);
        return targets.Max(table => declared[table]) > 0xFFFF >> bits ? 4 : 2;
    }

    private readonly record struct Table(long Start, int Rows, int RowSize, int[] Sizes, int[] Offsets);
}
