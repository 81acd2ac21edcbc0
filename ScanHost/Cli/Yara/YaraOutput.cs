using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ScanHost.Wording;
using ScanHost.Yara;

namespace ScanHost.Cli.Yara;

/// <summary>Prints matches as the yara tool does, or as JSON.</summary>
internal sealed class YaraOutput(Rules rules)
{
    private readonly Lock writing = new();
    private int matched;

    public bool Strings { get; init; }

    /// <summary>With places: how long what was found is.</summary>
    public bool Lengths { get; init; }

    /// <summary>With places: the xor key, and the text without it.</summary>
    public bool XorKeys { get; init; }

    /// <summary>Of each string that need not be counted, one place only.</summary>
    public bool OnePlace { get; init; }

    public bool Metas { get; init; }

    public bool Tags { get; init; }

    public bool Namespaces { get; init; }

    public bool Negate { get; init; }

    public bool Count { get; init; }

    /// <summary>A count without the file's name.</summary>
    public bool IsOneFile { get; init; }

    /// <summary>Modules whose fields are printed before the matches.</summary>
    public IReadOnlyList<string> Modules { get; init; } = [];

    /// <summary>What the modules get besides the file.</summary>
    public IReadOnlyDictionary<string, byte[]> ModuleData { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>Only rules with one of these tags; none for all.</summary>
    public IReadOnlyCollection<string> OnlyTags { get; init; } = [];

    /// <summary>Only rules of these names; none for all.</summary>
    public IReadOnlyCollection<string> OnlyNames { get; init; } = [];

    /// <summary>When so many rules have matched, the rules after the last one are left out; 0 for no such number.</summary>
    public int MaxRules { get; init; }

    /// <summary>As long as the scan of a file may take; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Drop what <c>console.log</c> writes.</summary>
    public bool IsConsoleOff { get; init; }

    public bool Json { get; init; }

    private bool Places => Strings || Lengths || XorKeys;

    /// <summary>How to scan for this output.</summary>
    public ScanSettings Settings => new()
    {
        MaxStringMatches = (Places && !Count) || Json ? OnePlace ? 1 : int.MaxValue : 0,
        Timeout = Timeout,
        Console = IsConsoleOff ? null : line => Write(VisibleText.Show(line) + '\n'),
    };

    /// <summary>What is printed for a file: no line, one or several.</summary>
    public string Lines(string path, ReadOnlyMemory<byte> bytes, ScanResult result)
    {
        if (Json)
            return JsonLine(path, result) + '\n';

        var text = new StringBuilder();
        foreach (var module in Modules)
            AppendFields(text, module, bytes);

        var file = VisibleText.Show(path);
        var count = 0;
        foreach (var (rule, match) in Considered(result))
        {
            if (!Count && Negate == (match is null) && IsAskedFor(rule))
                AppendRule(text, rule, match, file);
            if (match is null)
                continue;

            count++;
            if (Interlocked.Increment(ref matched) >= MaxRules && MaxRules > 0)
                break;
        }

        if (Count)
            text.Append(CultureInfo.InvariantCulture, $"{(IsOneFile ? "" : file + ": ")}{count}\n");
        return text.ToString();
    }

    public void Write(string text)
    {
        if (text.Length == 0)
            return;

        lock (writing)
            Console.Out.Write(text);
    }

    public void Problem(string path, string problem)
    {
        lock (writing)
            Console.Error.WriteLine($"error scanning {VisibleText.Show(path)}: {problem}");
    }

    public static string Describe(ScanGap gap) => gap.Kind switch
    {
        ScanGapKind.MatchLimit => $"too many matches for {gap.String} of rule {gap.Rule?.Name}",
        ScanGapKind.StepLimit => $"rule {gap.Rule?.Name} was not evaluated to its end",
        _ => "the time is over",
    };

    /// <summary>The rules that matched; when others are to be printed, all rules.</summary>
    private IEnumerable<(Rule Rule, Match? Match)> Considered(ScanResult result)
    {
        if (!Negate)
            return result.Matches.Select(match => (match.Rule, (Match?)match));

        var found = result.Matches.ToDictionary(match => match.Rule);
        return rules.All.Where(rule => !rule.IsPrivate).Select(rule => (rule, found.GetValueOrDefault(rule)));
    }

    private bool IsAskedFor(Rule rule) =>
        (OnlyTags.Count == 0 || rule.Tags.Any(OnlyTags.Contains)) && (OnlyNames.Count == 0 || OnlyNames.Contains(rule.Name));

    private void AppendFields(StringBuilder text, string module, ReadOnlyMemory<byte> bytes)
    {
        text.Append(module).Append('\n');
        foreach (var field in ModuleFields.Of(module, bytes, ModuleData.GetValueOrDefault(module)))
        {
            text.Append('\t', field.Depth + 1).Append(field.Name);
            if (field.Value is not null)
                text.Append(" = ").Append(field.Value);
            text.Append('\n');
        }
    }

    private void AppendRule(StringBuilder text, Rule rule, Match? match, string file)
    {
        AppendRule(text, rule);
        text.Append(' ').Append(file).Append('\n');
        if (Places && match is not null)
            AppendStrings(text, match);
    }

    private void AppendRule(StringBuilder text, Rule rule)
    {
        if (Namespaces)
            text.Append(rule.Namespace).Append(':');
        text.Append(rule.Name);
        if (Tags)
            text.Append(" [").AppendJoin(',', rule.Tags).Append(']');
        if (Metas)
            text.Append(" [").AppendJoin(',', rule.Metas.Select(meta => $"{meta.Name}={MetaText(meta)}")).Append(']');
    }

    private static string MetaText(RuleMeta meta) => meta.Type switch
    {
        YaraType.String => $"\"{Escaped(meta.Value.AsString)}\"",
        YaraType.Boolean => meta.Value.IsTrue ? "true" : "false",
        _ => meta.Value.AsInteger.ToString(CultureInfo.InvariantCulture),
    };

    private static string Escaped(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var one in bytes)
        {
            text.Append(one switch
            {
                (byte)'"' => "\\\"",
                (byte)'\\' => "\\\\",
                (byte)'\n' => "\\n",
                (byte)'\r' => "\\r",
                (byte)'\t' => "\\t",
                >= 0x20 and < 0x7F => ((char)one).ToString(),
                _ => "\\" + Convert.ToString(one, 8).PadLeft(3, '0'),
            });
        }

        return text.ToString();
    }

    private void AppendStrings(StringBuilder text, Match match)
    {
        foreach (var one in match.Strings)
        {
            text.Append(CultureInfo.InvariantCulture, $"0x{one.Offset:x}:");
            if (Lengths)
                text.Append(CultureInfo.InvariantCulture, $"{one.Length}:");
            text.Append(one.Name);
            if (XorKeys)
                text.Append(CultureInfo.InvariantCulture, $":xor(0x{one.XorKey:x2},{PlainText(one.Excerpt.Span, one.XorKey)})");
            if (Strings)
                text.Append(": ").Append(one.IsHex ? HexText(one.Excerpt.Span) : PlainText(one.Excerpt.Span, 0));
            text.Append('\n');
        }
    }

    private static string HexText(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length * 3);
        foreach (var one in bytes)
            text.Append(text.Length == 0 ? "" : " ").Append(one.ToString("X2", CultureInfo.InvariantCulture));

        return text.ToString();
    }

    private static string PlainText(ReadOnlySpan<byte> bytes, byte key)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var letter in bytes)
        {
            var one = (byte)(letter ^ key);
            if (one is >= 0x20 and < 0x7F)
                text.Append((char)one);
            else
                text.Append("\\x").Append(one.ToString("X2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    private static string JsonLine(string path, ScanResult result) => new JsonObject
    {
        ["path"] = path,
        ["matches"] = new JsonArray([.. result.Matches.Select(JsonOf)]),
        ["gaps"] = new JsonArray([.. result.Gaps.Select(gap => JsonValue.Create(Describe(gap)))]),
    }.ToJsonString();

    private static JsonObject JsonOf(Match match) => new()
    {
        ["rule"] = match.Rule.Name,
        ["namespace"] = match.Rule.Namespace,
        ["tags"] = new JsonArray([.. match.Rule.Tags.Select(tag => JsonValue.Create(tag))]),
        ["metas"] = new JsonArray([.. match.Rule.Metas.Select(meta => new JsonObject { ["name"] = meta.Name, ["value"] = JsonOf(meta) })]),
        ["strings"] = new JsonArray([.. match.Strings.Select(JsonOf)]),
    };

    private static JsonValue JsonOf(RuleMeta meta) => meta.Type switch
    {
        YaraType.String => JsonValue.Create(meta.Value.ToText()),
        YaraType.Boolean => JsonValue.Create(meta.Value.IsTrue),
        _ => JsonValue.Create(meta.Value.AsInteger),
    };

    private static JsonObject JsonOf(StringMatch match) => new()
    {
        ["id"] = match.Name,
        ["offset"] = match.Offset,
        ["length"] = match.Length,
        ["xor_key"] = (int)match.XorKey,
        ["hex"] = Convert.ToHexStringLower(match.Excerpt.Span),
    };
}
