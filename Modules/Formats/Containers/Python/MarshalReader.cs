using System.Text;

namespace ScanHost.Formats.Containers.Python;

/// <summary>
/// Reads the values of Python's marshal format that a table of contents is made of: numbers, texts, tuples, lists, dictionaries. Source: the
/// documentation of the module <c>marshal</c> and the letters in CPython's Python/marshal.c (version 4).
/// </summary>
/// <remarks>Code objects and floating point numbers are not read: the reader stops there.</remarks>
internal ref struct MarshalReader(ReadOnlySpan<byte> data)
{
    private const int MaxDepth = 16;
    private const int MaxValues = 400_000;

    private readonly ReadOnlySpan<byte> data = data;
    private readonly List<object?> references = [];
    private int at;
    private int values;

    /// <summary>A number (<see cref="long"/>), a <see cref="string"/>, bytes, or a list of values; null for None and for what ends the reading.</summary>
    public object? Read() => Read(0);

    private object? Read(int depth)
    {
        if (at >= data.Length || depth > MaxDepth || ++values > MaxValues)
            throw Broken();
        var kind = data[at] & 0x7F;
        var slot = -1;
        if ((data[at++] & 0x80) != 0)
        {
            slot = references.Count;
            references.Add(null);
        }
        object? value = (char)kind switch
        {
            'N' or '0' => null,
            'T' => 1L,
            'F' => 0L,
            'i' => (long)(int)Number(4),
            'z' or 'Z' => Encoding.Latin1.GetString(Take(Number(1))),
            'a' or 'A' => Encoding.Latin1.GetString(Take(Number(4))),
            'u' or 't' => Encoding.UTF8.GetString(Take(Number(4))),
            's' => Take(Number(4)).ToArray(),
            ')' => Items(Number(1), depth),
            '(' or '[' or '<' or '>' => Items(Number(4), depth),
            '{' => Pairs(depth),
            'l' => Long(),
            'r' => Number(4) is var index && index < references.Count ? references[(int)index] : throw Broken(),
            _ => throw Broken(),
        };
        if (slot >= 0)
            references[slot] = value;
        return value;
    }

    private List<object?> Items(uint count, int depth)
    {
        var items = new List<object?>();
        for (var item = 0u; item < count; item++)
            items.Add(Read(depth + 1));
        return items;
    }

    // Keys and values by turns, until the null that is no value.
    private List<object?> Pairs(int depth)
    {
        var items = new List<object?>();
        while (at < data.Length && data[at] != '0')
            items.Add(new List<object?> { Read(depth + 1), Read(depth + 1) });
        at++;
        return items;
    }

    // Digits of 15 bits; more than four are no place in a file.
    private long Long()
    {
        var count = (int)Number(4);
        if (Math.Abs((long)count) > 4)
            throw Broken();
        var value = 0L;
        for (var digit = 0; digit < Math.Abs(count); digit++)
            value |= (long)Number(2) << (15 * digit);
        return count < 0 ? -value : value;
    }

    private uint Number(int bytes)
    {
        var number = 0u;
        var digits = Take((uint)bytes);
        for (var digit = 0; digit < bytes; digit++)
            number |= (uint)digits[digit] << (8 * digit);
        return number;
    }

    private ReadOnlySpan<byte> Take(uint length)
    {
        if (length > data.Length - at)
            throw Broken();
        at += (int)length;
        return data.Slice(at - (int)length, (int)length);
    }

    private readonly MalformedFileException Broken() => new("marshal", at, "the value breaks off, is too deep or of a kind that tables do not have");
}
