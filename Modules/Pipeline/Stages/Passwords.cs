namespace ScanHost.Pipeline.Stages;

/// <summary>Finds what may be a password in what people write beside an encrypted file.</summary>
internal static class Passwords
{
    /// <summary>So many are tried at most: each costs the derivation of a key.</summary>
    public const int MaxCandidates = 100;

    private const int MinLength = 3;
    private const int MaxLength = 64;
    private const int MaxWords = 16;

    /// <summary>The name without its extensions, then its words: <c>invoice_pw-1234.zip</c> has <c>1234</c>.</summary>
    public static IReadOnlyList<string> WordsOf(string name)
    {
        var stem = FileNames.Stem(name).ToString();
        var words = stem.Split([' ', '_', '-', '.', ',', '(', ')', '[', ']', '{', '}', '=', '+', ':', ';'], StringSplitOptions.RemoveEmptyEntries);
        return [.. words.Prepend(stem).Where(word => word.Length is >= MinLength and <= MaxLength).Distinct(StringComparer.Ordinal).Take(MaxWords)];
    }

    /// <summary>Both lists in order, without what occurs twice, cut to <see cref="MaxCandidates"/>.</summary>
    public static IReadOnlyList<string> Join(IEnumerable<string> first, IEnumerable<string> second) =>
        [.. first.Concat(second).Distinct(StringComparer.Ordinal).Take(MaxCandidates)];
}
