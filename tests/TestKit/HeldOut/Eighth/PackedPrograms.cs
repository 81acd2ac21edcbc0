using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Programs that look as packers leave them: noise for code, and two or three imports.</summary>
public sealed class PackedPrograms : EighthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        const string Few = "LoadLibraryA GetProcAddress VirtualProtect VirtualAlloc VirtualFree ExitProcess";
        yield return ("IMG_20261122_0047.exe", new EighthImage { Is64 = false, EntryInSection = 3 }.Importing("KERNEL32.DLL", Few).Importing("ADVAPI32.dll", "RegCloseKey").Importing("WSOCK32.dll", "connect").Importing("SHELL32.dll", "ShellExecuteA").Code(new byte[16], "UPX0", 0xE0000080)
            .Section("UPX1", [.. "3.96\0UPX!"u8, .. Noise(64000, 8)], 0xE0000040).Build());
        yield return ("loader_v2.exe", new EighthImage { EntryInSection = 4 }.Importing("kernel32.dll", "GetModuleHandleA").Importing("user32.dll", "MessageBoxA").Code(Noise(30000, 20), "        ", 0xE0000060).Section(".themida", Noise(150000, 21), 0xE0000060).Section(".boot", Noise(50000, 22), 0x60000060).Build());
        yield return ("crack_keygen.exe", new EighthImage { Is64 = false, EntryInSection = 4, Stamp = 0x2A425E19 }.Importing("KERNEL32.dll", "LoadLibraryA GetProcAddress").Code(Noise(20000, 23)).Section(".vmp0", Noise(70000, 24), 0x60000060).Section(".vmp1", Noise(90000, 25), 0xE0000060).Manifest("requireAdministrator").Overlay(Noise(40000, 26)).Build());
        yield return ("photo_viewer.scr", new EighthImage { Is64 = false, EntryInSection = 3 }.Importing("KERNEL32.dll", Few).Importing("MSVBVM60.DLL", "ThunRTMain").Section(".qtw3a", Noise(110000, 27), 0xE0000020).Section(".xz1", Noise(8000, 28), 0xC0000040).Version("Adobe Systems Incorporated", "Adobe Photo Viewer", "viewer.exe").Build());
    }
}
