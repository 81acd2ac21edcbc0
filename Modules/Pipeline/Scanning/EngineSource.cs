using Microsoft.Extensions.Options;
using ScanHost.Contracts.Limits;
using ScanHost.Pipeline.Lists;
using ScanHost.Pipeline.Stages;
using ScanHost.Pipeline.Stages.Yara;

namespace ScanHost.Pipeline.Scanning;

/// <summary>Has the engine of the moment ready, and a new one when the hash lists or the rules have changed.</summary>
/// <param name="stages">The stages that never change.</param>
/// <param name="lists">The hash lists.</param>
/// <param name="limits">The limits.</param>
/// <param name="rules">The YARA rules; null to scan without.</param>
internal sealed class EngineSource(
    IEnumerable<IScanStage> stages, HashListFiles lists, IOptions<LimitsOptions> limits, RuleFiles? rules = null)
{
    private readonly IScanStage[] stages = [.. stages];
    private volatile Made? made;

    /// <summary>The engine for a scan that starts now.</summary>
    public ScanEngine Current
    {
        get
        {
            var currentLists = lists.Current;
            var currentRules = rules?.Current;
            var last = made;
            if (last is null || !ReferenceEquals(last.Lists, currentLists) || !ReferenceEquals(last.Rules, currentRules))
                made = last = new(currentLists, currentRules, Create(currentLists, currentRules));

            return last.Engine;
        }
    }

    private ScanEngine Create(HashLists currentLists, RuleSet? currentRules)
    {
        IScanStage[] ruled = currentRules is null ? [] : [new YaraStage(currentRules)];
        return ScanEngine.Create([.. stages, .. ruled, new ListsStage(currentLists)], limits.Value);
    }

    private sealed record Made(HashLists Lists, RuleSet? Rules, ScanEngine Engine);
}
