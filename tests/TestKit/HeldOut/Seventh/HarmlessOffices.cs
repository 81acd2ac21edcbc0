using static ScanHost.TestKit.HeldOut.Seventh.SeventhForms;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Seventh;

/// <summary>Exported macros of people who work with them.</summary>
public sealed class HonestMacroTexts : SeventhHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files() =>
    [
        ("FormatReport.bas", Dos("""
            Attribute VB_Name = "FormatReport"
            Option Explicit
            ' Makes the monthly export of the accounting program readable
            Public Sub FormatReport()
                Dim sheet As Worksheet, last As Long, at As Long
                Set sheet = ActiveSheet
                last = sheet.Cells(sheet.Rows.Count, 1).End(xlUp).Row
                Application.ScreenUpdating = False
                sheet.Rows(1).Font.Bold = True
                For at = last To 2 Step -1
                    If sheet.Cells(at, 4).Value = 0 Then sheet.Rows(at).Delete
                Next at
                sheet.Columns("D:F").NumberFormat = "#,##0.00"
                sheet.Range("A1").CurrentRegion.AutoFilter
                sheet.PageSetup.Orientation = xlLandscape
                Application.ScreenUpdating = True
            End Sub
            """)),
        ("ThisWorkbook.cls", Dos("""
            VERSION 1.0 CLASS
            BEGIN
              MultiUse = -1  'True
            END
            Attribute VB_Name = "ThisWorkbook"
            Attribute VB_PredeclaredId = True
            Private Sub Workbook_Open()
                ' The rates of the day come from the finance server; without it yesterday's stay
                On Error GoTo Offline
                Dim request As Object
                Set request = CreateObject("MSXML2.XMLHTTP.6.0")
                request.Open "GET", "https://finance.corp.example/rates.csv", False
                request.send
                If request.Status = 200 Then Sheets("Rates").Range("A1").Value = request.responseText
                Sheets("Start").Activate
                Exit Sub
            Offline:
                Application.StatusBar = "Rates of " & Format(Sheets("Rates").Range("B1").Value, "dd.mm.yyyy")
            End Sub
            """)),
        ("modSerienbrief.bas", Dos("""""
            Attribute VB_Name = "modSerienbrief"
            Option Explicit
            ' Speichert jeden Brief einer Serie als eigene PDF-Datei und öffnet den Ordner
            Sub SerienbriefAlsPdf()
                Dim ordner As String, i As Long, quelle As MailMerge
                ordner = Environ("USERPROFILE") & "\Documents\Serienbriefe\"
                If Dir(ordner, vbDirectory) = "" Then MkDir ordner
                Set quelle = ActiveDocument.MailMerge
                For i = 1 To quelle.DataSource.RecordCount
                    quelle.DataSource.FirstRecord = i
                    quelle.DataSource.LastRecord = i
                    quelle.Destination = wdSendToNewDocument
                    quelle.Execute
                    ActiveDocument.ExportAsFixedFormat ordner & Format(i, "0000") & ".pdf", wdExportFormatPDF
                    ActiveDocument.Close False
                Next i
                Shell "explorer.exe """ & ordner & """", vbNormalFocus
            End Sub
            """"")),
        ("basUpdate.bas", Dos(""""
            Attribute VB_Name = "basUpdate"
            Option Explicit
            ' Hard case: the add-in of our planning department fetches its newer version from the file server and asks before it starts it
            Private Declare PtrSafe Function GetTickCount Lib "kernel32" () As Long
            Private Declare PtrSafe Function ShellExecute Lib "shell32" Alias "ShellExecuteA" (ByVal hwnd As LongPtr, ByVal op As String, ByVal file As String, ByVal args As String, ByVal dir As String, ByVal show As Long) As LongPtr
            Private Const Source As String = "\\files01.corp.example\addins\planning\"
            Public Sub Auto_Open()
                Dim fso As Object, line As String
                Set fso = CreateObject("Scripting.FileSystemObject")
                If Not fso.FileExists(Source & "version.txt") Then Exit Sub
                line = fso.OpenTextFile(Source & "version.txt").ReadLine
                If Val(line) <= Val(ThisWorkbook.CustomDocumentProperties("Version")) Then Exit Sub
                If MsgBox("Version " & line & " of the planning add-in is there. Install it now?", vbYesNo + vbQuestion) = vbNo Then Exit Sub
                fso.CopyFile Source & "PlanningSetup.msi", Environ$("TEMP") & "\PlanningSetup.msi", True
                ShellExecute 0, "open", "msiexec.exe", "/i """ & Environ$("TEMP") & "\PlanningSetup.msi"" /passive", vbNullString, 1
                Application.Quit
            End Sub
            """")),
    ];
}

/// <summary>Letters with attachments that one is glad to get.</summary>
public sealed class LettersWithAttachments : SeventhHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files() =>
    [
        ("Appointment.eml", Letter("""
            Authentication-Results: mx.customer.example; spf=pass; dkim=pass header.d=dentist-miller.example; dmarc=pass
            From: Dr Miller's practice <termine@dentist-miller.example>
            To: p.jones@customer.example
            Subject: Your appointment on 8 December
            Date: Mon, 30 Nov 2026 08:15:00 +0000
            """,
            ("Content-Type: text/plain; charset=utf-8", Utf8("Dear Mr Jones,\n\nwe confirm your appointment on 8 December at 10:30. The calendar entry is attached.\n\nIf you cannot come, please call us.\n")),
            ("Content-Type: text/calendar; charset=utf-8; method=REQUEST; name=\"invite.ics\"\nContent-Disposition: attachment; filename=\"invite.ics\"", Dos("""
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//dentist-miller//EN
                METHOD:REQUEST
                BEGIN:VEVENT
                UID:20261208T103000@dentist-miller.example
                DTSTART:20261208T103000Z
                DTEND:20261208T110000Z
                SUMMARY:Check-up
                END:VEVENT
                END:VCALENDAR
                """)))),
        ("Abmeldung vom Newsletter.eml", Letter("""
            Authentication-Results: mx.kunde.example; spf=pass; dkim=pass header.d=gartenfreund.example; dmarc=pass
            From: Gartenfreund Versand <service@gartenfreund.example>
            To: info@kunde.example
            Subject: =?utf-8?Q?Best=C3=A4tigung_Ihrer_Abmeldung?=
            Date: Sat, 28 Nov 2026 12:00:00 +0100
            List-Unsubscribe: <https://gartenfreund.example/abmelden/8861>
            """,
            ("Content-Type: text/html; charset=utf-8", Utf8("<p>Guten Tag,</p><p>Sie wurden vom Newsletter abgemeldet. War das ein Versehen? <a href=\"https://gartenfreund.example/anmelden/8861\">Wieder anmelden</a></p><p>Unsere Datenschutzerklärung liegt bei.</p>")),
            ("Content-Type: text/html; name=\"Datenschutz.html\"\nContent-Disposition: attachment; filename=\"Datenschutz.html\"", Utf8("<!DOCTYPE html><html lang=\"de\"><head><meta charset=\"utf-8\"><title>Datenschutz</title></head><body><h1>Datenschutzerklärung</h1><p>Wir speichern Ihre E-Mail-Adresse, solange Sie den Newsletter beziehen, und geben sie nicht weiter.</p></body></html>")))),
        ("Build logs.eml", Letter("""
            From: Build server <ci@corp.example>
            To: dev@corp.example
            Subject: [app] build 1881 failed
            Date: Mon, 30 Nov 2026 03:02:17 +0000
            Auto-Submitted: auto-generated
            """,
            ("Content-Type: text/plain; charset=utf-8", Utf8("Build 1881 of main failed in step \"package\". The log and the script of the step are attached.\n\nhttps://ci.corp.example/app/1881\n")),
            ("Content-Type: application/zip; name=\"build-1881.zip\"\nContent-Disposition: attachment; filename=\"build-1881.zip\"", InertFiles.Zip(
                ("build-1881.log", Utf8("03:01:58 dotnet publish -c Release\n03:02:11 error MSB3073: The command \"pack.cmd\" exited with code 1.\n")),
                ("pack.cmd", Dos("""
                    @echo off
                    if not exist out mkdir out
                    tar -a -c -f out\app.zip -C publish .
                    if errorlevel 1 exit /b 1
                    certutil -hashfile out\app.zip SHA256 > out\app.zip.sha256
                    """)))))),
        ("Encrypted statement.eml", Letter("""
            Authentication-Results: mx.customer.example; spf=pass; dkim=pass header.d=secure-bank.example; dmarc=pass
            From: Sample Savings Bank <statements@secure-bank.example>
            To: m.olsen@customer.example
            Subject: Your secure message from Sample Savings Bank
            Date: Mon, 30 Nov 2026 09:00:00 +0000
            X-Comment: Hard case: the envelope that mail encryption gateways send
            """,
            ("Content-Type: text/html; charset=utf-8", Utf8("<p>You have received a secure message. Open the attachment <b>SecureMessage.html</b> in a browser and sign in with the password that you chose when you registered.</p><p>Need help? <a href=\"https://www.secure-bank.example/help/securemail\">www.secure-bank.example/help/securemail</a></p>")),
            ("Content-Type: text/html; name=\"SecureMessage.html\"\nContent-Disposition: attachment; filename=\"SecureMessage.html\"", Utf8(Fill("""
                <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Secure message</title></head>
                <body><h2>Sample Savings Bank: secure message</h2><p>From: statements@secure-bank.example<br>To: m.olsen@customer.example</p>
                <form action="https://securemail.secure-bank.example/open" method="post" target="_blank">
                <input type="hidden" name="message" value="@@1">
                <label>Password <input type="password" name="password"></label> <button>Open</button>
                <p><a href="https://securemail.secure-bank.example/forgot">Forgot your password?</a></p></form></body></html>
                """, Convert.ToBase64String(Noise(1200, 21))))))),
    ];
}
