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
    private const int MaxSheets = 64;
    private const int MaxLetters = 4 << 20;

    public static void Check(IScanContext scan, OpcPackage package)
    {
        var sheets = package.PartsOf(OpcRole.MacroSheet).ToArray();
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
        string? auto = null;
        var isVeryHidden = false;
        foreach (var part in package.PartsOf(OpcRole.Workbook))
        {
            var binary = package.Walk(part, reader =>
            {
                if (reader.LocalName == "sheet")
                    isVeryHidden |= reader.GetAttribute("state") == "veryHidden";
                else if (reader.LocalName == "definedName" && reader.GetAttribute("name") is { } name && name.Contains("Auto_", StringComparison.OrdinalIgnoreCase))
                    auto ??= name;
            });
            auto ??= XlsbNames.Automatic(binary);
        }

        return (auto, isVeryHidden);
    }

    private static string Formulas(IScanContext scan, OpcPackage package, string[] sheets)
    {
        var text = new StringBuilder();
        var isCut = false;
        if (sheets.Length > MaxSheets)
            scan.Miss(GapReason.Limit, $"Only the first {MaxSheets} macro sheets are read.");
        foreach (var sheet in sheets.Take(MaxSheets))
        {
            var binary = package.Walk(sheet, _ => { }, value => isCut |= !Append(text, value + "\n"));
            var formulas = XlsbFormulas.Read(binary, out var isSheetCut);
            isCut |= isSheetCut || !Append(text, formulas);
        }

        if (isCut)
            scan.Miss(GapReason.Limit, $"Of the formulas of macro sheets at most {MaxLetters} letters are looked at, and one that is too long or unknown not to its end.");
        return text.ToString();
    }

    private static bool Append(StringBuilder text, string more)
    {
        if (text.Length + more.Length > MaxLetters)
            return false;
        text.Append(more);
        return true;
    }
}
