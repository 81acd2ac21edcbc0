using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>Macros of offices that act when a document opens and read and write files.</summary>
public sealed class MacrosOfOffices : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("Letter.dotm", OoxmlBuilder.Word("<w:p><w:r><w:t>Dear</w:t></w:r></w:p>").WithMacros(Project("ThisDocument", """"
            Private Sub Document_New()
                ActiveDocument.Bookmarks("Date").Range.Text = Format(Date, "d mmmm yyyy")
                ActiveDocument.Bookmarks("Author").Range.Text = Application.UserName
                ActiveDocument.Fields.Update
            End Sub
            Private Sub Document_Open()
                If Dir("\\files.millbrook.example\templates\letterhead.png") = "" Then
                    MsgBox "The letterhead could not be found. Are you in the office network?", vbExclamation
                End If
            End Sub
            """")).Build());

        yield return ("Kassenbuch.xls", new VbaProjectBuilder().Module("DieseArbeitsmappe", """"
            Private Sub Workbook_Open()
                Dim nr As Integer, zeile As String
                On Error GoTo Fehler
                nr = FreeFile
                Open ThisWorkbook.Path & "\umsatz.csv" For Input As #nr
                Do Until EOF(nr)
                    Line Input #nr, zeile
                    Buchen Split(zeile, ";")
                Loop
                Close #nr
                ThisWorkbook.SaveCopyAs ThisWorkbook.Path & "\sicherung\Kassenbuch-" & Format(Now, "yyyymmdd") & ".xls"
                Exit Sub
            Fehler:
                MsgBox "Einlesen nicht möglich: " & Err.Description
            End Sub
            """").Module("Modul1", """"
            Public Sub Buchen(felder)
                With Worksheets("Buch")
                    .Cells(.Rows.Count, 1).End(xlUp).Offset(1, 0).Resize(1, 3).Value = felder
                End With
            End Sub
            """").AddTo(new OleFileBuilder().Stream("Workbook", Carriers.Workbook()), "_VBA_PROJECT_CUR").Build());

        yield return ("Invoice template.xlsm", OoxmlBuilder.Excel().WithMacros(new VbaProjectBuilder().Module("ThisWorkbook", """"
            Private Sub Workbook_BeforeSave(ByVal SaveAsUI As Boolean, Cancel As Boolean)
                If Range("InvoiceNo").Value = "" Then
                    MsgBox "Please press the button New number first."
                    Cancel = True
                End If
            End Sub
            """").Module("Invoice", """"
            Sub SendInvoice()
                Dim pdf As String, app As Object, mail As Object
                pdf = Environ("TEMP") & "\Invoice_" & Range("InvoiceNo").Value & ".pdf"
                ActiveSheet.ExportAsFixedFormat xlTypePDF, pdf
                Set app = CreateObject("Outlook.Application")
                Set mail = app.CreateItem(0)
                mail.To = Range("CustomerMail").Value
                mail.Subject = "Invoice " & Range("InvoiceNo").Value
                mail.Attachments.Add pdf
                mail.Display
                Kill pdf
            End Sub
            """").Build()).Build());

        yield return ("Serienbrief.doc", new VbaProjectBuilder().Module("ThisDocument", """"
            Sub AutoOpen()
                Dim db As Object, rs As Object
                Set db = CreateObject("ADODB.Connection")
                db.Open "Provider=Microsoft.ACE.OLEDB.12.0;Data Source=" & ThisDocument.Path & "\adressen.accdb"
                Set rs = db.Execute("SELECT Name, Ort FROM Kunden ORDER BY Name")
                UserForm1.ListBox1.Clear
                Do Until rs.EOF
                    UserForm1.ListBox1.AddItem rs("Name") & ", " & rs("Ort")
                    rs.MoveNext
                Loop
                rs.Close: db.Close
                UserForm1.Show
            End Sub
            """").AddTo(new OleFileBuilder().Stream("WordDocument", [0xEC, 0xA5, 0xC1, 0, .. new byte[4092]]), "Macros").Build());
    }
}

/// <summary>Macros of people who program: declarations of the system's functions, other programs, the web, encodings.</summary>
public sealed class MacrosOfProgrammers : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("Measure.xlsm", OoxmlBuilder.Excel().WithMacros(Project("Timing", """"
            #If VBA7 Then
            Private Declare PtrSafe Function QueryPerformanceCounter Lib "kernel32" (c As Currency) As Long
            Private Declare PtrSafe Function QueryPerformanceFrequency Lib "kernel32" (f As Currency) As Long
            Private Declare PtrSafe Sub Sleep Lib "kernel32" (ByVal ms As Long)
            Private Declare PtrSafe Sub CopyMemory Lib "kernel32" Alias "RtlMoveMemory" (Destination As Any, Source As Any, ByVal Length As LongPtr)
            #End If
            Public Function DoubleBits(ByVal d As Double) As String
                Dim b(7) As Byte, i As Long
                CopyMemory b(0), d, 8
                For i = 7 To 0 Step -1
                    DoubleBits = DoubleBits & Right$("0" & Hex$(b(i)), 2)
                Next
            End Function
            Sub Measure()
                Dim a As Currency, e As Currency, f As Currency
                QueryPerformanceFrequency f
                QueryPerformanceCounter a
                Application.Calculate
                QueryPerformanceCounter e
                Range("B2").Value = (e - a) / f * 1000
            End Sub
            """")).Build());

        yield return ("Exchange rates.xlsm", OoxmlBuilder.Excel().WithMacros(Project("Rates", """"
            Sub UpdateRates()
                Dim http As Object, xml As Object, node As Object, row As Long
                Set http = CreateObject("MSXML2.XMLHTTP.6.0")
                http.Open "GET", "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml", False
                http.send
                If http.Status <> 200 Then MsgBox "No rates today: " & http.statusText: Exit Sub
                Set xml = CreateObject("MSXML2.DOMDocument.6.0")
                xml.LoadXML http.responseText
                row = 2
                For Each node In xml.selectNodes("//*[@currency]")
                    Cells(row, 1).Value = node.getAttribute("currency")
                    Cells(row, 2).Value = Val(node.getAttribute("rate"))
                    row = row + 1
                Next
            End Sub
            """")).Build());

        yield return ("Plan-Archiv.xlsm", OoxmlBuilder.Excel().WithMacros(Project("Archiv", """"
            Sub OrdnerOeffnen()
                Shell "explorer.exe """ & ThisWorkbook.Path & "\Archiv""", vbNormalFocus
            End Sub
            Sub Packen()
                Dim w As Object
                Set w = CreateObject("WScript.Shell")
                If w.Run("""C:\Program Files\7-Zip\7z.exe"" a """ & ThisWorkbook.Path & "\Archiv\" & Format(Date, "yyyy-mm") & ".zip"" """ & ThisWorkbook.Path & "\*.pdf""", 1, True) <> 0 Then
                    MsgBox "Packen fehlgeschlagen"
                End If
            End Sub
            """")).Build());

        yield return ("Add-in.xlam", OoxmlBuilder.Excel().WithMacros(new VbaProjectBuilder().Module("ThisWorkbook", """"
            Private Sub Workbook_Open()
                Application.OnKey "^+b", "EncodeCell"
            End Sub
            Private Sub Workbook_BeforeClose(Cancel As Boolean)
                Application.OnKey "^+b"
            End Sub
            """").Module("Encoding", """"
            Public Function Base64(ByVal text As String) As String
                Dim e As Object, b() As Byte
                b = StrConv(text, vbFromUnicode)
                Set e = CreateObject("MSXML2.DOMDocument").createElement("b64")
                e.DataType = "bin.base64"
                e.nodeTypedValue = b
                Base64 = Replace(e.text, vbLf, "")
            End Function
            Sub EncodeCell()
                ActiveCell.Offset(0, 1).Value = Base64(ActiveCell.Text)
            End Sub
            Function Quoted(s As String) As String
                Quoted = Chr(34) & Replace(s, Chr(34), Chr(34) & Chr(34)) & Chr(34) & Chr(13) & Chr(10)
            End Function
            """").Build()).Build());
    }
}
