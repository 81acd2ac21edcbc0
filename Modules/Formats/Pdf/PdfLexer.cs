using System.Buffers;
using System.Globalization;
using System.Text;

namespace ScanHost.Formats.Pdf;

/// <summary>Reads values as tolerant viewers do: what is broken ends a value, never the file. Source: ISO 32000-1 7.2 and 7.3.</summary>
internal ref struct PdfLexer(ReadOnlySpan<byte> data, int at)
{
    private const int MaxDepth = 64;
    private const int MaxItems = 500_000;

    private static readonly SearchValues<byte> Delimiters = SearchValues.Create("()<>[]{}/% \t\r\n\f\0"u8);
    private readonly ReadOnlySpan<byte> data = data;
    private int items;

    /// <summary>True when a value was nested too deep, or had too many parts, to be read whole.</summary>
    internal bool IsCut { get; private set; }

    /// <summary>Where it reads next.</summary>
    internal int At { get; set; } = at;

    /// <summary>Streams that stand inside a value, against 7.3.8.1: pypdf writes embedded files so. Null when there is none.</summary>
    internal List<(PdfMap Map, int Start, int End)>? InlineStreams { get; private set; }

    /// <summary>The next value; null at the end of the data or at a closing bracket.</summary>
    internal PdfValue? Read(int depth = 0)
    {
        SkipBlanks();
        if (At >= data.Length)
            return null;
        if (++items > MaxItems)
        {
            IsCut = true;
            return null;
        }
        if (depth > MaxDepth && data[At] is (byte)'[' or (byte)'<')
            return SkipNested();
        switch (data[At])
        {
            case (byte)'/':
                return ReadName();
            case (byte)'(':
                return ReadLiteral();
            case (byte)'<' when At + 1 < data.Length && data[At + 1] == '<':
                return ReadDictionary(depth);
            case (byte)'<':
                return ReadHexadecimal();
            case (byte)'[':
                return ReadArray(depth);
            case (byte)']' or (byte)'>' or (byte)')' or (byte)'}' or (byte)'{':
                return null;
            default:
                return ReadWord();
        }
    }

    // What is nested too deep is passed over to its end, or to that of the object: else its closing brackets would close what it stands in.
    private PdfKeyword SkipNested()
    {
        IsCut = true;
        var open = 0;
        do
        {
            SkipBlanks();
            if (At >= data.Length || data.HasAt(At, "endobj"u8))
                break;
            var isDouble = At + 1 < data.Length && data[At + 1] == data[At];
            switch (data[At])
            {
                case (byte)'[':
                    (open, At) = (open + 1, At + 1);
                    break;
                case (byte)']':
                    (open, At) = (open - 1, At + 1);
                    break;
                case (byte)'<' when isDouble:
                    (open, At) = (open + 1, At + 2);
                    break;
                case (byte)'>' when isDouble:
                    (open, At) = (open - 1, At + 2);
                    break;
                case (byte)'<':
                    ReadHexadecimal();
                    break;
                case (byte)'(':
                    ReadLiteral();
                    break;
                default:
                    At += Math.Max(1, data[At..].IndexOfAny(Delimiters) is var end and >= 0 ? end : data.Length - At);
                    break;
            }
        }
        while (open > 0);
        return new("null");
    }

    /// <summary>Skips white space and comments.</summary>
    internal void SkipBlanks()
    {
        while (At < data.Length)
        {
            if (data[At] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'\f' or 0)
                At++;
            else if (data[At] == '%')
                At = data[At..].IndexOfAny((byte)'\r', (byte)'\n') is var end and >= 0 ? At + end : data.Length;
            else
                return;
        }
    }

    private PdfName ReadName()
    {
        At++;
        var end = data[At..].IndexOfAny(Delimiters);
        var raw = data.Slice(At, end < 0 ? data.Length - At : end);
        At += raw.Length;
        if (raw.IndexOf((byte)'#') < 0)
            return new(Encoding.Latin1.GetString(raw), false);
        var (name, isEscaped) = (new StringBuilder(raw.Length), false);
        for (var index = 0; index < raw.Length; index++)
        {
            if (raw[index] == '#' && index + 2 < raw.Length && byte.TryParse(raw.Slice(index + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                isEscaped |= char.IsAsciiLetterOrDigit((char)code);
                name.Append((char)code);
                index += 2;
            }
            else
                name.Append((char)raw[index]);
        }
        return new(name.ToString(), isEscaped);
    }

    private PdfString ReadLiteral()
    {
        var bytes = new MemoryStream();
        var depth = 0;
        for (; At < data.Length; At++)
        {
            var letter = data[At];
            if (letter == '\\')
                ReadEscape(bytes);
            else if (letter == '(' && depth++ == 0)
                continue;
            else if (letter == ')' && --depth == 0)
            {
                At++;
                break;
            }
            else
                bytes.WriteByte(letter);
        }
        return new(bytes.ToArray());
    }

    // Octal codes, the letters of C, a line end that counts for nothing; any other letter stands for itself, 7.3.4.2.
    private void ReadEscape(MemoryStream bytes)
    {
        if (++At >= data.Length)
            return;
        var letter = data[At];
        if (letter is >= (byte)'0' and <= (byte)'7')
        {
            var code = 0;
            for (var digits = 0; digits < 3 && At < data.Length && data[At] is >= (byte)'0' and <= (byte)'7'; digits++, At++)
                code = (code * 8) + data[At] - '0';
            At--;
            bytes.WriteByte((byte)code);
        }
        else if (letter == '\r' && At + 1 < data.Length && data[At + 1] == '\n')
            At++;
        else if (letter is not ((byte)'\r' or (byte)'\n'))
            bytes.WriteByte(letter switch { (byte)'n' => (byte)'\n', (byte)'r' => (byte)'\r', (byte)'t' => (byte)'\t', (byte)'b' => (byte)'\b', (byte)'f' => (byte)'\f', _ => letter });
    }

    private PdfString ReadHexadecimal()
    {
        At++;
        var end = data[At..].IndexOf((byte)'>');
        var raw = data.Slice(At, end < 0 ? data.Length - At : end);
        At += raw.Length + (end < 0 ? 0 : 1);
        return new(PdfFilters.Hexadecimal(raw));
    }

    private PdfArray ReadArray(int depth)
    {
        At++;
        var list = new List<PdfValue>();
        while (Read(depth + 1) is { } value)
            Add(list, value);
        if (At < data.Length && data[At] == ']')
            At++;
        return new(list);
    }

    // "12 0 R" is read as two numbers and a word before it shows to be a reference.
    private static void Add(List<PdfValue> list, PdfValue value)
    {
        if (value is PdfKeyword { Word: "R" } && list.Count >= 2 && list[^1] is PdfNumber && list[^2] is PdfNumber { Value: >= 0 and <= int.MaxValue } number)
        {
            list.RemoveRange(list.Count - 2, 2);
            value = new PdfReference((int)number.Value);
        }
        list.Add(value);
    }

    private PdfMap ReadDictionary(int depth)
    {
        At += 2;
        var (entries, escaped, pending, key) = (new Dictionary<string, PdfValue>(StringComparer.Ordinal), new List<string>(), new List<PdfValue>(), (PdfName?)null);
        while (true)
        {
            var value = Read(depth + 1);
            if (value is null && IsAtStray())
                value = new PdfKeyword(((char)data[At++]).ToString());
            if (value is null or PdfKeyword { Word: "endobj" or "stream" or "endstream" or "obj" })
                break;
            if (value is PdfName name && (key is null || pending.Count > 0))
            {
                Put(entries, key, pending);
                key = name;
                if (name.IsEscaped)
                    escaped.Add(name.Value);
            }
            else if (key is not null && !(pending.Count > 0 && value is PdfKeyword { Word: "]" or ")" or "}" or "{" or ">" }))
                Add(pending, value);
        }
        Put(entries, key, pending);
        SkipBlanks();
        if (At + 1 < data.Length && data[At] == '>' && data[At + 1] == '>')
            At += 2;
        var map = new PdfMap(entries, escaped);
        if (depth > 0)
            SkipInlineStream(map);
        return map;
    }

    // For viewers a bracket that closes nothing is a value of its own: it must not close the dictionary either.
    private readonly bool IsAtStray() =>
        items <= MaxItems && At < data.Length
        && (data[At] is (byte)']' or (byte)')' or (byte)'}' or (byte)'{' || (data[At] == '>' && (At + 1 >= data.Length || data[At + 1] != '>')));

    private void SkipInlineStream(PdfMap map)
    {
        var behind = At;
        SkipBlanks();
        if (!data.HasAt(At, "stream"u8) || data[At..].IndexOf("endstream"u8) is not (> 0 and var close))
        {
            At = behind;
            return;
        }
        var start = At + 6;
        start += data.HasAt(start, "\r\n"u8) ? 2 : start < data.Length && data[start] is (byte)'\n' or (byte)'\r' ? 1 : 0;
        var end = Math.Max(start, At + close);
        if (map.Whole("Length") is { } length and >= 0 && data.Has(start, length) && new PdfLexer(data, start + length).IsAtEndOfStream())
            end = start + length;
        (InlineStreams ??= []).Add((map, start, end));
        At = end;
        SkipBlanks();
        At = data.HasAt(At, "endstream"u8) ? At + 9 : At;
    }

    private bool IsAtEndOfStream()
    {
        SkipBlanks();
        return data.HasAt(At, "endstream"u8);
    }

    private static void Put(Dictionary<string, PdfValue> entries, PdfName? key, List<PdfValue> pending)
    {
        if (key is not null && pending.Count > 0)
            entries[key.Value] = pending[^1];
        pending.Clear();
    }

    private PdfValue ReadWord()
    {
        var end = data[At..].IndexOfAny(Delimiters);
        var raw = data.Slice(At, end < 0 ? data.Length - At : end);
        At += raw.Length;
        if (raw.Length <= 32 && raw[0] is (byte)'+' or (byte)'-' or (byte)'.' or >= (byte)'0' and <= (byte)'9'
            && double.TryParse(raw, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return new PdfNumber(number);
        return new PdfKeyword(Encoding.Latin1.GetString(raw[..Math.Min(raw.Length, 64)]));
    }
}
