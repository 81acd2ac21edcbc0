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

    public bool Strings { get; init; }

    public bool Metas { get; init; }

    public bool Tags { get; init; }

    public bool Namespaces { get; init; }

    public bool Negate { get; init; }

    public bool Count { get; init; }

    public bool Json { get; init; }

    /// <summary>How to scan for this output.</summary>
    public ScanSettings Settings => new()
    {
        MaxStringMatches = (Strings && !Count) || Json ? int.MaxValue : 0, Console = line => Write(VisibleText.Show(line) + '\n'),
    };

    /// <summary>What is printed for a file: no line, one or several.</summary>
    public string Lines(string path, ScanResult result)
    {
        if (Json)
            return JsonLine(path, result) + '\n';

        var shown = Negate ? Others(result) : result.Matches;
        var file = VisibleText.Show(path);
        if (Count)
            return string.Create(CultureInfo.InvariantCulture, $"{file}: {shown.Count}\n");

        var text = new StringBuilder();
        foreach (var match in shown)
        {
            AppendRule(text, match.Rule);
            text.Append(' ').Append(file).Append('\n');
            if (Strings)
                AppendStrings(text, match);
        }

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

    private List<Match> Others(ScanResult result)
    {
        var matched = result.Matches.Select(match => match.Rule).ToHashSet();
        return [.. rules.All.Where(rule => !rule.IsPrivate && !matched.Contains(rule)).Select(rule => new Match(rule, []))];
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

    private static void AppendStrings(StringBuilder text, Match match)
    {
        foreach (var one in match.Strings)
        {
            text.Append(CultureInfo.InvariantCulture, $"0x{one.Offset:x}:{one.Name}: ");
            text.Append(one.IsHex ? HexText(one.Excerpt.Span) : PlainText(one.Excerpt.Span)).Append('\n');
        }
    }

    private static string HexText(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length * 3);
        foreach (var one in bytes)
            text.Append(text.Length == 0 ? "" : " ").Append(one.ToString("X2", CultureInfo.InvariantCulture));

        return text.ToString();
    }

    private static string PlainText(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var one in bytes)
        {
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
