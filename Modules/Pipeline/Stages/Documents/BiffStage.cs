using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Xls;

namespace ScanHost.Pipeline.Stages.Documents;

/// <summary>Judges the macros of workbooks that are no compound file: those of Excel 2 to 4, and the records of later ones by themselves.</summary>
internal sealed class BiffStage : IScanStage
{
    public string Name => "biff";

    public string Version => "1";

    public StagePhase Phase => StagePhase.Analyse;

    public bool Accepts(ArtifactFacts facts) => facts.Type.Id is "biff2" or "biff3" or "biff4" or "biff5" or "biff8";

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        var workbook = XlsWorkbook.Read(scan.Content.Span);
        CompoundStage.CheckWorkbook(scan, workbook);
        if (workbook.IsEncrypted)
            scan.Miss(GapReason.Encrypted, "The workbook is encrypted.");
        if (workbook.HasOldMacros)
            scan.Miss(GapReason.Unsupported, "Macro formulas of Excel 2 to 4 are not read.");
        if (workbook.IsCut)
            scan.Miss(GapReason.Limit, "Not all macro formulas are looked at: there are more than 20,000, or some that are too long or unknown.");
        return ValueTask.CompletedTask;
    }
}
