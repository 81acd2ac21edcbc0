using System.Text.RegularExpressions;
using ScanHost.Formats;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>
/// What a script keeps under a name, to see where the name comes again. The first place of each name is enough: what stands behind a later one stands behind it, too.
/// </summary>
internal static class FollowedNames
{
    /// <summary>Each is looked for in the rest of the text, so a script made of nothing else would take minutes. More than an author gives.</summary>
    public const int Most = 256;

    /// <summary>The first match of each name, in the order of the text.</summary>
    /// <exception cref="ExpansionLimitException">There are more than <see cref="Most"/> names: the stage says that it followed no others.</exception>
    public static IEnumerable<(string Name, Match Kept)> In(IEnumerable<Match> matches, Func<Match, string> nameOf)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var match in matches)
        {
            var name = nameOf(match);
            if (!seen.Add(name))
                continue;
            if (seen.Count > Most)
                throw new ExpansionLimitException("MaxFollowedNames", Most);
            yield return (name, match);
        }
    }

    /// <summary>The first match of each name, for those that look each name up instead of searching for it: any number of them.</summary>
    public static Dictionary<string, Match> First(IEnumerable<Match> matches, string group, StringComparer comparer)
    {
        var first = new Dictionary<string, Match>(comparer);
        foreach (var match in matches)
            first.TryAdd(match.Groups[group].Value, match);
        return first;
    }

    /// <summary>The line around a match, and no more than this on each side of it: a text without line ends is copied once for each match otherwise.</summary>
    public static string LineAround(string text, Match match, int most = 1000)
    {
        var before = text.AsSpan(Math.Max(0, match.Index - most), Math.Min(most, match.Index)).LastIndexOf('\n') is >= 0 and var end ? Math.Max(0, match.Index - most) + end + 1 : Math.Max(0, match.Index - most);
        var behind = text.AsSpan(match.Index + match.Length, Math.Min(most, text.Length - match.Index - match.Length));
        var length = behind.IndexOf('\n') is >= 0 and var next ? next : behind.Length;
        return text[before..(match.Index + match.Length + length)];
    }
}
