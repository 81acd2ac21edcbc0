namespace ScanHost.Formats.Identification.Text;

/// <summary>The pairs of neighbours in a text. A word one of whose pairs is missing is not in the text, which saves most searches.</summary>
internal sealed class LetterPairs
{
    private readonly ulong[] present = new ulong[(1 << 16) / 64];

    internal LetterPairs(string text)
    {
        for (var at = 1; at < text.Length; at++)
        {
            var pair = Pair(text[at - 1], text[at]);
            present[pair >> 6] |= 1UL << (pair & 63);
        }
    }

    /// <summary>False when the word is certainly not in the text.</summary>
    internal bool MayContain(string word)
    {
        for (var at = 1; at < word.Length; at++)
        {
            var pair = Pair(word[at - 1], word[at]);
            if ((present[pair >> 6] & (1UL << (pair & 63))) == 0)
                return false;
        }
        return true;
    }

    // Letters that differ in the high byte only count as one: that errs on the safe side.
    private static int Pair(char first, char second) => ((first & 0xFF) << 8) | (second & 0xFF);
}
