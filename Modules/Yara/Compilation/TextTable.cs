namespace ScanHost.Yara.Compilation;

/// <summary>The names in a cache file, each once: tens of thousands of strings are called <c>$s1</c>, and every rule has an author.</summary>
internal sealed class TextTable
{
    private readonly List<string> texts;
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    /// <summary>An empty table.</summary>
    public TextTable() => texts = [];

    private TextTable(List<string> texts) => this.texts = texts;

    /// <summary>Writes a text's number, and gives it one.</summary>
    public void Refer(BinaryWriter output, string text)
    {
        if (!numbers.TryGetValue(text, out var number))
        {
            numbers.Add(text, number = texts.Count);
            texts.Add(text);
        }

        output.Write7BitEncodedInt(number);
    }

    /// <summary>Reads what <see cref="Refer"/> wrote.</summary>
    /// <exception cref="InvalidDataException">There is no text of that number.</exception>
    public string Find(BinaryReader input) =>
        input.Read7BitEncodedInt() is >= 0 and var number && number < texts.Count ? texts[number] : throw new InvalidDataException("no such text");

    /// <summary>Writes the table; <see cref="Read"/> reads it.</summary>
    public void Write(BinaryWriter output)
    {
        output.Write(texts.Count);
        foreach (var text in texts)
            output.Write(text);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The table is longer than the file.</exception>
    public static TextTable Read(BinaryReader input)
    {
        var count = input.ReadInt32();
        if (count < 0 || count > input.BaseStream.Length)
            throw new InvalidDataException("too many texts");
        var texts = new List<string>(count);
        for (var read = 0; read < count; read++)
            texts.Add(input.ReadString());
        return new(texts);
    }
}
