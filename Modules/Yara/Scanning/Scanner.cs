using ScanHost.Yara.Compilation;
using ScanHost.Yara.Matching;
using ScanHost.Yara.Scanning.Conditions;
using ScanHost.Yara.YaraModules;

namespace ScanHost.Yara;

/// <summary>
/// Scans bytes with a rule set. Keeps its buffers from scan to scan, and nothing else, so one scanner a thread is the way to use it; not
/// for several threads at once.
/// </summary>
public sealed class Scanner
{
    private readonly Rules rules;
    private readonly YaraValue[] externals;
    private readonly PatternMatches matches = new();
    private readonly Evaluation evaluation;
    private readonly bool[] matched;
    private readonly bool[] namespaceFailed;
    private readonly Dictionary<string, ReadOnlyMemory<byte>> moduleData = new(StringComparer.Ordinal);
    private readonly List<int> candidates = [];

    /// <param name="rules">The rule set.</param>
    public Scanner(Rules rules)
    {
        this.rules = rules;
        externals = [.. rules.Externals.Select(external => external.Value)];
        matched = new bool[rules.Compiled.Count];
        namespaceFailed = new bool[rules.Namespaces.Count];
        evaluation = new Evaluation { Matches = matches, RuleMatched = matched, Externals = externals };
    }

    /// <summary>Gives an external variable another value for the scans to come.</summary>
    /// <returns>False when the rule set has no such variable.</returns>
    /// <exception cref="ArgumentException">The rules were compiled for another type.</exception>
    public bool Define(string name, long value) => Set(name, YaraType.Integer, YaraValue.Of(value));

    /// <inheritdoc cref="Define(string, long)"/>
    public bool Define(string name, double value) => Set(name, YaraType.Float, YaraValue.Of(value));

    /// <inheritdoc cref="Define(string, long)"/>
    public bool Define(string name, bool value) => Set(name, YaraType.Boolean, YaraValue.Of(value));

    /// <inheritdoc cref="Define(string, long)"/>
    public bool Define(string name, string value) => Set(name, YaraType.String, YaraValue.Of(value));

    /// <summary>Hands a module data besides the file, for the scans to come.</summary>
    public void SetModuleData(string module, ReadOnlyMemory<byte> data) => moduleData[module] = data;

    /// <summary>Scans bytes.</summary>
    /// <param name="data">The bytes. Memory rather than a span, because modules read parts of it when a condition asks for them.</param>
    /// <param name="settings">How; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the scan early: the result then has a gap.</param>
    public ScanResult Scan(
        ReadOnlyMemory<byte> data, ScanSettings? settings = null, CancellationToken cancellationToken = default)
    {
        settings ??= new ScanSettings();
        var budget = new ScanBudget(settings.Timeout, settings.Clock, cancellationToken);
        var gaps = new List<ScanGap>();
        rules.Patterns.Scan(data.Span, matches, budget, settings.MaxStringMatches);
        Array.Clear(matched);
        Array.Clear(namespaceFailed);
        evaluation.Start(data, budget);
        evaluation.Modules = new ModuleStates(rules.Modules, moduleData, new ModuleContext
        {
            Data = data, Clock = settings.Clock, Console = settings.Console, CancellationToken = cancellationToken,
        });
        Evaluate(settings, gaps, budget);
        foreach (var number in rules.GlobalRules)
        {
            if (!matched[number])
                namespaceFailed[rules.Compiled[number].Namespace] = true;
        }

        NoteLimits(gaps);
        if (budget.WasCut && gaps.TrueForAll(gap => gap.Kind != ScanGapKind.Timeout))
            gaps.Add(new ScanGap(ScanGapKind.Timeout, null, null));

        return new ScanResult(Report(data, settings), gaps);
    }

    private void Evaluate(ScanSettings settings, List<ScanGap> gaps, ScanBudget budget)
    {
        foreach (var number in Candidates())
        {
            var rule = rules.Compiled[number];
            evaluation.StartRule(settings.MaxSteps);
            try
            {
                matched[number] = rule.Condition.IsTrue(evaluation);
            }
            catch (ConditionCutException cut)
            {
                if (cut.IsTime)
                    return;

                gaps.Add(new ScanGap(ScanGapKind.StepLimit, rule.Info, null));
            }
            catch (OperationCanceledException)
            {
                // A module has seen the cancellation while it read the file.
                budget.Allows();
                return;
            }
        }
    }

    /// <summary>The rules that can be true, in the order of the rule set.</summary>
    private List<int> Candidates()
    {
        candidates.Clear();
        foreach (var pattern in matches.Matched)
        {
            var rule = rules.RuleOfPattern[pattern];
            if (rule >= 0)
                candidates.Add(rule);
        }

        candidates.AddRange(rules.AlwaysLookedAt);
        candidates.Sort();
        var kept = 0;
        for (var i = 0; i < candidates.Count; i++)
        {
            if (kept == 0 || candidates[i] != candidates[kept - 1])
                candidates[kept++] = candidates[i];
        }

        candidates.RemoveRange(kept, candidates.Count - kept);
        return candidates;
    }

    private void NoteLimits(List<ScanGap> gaps)
    {
        foreach (var pattern in matches.Matched)
        {
            if (!matches.IsLimited(pattern) || rules.RuleOfPattern[pattern] is not (>= 0 and var number))
                continue;

            var rule = rules.Compiled[number];
            gaps.Add(new ScanGap(ScanGapKind.MatchLimit, rule.Info, rule.Patterns[pattern - rule.FirstPattern].Name));
        }
    }

    private List<Match> Report(ReadOnlyMemory<byte> data, ScanSettings settings)
    {
        var report = new List<Match>();
        foreach (var number in candidates)
        {
            var rule = rules.Compiled[number];
            if (matched[number] && !rule.Info.IsPrivate && !namespaceFailed[rule.Namespace])
                report.Add(new Match(rule.Info, Strings(rule, data, settings)));
        }

        return report;
    }

    private List<StringMatch> Strings(CompiledRule rule, ReadOnlyMemory<byte> data, ScanSettings settings)
    {
        var strings = new List<StringMatch>();
        for (var i = 0; i < rule.Patterns.Length; i++)
        {
            if (rule.Patterns[i].IsPrivate)
                continue;

            var found = matches[rule.FirstPattern + i];
            foreach (var one in found[..Math.Min(found.Length, settings.MaxStringMatches)])
            {
                var excerpt = data.Slice(one.Offset, Math.Min(one.Length, settings.MaxExcerptBytes)).ToArray();
                strings.Add(new StringMatch(rule.Patterns[i].Name, one.Offset, one.Length, one.XorKey, rule.Patterns[i].IsHex, excerpt));
            }
        }

        return strings;
    }

    private bool Set(string name, YaraType type, YaraValue value)
    {
        foreach (var external in rules.Externals)
        {
            if (external.Name != name)
                continue;
            if (external.Type != type)
                throw new ArgumentException($"\"{name}\" is declared as {external.Type}", nameof(value));

            externals[external.Index] = value;
            return true;
        }

        return false;
    }
}
