using System.Text;

namespace ScanHost.TestKit.HeldOut.Fourth;

/// <summary>Office documents with the macros and links that firms have.</summary>
public sealed class OfficeDocumentsOfFirms : FourthHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("Angebotsvorlage.dotm", OoxmlBuilder.Word("<w:p><w:r><w:t>Angebot Nr.</w:t></w:r></w:p>").WithMacros(new VbaProjectBuilder().Module("NewMacros", """
            Option Explicit
            ' Fills the letter head from the user's settings when a new offer is made.
            Public Sub AutoNew()
                Dim nr As String
                nr = GetSetting("Angebote", "Zaehler", "Nr", "1000")
                ActiveDocument.Bookmarks("Nummer").Range.Text = nr
                ActiveDocument.Bookmarks("Datum").Range.Text = Format(Date, "dd.mm.yyyy")
                SaveSetting "Angebote", "Zaehler", "Nr", CStr(CLng(nr) + 1)
            End Sub
            Public Sub AlsPdfSpeichern()
                ActiveDocument.ExportAsFixedFormat Environ("USERPROFILE") & "\Documents\" & ActiveDocument.Bookmarks("Nummer").Range.Text & ".pdf", wdExportFormatPDF
            End Sub
            """).Build()).Build());
        yield return ("Stundenzettel_2026.xlsm", OoxmlBuilder.Excel().WithMacros(new VbaProjectBuilder().Module("ThisWorkbook", """
            Private Sub Workbook_Open()
                Sheets("Eingabe").Activate
                If Weekday(Date) = vbFriday Then MsgBox "Bitte denken Sie an die Abgabe!", vbInformation
                Application.OnTime Now + TimeValue("00:10:00"), "Sichern"
            End Sub
            Private Sub Workbook_BeforeClose(Cancel As Boolean)
                ThisWorkbook.Save
            End Sub
            """).Module("Modul1", """
            Sub Sichern()
                ThisWorkbook.SaveCopyAs ThisWorkbook.Path & "\Sicherung_" & Format(Now, "yyyymmdd_hhnn") & ".xlsm"
            End Sub
            Sub Senden()
                Dim app As Object, mail As Object
                Set app = CreateObject("Outlook.Application")
                Set mail = app.CreateItem(0)
                mail.To = "personal@muster-gmbh.example"
                mail.Subject = "Stundenzettel " & Range("B2").Value
                mail.Attachments.Add ThisWorkbook.FullName
                mail.Display
            End Sub
            """).Build()).Build());
        yield return ("Lagerabgleich.xlsm", OoxmlBuilder.Excel().WithMacros(Project("Abfrage", """""
            Sub KurseHolen()
                Dim http As Object, zeile As Variant, i As Long
                Set http = CreateObject("MSXML2.XMLHTTP")
                http.Open "GET", "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml", False
                http.send
                If http.Status <> 200 Then MsgBox "Keine Verbindung": Exit Sub
                Range("A2").Value = http.responseText
            End Sub
            Sub DatenAusAccess()
                Dim cn As Object, rs As Object
                Set cn = CreateObject("ADODB.Connection")
                cn.Open "Provider=Microsoft.ACE.OLEDB.12.0;Data Source=\\files01\lager\bestand.accdb"
                Set rs = cn.Execute("SELECT Artikel, Menge FROM Bestand WHERE Menge < Mindest")
                Range("A5").CopyFromRecordset rs
                Shell "explorer.exe /select,""" & ThisWorkbook.FullName & """", vbNormalFocus
            End Sub
            """"")).Build());
        yield return ("Seriendruck.docm", OoxmlBuilder.Word().WithMacros(Project("ThisDocument", """
            Private Declare PtrSafe Function GetTickCount Lib "kernel32" () As Long
            Private Declare PtrSafe Sub Sleep Lib "kernel32" (ByVal ms As Long)
            Private Sub Document_Open()
                Me.Fields.Update
            End Sub
            Sub Drucken()
                Dim start As Long: start = GetTickCount
                Me.MailMerge.Destination = 1
                Me.MailMerge.Execute
                Do While Application.BackgroundPrintingStatus > 0: Sleep 200: DoEvents: Loop
                MsgBox "Fertig in " & (GetTickCount - start) / 1000 & " s"
            End Sub
            """)).Build());
        yield return ("Kalkulation_alt.xls", new VbaProjectBuilder().Module("Tabelle1", """
            Private Sub Worksheet_Change(ByVal Target As Range)
            If Target.Column = 3 Then Cells(Target.Row, 4) = Target.Value * 1.19
            End Sub
            """).Module("Module1", """
            Sub Auto_Open()
            Application.Calculation = xlAutomatic
            Call Menue
            End Sub
            Sub Menue()
            With CommandBars("Worksheet Menu Bar").Controls.Add(Type:=10, Temporary:=True)
            .Caption = "&Kalkulation"
            End With
            End Sub
            """).AddTo(new OleFileBuilder().Stream("Workbook", BiffBuilder.MacroSheet("=HALT()", autoName: 0, isMacroSheet: false)), "_VBA_PROJECT_CUR").Build());
        yield return ("Brief_mit_Vorlage.docx", OoxmlBuilder.Word($"<w:p><w:r><w:t>{Filler.Prose(240, 200).ReplaceLineEndings(" ")}</w:t></w:r></w:p>").Part("word/settings.xml", "<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:attachedTemplate r:id=\"rId1\"/></w:settings>")
            .Relationship("word/_rels/settings.xml.rels", "attachedTemplate", "file:///C:\\Users\\a.lenz\\AppData\\Roaming\\Microsoft\\Templates\\Brief.dotx").Build());
        yield return ("Handbook.docx", OoxmlBuilder.Word("<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-3\" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p><w:p><w:r><w:instrText> HYPERLINK \"https://wiki.fabrikam.example/handbook\" </w:instrText></w:r></w:p><w:p><w:r><w:t>Scan the QR code to open this handbook on your phone.</w:t></w:r></w:p>").Part("word/media/image1.png", QrCodes.Picture("https://wiki.fabrikam.example/handbook"))
            .Relationship("word/_rels/document.xml.rels", "hyperlink", "https://wiki.fabrikam.example/handbook").Build());
        yield return ("Budget_links.xlsx", OoxmlBuilder.Excel("<definedName name=\"_xlnm.Print_Area\" localSheetId=\"0\">a!$A$1:$F$40</definedName>").Part("xl/externalLinks/externalLink1.xml", "<externalLink xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><externalBook r:id=\"rId1\"><sheetNames><sheetName val=\"Plan\"/></sheetNames></externalBook></externalLink>")
            .Relationship("xl/externalLinks/_rels/externalLink1.xml.rels", "externalLinkPath", "file:///\\\\files01\\controlling\\Plan_2027.xlsx").Build());
        yield return ("prices.csv", Dos("Artikel;Preis;Summe\n\"Schraube M4; verzinkt\";0,05;=B2*100\nMutter M4;0,03;=B3*100\n+49 30 5550100;-12;@Anna\nGesamt;;=SUMME(C2:C3)\n"));
        yield return ("Letter_to_council.rtf", Encoding.Latin1.GetBytes("{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss Arial;}}{\\*\\generator Riched20 10.0.19041}\\viewkind4\\uc1\\pard\\f0\\fs22 " + Filler.Prose(241, 300).Replace("\n", "\\par\n", StringComparison.Ordinal) + "{\\pict\\pngblip\\picw300\\pich200 " + Convert.ToHexString(InertFiles.Png(30, 20)).ToLowerInvariant() + "}\\par}"));
        yield return ("Spec_with_sheet.rtf", RtfBuilder.WithObject("Excel.Sheet.8", new OleFileBuilder().Class("", "00020820-0000-0000-C000-000000000046").Stream("Workbook", BiffBuilder.MacroSheet("=HALT()", autoName: 0, isMacroSheet: false)).Build()));
        yield return ("Team notes.one", OneNoteBuilder.Section(("whiteboard.png", InertFiles.Png(1200, 800)), ("Agenda.docx", OoxmlBuilder.Word().Build()), ("figures.xlsx", OoxmlBuilder.Excel().Build())));
    }

    private static byte[] Project(string module, string source) => new VbaProjectBuilder().Module(module, source).Build();
}

/// <summary>PDF documents with forms, links and attachments.</summary>
public sealed class PortableDocumentsOfFirms : FourthHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("Expense_form.pdf", new PdfBuilder().Catalogue("/AcroForm << /Fields [5 0 R 6 0 R] /CO [6 0 R] >>")
            .Add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [5 0 R 6 0 R] >>")
            .Add(5, "<< /Type /Annot /Subtype /Widget /FT /Tx /T (km) /Rect [100 700 200 720] /AA << /K << /S /JavaScript /JS (AFNumber_Keystroke\\(2, 0, 0, 0, \"\", true\\);) >> >> >>")
            .Add(6, "<< /Type /Annot /Subtype /Widget /FT /Tx /T (sum) /Rect [100 660 200 680] /AA << /C << /S /JavaScript /JS (event.value = Number\\(this.getField\\(\"km\"\\).value\\) * 0.3;) >> >> >>").Build());
        yield return ("Factur-X_2026_0419.pdf", new PdfBuilder().Catalogue("/Names << /EmbeddedFiles << /Names [(factur-x.xml) 6 0 R] >> >> /AF [6 0 R]")
            .Add(6, "<< /Type /Filespec /F (factur-x.xml) /UF (factur-x.xml) /AFRelationship /Alternative /EF << /F 7 0 R >> >>")
            .Stream(7, "/Type /EmbeddedFile /Subtype /text#2Fxml", Utf8("<?xml version=\"1.0\"?><rsm:CrossIndustryInvoice xmlns:rsm=\"urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100\"><rsm:ExchangedDocument/></rsm:CrossIndustryInvoice>")).Build());
        yield return ("Newsletter_Kita.pdf", new PdfBuilder().Catalogue("/OpenAction [3 0 R /Fit] /PageMode /UseOutlines")
            .Add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [5 0 R 6 0 R] >>").Stream(4, "", Utf8("BT /F1 12 Tf 50 780 Td (Liebe Eltern, das Sommerfest findet am 12. Juli statt.) Tj ET"))
            .Add(5, "<< /Type /Annot /Subtype /Link /Rect [50 700 300 716] /A << /S /URI /URI (https://www.kita-sonnenschein.example/fest) >> >>")
            .Add(6, "<< /Type /Annot /Subtype /Link /Rect [50 680 300 696] /A << /S /URI /URI (mailto:leitung@kita-sonnenschein.example) >> >>").Build());
        yield return ("Order_form_submit.pdf", new PdfBuilder().Catalogue("/AcroForm << /Fields [5 0 R] >>")
            .Add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [5 0 R 6 0 R] >>")
            .Add(5, "<< /Type /Annot /Subtype /Widget /FT /Tx /T (quantity) /Rect [100 700 200 720] >>")
            .Add(6, "<< /Type /Annot /Subtype /Widget /FT /Btn /Ff 65536 /T (send) /Rect [100 600 200 620] /A << /S /SubmitForm /F (https://shop.fabrikam.example/orders/pdf) /Flags 4 >> >>").Build());
        yield return ("print_at_once.pdf", new PdfBuilder().Catalogue("/OpenAction << /S /JavaScript /JS (this.print\\({bUI: true, bSilent: false}\\);) >>").Build());
    }
}

/// <summary>Lists of people and appointments, notebooks, data.</summary>
public sealed class PersonalFiles : FourthHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("Lars Holm.vcf", Dos($"BEGIN:VCARD\nVERSION:3.0\nN:Holm;Lars;;;\nFN:Lars Holm\nORG:Northwind\nTEL;TYPE=CELL:+47 555 50 100\nEMAIL:l.holm@northwind.example\nURL:https://www.northwind.example\nPHOTO;ENCODING=b;TYPE=PNG:{Convert.ToBase64String(QrCodes.Picture("MECARD:N:Holm,Lars;;", 2))}\nEND:VCARD\n"));
        yield return ("waste-collection.ics", Dos("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//City//Waste//DE\n" + string.Concat(Enumerable.Range(1, 12).Select(month => $"BEGIN:VEVENT\nUID:{month}@city.example\nDTSTART;VALUE=DATE:2026{month:D2}07\nSUMMARY:Papiertonne\nURL:https://www.city.example/abfall\nBEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:Tonne rausstellen\nTRIGGER:-PT12H\nEND:VALARM\nEND:VEVENT\n")) + "END:VCALENDAR\n"));
        yield return ("eda.ipynb", Utf8($$$"""
{"cells":[{"cell_type":"markdown","metadata":{},"source":["# Exploring the sales data"]},
{"cell_type":"code","execution_count":1,"metadata":{},"outputs":[],"source":["!pip install -q seaborn\n","import pandas as pd, seaborn as sns\n","df = pd.read_csv('https://data.fabrikam.example/sales.csv')"]},
{"cell_type":"code","execution_count":2,"metadata":{},"outputs":[{"output_type":"display_data","data":{"image/png":"{{{Convert.ToBase64String(QrCodes.Picture("sales", 6))}}}","text/plain":["<Figure size 640x480 with 1 Axes>"]},"metadata":{}}],"source":["sns.lineplot(df, x='month', y='amount');"]}],
"metadata":{"kernelspec":{"display_name":"Python 3","language":"python","name":"python3"}},"nbformat":4,"nbformat_minor":5}
"""));
        yield return ("course_setup.ipynb", Utf8("""
{"cells":[{"cell_type":"code","execution_count":null,"metadata":{},"outputs":[],"source":["%%bash\n","apt-get -qq install -y graphviz > /dev/null\n","wget -q https://course.university.example/data.zip -O /tmp/data.zip && unzip -qo /tmp/data.zip -d data\n"]},
{"cell_type":"code","execution_count":null,"metadata":{},"outputs":[],"source":["from google.colab import drive\n","drive.mount('/content/drive')\n","import base64, io\n","from IPython.display import HTML\n","HTML('<a download=\"result.csv\" href=\"data:text/csv;base64,' + base64.b64encode(df.to_csv().encode()).decode() + '\">Download</a>')"]}],"metadata":{},"nbformat":4,"nbformat_minor":4}
"""));
        yield return ("passwords_export.zip", Encrypted("payslip_2026_10.pdf", PdfBuilder.Document()));
        yield return ("Unterlagen_Steuerberater.7z", Encrypted("Kontoauszug_2026_10.csv", Dos("Datum;Betrag\n01.10.2026;12,50\n"), "seven.7z"));
        yield return ("Recovery_Tools.iso", DiscImage.Build("TOOLS", ("readme.txt", false, Dos("Boot from this disc to copy files of a computer that does not start.\n")), ("autorun.inf", false, Dos("[autorun]\nlabel=Recovery Tools\nicon=setup.exe\n")), ("setup.exe", false, new PeBuilder().Importing("kernel32.dll", "CreateFileW", "GetDriveTypeW").Importing("user32.dll", "MessageBoxW").Build())));
        yield return ("driver_printer_v4.zip", InertFiles.Zip(("setup.exe", new PeBuilder().Importing("setupapi.dll", "SetupCopyOEMInfW").Importing("kernel32.dll", "CreateProcessW", "GetTempPathW").Build()), ("prnhp1.inf", Dos("[Version]\nSignature=\"$Windows NT$\"\nClass=Printer\nProvider=%HP%\nDriverVer=06/21/2024,10.0.1\n[Manufacturer]\n%HP%=HP,NTamd64\n")), ("LIESMICH.txt", Dos("Bitte setup.exe als Administrator starten.\n"))));
        yield return ("desktop.ini", Utf16("[.ShellClassInfo]\nIconResource=%SystemRoot%\\system32\\imageres.dll,-112\nLocalizedResourceName=@%SystemRoot%\\system32\\shell32.dll,-21779\n"));
    }

    private static byte[] Encrypted(string name, byte[] content, string archive = "out.zip")
    {
        using var folder = new TemporaryFolder();
        folder.Write(name, content);
        ForeignTool.Run(folder.Path, "7z", "a", "-pSommer2026", archive, name);
        return folder.Read(archive);
    }
}
