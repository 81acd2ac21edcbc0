using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Identification;
using ScanHost.Formats.Pe;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Executables;

/// <summary>Judges what a program carries and says of itself.</summary>
internal static class PeContentChecks
{
    /// <summary>Installers and bundles that keep their payload behind the program by design.</summary>
    private static readonly string[] Installers =
        ["Nullsoft", "NullsoftInst", "Inno Setup", "7-Zip", "7zS.sfx", "WinRAR", "SFX", "InstallShield", "WiX", "PyInstaller", ".wixburn", "hostfxr"];

    private static readonly string[] Vendors = ["Microsoft Corporation", "Google LLC", "Adobe Inc.", "Apple Inc.", "Mozilla Corporation"];

    internal static void Check(IScanContext scan, PeFile pe)
    {
        foreach (var content in PeContents.Find(pe))
        {
            var evidence = new Evidence(content.Offset, content.Content.Length, $"{content.Name}: {content.Type.Label}");
            if (content.Relation == "embedded" && content.Type.Category == FileCategory.Executable)
                scan.Report(ExecutableHeuristics.PeProgramInResource, evidence);
            else if (content.Relation == "overlay" && content.Type.Category is FileCategory.Executable or FileCategory.Archive && !IsInstaller(pe))
                scan.Report(ExecutableHeuristics.PeOverlayPayload, evidence);
        }

        var company = pe.VersionStrings.FirstOrDefault(pair => pair.Key == "CompanyName").Value;
        if (company is not null && Vendors.Contains(company) && pe.CertificateTable is null)
            scan.Report(ExecutableHeuristics.PeFakeVendor, ExecutableText.Text(company));
        if (ExecutableText.IndexOf(pe.Content.Span, "vssadmin") is >= 0 and var offset && ExecutableText.IndexOf(pe.Content.Span, "delete shadows") >= 0)
            scan.Report(ExecutableHeuristics.PeShadowCopies, new Evidence(offset, 8, "vssadmin delete shadows"));
    }

    // The mark stands in the program, not in what it carries.
    private static bool IsInstaller(PeFile pe)
    {
        var program = pe.Content.Span[..(pe.Overlay?.Offset ?? pe.Content.Length)];
        foreach (var mark in Installers)
        {
            if (ExecutableText.IndexOf(program, mark) >= 0)
                return true;
        }

        return false;
    }
}
