using System.Text;

namespace ScanHost.Formats.Xls;

/// <summary>The formulas of a sheet in a binary workbook package: records of [MS-XLSB] 2.1.4, cells of 2.5.9, formulas of 2.5.97.</summary>
public static class XlsbFormulas
{
    private const int MaxText = 4 << 20;
    private const int RowHeader = 0;

    /// <summary>A cell's column and style stand before its value.</summary>
    private const int CellBytes = 8;

    /// <summary>One formula a line: <c>R1C1 = EXEC("calc")</c>. Reads as far as the records go.</summary>
    /// <param name="sheet">The part.</param>
    /// <param name="isCut">True when there is more text than 4 Mi letters, or a formula was not read to its end.</param>
    public static string Read(ReadOnlySpan<byte> sheet, out bool isCut)
    {
        isCut = false;
        var text = new StringBuilder();
        var (at, row) = (0, 0u);
        while (XlsbRecords.Next(sheet, ref at, out var type, out var length))
        {
            if (text.Length >= MaxText)
            {
                isCut = true;
                break;
            }
            var data = sheet.Part(at, length);
            if (type == RowHeader)
                row = data.U32(0) ?? row;
            else if (ValueBytes(type, data) is { } value && Formula(data, CellBytes + value, ref isCut) is { } formula)
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
    private static string? Formula(ReadOnlySpan<byte> data, long at, ref bool isCut)
    {
        if (data.U32(at + 2) is not { } length || length > data.Length)
            return null;
        var formula = XlmFormula.Write(data.Part(at + 6, length), BiffVersion.Biff12, out var isFormulaCut);
        isCut |= isFormulaCut;
        return formula;
    }
}
