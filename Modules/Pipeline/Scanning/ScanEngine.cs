using System.Security.Cryptography;
using System.Text;
using ScanHost.Contracts.Limits;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Identification;
using ScanHost.Pipeline.Stages;
using ScanHost.Yara;

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

        return new(new EngineInfo(Version, Digest(ordered, limits, Code(ordered))), ordered);
    }

    private static string Version => typeof(ScanEngine).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary>Digest of all that findings depend on besides the file.</summary>
    /// <param name="stages">In the order in which they run.</param>
    /// <param name="limits">The limits, of which some change findings.</param>
    /// <param name="code">Identities of the compiled code (ECMA-335 II.22.30, Mvid; of a deterministic build a hash of all that is in it): a change
    /// of a stage that keeps its version is a change nevertheless, and a report from before it must not stand for a scan after it.</param>
    internal static string Digest(IEnumerable<IScanStage> stages, LimitsOptions limits, IEnumerable<Guid> code)
    {
        var text = new StringBuilder();
        foreach (var module in code)
            text.Append(Invariant($"{module}\n"));
        foreach (var stage in stages)
            text.Append(Invariant($"{stage.Phase} {stage.Name} {stage.Version} {stage.Fingerprint}\n"));

        text.Append(Invariant($"{limits.MaxJobSeconds} {limits.MaxStageSeconds} {limits.MaxDepth} {limits.MaxArtifacts} "))
            .Append(Invariant($"{limits.MaxExpandedBytes} {limits.MaxArtifactBytes} {limits.MaxExpansionRatio} {limits.ExpansionRatioFreeBytes}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    // The stages with what they are made of: the readers of formats, and the signature engine.
    private static IEnumerable<Guid> Code(IEnumerable<IScanStage> stages) =>
        stages.Select(stage => stage.GetType()).Concat([typeof(ScanEngine), typeof(FileType), typeof(Rules)]).Select(type => type.Module.ModuleVersionId).Distinct().Order();

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
