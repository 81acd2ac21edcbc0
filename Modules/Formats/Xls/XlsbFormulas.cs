using System.Text;

namespace ScanHost.Formats.Xls;

/// <summary>The formulas of a sheet in a binary workbook package: records of [MS-XLSB] 2.1.4, cells of 2.5.9, formulas of 2.5.97.</summary>
public static class XlsbFormulas
{
    private const int MaxRecords = 1_000_000;
    private const int MaxText = 4 << 20;
    private const int RowHeader = 0;

    /// <summary>A cell's column and style stand before its value.</summary>
    private const int CellBytes = 8;

    /// <summary>One formula a line: <c>R1C1 = EXEC("calc")</c>. Reads as far as the records go.</summary>
    public static string Read(ReadOnlySpan<byte> sheet)
    {
        var text = new StringBuilder();
        var (at, row) = (0, 0u);
        for (var count = 0; count < MaxRecords && text.Length < MaxText && Number(sheet, ref at, 2) is { } type && Number(sheet, ref at, 4) is { } length; count++)
        {
            var data = sheet.Part(at, length);
            if (type == RowHeader)
                row = data.U32(0) ?? row;
            else if (ValueBytes(type, data) is { } value && Formula(data, CellBytes + value) is { } formula)
                text.Append(null, $"R{row + 1}C{(data.U32(0) ?? 0) + 1} = {formula}\n");
            at = (int)Math.Min((long)at + length, sheet.Length);
        }
        return text.ToString();
    }

    // BrtFmlaString, BrtFmlaNum, BrtFmlaBool, BrtFmlaError, 2.4.655 to 2.4.658.
    private static long? ValueBytes(int type, ReadOnlySpan<byte> data) => type switch
    {
        8 => data.U32(CellBytes) is { } characters ? 4 + (characters * 2L) : null,
        9 => 8,
        10 or 11 => 1,
        _ => null,
    };

    // Two bytes of flags, the length of the tokens, the tokens.
    private static string? Formula(ReadOnlySpan<byte> data, long at) =>
        data.U32(at + 2) is { } length && length <= data.Length ? XlmFormula.Write(data.Part(at + 6, length), is12: true) : null;

    // Seven bits a byte, the top bit says that another follows, 2.1.4.
    private static int? Number(ReadOnlySpan<byte> sheet, ref int at, int maxBytes)
    {
        var number = 0;
        for (var place = 0; place < maxBytes; place++)
        {
            if (at >= sheet.Length)
                return null;
            var one = sheet[at++];
            // A type keeps its marking bits, a size does not.
            number |= (maxBytes == 2 ? (place == 0 ? one : one << 8) : (one & 0x7F) << (7 * place));
            if ((one & 0x80) == 0)
                break;
        }
        return number;
    }
}
