using Microsoft.Extensions.Options;
using ScanHost.Contracts.Limits;
using ScanHost.Pipeline.Lists;
using ScanHost.Pipeline.Stages;

namespace ScanHost.Pipeline.Scanning;

/// <summary>Has the engine of the moment ready, and a new one when the hash lists have changed.</summary>
internal sealed class EngineSource(IEnumerable<IScanStage> stages, HashListFiles lists, IOptions<LimitsOptions> limits)
{
    private readonly IScanStage[] stages = [.. stages];
    private volatile Made? made;

    /// <summary>The engine for a scan that starts now.</summary>
    public ScanEngine Current
    {
        get
        {
            var current = lists.Current;
            var last = made;
            if (last is null || !ReferenceEquals(last.Lists, current))
                made = last = new(current, ScanEngine.Create([.. stages, new ListsStage(current)], limits.Value));

            return last.Engine;
        }
    }

    private sealed record Made(HashLists Lists, ScanEngine Engine);
}
