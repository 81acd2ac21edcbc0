using System.Text.Json.Nodes;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Pe;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Executables;

/// <summary>Judges sections, entry point and packers.</summary>
internal static class PeStructureChecks
{
    private const double PackedEntropy = 7.2;
    private const int MinCode = 4096;
    private const int BloatSize = 30 * 1024 * 1024;
    private const double FillerEntropy = 0.5;

    private static readonly string[] Packers = ["UPX0", "UPX1", "UPX!", ".aspack", ".adata", ".MPRESS1", ".MPRESS2", "PEC2", ".petite"];
    private static readonly string[] Protectors = [".vmp0", ".vmp1", ".vmp2", ".themida", ".winlice", ".enigma1", ".enigma2"];

    internal static void Check(IScanContext scan, PeFile pe)
    {
        var sections = new JsonArray();
        foreach (var section in pe.Sections)
        {
            var content = ContentOf(pe, section);
            var entropy = Math.Round(ExecutableText.Entropy(content), 3);
            sections.Add(new JsonObject
            {
                ["name"] = ExecutableText.Show(section.FullName ?? section.Name),
                ["size"] = section.SizeOfRawData,
                ["entropy"] = entropy,
                ["flags"] = ExecutableText.Hex(section.Characteristics),
            });
            CheckSection(scan, section, content.Length, entropy);
        }

        scan.Note("sections", sections);
        CheckEntry(scan, pe);
        CheckOverlay(scan, pe);
        if (pe.TlsCallbacks.Count > 0)
            scan.Report(ExecutableHeuristics.PeTlsCallback);
    }

    private static void CheckSection(IScanContext scan, PeSection section, int length, double entropy)
    {
        var evidence = new Evidence(section.PointerToRawData, section.SizeOfRawData, ExecutableText.Show(section.Name));
        if (section.IsExecutable && section.IsWritable)
            scan.Report(ExecutableHeuristics.PeWritableCode, evidence);
        if (section.IsExecutable && length >= MinCode && entropy > PackedEntropy)
            scan.Report(ExecutableHeuristics.PeEntropy, evidence);
        if (Packers.Contains(section.Name, StringComparer.OrdinalIgnoreCase))
            scan.Report(ExecutableHeuristics.PePacker, evidence);
        if (Protectors.Contains(section.Name, StringComparer.OrdinalIgnoreCase))
            scan.Report(ExecutableHeuristics.PeProtector, evidence);
    }

    // .NET needs no entry point; a driver's may be in its INIT section, which is executable and may be the last.
    private static void CheckEntry(IScanContext scan, PeFile pe)
    {
        if (pe.Header.AddressOfEntryPoint is not (> 0 and var entry) || pe.Sections.Count == 0
            || pe.Directory(PeDirectory.ClrHeader) is { VirtualAddress: > 0 })
            return;
        var holder = pe.Sections.FirstOrDefault(section => section.Contains(entry));
        if (holder is null || !holder.IsExecutable)
            scan.Report(ExecutableHeuristics.PeOddEntry, ExecutableText.Text(ExecutableText.Hex(entry)));
    }

    private static void CheckOverlay(IScanContext scan, PeFile pe)
    {
        if (PeContents.OverlayWithoutCertificates(pe) is { Length: > BloatSize } overlay
            && ExecutableText.Entropy(pe.Content.Span.Slice(overlay.Offset, BloatSize)) < FillerEntropy)
            scan.Report(ExecutableHeuristics.PeBloat, new Evidence(overlay.Offset, overlay.Length, null));
    }

    private static ReadOnlySpan<byte> ContentOf(PeFile pe, PeSection section)
    {
        var start = Math.Min(section.PointerToRawData, (uint)pe.Content.Length);
        var length = Math.Min(section.SizeOfRawData, (uint)pe.Content.Length - start);
        return pe.Content.Span.Slice((int)start, (int)length);
    }
}
