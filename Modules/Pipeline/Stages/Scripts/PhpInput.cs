using System.Text.RegularExpressions;
using ScanHost.Formats;
using ScanHost.Formats.Scripts;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>
/// Follows what a visitor sends through a PHP script's variables, assignment by assignment, until it is evaluated or called. No control flow is followed; a
/// value that went through a check or a conversion to a number is the visitor's no longer.
/// </summary>
internal static partial class PhpInput
{
    private const int MaxLength = 1 << 20;
    private const int MaxNames = 200;

    /// <summary>The call that evaluates it; null when there is none.</summary>
    /// <exception cref="ExpansionLimitException">The script is longer, or has more such variables, than are followed.</exception>
    public static string? Evaluated(ScriptSource script) => In(script.Code, script.Folded) ?? In(script.Folded, script.Code);

    private static string? In(string code, string other)
    {
        if (!Sources().IsMatch(code) && !AliasedArray().IsMatch(code) && !AliasedArray().IsMatch(other))
            return null;
        if (code.Length > MaxLength)
            throw new ExpansionLimitException("MaxFollowedLetters", MaxLength);
        var names = Visitors(code, other.Length > MaxLength ? "" : other);
        return names.Count == 0 ? null : Sinks().Matches(code).FirstOrDefault(sink => Variables().Matches(sink.Value).Any(variable => names.Contains(variable.Groups[1].Value)) && !Harmless().IsMatch(sink.Value))?.Value;
    }

    private static HashSet<string> Visitors(string code, string other)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        // ${$k} with $k = "_POST" is the same array.
        foreach (Match alias in AliasedArray().Matches(code + "\n" + other))
            names.Add(alias.Groups[1].Value);
        foreach (Match each in EachOfArray().Matches(code))
            names.Add(each.Groups[1].Value);
        var givens = Assignments().Matches(code).Where(given => !Harmless().IsMatch(given.Groups[2].Value)).Select(given => (
            Name: given.Groups[1].Value, IsSource: Sources().IsMatch(given.Groups[2].Value), Uses: Variables().Matches(given.Groups[2].Value).Select(variable => variable.Groups[1].Value).ToArray())).ToList();
        for (var before = -1; names.Count != before;)
        {
            before = names.Count;
            foreach (var (name, isSource, uses) in givens)
                if (isSource || uses.Any(names.Contains))
                    names.Add(name);
            if (names.Count >= MaxNames)
                throw new ExpansionLimitException("MaxFollowedNames", MaxNames);
        }
        return names;
    }

    [GeneratedRegex(@"\$_(?:GET|POST|REQUEST|COOKIE)\b|php://input|\bgetallheaders\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex Sources();

    [GeneratedRegex(@"\$(\w{1,40})\s*=\s*['""]_(?:GET|POST|REQUEST|COOKIE)['""]", RegexOptions.CultureInvariant)]
    private static partial Regex AliasedArray();

    [GeneratedRegex(@"\bforeach\s*\(\s*\$_(?:GET|POST|REQUEST|COOKIE)\s+as\s+(?:\$\w{1,40}\s*=>\s*)?\$(\w{1,40})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EachOfArray();

    [GeneratedRegex(@"\$(\w{1,40})\s*=(?!=)\s*([^;{}]{1,400})", RegexOptions.CultureInvariant)]
    private static partial Regex Assignments();

    [GeneratedRegex(@"\$\{?\$?(\w{1,40})", RegexOptions.CultureInvariant)]
    private static partial Regex Variables();

    [GeneratedRegex(@"\bintval\b|\(int\)|\b(?:md5|sha1|hash|crc32|strlen|count|isset|empty|is_\w+|in_array|array_key_exists|json_encode|htmlspecialchars|htmlentities|strip_tags|sanitize_\w+|esc_\w+|escapeshell\w+|addslashes|mysqli?_\w+|filter_\w+|preg_\w+|basename|wp_\w+|absint|number_format)\s*\(", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Harmless();

    // eval($x), assert($x), create_function('', $x), and $f($x) where both come from the visitor or the function's name was put together.
    [GeneratedRegex(@"\b(?:array_map|call_user_func(?:_array)?|register_shutdown_function|register_tick_function|forward_static_call(?:_array)?|set_error_handler|ob_start)\s*\(\s*@?\$\w{1,40}\s*[,)]|\b(?:u[ak]?sort|array_filter|array_walk(?:_recursive)?|array_reduce|iterator_apply|preg_replace_callback)\s*\(\s*[^,;()\n]{1,80}(?:\([^()\n]{0,80}\))?\s*,\s*@?\$\w{1,40}\s*[,)]|(?<![\w>:])@?\$\w{1,40}\s*\(\s*@?(?:gzuncompress|gzinflate|gzdecode|base64_decode|str_rot13|hex2bin|strrev)\s*\([^;\n]{1,120}|\b(?:eval|assert)\s*\(\s*@?\$\w{1,40}\s*[\[)(][^;\n]{0,60}|\bcreate_function\s*\(\s*[^,;]{0,40},\s*@?\$\w{1,40}|(?<![\w>:])@?\$\w{1,3}\s*\(\s*@?\$\{\s*\$\w{1,40}\s*\}\s*\[[^\]\n]{0,40}\]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Sinks();
}
