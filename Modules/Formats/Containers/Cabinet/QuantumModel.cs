namespace ScanHost.Formats.Containers.Cabinet;

/// <summary>An adaptive model of the Quantum coder: symbols in the order of their frequency, with cumulated frequencies.</summary>
internal sealed class QuantumModel
{
    private const int Step = 8;
    private const int MaxTotal = 3800;
    private readonly ushort[] symbols;
    private readonly int[] cumulated;
    private int updatesToSort = 4;

    internal QuantumModel(int first, int count)
    {
        symbols = [.. Enumerable.Range(first, count).Select(symbol => (ushort)symbol)];
        cumulated = [.. Enumerable.Range(0, count + 1).Select(i => count - i)];
    }

    /// <summary>Sum of all frequencies.</summary>
    internal int Total => cumulated[0];

    /// <summary>The place of the symbol within whose share <paramref name="frequency"/> lies.</summary>
    internal int Find(int frequency)
    {
        var place = 0;
        while (place + 1 < symbols.Length && cumulated[place + 1] > frequency)
            place++;
        return place;
    }

    /// <summary>The share of the symbol at a place: from low to high.</summary>
    internal (int Low, int High) Share(int place) => (cumulated[place + 1], cumulated[place]);

    /// <summary>Counts the symbol at a place and returns it.</summary>
    internal int Take(int place)
    {
        var symbol = symbols[place];
        for (var i = place; i >= 0; i--)
            cumulated[i] += Step;
        if (cumulated[0] > MaxTotal)
            Shrink();
        return symbol;
    }

    private void Shrink()
    {
        if (--updatesToSort > 0)
        {
            for (var i = symbols.Length - 1; i >= 0; i--)
                cumulated[i] = Math.Max(cumulated[i] >> 1, cumulated[i + 1] + 1);
            return;
        }
        updatesToSort = 50;
        for (var i = 0; i < symbols.Length; i++)
            cumulated[i] = (cumulated[i] - cumulated[i + 1] + 1) >> 1;
        Sort();
        for (var i = symbols.Length - 1; i >= 0; i--)
            cumulated[i] += cumulated[i + 1];
    }

    // The order among equals is part of the format: an exchange sort that swaps only what is smaller.
    private void Sort()
    {
        for (var i = 0; i < symbols.Length - 1; i++)
            for (var j = i + 1; j < symbols.Length; j++)
                if (cumulated[i] < cumulated[j])
                {
                    (cumulated[i], cumulated[j]) = (cumulated[j], cumulated[i]);
                    (symbols[i], symbols[j]) = (symbols[j], symbols[i]);
                }
    }
}
