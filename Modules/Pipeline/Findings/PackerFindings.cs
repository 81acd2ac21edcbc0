using ScanHost.Contracts.Scanning;

namespace ScanHost.Pipeline.Findings;

/// <summary>Findings that say no more than that a program is packed. Once it was unpacked, what is inside speaks for itself.</summary>
internal static class PackerFindings
{
    /// <summary>The stage that unpacks programs.</summary>
    internal const string Unpacker = "upx";

    private static readonly HashSet<string> Always =
    [
        ExecutableHeuristics.PePacker.Id, ExecutableHeuristics.ElfUpx.Id, ExecutableHeuristics.ElfNoSections.Id, ExecutableHeuristics.ElfEntropy.Id,
    ];

    // Of these only what the packer's own sections show: another section of that kind was not the packer's doing.
    private static readonly HashSet<string> OfItsSections = [ExecutableHeuristics.PeWritableCode.Id, ExecutableHeuristics.PeEntropy.Id];

    /// <summary>The finding as it counts after the program was unpacked: as a fact without weight, where packing is all it tells of.</summary>
    internal static Finding AfterUnpacking(Finding finding) =>
        Always.Contains(finding.Id) || (OfItsSections.Contains(finding.Id) && finding.Evidence.All(IsOfThePacker))
            ? finding with { Severity = Severity.Info }
            : finding;

    private static bool IsOfThePacker(Evidence evidence) => evidence.Text is "UPX0" or "UPX1" or "UPX2";
}
