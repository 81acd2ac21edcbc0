using System.Text;

namespace ScanHost.Formats.Xls;

/// <summary>Links of a binary workbook package to programs: [MS-XLSB] 2.4.234 (BrtBeginSupBook).</summary>
public static class XlsbLinks
{
    /// <summary>BrtBeginSupBook, 360, as it is stored.</summary>
    private const int BeginSupBook = 0x02E8;

    private const ushort DynamicDataExchange = 1;
    private const int MaxLetters = 32_768;

    /// <summary>Server and topic of the link that the part describes when it is one by DDE; null otherwise. Untrusted.</summary>
    public static (string Server, string Topic)? Dde(ReadOnlySpan<byte> part)
    {
        for (var at = 0; XlsbRecords.Next(part, ref at, out var type, out var length); at = (int)Math.Min((long)at + length, part.Length))
        {
            var data = part.Part(at, length);
            if (type != BeginSupBook || data.U16(0) != DynamicDataExchange)
                continue;
            var server = Text(data, 2, out var end);
            return (server, Text(data, end, out _));
        }
        return null;
    }

    // The number of characters in four bytes, then two bytes each, 2.5.169.
    private static string Text(ReadOnlySpan<byte> data, long at, out long end)
    {
        var length = Math.Min(data.U32(at) ?? 0, MaxLetters);
        end = at + 4 + (length * 2L);
        return Encoding.Unicode.GetString(data.Part(at + 4, length * 2L));
    }
}
