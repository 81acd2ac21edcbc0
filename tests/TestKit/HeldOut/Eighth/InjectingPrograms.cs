using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Programs made to put code into other processes; their own code returns at once.</summary>
public sealed class InjectingPrograms : EighthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("svchost.exe", new EighthImage().Runtime()
            .Importing("KERNEL32.dll", "OpenProcess VirtualAllocEx VirtualProtectEx WriteProcessMemory CreateRemoteThread CreateToolhelp32Snapshot Process32FirstW Process32NextW FindResourceW LoadResource LockResource SizeofResource Sleep GetTickCount")
            .Importing("ADVAPI32.dll", "OpenProcessToken LookupPrivilegeValueW AdjustTokenPrivileges RegSetValueExW")
            .With("SeDebugPrivilege", "explorer.exe", "Software\\Microsoft\\Windows\\CurrentVersion\\Run", "WindowsUpdateCheck").Resource(10, 129, Noise(90000, 1)).Manifest("requireAdministrator").Build());
        yield return ("payment_swift.exe", new EighthImage { Is64 = false, Stamp = 0x6A1F0A0B }.Runtime()
            .Importing("KERNEL32.dll", "CreateProcessW GetThreadContext SetThreadContext ResumeThread ReadProcessMemory WriteProcessMemory VirtualAllocEx VirtualAlloc VirtualProtect")
            .Importing("ntdll.dll", "NtUnmapViewOfSection NtWriteVirtualMemory NtResumeThread RtlDecompressBuffer")
            .With("C:\\Windows\\Microsoft.NET\\Framework\\v4.0.30319\\RegAsm.exe", "C:\\Windows\\Microsoft.NET\\Framework\\v4.0.30319\\vbc.exe", "SbieDll.dll", "vmtoolsd.exe", "VBoxService.exe", "wireshark.exe", "procmon.exe")
            .Resource(10, 1, Turned(InertFiles.Pe(4096), 0x41)).Version("Contoso", "Payment viewer", "pv.exe").Build());
        yield return ("teams_helper.dll", new EighthImage { IsLibrary = true }.Importing("KERNEL32.dll", "GetModuleHandleA GetProcAddress LoadLibraryA Sleep GetTickCount64 GlobalMemoryStatusEx").Exporting("teams_helper.dll", "DllMain Update Start ServiceMain")
            .With("NtAllocateVirtualMemory", "NtProtectVirtualMemory", "NtCreateThreadEx", "NtQueueApcThread", "NtMapViewOfSection", "EtwEventWrite", "AmsiScanBuffer", "C:\\Windows\\System32\\werfault.exe", "ntdll.dll", "%s\\System32\\runtimebroker.exe")
            .Section(".bss2", Noise(70000, 19), 0xE0000040).Build());
        var hidden = new[] { "VirtualAllocEx", "WriteProcessMemory", "CreateRemoteThread", "kernel32.dll" }.SelectMany(name => Turned(Utf8(name + "\0"), 0x5A)).ToArray();
        byte[] peb = [0x65, 0x48, 0x8B, 0x04, 0x25, 0x60, 0, 0, 0, 0x48, 0x8B, 0x40, 0x18, 0x48, 0x8B, 0x70, 0x20, 0x33, 0xC0, 0xC3];
        yield return ("updater.exe", new EighthImage { Subsystem = 2, Stamp = 0 }.Importing("KERNEL32.dll", "ExitProcess").Code([0x33, 0xC0, 0xC3, 0xCC, .. peb, .. EighthImage.Functions(40), .. hidden], ".text", 0xE0000020).Section(".cfg", Noise(120000, 77), 0xE0000040).Section(".cod", peb, 0x60000020).Build());
    }
}
