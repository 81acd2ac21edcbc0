using System.Reflection;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>Windows programs that need strong imports, wrap themselves, or carry others, for honest reasons.</summary>
public sealed class HonestWindowsPrograms : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("tinydbg.exe", SixthImages.WithResources(
            new PeBuilder().Importing("KERNEL32.dll", "CreateProcessW", "DebugActiveProcess", "WaitForDebugEvent", "ContinueDebugEvent", "ReadProcessMemory", "WriteProcessMemory", "GetThreadContext", "SetThreadContext", "FlushInstructionCache", "OpenThread")
                .Importing("dbghelp.dll", "SymInitializeW", "SymFromAddrW", "StackWalk64", "MiniDumpWriteDump")
                .WithData("usage: tinydbg [-p pid] [program [arguments]]\0breakpoint %d at %p\0access violation at %p\0(tinydbg) \0").Build(),
            [(16, SixthImages.Version(("CompanyName", "TinyDbg project"), ("FileDescription", "A small debugger"), ("FileVersion", "1.9.0.0"), ("OriginalFilename", "tinydbg.exe"), ("LegalCopyright", "MIT License"))), (24, Manifest("TinyDbg"))]));
        yield return ("LohnbuchSetup.exe", SixthImages.WithResources(
            new PeBuilder().Importing("KERNEL32.dll", "CreateFileW", "ReadFile", "WriteFile", "SetFilePointer", "CreateProcessW", "GetTempPathW", "GetModuleFileNameW").Importing("ADVAPI32.dll", "RegCreateKeyExW", "RegSetValueExW", "OpenProcessToken").Importing("SHELL32.dll", "SHGetFolderPathW", "ShellExecuteExW").Importing("COMCTL32.dll", "InitCommonControlsEx")
                .WithData("Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Lohnbuch\0https://www.lohnbuch.example/\0").Build(),
            [(16, SixthImages.Version(("CompanyName", "Lohnbuch Software GmbH"), ("FileDescription", "Lohnbuch 2026 Setup"), ("FileVersion", "26.3.1.0"), ("OriginalFilename", "LohnbuchSetup.exe"), ("ProductName", "Lohnbuch 2026"))), (24, Manifest("Lohnbuch"))],
            InertFiles.Zip(("lohnbuch.exe", InertFiles.Pe(6000)), ("lohnbuch.chm.txt", "Hilfe"u8.ToArray()), ("LIZENZ.txt", "Lizenzvertrag"u8.ToArray()), ("setup.ini", "[Setup]\r\nTarget=%ProgramFiles%\\Lohnbuch\r\n"u8.ToArray()))));
        yield return ("screenrec.exe", SixthImages.WithResources(
            new PeBuilder().Importing("USER32.dll", "SetWindowsHookExW", "GetForegroundWindow", "GetAsyncKeyState", "RegisterHotKey").Importing("GDI32.dll", "BitBlt", "CreateCompatibleBitmap", "CreateCompatibleDC").Importing("WINHTTP.dll", "WinHttpOpen", "WinHttpConnect", "WinHttpSendRequest").Importing("ADVAPI32.dll", "RegSetValueExW").Importing("MFPlat.DLL", "MFStartup", "MFCreateMediaType")
                .WithData("Software\\Microsoft\\Windows\\CurrentVersion\\Run\0Start with Windows\0https://update.screenrec.example/v2/latest.json\0Press F9 to stop recording\0").Build(),
            [(16, SixthImages.Version(("CompanyName", "ScreenRec contributors"), ("FileDescription", "Screen recorder"), ("OriginalFilename", "screenrec.exe"), ("FileVersion", "3.2.0.0")))]));
        yield return ("demo64k.exe", new PeBuilder().WithCode([0xC3, .. SixthNoise.Bytes(28000, 81)], 0xE0000060, "UPX1")
            .Importing("KERNEL32.DLL", "LoadLibraryA", "GetProcAddress", "VirtualProtect", "ExitProcess").Importing("OPENGL32.dll", "wglCreateContext").Importing("WINMM.dll", "waveOutOpen").Importing("USER32.dll", "ChangeDisplaySettingsA").WithData("UPX!\0$Info: This file is packed with the UPX executable packer http://upx.sf.net $\0").Build());
    }

    private static byte[] Manifest(string name) => System.Text.Encoding.UTF8.GetBytes(
        $"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><assembly xmlns=\"urn:schemas-microsoft-com:asm.v1\" manifestVersion=\"1.0\"><assemblyIdentity name=\"{name}\" version=\"1.0.0.0\" type=\"win32\"/><trustInfo xmlns=\"urn:schemas-microsoft-com:asm.v3\"><security><requestedPrivileges><requestedExecutionLevel level=\"asInvoker\" uiAccess=\"false\"/></requestedPrivileges></security></trustInfo></assembly>");
}

/// <summary>Programs for Linux and macOS with texts and imports that others misuse.</summary>
public sealed class HonestUnixPrograms : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("minitrace", SixthImages.Elf(
            ["usage: minitrace [-f] [-p pid] command", "ptrace(PTRACE_TRACEME)", "attached to %d", "+++ exited with %d +++", "/proc/%d/maps", "/proc/%d/mem", "%s(%s) = %ld"],
            ["ptrace", "fork", "execvp", "waitpid", "process_vm_readv", "personality", "printf", "getopt"]));
        yield return ("libfastmalloc.so.2", SixthImages.Elf(
            ["fastmalloc 2.14", "FASTMALLOC_CONF", "<fastmalloc>: invalid configuration string", "/proc/sys/vm/overcommit_memory", "LD_PRELOAD=libfastmalloc.so.2 program"],
            ["mmap", "munmap", "madvise", "pthread_key_create", "dlsym", "sysconf"], exports: ["malloc", "free", "calloc", "realloc", "posix_memalign", "aligned_alloc"], isLibrary: true));
        yield return ("rescue-box", SixthImages.Elf(
            ["RescueBox v1.36.1 multi-call binary.", "Usage: rescuebox [function [arguments]...]", "wget", "tftp", "telnet", "telnetd", "login: ", "Password: ", "nc", "crond", "watchdog", "/dev/watchdog", "/etc/shadow", "/bin/sh", "sh: %s: not found", "User-Agent: Wget", "insmod", "iptables"], [], isBare: true));
        yield return ("MenuMeter", SixthImages.MachO(
            ["/usr/bin/osascript", "display notification \"Update available\" with title \"MenuMeter\"", "https://menumeter.example/appcast.xml", "com.menumeter.LaunchAtLogin", "kIOPlatformSerialNumber", "CPU %d %%", "/usr/sbin/system_profiler"],
            ["/usr/lib/libSystem.B.dylib", "/System/Library/Frameworks/AppKit.framework/Versions/C/AppKit", "/System/Library/Frameworks/IOKit.framework/Versions/A/IOKit"],
            ["_NSApplicationMain", "_host_statistics64", "_IOServiceGetMatchingService", "_posix_spawn", "_sysctlbyname"], isArm: true));
    }
}

/// <summary>.NET programs that load plug-ins, call Windows, and read what is embedded.</summary>
public sealed class HonestDotNetPrograms : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("PluginHost.exe", new SixthAssembly("PluginHost", "PluginHost.Program")
            .Texts("plugins", "*.Plugin.dll", "Loaded {0} {1}", "The plug-in {0} has no entry type").Call(typeof(Directory), "GetFiles", typeof(string), typeof(string)).Call(typeof(Assembly), "LoadFrom", typeof(string)).Call(typeof(Activator), "CreateInstance", typeof(Type)).Methods("LoadPlugins", "Unload", "ShowAbout").Build());
        yield return ("Merged.exe", new SixthAssembly("Merged", "Merged.AssemblyResolver")
            .Texts("costura.", ".dll.compressed", "Merged.Properties.Resources").Call(typeof(AppDomain), "get_CurrentDomain").Call(typeof(Assembly), "GetManifestResourceStream", typeof(string)).Call(typeof(System.IO.Compression.DeflateStream), ".ctor", typeof(Stream), typeof(System.IO.Compression.CompressionMode)).Call(typeof(Assembly), "Load", typeof(byte[]))
            .Resource("costura.newtonsoft.json.dll.compressed", InertFiles.Gzip(InertFiles.Pe(30000))).Methods("OnResolve", "Attach").Build());
        yield return ("WindowTidy.exe", new SixthAssembly("WindowTidy", "WindowTidy.Hotkeys")
            .Native("user32.dll", "RegisterHotKey", "SetWindowPos", "GetForegroundWindow", "SetWindowsHookExW", "EnumWindows").Native("kernel32.dll", "GetModuleHandleW", "OpenProcess").Texts("Software\\Microsoft\\Windows\\CurrentVersion\\Run", "WindowTidy", "Start with Windows", "https://windowtidy.example/version.json").Methods("MoveLeft", "MoveRight", "SaveLayout").Build());
        yield return ("SecretsTool.exe", new SixthAssembly("SecretsTool", "SecretsTool.Commands")
            .Texts("usage: secrets encrypt|decrypt file", "settings.json.enc", "DPAPI", "AES-256-GCM").Call(typeof(System.Security.Cryptography.Aes), "Create").Call(typeof(Convert), "FromBase64String", typeof(string)).Call(typeof(File), "WriteAllBytes", typeof(string), typeof(byte[])).Native("crypt32.dll", "CryptProtectData", "CryptUnprotectData").Methods("Encrypt", "Decrypt", "Rotate").Build());
    }
}

/// <summary>Java archives and Android packages that need what thieves need, too.</summary>
public sealed class HonestJavaAndAndroid : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("build-wrapper.jar", SixthJava.Jar("Main-Class: org.wrapper.Main\r\nImplementation-Title: Build Wrapper", ("org/wrapper/Main.class", SixthJava.Class("org/wrapper/Main", "java/lang/Object",
            ["wrapper.properties", "distributionUrl", "distributionSha256Sum", "https://services.build-tool.example/distributions/build-8.11-bin.zip", "Downloading ", "JAVA_HOME"],
            "java/net/URL.openStream:()Ljava/io/InputStream;", "java/security/MessageDigest.digest:()[B", "java/util/zip/ZipFile.entries:()Ljava/util/Enumeration;", "java/lang/ProcessBuilder.start:()Ljava/lang/Process;", "java/net/URLClassLoader.newInstance:([Ljava/net/URL;)Ljava/net/URLClassLoader;"))));
        yield return ("coverage-agent.jar", SixthJava.Jar("Premain-Class: org.coverage.Agent\r\nAgent-Class: org.coverage.Agent\r\nCan-Retransform-Classes: true", ("org/coverage/Agent.class", SixthJava.Class("org/coverage/Agent", "java/lang/Object",
            ["destfile", "includes", "excludes", "tcpserver"], "java/lang/instrument/Instrumentation.addTransformer:(Ljava/lang/instrument/ClassFileTransformer;Z)V", "java/lang/ClassLoader.defineClass:(Ljava/lang/String;[BII)Ljava/lang/Class;", "java/net/ServerSocket.accept:()Ljava/net/Socket;"))));
        yield return ("MessagesPlus.apk", Apk("org.messages.plus", ["RECEIVE_SMS", "SEND_SMS", "READ_SMS", "RECEIVE_MMS", "READ_CONTACTS", "POST_NOTIFICATIONS"],
            [("activity", ".ConversationList", "", "android.intent.action.MAIN"), ("receiver", ".SmsReceiver", "android.permission.BROADCAST_SMS", "android.provider.Telephony.SMS_DELIVER"), ("service", ".Respond", "android.permission.SEND_RESPOND_VIA_MESSAGE", "android.intent.action.RESPOND_VIA_MESSAGE")],
            "Landroid/telephony/SmsManager;", "sendMultipartTextMessage", "Delivered", "Default SMS app", "https://messages-plus.example/privacy"));
        yield return ("ScreenReader.apk", Apk("org.access.reader", ["INTERNET", "VIBRATE", "RECEIVE_BOOT_COMPLETED", "FOREGROUND_SERVICE"],
            [("activity", ".Settings", "", "android.intent.action.MAIN"), ("service", ".ReaderService", "android.permission.BIND_ACCESSIBILITY_SERVICE", "android.accessibilityservice.AccessibilityService")],
            "Landroid/accessibilityservice/AccessibilityService;", "Landroid/speech/tts/TextToSpeech;", "onAccessibilityEvent", "performGlobalAction", "Speak passwords", "Braille display"));
    }

    private static byte[] Apk(string package, string[] permissions, (string, string, string, string)[] components, params string[] names) =>
        ApkBuilder.Sign(InertFiles.Zip(("AndroidManifest.xml", SixthJava.Manifest(package, permissions, components)), ("classes.dex", SixthJava.Dex(["L" + package.Replace('.', '/') + "/Main;", "onCreate", .. names]))), "CN=Release,O=Open Access Project,C=DE");
}

/// <summary>Installers that run what they brought, and archives that unpack themselves.</summary>
public sealed class HonestInstallers : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("QueueAgent-4.8.2-x64.msi", Msi("InstallSvc\t3106\tINSTALLDIR\t\"[INSTALLDIR]inner.bin\" --install-service", "FirewallRule\t3106\tINSTALLDIR\tnetsh advfirewall firewall add rule name=\"Queue Agent\" dir=in action=allow program=\"[INSTALLDIR]inner.bin\"", "OpenReadme\t34\tINSTALLDIR\tnotepad.exe \"[INSTALLDIR]README.txt\""));
        yield return ("Schriften_Hausschrift.msi", Msi("CheckOffice\t1062\t\tOn Error Resume Next : Set w = GetObject(, \"Word.Application\") : If Err.Number = 0 Then Session.Property(\"WORDRUNS\") = \"1\"", "SetDir\t51\tFONTDIR\t[WindowsFolder]Fonts"));
        yield return ("scanner-driver-3.10.exe", [.. SixthInstallers.Starter(), .. System.Text.Encoding.UTF8.GetBytes(";!@Install@!UTF-8!\r\nTitle=\"Scanner driver 3.10\"\r\nBeginPrompt=\"Do you want to install the scanner driver?\"\r\nRunProgram=\"setup.exe\"\r\n;!@InstallEnd@!\r\n"),
            .. SixthInstallers.SevenZip(("setup.exe", InertFiles.Pe(6000)), ("scanner.inf", Dos("[Version]\nSignature=\"$WINDOWS NT$\"\nClass=Image\nProvider=%Vendor%\n[Strings]\nVendor=\"Scanner Works\"\n")), ("scanner.cat", SixthNoise.Bytes(900, 91)), ("readme.txt", Dos("Disconnect the scanner before you install the driver.\n")))]);
        yield return ("analytics-suite.run", [.. Utf8("""
            #!/bin/sh
            # This script was generated using Makeself 2.5.0
            # The license covering this archive and its contents, if any, is wholly independent of the Makeself license (GPL)
            CRCsum="0000000000"
            label="Analytics Suite 7.1"
            script="./install.sh"
            targetdir="suite"
            skip=12
            tmpdir=$(mktemp -d)
            echo "Uncompressing $label"
            tail -n +$skip "$0" | tar xz -C "$tmpdir" && cd "$tmpdir/$targetdir" && sh $script "$@"; exit $?

            """), .. SixthPackages.TarGz(("suite/install.sh", "#!/bin/sh\nset -e\ninstall -d /opt/suite\ncp -r . /opt/suite\nln -sf /opt/suite/bin/suite /usr/local/bin/suite\necho Done.\n"), ("suite/bin/suite", "#!/bin/sh\nexec java -jar /opt/suite/lib/suite.jar \"$@\"\n"), ("suite/LICENSE", "Commercial licence\n"))]);
    }

    private static byte[] Msi(params string[] actions)
    {
        using var folder = new TemporaryFolder();
        folder.Write("inner.bin", InertFiles.Pe(4096));
        return SixthInstallers.Sequenced(folder, actions);
    }
}
