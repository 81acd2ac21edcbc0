using System.Text;
using System.Text.Json.Nodes;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Office;
using ScanHost.Formats.Xls;
using ScanHost.Pipeline.Expansion;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Documents;

/// <summary>Excel 4 macro sheets of a workbook package: [MS-XLSX] 2.2.1.1 and, for the binary form, [MS-XLSB] 2.1.7.32.</summary>
internal static class XlsxMacroSheets
{
    private const int MaxBytes = 16 << 20;
    private const int MaxSheets = 64;
    private static readonly byte[] WideAutoOpen = Encoding.Unicode.GetBytes("Auto_Open");

    public static void Check(IScanContext scan, OpcPackage package)
    {
        var sheets = package.Parts.Where(part => part.StartsWith("xl/macrosheets/", StringComparison.OrdinalIgnoreCase) && !part.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)).ToArray();
        if (sheets.Length == 0)
            return;
        scan.Note("macro_sheets", new JsonArray([.. sheets.Take(32).Select(sheet => JsonValue.Create(MemberName.Shorten(sheet)))]));
        var (auto, isVeryHidden) = ReadWorkbook(package);
        if (auto is null)
            return;
        scan.Report(DocumentHeuristics.MacroSheet, new Evidence(null, null, MemberName.Shorten(auto)));
        if (isVeryHidden)
            scan.Report(DocumentHeuristics.VeryHiddenMacroSheet);
        var macros = Formulas(scan, package, sheets);
        if (XlmCode.SystemCall(macros) is not { } call)
            return;
        scan.Report(DocumentHeuristics.XlmExec, new Evidence(null, null, MemberName.Shorten($"{auto}: {call}")));
        XlmCode.ReportCommands(scan, macros);
    }

    private static (string? Auto, bool IsVeryHidden) ReadWorkbook(OpcPackage package)
    {
        if (package.Read("xl/workbook.bin", MaxBytes) is { Length: > 0 } binary)
            return (binary.AsSpan().IndexOf(WideAutoOpen) >= 0 ? "Auto_Open" : null, false);
        string? auto = null;
        var isVeryHidden = false;
        OfficeXml.Walk(package.Read("xl/workbook.xml", MaxBytes), reader =>
        {
            if (reader.LocalName == "sheet")
                isVeryHidden |= reader.GetAttribute("state") == "veryHidden";
            else if (reader.LocalName == "definedName" && reader.GetAttribute("name") is { } name && name.Contains("Auto_", StringComparison.OrdinalIgnoreCase))
                auto ??= name;
        });
        return (auto, isVeryHidden);
    }

    private static string Formulas(IScanContext scan, OpcPackage package, string[] sheets)
    {
        var text = new StringBuilder();
        if (sheets.Length > MaxSheets)
            scan.Miss(GapReason.Limit, $"Only the first {MaxSheets} macro sheets are read.");
        foreach (var sheet in sheets.Where(sheet => sheet.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)).Take(MaxSheets))
        {
            OfficeXml.Walk(package.Read(sheet, MaxBytes), _ => { }, value => text.Append(value).Append('\n'));
        }

        foreach (var sheet in sheets.Where(sheet => sheet.EndsWith(".bin", StringComparison.OrdinalIgnoreCase)).Take(MaxSheets))
            text.Append(XlsbFormulas.Read(package.Read(sheet, MaxBytes)));
        return text.ToString();
    }
}
