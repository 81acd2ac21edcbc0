using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Identification;
using ScanHost.Formats.Scripts;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>Looks at texts that assistants for programming act on, and in any text for letters that no reader sees but a program does.</summary>
internal sealed partial class GuidanceStage : IScanStage
{
    /// <summary>In longer texts that nobody gives to an assistant as its rules, hidden letters are not looked for.</summary>
    private const long MaxBytes = 1 << 20;

    private static readonly FrozenSet<string> Names = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "CLAUDE.md", "AGENTS.md", "AGENT.md", "GEMINI.md", "SKILL.md", ".cursorrules", ".windsurfrules", ".clinerules", ".roorules", "copilot-instructions.md", "mcp.json", ".mcp.json");

    public string Name => "guidance";

    public string Version => "1";

    public StagePhase Phase => StagePhase.Analyse;

    public bool ReadsName => true;

    public bool Accepts(ArtifactFacts facts) => facts.Size > 0 && facts.Type.Category is FileCategory.Text or FileCategory.Script && (facts.Size < MaxBytes || IsGuidance(facts.Name));

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var text = ScanText.AllOf(scan);
        var hidden = new StringBuilder();
        foreach (Match run in UnseenLetters().Matches(text))
            hidden.Append(Letters(run.Value)).Append('\n');
        if (hidden.Length > 0)
            scan.Report(SettingsHeuristics.HiddenLetters, new Evidence(null, null, MemberName.Shorten(hidden.ToString().Trim())));
        if (!IsGuidance(scan.Facts.Name))
            return ValueTask.CompletedTask;
        var all = ScriptSource.Plain(hidden.Length > 0 ? $"{text}\n{hidden}" : text);
        if (!Secrecy().IsMatch(all.Code) || Act().Match(all.Code) is not { Success: true } act)
            return ValueTask.CompletedTask;
        scan.Report(SettingsHeuristics.AgentLedAstray, new Evidence(null, null, MemberName.Shorten(act.Value)));
        foreach (var sign in UnixSigns.Shell)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (sign.Find(all) is { } shown)
                scan.Report(sign.Heuristic, new Evidence(null, null, MemberName.Shorten(shown.Trim())));
        }
        return ValueTask.CompletedTask;
    }

    private static bool IsGuidance(string name) => Names.Contains(name) || FileNames.Extension(name).Equals("mdc", StringComparison.OrdinalIgnoreCase);

    // A tag stands for the ASCII letter that is 0xE0000 below it (Unicode 16.0, chapter 23.9).
    private static string Letters(string run) => string.Concat(run.EnumerateRunes().Where(rune => rune.Value is > 0xE001F and < 0xE007F).Select(rune => (char)(rune.Value - 0xE0000)));

    // Tags in a row, longer than those of a flag (six at most); or selectors of variants in a row, of which a letter takes one.
    [GeneratedRegex(@"(?:\uDB40[\uDC20-\uDC7E]){12,}|(?:\uDB40[\uDD00-\uDDEF]){12,}", RegexOptions.CultureInvariant)]
    private static partial Regex UnseenLetters();

    [GeneratedRegex(@"\b(?:do\s+not|don't|never|without)\s+(?:\w+\s+){0,3}?(?:tell|telling|mention|mentioning|inform|informing|notify|notifying|reveal|revealing)\b[^.\n]{0,60}?\b(?:user|step|this|it|them)\b|\bsilently\s+(?:run|execute|send|add|read)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Secrecy();

    [GeneratedRegex(@"\bcurl\b[^\n]{0,200}(?:\|\s*(?:ba|z)?sh\b|\s-d\s|\s--data|\s-T\s|\s-F\s)|<script\s+src\s*=|\bid_(?:rsa|ed25519)\b|\.aws/credentials\b|\bbase64\s+-d\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Act();
}
