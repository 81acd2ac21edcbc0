using System.Text.Json.Nodes;
using ScanHost.Formats;
using ScanHost.Formats.Pe;

namespace ScanHost.Pipeline.Stages.Executables;

/// <summary>Looks at Windows programs: how they are built, what they import, what they carry.</summary>
internal sealed class PeStage : IScanStage
{
    private const int MaxVersionStrings = 32;

    public string Name => "pe";

    public string Version => "6";

    public StagePhase Phase => StagePhase.Analyse;

    public bool Accepts(ArtifactFacts facts) => facts.IsOrMayBeA("pe");

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        if (PeFile.TryOpen(scan.Content) is not { } pe)
            throw new MalformedFileException("pe", 0, "the headers are cut short");
        NoteFacts(scan, pe);
        cancellationToken.ThrowIfCancellationRequested();
        PeStructureChecks.Check(scan, pe);
        cancellationToken.ThrowIfCancellationRequested();
        var names = PeImportChecks.NamesOf(pe);
        PeImportChecks.Check(scan, pe, names);
        cancellationToken.ThrowIfCancellationRequested();
        PeContentChecks.Check(scan, pe, names);
        PeBehaviourChecks.Check(scan, pe, names);
        return ValueTask.CompletedTask;
    }

    private static void NoteFacts(IScanContext scan, PeFile pe)
    {
        scan.Note("machine", ExecutableText.Hex(pe.Header.Machine));
        scan.Note("timestamp", pe.Header.TimeDateStamp);
        scan.Note("subsystem", pe.Header.Subsystem);
        scan.Note("entry_point", ExecutableText.Hex(pe.Header.AddressOfEntryPoint));
        scan.Note("imphash", PeHashes.ImportHash(pe));
        scan.Note("imported_libraries", pe.Imports.Count);
        scan.Note("imported_functions", pe.Imports.Sum(library => library.Functions.Count));
        scan.Note("exported_functions", pe.Exports?.Functions.Count ?? 0);
        scan.Note("resources", pe.Resources?.Entries.Count ?? 0);
        scan.Note("rich_hash", pe.RichHeader?.Md5());
        scan.Note("pdb_path", ExecutableText.Show(pe.PdbPath is "" ? null : pe.PdbPath));
        scan.Note("overlay_size", PeContents.OverlayWithoutCertificates(pe)?.Length ?? 0);
        scan.Note("checksum_is_right", pe.Header.CheckSum == PeHashes.CheckSum(pe));
        if (pe.VersionStrings.Count > 0)
        {
            var strings = new JsonObject();
            foreach (var (key, value) in pe.VersionStrings.Take(MaxVersionStrings))
                strings[ExecutableText.Cut(key)] = ExecutableText.Cut(value);
            scan.Note("version", strings);
        }
    }
}
