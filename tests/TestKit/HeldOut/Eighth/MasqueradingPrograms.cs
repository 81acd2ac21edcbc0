using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Programs under the names of documents, or as parts of the system that they are not.</summary>
public sealed class MasqueradingPrograms : EighthRound
{
    private const string Put = "VirtualAllocEx WriteProcessMemory CreateRemoteThread OpenProcess CreateToolhelp32Snapshot";

    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Resume_Anna_Berg.pdf.exe", new EighthImage { Is64 = false }.Runtime().Importing("KERNEL32.dll", Put).Importing("urlmon.dll", "URLDownloadToFileA").Importing("SHELL32.dll", "ShellExecuteA").With("http://198.51.100.121/stage.bin", "%TEMP%\\Resume_Anna_Berg.pdf", "open", "Software\\Microsoft\\Windows\\CurrentVersion\\Run").Version("Adobe Inc.", "Adobe Acrobat Document", "AcroRd32.exe").Resource(10, 3, PdfBuilder.Document()).Build());
        yield return ("statement_november.pdf", new EighthImage { IsLibrary = true }.Runtime().Importing("KERNEL32.dll", "VirtualAlloc VirtualProtect LoadLibraryA GetProcAddress CreateThread").Importing("WINHTTP.dll", "WinHttpOpen WinHttpConnect WinHttpSendRequest WinHttpReadData").Exporting("loader.dll", "DllRegisterServer DllUnregisterServer Follow").Section(".gfids2", Noise(50000, 73), 0xE0000040).Build());
        yield return ("Anlage\u202Egpj.scr", new EighthImage { Is64 = false }.Runtime().Importing("KERNEL32.dll", "GetTempPathA CreateProcessA ResumeThread SetThreadContext WriteProcessMemory").With("svchost.exe", "%s\\anlage.jpg", "http://anlagen-cloud.example/a").Resource(10, 4, Turned(InertFiles.Pe(9000), 0x77)).Build());
        yield return ("lsass.exe", new EighthImage { Subsystem = 3, Stamp = 0x6A210000 }.Runtime().Importing("dbghelp.dll", "MiniDumpWriteDump").Importing("ADVAPI32.dll", "OpenProcessToken LookupPrivilegeValueA AdjustTokenPrivileges CreateServiceA StartServiceA LogonUserA ImpersonateLoggedOnUser").Importing("SECUR32.dll", "LsaCallAuthenticationPackage LsaConnectUntrusted").With("sekurlsa::logonpasswords", "privilege::debug", "lsadump::sam", "kerberos::golden", "lsass.dmp", "SeDebugPrivilege", "\\\\.\\pipe\\%s", "ntds.dit").Version("Microsoft Corporation", "Local Security Authority Process", "lsass.exe").Build());
    }
}
