using static ScanHost.TestKit.HeldOut.Eighth.EighthOffice;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Documents with macros that offices write for themselves.</summary>
public sealed class HarmlessMacros : EighthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("Letterhead.docm", Word(P("Example Ltd, 1 High Street") + P("Dear Sir or Madam,"), macros: Vba(("ThisDocument", """
            Private Sub Document_New()
                frmAddress.Show
            End Sub
            Private Sub Document_Open()
                On Error Resume Next
                ActiveDocument.Bookmarks("Date").Range.Text = Format(Date, "d mmmm yyyy")
                ActiveDocument.Bookmarks("Author").Range.Text = Application.UserName
                ActiveDocument.Fields.Update
            End Sub
            """))));
        yield return ("Invoice template.xlsm", Excel([("Invoice", "visible", Row(1, "Item", "Qty", "Price") + Row(2, "Paper A4", "10", "4.20")), ("Lists", "hidden", Row(1, "VAT", "0.21"))], macros: Vba(("Module1", """
            Sub SaveAsPdf()
                Dim path As String
                path = Environ("USERPROFILE") & "\Documents\Invoices\" & Range("B3").Value & ".pdf"
                ActiveSheet.ExportAsFixedFormat Type:=xlTypePDF, Filename:=path, OpenAfterPublish:=True
            End Sub
            Sub MailInvoice()
                Dim ol As Object, m As Object
                Set ol = CreateObject("Outlook.Application")
                Set m = ol.CreateItem(0)
                m.To = Range("B8").Value
                m.Subject = "Invoice " & Range("B3").Value
                m.Attachments.Add ActiveWorkbook.Path & "\" & Range("B3").Value & ".pdf"
                m.Display
            End Sub
            """), ("ThisWorkbook", "Private Sub Workbook_Open()\n    Sheets(\"Invoice\").Activate\n    Range(\"B4\").Value = Date\nEnd Sub"))));
        yield return ("Stocktaking.xls", Xls(new EighthBook().Sheet("Stock").Text(0, 0, "Article").Text(0, 1, "Count").Sheet("Settings", 1).Text(0, 0, "1.4").Build(), ("Module1", """
            Private Declare PtrSafe Sub Sleep Lib "kernel32" (ByVal ms As Long)
            Private Declare PtrSafe Function GetUserName Lib "advapi32.dll" Alias "GetUserNameA" (ByVal b As String, n As Long) As Long
            Sub FormatTable()
                Dim c As Range
                For Each c In ActiveSheet.UsedRange.Columns(2).Cells
                    If IsNumeric(c.Value) And c.Value < 5 Then c.Interior.Color = vbRed Else c.Interior.ColorIndex = xlNone
                Next
                Application.StatusBar = False
            End Sub
            Sub ImportScanner()
                Dim fso, ts
                Set fso = CreateObject("Scripting.FileSystemObject")
                Set ts = fso.OpenTextFile("D:\scanner\stock.txt", 1)
                Do Until ts.AtEndOfStream
                    Sheets("Stock").Cells(Rows.Count, 1).End(xlUp).Offset(1, 0).Value = Split(ts.ReadLine, ";")(0)
                Loop
                ts.Close
            End Sub
            """)));
        yield return ("Exchange rates.xlsm", Excel([("Rates", "visible", Row(1, "Currency", "Rate"))], macros: Vba(("Module1", """"
            Sub Refresh()
                Dim http As Object, x As Object
                Set http = CreateObject("MSXML2.XMLHTTP")
                http.Open "GET", "https://rates.bank.example/stats/eurofxref-daily.xml", False
                http.send
                Set x = CreateObject("MSXML2.DOMDocument")
                x.LoadXML http.responseText
                Range("B2").Value = x.SelectSingleNode("//Cube[@currency='USD']").getAttribute("rate")
            End Sub
            Sub OpenFolder()
                Shell "explorer.exe " & Chr(34) & ThisWorkbook.Path & Chr(34), vbNormalFocus
            End Sub
            """"))));
        yield return ("Lesson timer.pptm", Slides("<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Start\"><a:hlinkClick r:id=\"\" action=\"ppaction://macro?name=StartTimer\"/></p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:t>Start</a:t></a:r></a:p></p:txBody></p:sp>", macros: Vba(("Module1", "Sub StartTimer()\n    Dim t As Date\n    t = DateAdd(\"s\", 300, Now)\n    Do While Now < t\n        DoEvents\n        ActivePresentation.Slides(1).Shapes(\"Clock\").TextFrame.TextRange = Format(t - Now, \"nn:ss\")\n    Loop\n    Beep\nEnd Sub")), kind: "presentation.macroEnabled.main+xml"));
    }
}
