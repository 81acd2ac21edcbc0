namespace ScanHost.Formats.Xls;

/// <summary>The records of a part of a binary workbook package, [MS-XLSB] 2.1.4.</summary>
internal static class XlsbRecords
{
    /// <summary>Reads the head of the record at <paramref name="at"/> and steps behind it.</summary>
    /// <param name="part">The part.</param>
    /// <param name="at">Where the record starts, then where its data does.</param>
    /// <param name="type">As stored: the second of two bytes is the upper half.</param>
    /// <param name="length">Of the data, in bytes.</param>
    /// <returns>False at the end of the part.</returns>
    internal static bool Next(ReadOnlySpan<byte> part, ref int at, out int type, out int length)
    {
        (type, length) = (0, 0);
        if (Number(part, ref at, 2) is not { } first || Number(part, ref at, 4) is not { } second)
            return false;
        (type, length) = (first, second);
        return true;
    }

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
