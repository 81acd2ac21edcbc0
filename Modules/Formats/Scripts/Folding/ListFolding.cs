using ScanHost.Formats.Scripts.Syntax;

namespace ScanHost.Formats.Scripts.Folding;

/// <summary>What is done to lists of codes and letters: taking one, turning them around, making letters of codes.</summary>
internal static class ListFolding
{
    /// <summary>Picks by index or by a list of indexes.</summary>
    internal static object? At(object target, List<object> index)
    {
        if (index.Count > 1)
        {
            var picked = index.Select(one => At(target, [one])).ToList();
            return picked.Contains(null) ? null : picked.Cast<object>().ToList();
        }
        if (Folded.Whole(index[0]) is not { } at)
            return null;
        return target switch
        {
            List<object> list => (at < 0 ? at + list.Count : at) is >= 0 and var place && place < list.Count ? list[place] : null,
            string text => (at < 0 ? at + text.Length : at) is >= 0 and var place && place < text.Length ? text[place].ToString() : null,
            _ => null,
        };
    }

    /// <summary>True for <c>::-1</c> of Python and <c>-1..-9</c> of PowerShell.</summary>
    internal static bool IsReversal(ReadOnlySpan<ScriptToken> index)
    {
        var text = string.Concat(index.ToArray().Select(token => token.Kind == ScriptTokenKind.Number ? "#" : token.Value));
        return text is "::-#" || text.StartsWith("-#..-", StringComparison.Ordinal);
    }

    /// <summary>Makes letters of codes by a small function: <c>c => String.fromCharCode(c ^ 7)</c>, <c>{ [char]($_ -bxor 7) }</c>.</summary>
    /// <param name="list">The codes.</param>
    /// <param name="function">The function's tokens.</param>
    internal static object? Map(object list, ReadOnlySpan<ScriptToken> function)
    {
        if (list is not List<object> items || function.Length > 60)
            return null;
        var (makesLetters, sign, key) = (false, "", 0L);
        for (var at = 0; at < function.Length; at++)
        {
            var word = function[at].Value.ToLowerInvariant();
            makesLetters |= word is "fromcharcode" or "char" or "chr";
            if (word is "^" or "-" or "+" or "-bxor" or "-band" && at + 1 < function.Length && function[at + 1].Kind == ScriptTokenKind.Number)
                (sign, key) = (word, (long)Math.Clamp(function[at + 1].Number, 0, 0x10FFFF));
        }
        if (!makesLetters)
            return null;
        var letters = new List<object>(items.Count);
        foreach (var item in items)
        {
            if (Folded.Number(item) is not { } code)
                return null;
            var turned = sign switch { "^" or "-bxor" => (long)code ^ key, "-" => (long)code - key, "+" => (long)code + key, "-band" => (long)code & key, _ => (long)code };
            if (turned is < 0 or > 0xFFFF)
                return null;
            letters.Add(((char)turned).ToString());
        }
        return letters;
    }
}
