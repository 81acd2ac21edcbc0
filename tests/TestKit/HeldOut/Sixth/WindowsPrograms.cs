using System.Text;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>Windows programs whose imports are those of code that moves into other processes. The code is a return.</summary>
public sealed class InjectingPrograms : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("inject.exe", new PeBuilder()
            .Importing("KERNEL32.dll", "OpenProcess", "VirtualAllocEx", "WriteProcessMemory", "CreateRemoteThread", "CreateToolhelp32Snapshot", "Process32First", "Process32Next", "CloseHandle", "GetLastError", "ExitProcess")
            .WithData("notepad.exe\0Injecting into PID %d\n\0").Build());
        yield return ("SecurityHealthHost.exe", new PeBuilder()
            .Importing("KERNEL32.dll", "CreateProcessW", "ReadProcessMemory", "WriteProcessMemory", "VirtualAllocEx", "GetThreadContext", "SetThreadContext", "ResumeThread", "GetModuleHandleA", "GetProcAddress")
            .Importing("ntdll.dll", "NtUnmapViewOfSection", "NtQueryInformationProcess")
            .WithData("C:\\Windows\\System32\\svchost.exe\0-k netsvcs\0")
            .WithOverlay([.. "PAYL"u8, .. SixthNoise.Bytes(9000, 21)]).Build());
        yield return ("earlybird.dll", new PeBuilder()
            .Exporting("earlybird.dll", "DllRegisterServer", "Start")
            .Importing("KERNEL32.dll", "CreateProcessA", "VirtualAllocEx", "WriteProcessMemory", "QueueUserAPC", "ResumeThread", "VirtualProtectEx", "Sleep", "IsDebuggerPresent")
            .Importing("USER32.dll", "SetWindowsHookExA", "GetAsyncKeyState")
            .WithData("C:\\Windows\\System32\\WerFault.exe\0\\\\.\\pipe\\msagent_1f\0%s (admin)\0Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1; WOW64; Trident/5.0)\0http://198.51.100.84/updates.rss\0ReflectiveLoader\0").Build());
        yield return ("PdfPreview.exe", new PeBuilder()
            .Importing("KERNEL32.dll", "LoadLibraryA", "GetProcAddress", "Sleep", "GetTickCount", "GlobalMemoryStatusEx")
            .Importing("USER32.dll", "MessageBoxW", "GetCursorPos")
            .WithCode([0xC3, .. SixthNoise.Bytes(5200, 22)])
            .WithData(Stacked("NtAllocateVirtualMemory", "NtWriteVirtualMemory", "NtCreateThreadEx", "NtMapViewOfSection", "NtResumeThread") + "SbieDll.dll\0vmtoolsd.exe\0vboxservice.exe\0wine_get_unix_file_name\0runtimebroker.exe\0").Build());
    }

    // Names each letter of which is one further in the alphabet, as a loader keeps them.
    private static string Stacked(params string[] names) => string.Concat(names.Select(name => new string([.. name.Select(letter => (char)(letter + 1))]) + "\0"));
}

/// <summary>Windows programs in the wrapping of packers.</summary>
public sealed class WrappedPrograms : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("setup_crack.exe", new PeBuilder().WithCode([0xC3, .. SixthNoise.Bytes(30000, 31)], 0xE0000020, ".vmp1")
            .Importing("KERNEL32.dll", "LoadLibraryA", "GetProcAddress", "VirtualProtect").Build());
        yield return ("client.exe", new PeBuilder().WithCode([0x60, 0xC3, .. SixthNoise.Bytes(24000, 32)], 0xE0000040, "UPX1")
            .Importing("KERNEL32.DLL", "LoadLibraryA", "GetProcAddress", "VirtualProtect", "VirtualAlloc", "VirtualFree", "ExitProcess")
            .Importing("WS2_32.dll", "send").WithData("UPX?\r\n$Info: this file was packed with something else $\n").Build());
        yield return ("invoice_viewer.scr", new PeBuilder().WithCode([0xC3, .. SixthNoise.Bytes(4000, 33)], 0xE0000020, ".aspack").StartingAt(0x1000)
            .Importing("kernel32.dll", "GetProcAddress", "GetModuleHandleA", "LoadLibraryA")
            .WithOverlay([.. "\0\0AU3!EA06"u8, .. SixthNoise.Bytes(18000, 34)]).Build());
        yield return ("TaxReturn2026.exe", SixthImages.WithResources(
            new PeBuilder().WithCode([0xC3, .. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("mov eax, value of table; next line; ", 200)))], 0xE0000020)
                .Importing("KERNEL32.dll", "FindResourceW", "LoadResource", "SizeofResource", "VirtualAlloc", "VirtualProtect", "EnumSystemLocalesA").Build(),
            [(10, Spread(SixthNoise.Bytes(9000, 35))), (16, SixthImages.Version(("CompanyName", "Intuit Inc."), ("FileDescription", "Tax document"), ("OriginalFilename", "viewer.exe")))],
            new byte[400_000]));
    }

    // Each byte as a short word, as dictionaries of words are kept to lower the entropy.
    private static byte[] Spread(byte[] data) => Encoding.ASCII.GetBytes(string.Concat(data.Select(value => Words[value >> 4] + Words[value & 15])));

    private static readonly string[] Words = ["tax ", "due ", "net ", "sum ", "pay ", "day ", "year ", "form ", "line ", "page ", "name ", "date ", "rate ", "item ", "city ", "bank "];
}

/// <summary>Windows programs that carry another program, or another's name.</summary>
public sealed class CarrierPrograms : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("dropper.exe", SixthImages.WithResources(
            new PeBuilder().Importing("KERNEL32.dll", "FindResourceA", "LoadResource", "LockResource", "SizeofResource", "CreateFileA", "WriteFile", "GetTempPathA", "WinExec").WithData("%s\\svchost.exe\0").Build(),
            [(10, InertFiles.Pe(4096))]));
        yield return ("svchost.exe", SixthImages.WithResources(
            new PeBuilder().Importing("KERNEL32.dll", "CopyFileW", "GetModuleFileNameW", "CreateMutexW").Importing("ADVAPI32.dll", "RegSetValueExW", "RegCreateKeyExW").Importing("WININET.dll", "InternetOpenW", "InternetOpenUrlW", "InternetReadFile").Importing("SHELL32.dll", "ShellExecuteW")
                .WithData("Software\\Microsoft\\Windows\\CurrentVersion\\Run\0http://203.0.113.12/bot/gate.php\0").Build(),
            [(16, SixthImages.Version(("CompanyName", "Microsoft Corporation"), ("FileDescription", "Host Process for Windows Services"), ("OriginalFilename", "svchost.exe"), ("LegalCopyright", "© Microsoft Corporation. All rights reserved.")))]));
        yield return ("ChromeSetup.exe", SixthImages.WithResources(
            new PeBuilder().Importing("KERNEL32.dll", "CreateProcessW", "GetTempPathW", "CreateFileW", "WriteFile", "ReadFile", "SetFilePointer").Build(),
            [(16, SixthImages.Version(("CompanyName", "Google LLC"), ("FileDescription", "Google Chrome Installer"), ("OriginalFilename", "Photo_Viewer_x.exe")))],
            InertFiles.Zip(("ChromeSetup_real.exe", InertFiles.Pe(3000)), ("rat\\client.exe", InertFiles.Pe(2000)), ("run.bat", Dos("@start rat\\client.exe\n@start ChromeSetup_real.exe\n")))));
        yield return ("notes_sync.exe", SixthImages.WithResources(
            new PeBuilder().Importing("KERNEL32.dll", "FindResourceW", "LoadResource", "VirtualAlloc", "CreateThread").Importing("GDI32.dll", "CreateDIBSection").WithData("K3yF0rTh3Pic\0").Build(),
            [(10, [.. "BM"u8, 0x36, 0x40, 0, 0, 0, 0, 0, 0, 0x36, 0, 0, 0, 40, 0, 0, 0, 64, 0, 0, 0, 85, 0, 0, 0, 1, 0, 24, 0, .. new byte[24], .. InertFiles.Pe(16320).Select((value, at) => (byte)(value ^ "K3yF0rTh3Pic"[at % 12]))]),
                (16, SixthImages.Version(("CompanyName", "Notes"), ("FileDescription", "Notes synchronisation")))]));
    }
}

/// <summary>Windows programs with the texts of blackmailers, thieves and remote controllers.</summary>
public sealed class TellingPrograms : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("locker.exe", new PeBuilder()
            .Importing("KERNEL32.dll", "FindFirstFileW", "FindNextFileW", "MoveFileExW", "GetLogicalDrives", "CreateMutexW", "SetFileAttributesW")
            .Importing("ADVAPI32.dll", "CryptAcquireContextW", "CryptGenRandom", "CryptImportKey", "CryptEncrypt").Importing("RstrtMgr.DLL", "RmStartSession", "RmRegisterResources", "RmGetList").Importing("MPR.dll", "WNetOpenEnumW", "WNetEnumResourceW")
            .WithData("cmd.exe /c vssadmin.exe Delete Shadows /All /Quiet\0bcdedit /set {default} recoveryenabled No\0wmic shadowcopy delete\0-----BEGIN PUBLIC KEY-----\0Your network has been encrypted and your data has been downloaded. Do not contact the police. Install Tor Browser and open http://inertinertinertinertinertinertinertinertinertinertinert.onion\0README_RECOVER.txt\0.lockedx\0sql.exe oracle.exe ocssd.exe dbsnmp.exe veeam thebat.exe winword.exe\0").Build());
        yield return ("build.exe", new PeBuilder()
            .Importing("KERNEL32.dll", "CreateFileA", "CopyFileA", "GetComputerNameA").Importing("CRYPT32.dll", "CryptUnprotectData").Importing("bcrypt.dll", "BCryptDecrypt").Importing("WINHTTP.dll", "WinHttpOpen", "WinHttpConnect", "WinHttpSendRequest").Importing("GDI32.dll", "BitBlt", "CreateCompatibleBitmap")
            .WithData("\\Google\\Chrome\\User Data\0\\Local State\0\"encrypted_key\":\"\0SELECT origin_url, username_value, password_value FROM logins\0SELECT host_key, name, encrypted_value FROM cookies\0\\Exodus\\exodus.wallet\0\\Electrum\\wallets\0\\Telegram Desktop\\tdata\0Soft: Steam\0logins.json\0key4.db\0hwid=%s&build=%s&token=\0https://t.me/inert-no-such-name\0steamcommunity.com/profiles/00000000000000000\0nkbihfbeogaeaoehlefnkodbefgpgknn\0").Build());
        yield return ("server.exe", new PeBuilder()
            .Importing("KERNEL32.dll", "CreatePipe", "CreateProcessA", "PeekNamedPipe", "CreateToolhelp32Snapshot").Importing("WS2_32.dll", "WSAStartup", "socket", "connect", "recv", "send").Importing("USER32.dll", "GetAsyncKeyState", "GetForegroundWindow", "GetWindowTextA", "SetWindowsHookExA").Importing("AVICAP32.dll", "capCreateCaptureWindowA").Importing("ADVAPI32.dll", "RegSetValueExA", "AdjustTokenPrivileges")
            .WithData("rat.ddns-host.example:2404\0[Following text has been copied to clipboard:]\0[Left Ctrl]\0keylogger started\0Uploading file to C&C: \0SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run\0eventvwr.exe\0Software\\Classes\\mscfile\\shell\\open\\command\0logs.dat\0licence\0screenshots\0[Firefox StoredLogins Cleared!]\0").Build());
        yield return ("updater_x64.exe", new PeBuilder()
            .Importing("KERNEL32.dll", "LoadLibraryA", "GetProcAddress", "VirtualAlloc", "CreateFileW", "MultiByteToWideChar").Importing("WINHTTP.dll", "WinHttpOpen", "WinHttpReceiveResponse")
            .WithData(Masked("\\Google\\Chrome\\User Data\0\\Mozilla\\Firefox\\Profiles\0CryptUnprotectData\0api.telegram.org/bot0000000000:AAInert/sendDocument?chat_id=0\0wallet.dat\0seed phrase\0\\discord\\Local Storage\\leveldb\0schtasks /create /tn MicrosoftEdgeUpdateCore /sc onlogon /rl highest /tr\0Add-MpPreference -ExclusionPath\0")).Build());
    }

    // One key for all, the end of each text kept.
    private static string Masked(string text) => new([.. text.Select(letter => letter == '\0' ? letter : (char)(letter ^ 0x15))]);
}

/// <summary>Programs as text: what stands in a note, a page or a settings file is an executable in some notation.</summary>
public sealed class ProgramsAsText : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var program = new PeBuilder().Importing("KERNEL32.dll", "WinExec", "ExitProcess").WithData("This program cannot be run in DOS mode.").Build();
        yield return ("raw.txt", Utf8(Convert.ToBase64String(program)));
        yield return ("payload.hex.txt", Utf8(Convert.ToHexString(program)));
        yield return ("vbs.jpg", [.. InertFiles.Png(640, 480), .. Utf8("<<BASE64_START>>" + Convert.ToBase64String(program) + "<<BASE64_END>>")]);
        yield return ("settings.json", Utf8("{\n  \"theme\": \"dark\",\n  \"cache\": {\n    \"id\": 4471,\n    \"blob\": \"" + Backwards(Convert.ToBase64String([.. program.Select(value => (byte)(value ^ 0x6D))]).TrimEnd('=')) + "\"\n  },\n  \"recent\": [\"a.txt\", \"b.txt\"]\n}\n"));
    }
}
