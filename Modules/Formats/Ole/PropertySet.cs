using System.Globalization;
using System.Text;

namespace ScanHost.Formats.Ole;

/// <summary>The properties of a <c>\005SummaryInformation</c> or <c>\005DocumentSummaryInformation</c> stream. Source: [MS-OLEPS].</summary>
public static class PropertySet
{
    private const int MaxProperties = 256;
    private const int MaxText = 4096;

    private static readonly Dictionary<uint, string> SummaryNames = new()
    {
        [2] = "title", [3] = "subject", [4] = "author", [5] = "keywords", [6] = "comments", [7] = "template", [8] = "last_author",
        [9] = "revision", [11] = "last_printed", [12] = "created", [13] = "last_saved", [14] = "pages", [18] = "application",
        [19] = "security",
    };

    private static readonly Dictionary<uint, string> DocumentNames = new()
    {
        [2] = "category", [14] = "manager", [15] = "company", [26] = "content_type", [27] = "content_status",
    };

    private static readonly Guid DocumentFormat = new("d5cdd502-2e9c-101b-9397-08002b2cf9ae");

    /// <summary>The known properties that hold text, a number or a time, by name, as text. Whatever cannot be read is left out.</summary>
    public static IReadOnlyDictionary<string, string> Read(ReadOnlySpan<byte> stream)
    {
        var properties = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (stream.U16(0) != 0xFFFE || stream.U32(44) is not { } offset || !stream.Has(offset, 8))
            return properties;
        var names = new Guid(stream.Slice(28, 16)) == DocumentFormat ? DocumentNames : SummaryNames;
        var set = stream[(int)offset..];
        var count = Math.Min(set.U32(4)!.Value, MaxProperties);
        var encoding = EncodingOf(set, count);
        for (var index = 0; index < count; index++)
        {
            if (set.U32(8 + (index * 8)) is { } id && set.U32(12 + (index * 8)) is { } at && names.TryGetValue(id, out var name)
                && Value(set, at, encoding) is { Length: > 0 } value)
                properties[name] = value;
        }
        return properties;
    }

    private static Encoding EncodingOf(ReadOnlySpan<byte> set, uint count)
    {
        for (var index = 0; index < count; index++)
        {
            if (set.U32(8 + (index * 8)) == 1 && set.U32(12 + (index * 8)) is { } at)
                return CodePages.Get(set.U16(at + 4) ?? 0);
        }
        return Encoding.Latin1;
    }

    private static string? Value(ReadOnlySpan<byte> set, uint at, Encoding encoding) => set.U16(at) switch
    {
        2 => set.U16(at + 4) is { } number ? ((short)number).ToString(CultureInfo.InvariantCulture) : null,
        3 => set.U32(at + 4) is { } number ? ((int)number).ToString(CultureInfo.InvariantCulture) : null,
        30 => Text(set.Part(at + 8, Math.Min(set.U32(at + 4) ?? 0, MaxText)), encoding),
        31 => Text(set.Part(at + 8, Math.Min((set.U32(at + 4) ?? 0) * 2L, MaxText)), Encoding.Unicode),
        64 => FileTimes.Read(set.U64(at + 4) ?? 0)?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string Text(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        var text = encoding.GetString(bytes);
        var end = text.IndexOf('\0', StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }
}
