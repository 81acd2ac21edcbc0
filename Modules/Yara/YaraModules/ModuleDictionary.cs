using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ScanHost.Yara.YaraModules;

/// <summary>A dictionary of a module: found by key, listed in the order in which the keys came. The first of two equal keys is kept.</summary>
internal sealed class ModuleDictionary<T>
{
    private readonly Dictionary<string, T> byKey = new(StringComparer.Ordinal);
    private readonly List<(byte[] Key, T Value)> inOrder = [];

    /// <summary>How many keys there are.</summary>
    public int Count => inOrder.Count;

    /// <summary>The entry at a place in the order, from 0.</summary>
    public (byte[] Key, T Value) this[int index] => inOrder[index];

    /// <summary>Adds an entry unless its key is there already.</summary>
    public void Add(byte[] key, T value)
    {
        if (byKey.TryAdd(Encoding.Latin1.GetString(key), value))
            inOrder.Add((key, value));
    }

    /// <summary>Finds an entry.</summary>
    public bool TryGet(ReadOnlySpan<byte> key, [MaybeNullWhen(false)] out T value) =>
        byKey.TryGetValue(Encoding.Latin1.GetString(key), out value);
}
