using System.ComponentModel.DataAnnotations;

namespace ScanHost.Contracts.Limits;

/// <summary>Every limit on what a submitted file may cost, in one settings section; the same for every door. <c>GET /limits</c> shows them.</summary>
public sealed class LimitsOptions
{
    /// <summary>The settings section.</summary>
    public const string Section = "Limits";

    /// <summary>Largest file that is accepted, in bytes. Default 512 MiB, at most 64 GiB.</summary>
    [Range(1L, 64L << 30)]
    public long MaxFileBytes { get; init; } = 512L << 20;

    /// <summary>Most files that one multipart submission may carry. Default 100.</summary>
    [Range(1, 10_000)]
    public int MaxFilesPerSubmission { get; init; } = 100;

    /// <summary>Longest running time of one attempt at a job, in seconds. What is not examined by then is a gap. Default 120.</summary>
    [Range(1, 86_400)]
    public int MaxJobSeconds { get; init; } = 120;

    /// <summary>Longest running time of one stage on one artifact, in seconds. Default 30.</summary>
    [Range(1, 86_400)]
    public int MaxStageSeconds { get; init; } = 30;

    /// <summary>Deepest nesting of artifacts; the submitted file is at depth 0. Default 12.</summary>
    [Range(0, 100)]
    public int MaxDepth { get; init; } = 12;

    /// <summary>Most artifacts of one job, the submitted file included. Default 2000.</summary>
    [Range(1, 1_000_000)]
    public int MaxArtifacts { get; init; } = 2000;

    /// <summary>Most bytes that unpacking may yield in one job. Counts what comes out, not what is declared. Default 2 GiB.</summary>
    [Range(0L, 1L << 40)]
    public long MaxExpandedBytes { get; init; } = 2L << 30;

    /// <summary>Most bytes that one unpacked artifact may have. Default 512 MiB; at most 2 GiB - 1.</summary>
    [Range(0L, int.MaxValue)]
    public long MaxArtifactBytes { get; init; } = 512L << 20;

    /// <summary>Most bytes out per byte of the submitted file, once more than <see cref="ExpansionRatioFreeBytes"/> came out. Default 1000.</summary>
    [Range(1, 1_000_000)]
    public int MaxExpansionRatio { get; init; } = 1000;

    /// <summary>So many bytes may come out before <see cref="MaxExpansionRatio"/> counts. Default 64 MiB.</summary>
    [Range(0L, 1L << 40)]
    public long ExpansionRatioFreeBytes { get; init; } = 64L << 20;

    /// <summary>Largest stored result, in bytes of UTF-8; a larger report is cut and kept whole beside it. Default 1 MiB.</summary>
    [Range(16L << 10, 64L << 20)]
    public long MaxReportBytes { get; init; } = 1L << 20;

    /// <summary>Most jobs that may wait in the queue; beyond it a door answers "come again". Default 1,000,000.</summary>
    [Range(1L, long.MaxValue)]
    public long MaxQueued { get; init; } = 1_000_000;

    /// <summary>Nothing is accepted while fewer bytes than this are free on the disk of the data directory. 0 switches it off. Default 128 MiB.</summary>
    [Range(0L, 1L << 50)]
    public long MinFreeBytes { get; init; } = 128L << 20;
}
