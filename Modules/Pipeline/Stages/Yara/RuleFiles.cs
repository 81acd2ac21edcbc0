using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ScanHost.Yara;

namespace ScanHost.Pipeline.Stages.Yara;

/// <summary>
/// Keeps the rules as their files are. Looks at the files' times at most every two seconds, when somebody asks; what has changed is
/// compiled aside while scans go on with the rules that they have, and then taken in one step. Files that cannot be read, or that leave
/// no rule, do not replace rules that work.
/// </summary>
internal sealed partial class RuleFiles(IOptions<RulesOptions> options, TimeProvider clock, ILogger<RuleFiles> logger)
{
    private const int MaxLoggedErrors = 50;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Lock loading = new();
    private volatile RuleSet? current;
    private RuleFile[] state = [];
    private IReadOnlyList<string> included = [];
    private long lookedAt;
    private Task reloading = Task.CompletedTask;

    /// <summary>The rules of the moment: the same object until a file changes.</summary>
    public RuleSet Current
    {
        get
        {
            if (current is null)
            {
                lock (loading)
                {
                    if (current is null)
                        Refresh();
                }
            }
            else if (reloading.IsCompleted && clock.GetElapsedTime(lookedAt) >= Pause && loading.TryEnter())
            {
                try
                {
                    lookedAt = clock.GetTimestamp();
                    reloading = Task.Run(RefreshNow);
                }
                finally
                {
                    loading.Exit();
                }
            }

            return current!;
        }
    }

    /// <summary>Looks at the files now and takes up what has changed; tests call it so that they never wait.</summary>
    internal void RefreshNow()
    {
        lock (loading)
            Refresh();
    }

    private void Refresh()
    {
        lookedAt = clock.GetTimestamp();
        var unreadable = new List<string>();
        RuleFile[] files = [.. options.Value.Paths.SelectMany(path => RuleSources.Find(path, unreadable)).Distinct()];
        RuleFile[] seen = [.. files, .. included.Select(RuleSources.StateOf).OfType<RuleFile>()];
        if (current is not null && seen.SequenceEqual(state) && unreadable.SequenceEqual(current.Unreadable))
            return;

        var loaded = RuleLoader.Load(files, unreadable);
        Log(loaded);
        included = [.. loaded.IncludedFiles.Distinct(StringComparer.Ordinal)];
        state = [.. files, .. included.Select(RuleSources.StateOf).OfType<RuleFile>()];
        if (current is { } last && IsWorse(loaded, last))
        {
            LogKept(last.Rules.All.Count);
            current = new RuleSet(last.Rules, last.Digest, loaded.Set.Unreadable);
            return;
        }

        current = loaded.Set;
    }

    /// <summary>Rules were lost to files that cannot be read or compiled, not taken away by a person.</summary>
    private static bool IsWorse(LoadedRules loaded, RuleSet last) =>
        loaded.Set.Rules.All.Count < last.Rules.All.Count && (loaded.Set.Unreadable.Count > 0 || loaded.BrokenRules > 0);

    private void Log(LoadedRules loaded)
    {
        var errors = loaded.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).ToList();
        foreach (var error in errors.Take(MaxLoggedErrors))
            LogError((int)error.Code, error.File, error.Line, error.Column, error.Rule);
        foreach (var path in loaded.Set.Unreadable)
            LogUnreadable(path);

        LogLoaded(loaded.Set.Rules.All.Count, loaded.BrokenRules, errors.Count);
    }

    [LoggerMessage(2030, LogLevel.Information, "YARA: {Rules} rules; {Broken} left out, {Errors} errors (see scanhost rules check)")]
    private partial void LogLoaded(int rules, int broken, int errors);

    [LoggerMessage(2031, LogLevel.Warning, "YARA rule {Rule} is left out: Y{Code} at {File}({Line},{Column})")]
    private partial void LogError(int code, string file, int line, int column, string? rule);

    [LoggerMessage(2032, LogLevel.Warning, "YARA rules {Path} cannot be read")]
    private partial void LogUnreadable(string path);

    [LoggerMessage(2033, LogLevel.Warning, "YARA: the {Rules} rules from before the change stay in force")]
    private partial void LogKept(int rules);
}
