using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Disc images with a shortcut in sight and the program out of sight.</summary>
public sealed class DiscImages : EighthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var library = new EighthImage { IsLibrary = true, Stamp = 0x6A112233 }.Runtime().Exporting("vcs.dll", "DllRegisterServer RunObject StartW").Section(".enc", Noise(60000, 17), 0xC0000040).Build();
        yield return ("Cancellation_1128.iso", Disc("CANCEL",
            ("Cancellation.lnk", new LinkBuilder().To("C:\\Windows\\System32\\cmd.exe").With("/c start rundll32.exe documents\\wait.dat,RunObject").Icon("%SystemRoot%\\System32\\shell32.dll").Build()),
            ("!documents/wait.dat", library), ("!documents/readme.txt", Utf8("Cancellation details"))));
        yield return ("Scan_contract.img", Disc("DVD_ROM",
            ("Contract.exe", new EighthImage { Is64 = false }.Runtime().Importing("VERSION.dll", "GetFileVersionInfoW GetFileVersionInfoSizeW VerQueryValueW").Version("Microsoft Corporation", "OneDrive Standalone Updater", "OneDriveStandaloneUpdater.exe").Build()),
            ("!version.dll", new EighthImage { Is64 = false, IsLibrary = true }.Runtime().Importing("KERNEL32.dll", "VirtualAlloc VirtualProtect CreateThread LoadLibraryA GetProcAddress").Exporting("version.dll", "GetFileVersionInfoA GetFileVersionInfoW GetFileVersionInfoSizeW VerQueryValueW").Section(".data2", Noise(30000, 9), 0xE0000040).Build()),
            ("!contract.pdf", PdfBuilder.Document())));
        yield return ("Project_overview.iso", Disc("PROJECT",
            ("REF_Overview.lnk", new LinkBuilder().To("C:\\Windows\\System32\\wscript.exe").With("gads\\aboutTwilight.wsf").Icon("C:\\Windows\\explorer.exe").Build()),
            ("!gads/aboutTwilight.wsf", Utf8("<job id=\"a\"><script language=\"JScript\">\nvar p=['She','ll.Appl','ication'],q='reg'+'svr32';\nvar o=new ActiveXObject(p.join(''));\no['Shell'+'Execute'](q,'-s gads\\\\neural.tmp','','open',0);\n</script></job>")),
            ("!gads/neural.tmp", library), ("!gads/a.jpg", Noise(500, 2)), ("!gads/b.txt", Utf8("spring twilight river candle"))));
        yield return ("Photos_2026.vhd", VirtualDisk(
            ("Photos.lnk", new LinkBuilder().To("C:\\Windows\\explorer.exe").With("\"%CD%\\Photos\\viewer.bat\"").Icon("imageres.dll").Build()),
            ("viewer.bat", Dos("@echo off\nset k=dll32\nstart /b \"\" run%k% \"%~dp0cache.db\",StartW\nstart \"\" https://example.com/album\ndel \"%~f0\"\n")), ("cache.db", library)));
    }

    private static byte[] VirtualDisk(params (string Name, byte[] Content)[] files)
    {
        using var folder = new TemporaryFolder();
        // A partition table with one partition of FAT 16, and the partition from sector 128 on.
        var raw = new byte[4 << 20];
        byte[] entry = [0x80, 0, 0, 0, 0x0E, 0, 0, 0, .. BitConverter.GetBytes(128), .. BitConverter.GetBytes((raw.Length / 512) - 128)];
        entry.CopyTo(raw, 0x1BE);
        (raw[510], raw[511]) = (0x55, 0xAA);
        File.WriteAllBytes(Path.Combine(folder.Path, "disk.raw"), raw);
        ForeignTool.Run(folder.Path, "/usr/sbin/mkfs.vfat", "-n", "PHOTOS", "--offset=128", "disk.raw", "4032");
        foreach (var (name, content) in files)
        {
            File.WriteAllBytes(Path.Combine(folder.Path, name), content);
            ForeignTool.Run(folder.Path, "mcopy", "-i", "disk.raw@@65536", name, "::" + name);
        }
        ForeignTool.Run(folder.Path, "qemu-img", "convert", "-f", "raw", "-O", "vpc", "-o", "subformat=fixed", "disk.raw", "disk.vhd");
        return File.ReadAllBytes(Path.Combine(folder.Path, "disk.vhd"));
    }
}
