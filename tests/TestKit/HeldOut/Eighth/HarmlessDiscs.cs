using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Disc images of drivers, manuals and photographs.</summary>
public sealed class HarmlessDiscs : EighthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        var setup = new EighthImage { Is64 = false }.Runtime().Importing("USER32.dll", "MessageBoxW CreateWindowExW DefWindowProcW").Importing("SETUPAPI.dll", "SetupCopyOEMInfW SetupDiGetClassDevsW").Version("Example Devices AB", "Driver setup", "setup.exe").Manifest("requireAdministrator").Build();
        yield return ("printer_driver.iso", Disc("DRIVER", ("autorun.inf", Dos("[autorun]\nopen=setup.exe\nicon=setup.exe,0\nlabel=Printer driver\n")), ("setup.exe", setup), ("driver/printer.inf", Dos("[Version]\nSignature=\"$Windows NT$\"\nClass=Printer\nProvider=%Mfg%\nDriverVer=11/02/2026,1.2.0.0\n[Strings]\nMfg=\"Example Devices AB\"\n")), ("readme.txt", Utf8("Run setup.exe"))));
        yield return ("manuals.iso", Disc("MANUALS", ("start.html", Utf8("<html><body><a href=\"en/manual.pdf\">English</a></body></html>")), ("en/manual.pdf", PdfBuilder.Document()), ("AUTORUN.INF", Dos("[autorun]\nshellexecute=start.html\n"))));
        yield return ("photos_wedding.iso", Disc("PHOTOS", ("DSC0001.png", EighthPicture.Build(160, 120)), ("DSC0002.png", EighthPicture.Build(120, 160)), ("index.html", Utf8("<html><body><img src=\"DSC0001.png\"></body></html>"))));
        yield return ("virtio-tools.iso", Disc("VIRTIO", ("guest-agent/agent-x64.msi", Installer("Guest agent", "Example Virtual", setup, "RegisterService\t34\tINSTALLDIR\t\"[INSTALLDIR]agent.exe\" -s install")), ("tools.exe", setup), ("license.txt", Utf8("BSD licence")), ("!.DS_Store", new byte[64])));
        yield return ("backup_disc.img", Disc("BACKUP", ("Documents/letter.docx", EighthOffice.Word(EighthOffice.P("Letter"))), ("Documents/Desktop.lnk", new LinkBuilder().To("C:\\Users\\anna\\Desktop").Build()), ("!Documents/desktop.ini", Dos("[.ShellClassInfo]\nLocalizedResourceName=@%SystemRoot%\\system32\\shell32.dll,-21770\n")), ("!Thumbs.db", new byte[512])));
    }
}
