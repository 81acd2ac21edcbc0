using System.Security.Cryptography;
using System.Text;
using ScanHost.Contracts.Limits;
using ScanHost.Contracts.Scanning;
using ScanHost.Pipeline.Stages;

namespace ScanHost.Pipeline.Scanning;

/// <summary>The stages with all their rules and lists, at one moment. A scan uses one engine from its start to its end.</summary>
internal sealed class ScanEngine
{
    private ScanEngine(EngineInfo info, IReadOnlyList<IScanStage> stages)
    {
        Info = info;
        Stages = stages;
        Phases = [.. stages.GroupBy(stage => stage.Phase).Select(phase => phase.ToArray())];
    }

    /// <summary>Version and digest.</summary>
    public EngineInfo Info { get; }

    /// <summary>In the order in which they run.</summary>
    public IReadOnlyList<IScanStage> Stages { get; }

    /// <summary>The same by phase.</summary>
    public IReadOnlyList<IReadOnlyList<IScanStage>> Phases { get; }

    /// <summary>Puts an engine together.</summary>
    /// <param name="stages">In any order of phases; within a phase they keep their order.</param>
    /// <param name="limits">The limits, of which some change findings.</param>
    public static ScanEngine Create(IEnumerable<IScanStage> stages, LimitsOptions limits)
    {
        IScanStage[] ordered = [.. stages.OrderBy(stage => stage.Phase)];
        var twice = ordered.GroupBy(stage => stage.Name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw new ArgumentException($"Two stages are called {twice.Key}.", nameof(stages));

        return new(new EngineInfo(Version, Digest(ordered, limits)), ordered);
    }

    private static string Version => typeof(ScanEngine).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    private static string Digest(IScanStage[] stages, LimitsOptions limits)
    {
        var text = new StringBuilder();
        foreach (var stage in stages)
            text.Append(Invariant($"{stage.Phase} {stage.Name} {stage.Version} {stage.Fingerprint}\n"));

        text.Append(Invariant($"{limits.MaxJobSeconds} {limits.MaxStageSeconds} {limits.MaxDepth} {limits.MaxArtifacts} "))
            .Append(Invariant($"{limits.MaxExpandedBytes} {limits.MaxArtifactBytes} {limits.MaxExpansionRatio} {limits.ExpansionRatioFreeBytes}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
