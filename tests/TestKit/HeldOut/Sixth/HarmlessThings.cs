using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>Archives as projects, makers of devices and photographers pack them.</summary>
public sealed class ArchivesOfEveryday : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("harbour-cli-2.4.0-win-x64.zip", InertFiles.Zip(
            ("harbour-cli/harbour.exe", new PeBuilder().Importing("KERNEL32.dll", "ExitProcess", "GetStdHandle", "WriteFile").WithData("harbour command line 2.4.0").Build()),
            ("harbour-cli/LICENSE", Utf8("MIT License\n\nPermission is hereby granted, free of charge, to any person\n")),
            ("harbour-cli/README.md", Utf8("# harbour\n\nPut `harbour.exe` on your PATH and run `harbour login`.\n")),
            ("harbour-cli/install.cmd", Dos("@echo off\nsetx PATH \"%PATH%;%~dp0\"\necho harbour is installed. Open a new console.\npause\n"))));

        yield return ("libtide-1.3.tar.gz", Tarred(
            ("libtide-1.3/configure", "#!/bin/sh\nset -e\ncc=${CC:-cc}\nprintf 'checking for %s... ' \"$cc\"\ncommand -v \"$cc\" >/dev/null && echo yes\nsed \"s/@CC@/$cc/\" Makefile.in > Makefile\n"),
            ("libtide-1.3/Makefile.in", "CC=@CC@\nall: tide\ntide: tide.c\n\t$(CC) -O2 -o $@ $<\ninstall: all\n\tinstall -m 755 tide $(DESTDIR)/usr/local/bin/\n"),
            ("libtide-1.3/tide.c", "#include <stdio.h>\nint main(void) { puts(\"tide\"); return 0; }\n")));

        yield return ("ScanDriver-4.1.zip", InertFiles.Zip(
            ("ScanDriver-4.1/setup.exe", new PeBuilder().Importing("KERNEL32.dll", "ExitProcess").Importing("USER32.dll", "MessageBoxW").WithData("Scanner driver setup").Build()),
            ("ScanDriver-4.1/scan.inf", Dos("[Version]\nSignature=\"$WINDOWS NT$\"\nClass=Image\nProvider=%Maker%\nDriverVer=11/02/2026,4.1.0.0\nCatalogFile=scan.cat\n[Strings]\nMaker=\"Scanner Maker\"\n")),
            ("ScanDriver-4.1/Liesmich.txt", Dos("Starten Sie setup.exe und folgen Sie den Anweisungen.\n"))));

        yield return ("Fotos Sommerfest.7z", Carriers.Packed("f.7z", "-t7z",
            ("Fotos/IMG_0001.png", PngBuilder.Build(4, 4, 8, 0, [0, 1, 2, 3, 4, 0, 5, 6, 7, 8, 0, 1, 2, 3, 4, 0, 9, 9, 9, 9])),
            ("Fotos/IMG_0001.pdf.png", PngBuilder.Build(2, 2, 8, 0, [0, 1, 2, 0, 3, 4])),
            ("Fotos/Liste v1.2.final.docx", OoxmlBuilder.Word().Build()),
            ("Fotos/Thumbs.db", new OleFileBuilder().Stream("Catalog", new byte[64]).Build())));
    }

    private static byte[] Tarred(params (string Name, string Text)[] files)
    {
        using var file = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
        using (var tar = new System.Formats.Tar.TarWriter(gzip))
        {
            foreach (var (name, text) in files)
                tar.WriteEntry(new System.Formats.Tar.PaxTarEntry(System.Formats.Tar.TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Utf8(text)) });
            tar.WriteEntry(new System.Formats.Tar.PaxTarEntry(System.Formats.Tar.TarEntryType.SymbolicLink, "libtide-1.3/doc/README") { LinkName = "../README" });
        }
        return file.ToArray();
    }
}

/// <summary>Shortcuts and small settings as Windows, installers and browsers write them.</summary>
public sealed class ShortcutsOfWindows : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("Budget 2027.xlsx.lnk", new LinkBuilder().To("D:\\Controlling\\Budget 2027.xlsx").From("pc-albers").Build());

        yield return ("Developer Command Prompt.lnk", new LinkBuilder()
            .To("C:\\Windows\\System32\\cmd.exe")
            .With("/k \"C:\\Program Files\\Microsoft Visual Studio\\2022\\Community\\Common7\\Tools\\VsDevCmd.bat\"")
            .Icon("C:\\Program Files\\Microsoft Visual Studio\\2022\\Community\\Common7\\IDE\\devenv.exe").Build());

        yield return ("Company wiki.url", Dos("""
            [{000214A0-0000-0000-C000-000000000046}]
            Prop3=19,11
            [InternetShortcut]
            IDList=
            URL=https://wiki.millbrook.example/start
            IconFile=C:\Users\ruth\AppData\Local\Mozilla\Firefox\Profiles\x.default\shortcutCache\wiki.ico
            IconIndex=0
            """));

        yield return ("Dokumente.library-ms", Utf8("""
            <?xml version="1.0" encoding="UTF-8"?>
            <libraryDescription xmlns="http://schemas.microsoft.com/windows/2009/library">
              <name>@shell32.dll,-34575</name>
              <version>5</version>
              <isLibraryPinned>true</isLibraryPinned>
              <iconReference>imageres.dll,-1002</iconReference>
              <templateInfo><folderType>{7d49d726-3c21-4f05-99aa-fdc2c9474656}</folderType></templateInfo>
              <searchConnectorDescriptionList>
                <searchConnectorDescription><isDefaultSaveLocation>true</isDefaultSaveLocation><simpleLocation><url>knownfolder:{FDD39AD0-238F-46AF-ADB4-6C85480369C7}</url></simpleLocation></searchConnectorDescription>
                <searchConnectorDescription><isDefaultNonOwnerSaveLocation>true</isDefaultNonOwnerSaveLocation><simpleLocation><url>D:\Daten\Dokumente</url></simpleLocation></searchConnectorDescription>
              </searchConnectorDescriptionList>
            </libraryDescription>
            """));
    }
}

/// <summary>Discs of device makers, virtual disks with papers, and notebooks with papers in them.</summary>
public sealed class DiscsAndNotebooks : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("SCANDRIVER.iso", Carriers.Disc("SCANDRIVER", [],
            ("autorun.inf", Dos("[autorun]\nopen=setup.exe\nicon=setup.exe,0\nlabel=Scanner driver\n")),
            ("setup.exe", new PeBuilder().Importing("KERNEL32.dll", "ExitProcess").Importing("USER32.dll", "MessageBoxW").WithData("Scanner driver setup").Build()),
            ("drivers/x64/scan.inf", Dos("[Version]\nSignature=\"$WINDOWS NT$\"\nClass=Image\n")),
            ("manual/manual_en.pdf", PdfBuilder.Document()),
            ("manual/manual_de.pdf", PdfBuilder.Document())));

        yield return ("archive.vhd", Carriers.Vhd(Carriers.Volume(["desktop.ini"], ("minutes.txt", Dos("Minutes 2019 to 2024\n")), ("plan.pdf", PdfBuilder.Document()), ("desktop.ini", Dos("[ViewState]\nMode=\nVid=\nFolderType=Documents\n")))));

        yield return ("Lecture notes.one", OneNoteBuilder.Section(("slide1.png", InertFiles.Png(640, 480)), ("Lecture 7.pdf", PdfBuilder.Document()), ("exercise.xlsx", OoxmlBuilder.Excel().Build())));

        yield return ("Snippets.one", OneNoteBuilder.Section(("cleanup.txt", Dos("powershell -File C:\\build\\clean.ps1\nnet use S: \\\\fs01.seitz-pumpen.example\\daten\n")), ("query.sql", Dos("SELECT name FROM customers WHERE city = 'Kiel';\n"))));
    }
}

/// <summary>Pictures with texts, further pictures behind them, and codes for networks, cards and payments.</summary>
public sealed class PicturesOfEveryday : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("guest wifi.png", Carriers.Code("WIFI:T:WPA;S:Millbrook Guest;P:apples-and-pears;;"));

        yield return ("Überweisung.eml", Carriers.Letter("""
            From: "Buchhandlung Seeberg" <rechnung@buch-seeberg.example>
            To: kunde@freepost.example
            Subject: Rechnung 20118 mit Girocode
            Authentication-Results: mx.freepost.example; spf=pass; dkim=pass header.d=buch-seeberg.example; dmarc=pass
            Date: Fri, 27 Nov 2026 15:00:00 +0100
            Message-ID: <20118@buch-seeberg.example>
            """, "text/html", "<html><body><p>Guten Tag,</p><p>vielen Dank f&uuml;r Ihre Bestellung. Zum Bezahlen k&ouml;nnen Sie den Girocode mit der App Ihrer Bank scannen.</p><p>Ihre Buchhandlung Seeberg</p></body></html>",
            ("girocode.png", "image/png", Carriers.Code("BCD\n002\n1\nSCT\n\nBuchhandlung Seeberg\nDE00000000000000000000\nEUR18.90\n\n\nRechnung 20118\n"))));

        yield return ("Poster.docx", OoxmlBuilder.Word("<w:p><w:r><w:t>Open day on 5 December. Programme and registration: scan the code or go to www.seitz-pumpen.example/open-day</w:t></w:r></w:p>")
            .Relationship("word/_rels/document.xml.rels", "image", "media/image1.png", isExternal: false)
            .Part("word/media/image1.png", Carriers.Code("https://www.seitz-pumpen.example/open-day")).Build());

        // A photograph of a telephone: a second, small picture follows the first, and the comment is a program's settings.
        var comment = "Lightroom; <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:Description exif:Make=\"Camera\"/></x:xmpmeta>"u8.ToArray();
        yield return ("IMG_20261031.jpg", Carriers.Photograph(comment, Carriers.Photograph([], [])));
    }
}
