using System.IO.Compression;
using ScanHost.Formats.Containers;

namespace ScanHost.Formats.Pdf;

/// <summary>Decodes streams, ISO 32000-1 7.4. What is damaged ends the output; what came out before is kept.</summary>
internal static class PdfFilters
{
    private const int MaxFilters = 16;

    /// <summary>What became of a stream.</summary>
    /// <param name="Data">The data, decoded as far as it goes.</param>
    /// <param name="Rest">The first filter that is not undone, such as <c>DCTDecode</c>; null when all are.</param>
    /// <param name="IsCut">True when the limit ended the output.</param>
    internal readonly record struct Decoded(byte[] Data, string? Rest, bool IsCut);

    internal static Decoded Decode(PdfMap dictionary, ReadOnlyMemory<byte> raw, Func<PdfValue?, PdfValue?> resolve, int maxBytes)
    {
        var filters = Names(resolve(dictionary["Filter"] ?? dictionary["F"]), resolve);
        if (filters.Count > MaxFilters)
            return new([], filters[MaxFilters], true);
        var parameters = resolve(dictionary["DecodeParms"] ?? dictionary["DP"]);
        var (data, isCut) = (raw, false);
        for (var index = 0; index < filters.Count; index++)
        {
            var options = parameters is PdfArray list ? (index < list.Items.Count ? resolve(list.Items[index]) as PdfMap : null) : index == 0 ? parameters as PdfMap : null;
            if (Apply(filters[index], data, options, maxBytes, ref isCut) is not { } output)
                return new(data.ToArray(), filters[index], isCut);
            data = output;
        }
        return new(data.ToArray(), null, isCut);
    }

    private static List<string> Names(PdfValue? filter, Func<PdfValue?, PdfValue?> resolve) => filter switch
    {
        PdfName name => [name.Value],
        PdfArray array => [.. array.Items.Take(MaxFilters + 1).Select(item => resolve(item)).OfType<PdfName>().Select(name => name.Value)],
        _ => [],
    };

    private static byte[]? Apply(string filter, ReadOnlyMemory<byte> data, PdfMap? options, int maxBytes, ref bool isCut) => filter switch
    {
        "FlateDecode" or "Fl" => PdfPredictor.Undo(Inflate(data, maxBytes, ref isCut), options),
        "LZWDecode" or "LZW" => PdfPredictor.Undo(Lzw(data.Span, options?.Whole("EarlyChange") ?? 1, maxBytes, ref isCut), options),
        "ASCII85Decode" or "A85" => Ascii85(data.Span),
        "ASCIIHexDecode" or "AHx" => Hexadecimal(data.Span.IndexOf((byte)'>') is var end and >= 0 ? data.Span[..end] : data.Span),
        "RunLengthDecode" or "RL" => RunLength(data.Span, maxBytes, ref isCut),
        "Crypt" => data.ToArray(),
        _ => null,
    };

    private static byte[] Inflate(ReadOnlyMemory<byte> data, int maxBytes, ref bool isCut)
    {
        // Line ends between the keyword and the data are the commonest damage.
        var start = 0;
        while (start < data.Length && data.Span[start] is (byte)'\r' or (byte)'\n')
            start++;
        var output = Inflate(() => new ZLibStream(new MemoryReadStream(data[start..]), CompressionMode.Decompress), maxBytes, ref isCut);
        return output.Length == 0 && data.Length > start + 2
            ? Inflate(() => new DeflateStream(new MemoryReadStream(data[(start + 2)..]), CompressionMode.Decompress), maxBytes, ref isCut)
            : output;
    }

    private static byte[] Inflate(Func<Stream> open, int maxBytes, ref bool isCut)
    {
        var output = new MemoryStream();
        var buffer = new byte[16 << 10];
        try
        {
            using var decoder = open();
            for (int count; (count = decoder.Read(buffer)) > 0;)
            {
                output.Write(buffer, 0, (int)Math.Min(count, maxBytes - output.Length));
                if (output.Length < maxBytes)
                    continue;
                isCut = true;
                break;
            }
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            // Damage ends the stream.
        }
        return output.ToArray();
    }

    // 7.4.4.2: codes of 9 to 12 bits, 256 clears the table, 257 ends the data.
    private static byte[] Lzw(ReadOnlySpan<byte> data, int earlyChange, int maxBytes, ref bool isCut)
    {
        var output = new MemoryStream();
        var table = new List<byte[]>(4096);
        var (bits, count, width, at, previous) = (0u, 0, 9, 0, (byte[]?)null);
        Reset(table);
        while (output.Length < maxBytes)
        {
            for (; count < width && at < data.Length; count += 8)
                bits = bits << 8 | data[at++];
            if (count < width)
                break;
            count -= width;
            var code = (int)(bits >> count & (1u << width) - 1);
            if (code == 257)
                break;
            if (code == 256)
            {
                Reset(table);
                (width, previous) = (9, null);
                continue;
            }
            var entry = code < table.Count ? table[code] : previous is not null ? [.. previous, previous[0]] : null;
            if (entry is null || entry.Length == 0)
                break;
            output.Write(entry);
            if (previous is not null && table.Count < 4096)
                table.Add([.. previous, entry[0]]);
            width = (table.Count + earlyChange) switch { >= 2048 => 12, >= 1024 => 11, >= 512 => 10, _ => 9 };
            previous = entry;
        }
        isCut |= output.Length >= maxBytes;
        return output.ToArray();
    }

    private static void Reset(List<byte[]> table)
    {
        table.Clear();
        for (var value = 0; value < 258; value++)
            table.Add(value < 256 ? [(byte)value] : []);
    }

    private static byte[] Ascii85(ReadOnlySpan<byte> data)
    {
        var output = new MemoryStream();
        var (value, count) = (0ul, 0);
        foreach (var letter in data)
        {
            if (letter == '~')
                break;
            if (letter == 'z' && count == 0)
                output.Write([0, 0, 0, 0]);
            else if (letter is >= (byte)'!' and <= (byte)'u')
            {
                value = (value * 85) + letter - 33;
                if (++count == 5)
                {
                    output.Write([(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value]);
                    (value, count) = (0, 0);
                }
            }
        }
        if (count > 1)
        {
            for (var filler = count; filler < 5; filler++)
                value = (value * 85) + 84;
            output.Write(((ReadOnlySpan<byte>)[(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8)])[..(count - 1)]);
        }
        return output.ToArray();
    }

    /// <summary>Hexadecimal digits; others count for nothing, and an odd last digit is followed by a zero.</summary>
    internal static byte[] Hexadecimal(ReadOnlySpan<byte> data)
    {
        var output = new List<byte>(data.Length / 2);
        var high = -1;
        foreach (var letter in data)
        {
            if (!char.IsAsciiHexDigit((char)letter))
                continue;
            var digit = letter <= '9' ? letter - '0' : (letter | 0x20) - 'a' + 10;
            if (high < 0)
                high = digit;
            else
            {
                output.Add((byte)(high << 4 | digit));
                high = -1;
            }
        }
        if (high >= 0)
            output.Add((byte)(high << 4));
        return [.. output];
    }

    private static byte[] RunLength(ReadOnlySpan<byte> data, int maxBytes, ref bool isCut)
    {
        var output = new MemoryStream();
        for (var at = 0; at < data.Length && data[at] != 128 && output.Length < maxBytes;)
        {
            var length = data[at++];
            if (length < 128)
            {
                output.Write(data.Part(at, length + 1));
                at += length + 1;
            }
            else if (at < data.Length)
            {
                for (var count = 257 - length; count > 0; count--)
                    output.WriteByte(data[at]);
                at++;
            }
        }
        isCut |= output.Length >= maxBytes;
        return output.ToArray();
    }
}
