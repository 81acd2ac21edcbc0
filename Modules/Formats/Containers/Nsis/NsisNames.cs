using System.Buffers.Binary;
using System.Text;

namespace ScanHost.Formats.Containers.Nsis;

/// <summary>The names that an install script gives its files. Source: fileform.h of NSIS: header, blocks, entries, string codes.</summary>
internal sealed class NsisNames
{
    private const int Blocks = 4;
    private const int EntriesBlock = 2;
    private const int StringsBlock = 3;
    private const int EntryBytes = 28;
    private const int CreateFolder = 11;
    private const int ExtractFile = 20;
    private const int MaxEntries = 1_000_000;
    private const int MaxName = 1024;

    private static readonly string[] Variables =
        ["CMDLINE", "INSTDIR", "OUTDIR", "EXEDIR", "LANGUAGE", "TEMP", "PLUGINSDIR", "EXEPATH", "EXEFILE", "HWNDPARENT", "_CLICK", "_OUTDIR"];

    private readonly Dictionary<long, string> names = [];

    /// <summary>When the script cannot be read.</summary>
    internal static NsisNames None { get; } = new();

    /// <summary>What a block is called: by its place behind the header, else by its number.</summary>
    internal string Of(long place, int number) =>
        number == 0 ? "[header]" : names.GetValueOrDefault(place, $"[block {number}]");

    /// <summary>Follows the script's entries from the first to the last: which folder is current, and which files are taken out.</summary>
    internal static NsisNames Read(ReadOnlySpan<byte> header)
    {
        var (entries, strings) = (header.U32(4 + (EntriesBlock * 8)) ?? 0, header.U32(4 + (StringsBlock * 8)) ?? 0);
        if (entries < 4 + (Blocks * 8) || strings <= entries || strings >= header.Length)
            return None;
        var found = new NsisNames();
        var table = header[(int)strings..];
        var (count, folder) = (Math.Min(header.U32(8 + (EntriesBlock * 8))!.Value, MaxEntries), "");
        for (var i = 0; i < count && header.Has(entries + (i * (long)EntryBytes), EntryBytes); i++)
        {
            var entry = header.Slice((int)entries + (i * EntryBytes), EntryBytes);
            var kind = BinaryPrimitives.ReadUInt32LittleEndian(entry);
            if (kind == CreateFolder && entry.U32(8) != 0)
                folder = Text(table, entry.U32(4)!.Value).TrimEnd('\\');
            else if (kind == ExtractFile)
                found.names.TryAdd(entry.U32(12)!.Value, Join(folder, Text(table, entry.U32(8)!.Value)));
        }
        return found;
    }

    private static string Join(string folder, string name) => folder.Length == 0 || name.StartsWith('$') ? name : $"{folder}\\{name}";

    // The first string is empty: two zero bytes tell UTF-16.
    private static string Text(ReadOnlySpan<byte> table, uint offset)
    {
        var isWide = table.U16(0) == 0;
        var (text, at) = (new StringBuilder(), isWide ? offset * 2L : offset);
        while (text.Length < MaxName && Unit(table, ref at, isWide) is { } unit and not 0)
            Append(text, table, ref at, unit, isWide);
        return text.ToString();
    }

    // Version 3 has the codes 1 to 4, version 2 (never UTF-16) 255 to 252: language string, shell folder, variable, a letter as it is.
    private static void Append(StringBuilder text, ReadOnlySpan<byte> table, ref long at, int unit, bool isWide)
    {
        var code = unit is >= 1 and <= 4 ? unit : !isWide && unit >= 252 ? 256 - unit : 0;
        if (code == 0)
        {
            text.Append((char)unit);
            return;
        }
        if (Unit(table, ref at, isWide) is not { } first)
            return;
        if (code == 4)
        {
            text.Append((char)first);
            return;
        }
        var second = isWide ? first >> 8 : Unit(table, ref at, isWide) ?? 0;
        var number = (first & 0x7F) | ((second & 0x7F) << 7);
        text.Append(code switch { 3 => Variable(number), 2 => $"$SHELL{number}", _ => $"$(LANG{number})" });
    }

    private static string Variable(int number) => number switch
    {
        < 10 => $"${number}",
        < 20 => $"$R{number - 10}",
        _ when number - 20 < Variables.Length => $"${Variables[number - 20]}",
        _ => $"$VAR{number}",
    };

    private static int? Unit(ReadOnlySpan<byte> table, ref long at, bool isWide)
    {
        int? unit = isWide ? table.U16(at) : table.U8(at);
        at += isWide ? 2 : 1;
        return unit;
    }
}
