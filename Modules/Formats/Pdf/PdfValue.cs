namespace ScanHost.Formats.Pdf;

/// <summary>A value of a PDF file, ISO 32000-1 7.3.</summary>
public abstract record PdfValue;

/// <summary>A name.</summary>
/// <param name="Value">Without the slash, escapes resolved.</param>
/// <param name="IsEscaped">True when a letter or digit was written as <c>#</c> and its code, which no writer needs to do.</param>
public sealed record PdfName(string Value, bool IsEscaped) : PdfValue;

/// <summary>A string, decrypted if need be.</summary>
/// <param name="Bytes">Its bytes, escapes resolved.</param>
public sealed record PdfString(byte[] Bytes) : PdfValue
{
    /// <summary>As text: UTF-16 or UTF-8 by its byte order mark, otherwise Latin-1, 7.9.2.</summary>
    public string Text => PdfText.Decode(Bytes);
}

/// <summary>A number.</summary>
/// <param name="Value">Its value.</param>
public sealed record PdfNumber(double Value) : PdfValue;

/// <summary>A reference to an indirect object.</summary>
/// <param name="Number">Object number.</param>
public sealed record PdfReference(int Number) : PdfValue;

/// <summary>A list.</summary>
/// <param name="Items">In order.</param>
public sealed record PdfArray(IReadOnlyList<PdfValue> Items) : PdfValue;

/// <summary>A keyword: <c>true</c>, <c>null</c>, or whatever stands where a value should.</summary>
/// <param name="Word">The word.</param>
public sealed record PdfKeyword(string Word) : PdfValue;

/// <summary>A dictionary; of a key that occurs twice the last counts.</summary>
/// <param name="Entries">By key without the slash.</param>
/// <param name="EscapedKeys">Keys of which a letter was written as a code.</param>
public sealed record PdfMap(IReadOnlyDictionary<string, PdfValue> Entries, IReadOnlyList<string> EscapedKeys) : PdfValue
{
    /// <summary>The entry; null when there is none.</summary>
    public PdfValue? this[string key] => Entries.GetValueOrDefault(key);

    /// <summary>True when there is an entry of that key.</summary>
    public bool Has(string key) => Entries.ContainsKey(key);

    /// <summary>The entry when it is a name; null otherwise.</summary>
    public string? Name(string key) => (this[key] as PdfName)?.Value;

    /// <summary>The entry when it is a number that fits; null otherwise.</summary>
    public int? Whole(string key) => this[key] is PdfNumber { Value: >= int.MinValue and <= int.MaxValue } number ? (int)number.Value : null;
}

/// <summary>An indirect object.</summary>
/// <param name="Number">Object number.</param>
/// <param name="Generation">Generation number.</param>
/// <param name="Offset">Where it starts in the file, in bytes; -1 when it was in an object stream.</param>
/// <param name="Value">Its value; the dictionary of a stream.</param>
/// <param name="Stream">The stream's data as stored; null when it is none.</param>
public sealed record PdfObject(int Number, int Generation, long Offset, PdfValue Value, ReadOnlyMemory<byte>? Stream)
{
    /// <summary>The value when it is a dictionary; null otherwise.</summary>
    public PdfMap? Dictionary => Value as PdfMap;
}
