using ScanHost.Yara.Matching;

namespace ScanHost.Yara.Compilation;

/// <summary>The names in a cache file, each once: tens of thousands of strings are called <c>$s1</c>, and every rule has an author.</summary>
internal sealed class TextTable
{
    private readonly List<string> texts = [];
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

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

    /// <summary>Writes the table; <see cref="Read"/> reads it.</summary>
    public void Write(BinaryWriter output) => new LazyTable<string>(texts).Write(output, static (each, text) => each.Write(text));

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a table.</exception>
    public static LazyTable<string> Read(BinaryReader input) => LazyTable<string>.Read(input, static (each, _) => each.ReadString());
}
