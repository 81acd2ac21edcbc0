using ScanHost.Formats.Ole;

namespace ScanHost.Formats.Msi;

/// <summary>A custom action of an installer, Windows Installer SDK "Custom Action Types".</summary>
/// <param name="Name">Its name. Untrusted.</param>
/// <param name="Type">Its type with all option bits.</param>
/// <param name="Source">Property, stream or folder that it uses. Untrusted.</param>
/// <param name="Target">Command line, entry point or script text. Untrusted.</param>
public sealed record MsiCustomAction(string Name, int Type, string Source, string Target)
{
    /// <summary>What it runs: the basic type without options.</summary>
    public int BasicType => Type & 0x3F;
}

/// <summary>The tables of an installer package, as far as they tell what it runs.</summary>
public sealed class MsiDatabase
{
    private const int MaxStrings = 1_000_000;
    private const int MaxRows = 100_000;
    private const int MaxTableBytes = 64 << 20;
    private const int StringType = 0x0800;

    private readonly OleFile ole;
    private readonly Dictionary<string, OleEntry> tables = new(StringComparer.Ordinal);
    private readonly List<string> strings = [""];
    private readonly Dictionary<string, List<(string Name, int Type)>> columns = new(StringComparer.Ordinal);
    private int referenceBytes = 2;

    private MsiDatabase(OleFile ole)
    {
        this.ole = ole;
        foreach (var entry in ole.Entries.Where(entry => entry.IsStream && MsiNames.IsTable(entry.Name)))
            tables.TryAdd(MsiNames.Decode(entry.Name), entry);
        ReadStrings();
        ReadColumns();
    }

    /// <summary>Every text of the tables.</summary>
    public IReadOnlyList<string> Strings => strings;

    /// <summary>Names of the tables.</summary>
    public IEnumerable<string> Tables => tables.Keys.Order(StringComparer.Ordinal);

    /// <summary>Reads strings and columns; tables that are damaged are empty.</summary>
    public static MsiDatabase Read(OleFile ole) => new(ole);

    /// <summary>The custom actions, in the table's order.</summary>
    public IReadOnlyList<MsiCustomAction> CustomActions() =>
        [.. Rows("CustomAction").Select(row => new MsiCustomAction(Text(row, "Action"), Number(row, "Type"), Text(row, "Source"), Text(row, "Target")))];

    /// <summary>Rows of a table as values by column: numbers, or indexes of strings.</summary>
    private IEnumerable<Dictionary<string, (int Value, bool IsText)>> Rows(string table)
    {
        if (!columns.TryGetValue(table, out var fields) || !tables.TryGetValue(table, out var entry))
            yield break;
        var data = ole.Read(entry, MaxTableBytes);
        var rowBytes = fields.Sum(field => Width(field.Type));
        var rows = rowBytes == 0 ? 0 : Math.Min(data.Length / rowBytes, MaxRows);
        for (var row = 0; row < rows; row++)
        {
            // A table is stored column by column.
            var (values, start) = (new Dictionary<string, (int, bool)>(StringComparer.Ordinal), 0L);
            foreach (var (name, type) in fields)
            {
                var width = Width(type);
                values[name] = (Value(data.Span, start + ((long)row * width), width, type), IsText(type));
                start += (long)width * (data.Length / rowBytes);
            }
            yield return values;
        }
    }

    private string Text(Dictionary<string, (int Value, bool IsText)> row, string column) =>
        row.TryGetValue(column, out var value) && value.IsText && value.Value >= 0 && value.Value < strings.Count ? strings[value.Value] : "";

    private static int Number(Dictionary<string, (int Value, bool IsText)> row, string column) =>
        row.TryGetValue(column, out var value) && !value.IsText ? value.Value : 0;

    private static bool IsText(int type) => (type & StringType) != 0 && !IsBinary(type);

    private static bool IsBinary(int type) => (type & ~0x1000 & 0xFF00) == 0x0900 && (type & 0xFF) == 0;

    private int Width(int type) => IsBinary(type) ? 2 : (type & StringType) != 0 ? referenceBytes : (type & 0xFF) <= 2 ? 2 : 4;

    // Numbers are stored with their sign bit turned, so that an empty one is zero.
    private static int Value(ReadOnlySpan<byte> data, long at, int width, int type)
    {
        if (width == 3)
            return (data.U16(at) ?? 0) | (data.U8(at + 2) ?? 0) << 16;
        if (width == 4)
            return (int)((data.U32(at) ?? 0) ^ 0x80000000);
        return IsText(type) ? data.U16(at) ?? 0 : (data.U16(at) ?? 0x8000) - 0x8000;
    }

    private void ReadStrings()
    {
        if (!tables.TryGetValue("_StringPool", out var poolEntry) || !tables.TryGetValue("_StringData", out var dataEntry))
            return;
        var pool = ole.Read(poolEntry, MaxTableBytes).Span;
        var data = ole.Read(dataEntry, 4 * MaxTableBytes).Span;
        var encoding = CodePages.Get(pool.U16(0) ?? 0);
        referenceBytes = (pool.U16(2) & 0x8000) != 0 ? 3 : 2;
        var start = 0L;
        for (var at = 4; at + 4 <= pool.Length && strings.Count < MaxStrings; at += 4)
        {
            long length = pool.U16(at)!.Value;
            var count = pool.U16(at + 2)!.Value;
            if (length == 0 && count != 0)
            {
                // A text of 64 KiB and more: this entry has the upper half of its length, the next one the lower.
                length = ((long)count << 16) | (pool.U16(at + 4) ?? 0);
                at += 4;
            }
            strings.Add(encoding.GetString(data.Part(start, length)));
            start += length;
        }
    }

    // Table, number, name, type: the description of all columns, itself stored column by column.
    private void ReadColumns()
    {
        if (!tables.TryGetValue("_Columns", out var entry))
            return;
        var data = ole.Read(entry, MaxTableBytes).Span;
        var rows = Math.Min(data.Length / (4 + (2 * referenceBytes)), MaxRows);
        for (var row = 0; row < rows; row++)
        {
            var nameStart = (long)rows * (referenceBytes + 2);
            var table = StringAt(data, (long)row * referenceBytes);
            var name = StringAt(data, nameStart + ((long)row * referenceBytes));
            var type = (data.U16(nameStart + ((long)rows * referenceBytes) + (row * 2L)) ?? 0x8000) - 0x8000;
            if (!columns.TryGetValue(table, out var list))
                columns[table] = list = [];
            if (list.Count < 64)
                list.Add((name, type));
        }
    }

    private string StringAt(ReadOnlySpan<byte> data, long at)
    {
        var index = (data.U16(at) ?? 0) | (referenceBytes == 3 ? (data.U8(at + 2) ?? 0) << 16 : 0);
        return index < strings.Count ? strings[index] : "";
    }
}
