using System.Collections.Frozen;
using System.Text.RegularExpressions;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats;
using ScanHost.Formats.Scripts;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Scanning;

namespace ScanHost.Pipeline.Stages.Scripts;

/// <summary>Looks at scripts of one language, as they are written and with their constants folded.</summary>
/// <param name="language">The language.</param>
/// <param name="signs">What it can give away.</param>
internal sealed class ScriptStage(ScriptLanguage language, IReadOnlyList<ScriptSign> signs) : IScanStage
{
    /// <summary>One for each language.</summary>
    public static IReadOnlyList<ScriptStage> All { get; } =
    [
        new(ScriptLanguage.JavaScript, JavaScriptSigns.All),
        new(ScriptLanguage.VbScript, BasicSigns.All),
        new(ScriptLanguage.PowerShell, PowerShellSigns.All),
        new(ScriptLanguage.Batch, [.. BatchSigns.All, .. SignsOfCommands]),
        new(ScriptLanguage.Shell, UnixSigns.Shell),
        new(ScriptLanguage.Python, UnixSigns.Python),
        new(ScriptLanguage.Php, UnixSigns.Php),
    ];

    /// <summary>What of PowerShell shows on a command line too.</summary>
    public static IReadOnlyList<ScriptSign> SignsOfCommands =>
    [
        new(ScriptHeuristics.PsFlags, PowerShellSigns.FlagsOf), .. PowerShellSigns.All.Where(sign => IsCommandSign(sign.Heuristic)),
    ];

    public string Name { get; } = language.ToString().ToLowerInvariant();

    public string Version => "3";

    public StagePhase Phase => StagePhase.Analyse;

    /// <summary>The extension says which program will run it.</summary>
    public bool ReadsName => true;

    public bool Accepts(ArtifactFacts facts) => ScriptKind.MayBe(facts, language);

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var (source, script) = ReadScript.Of(scan, language, cancellationToken);
        if (source.IsCut || script.IsCut)
            scan.Miss(GapReason.Limit, $"Only the first {SourceText.MaxBytes} bytes of a script and a bounded number of its expressions are looked at.");
        if (ScriptKind.IsReport(scan.Facts, language, script.Text))
            return ValueTask.CompletedTask;
        var (runsDownload, acts) = (false, false);
        foreach (var sign in signs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Found(scan, sign, script) is not { } shown)
                continue;
            scan.Report(sign.Heuristic, new Evidence(null, null, MemberName.Shorten(shown.Trim())));
            runsDownload |= NamelessHosts.Concerns(sign.Heuristic);
            acts |= language is ScriptLanguage.JavaScript or ScriptLanguage.VbScript && OfScriptHost.Contains(sign.Heuristic.Id);
        }
        if (acts && scan.Facts is { Depth: > 0, Relation: "member" or "attachment" or "embedded" })
            scan.Report(ScriptHeuristics.ScriptSent, new Evidence(null, null, MemberName.Shorten(scan.Facts.Path)));
        if (runsDownload && NamelessHosts.In(script) is { } host)
            scan.Report(ScriptHeuristics.NamelessHost, new Evidence(null, null, MemberName.Shorten(host)));
        if (language == ScriptLanguage.Batch && source.Start == 2 && source.IsByteForByte)
            scan.Report(ScriptHeuristics.BatMark, new Evidence(0, 2, null));
        return ValueTask.CompletedTask;
    }

    // A text made to hold up one search does not keep the others from being made.
    private static string? Found(IScanContext scan, ScriptSign sign, ScriptSource script)
    {
        try
        {
            return sign.Find(script);
        }
        catch (RegexMatchTimeoutException)
        {
            scan.Miss(GapReason.Timeout, PatternTime.Missed);
            return null;
        }
        catch (ExpansionLimitException limit)
        {
            scan.Miss(GapReason.Limit, $"{limit.Limit} of {limit.Value} is reached: names behind it are not followed.");
            return null;
        }
    }

    /// <summary>What only scripts for Windows' script host do: nobody packs those for others but to have them clicked.</summary>
    private static readonly FrozenSet<string> OfScriptHost = new[]
    {
        ScriptHeuristics.JsShell, ScriptHeuristics.JsDrop, ScriptHeuristics.JsWmi, ScriptHeuristics.JsRunsAnswer, ScriptHeuristics.VbsShell, ScriptHeuristics.VbsDrop, ScriptHeuristics.VbsRunDownload,
        ScriptHeuristics.VbsWmi, ScriptHeuristics.VbsExecuteChr, ScriptHeuristics.VbsDropEncoded,
    }.Select(heuristic => heuristic.Id).ToFrozenSet(StringComparer.Ordinal);

    private static bool IsCommandSign(Heuristic heuristic) =>
        heuristic == ScriptHeuristics.PsDownloadRun || heuristic == ScriptHeuristics.PsDefender || heuristic == ScriptHeuristics.PsReflect || heuristic == ScriptHeuristics.PsAmsi
        || heuristic == ScriptHeuristics.PsPersist || heuristic == ScriptHeuristics.PsDownloadFile || heuristic == ScriptHeuristics.PsHidden;
}
