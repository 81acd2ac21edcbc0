using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Installers as small makers build them.</summary>
public sealed class HarmlessInstallers : EighthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        var program = new EighthImage().Runtime().Importing("USER32.dll", "CreateWindowExW DispatchMessageW GetMessageW RegisterClassExW").Importing("COMCTL32.dll", "InitCommonControlsEx").Version("Lind Software", "Till", "till.exe").Manifest("asInvoker").Build();
        yield return ("Till-2.4.msi", Installer("Till", "Lind Software", program));
        yield return ("LabelService-1.0.msi", Installer("Label printing service", "Lind Software", program, "InstallService\t3106\tINSTALLDIR\t\"[INSTALLDIR]labelsvc.exe\" --install", "OpenFirewall\t3170\tINSTALLDIR\tnetsh advfirewall firewall add rule name=\"Label service\" dir=in action=allow program=\"[INSTALLDIR]labelsvc.exe\"", "SetUrl\t51\tARPURLINFOABOUT\thttps://www.lind-software.example"));
        yield return ("till_setup.exe", Nullsoft(program));
        yield return ("fonts_installer.exe", new EighthImage { Is64 = false }.Runtime().Importing("SHELL32.dll", "ShellExecuteExW SHGetSpecialFolderPathW").Version("Igor Pavlov", "7z Setup SFX", "7zS.sfx.exe").Overlay([.. Utf8(";!@Install@!UTF-8!\r\nTitle=\"House fonts\"\r\nBeginPrompt=\"Do you want to install the house fonts?\"\r\nRunProgram=\"setup.exe\"\r\n;!@InstallEnd@!\r\n"), .. Packed("7z", null, ("setup.exe", program), ("House-Regular.txt", Utf8("font")))]).Build());
        yield return ("Config tool.msi", Installer("Config tool", "City of Exampletown IT", program, "CheckVersion\t38\t\tIf Session.Property(\"VersionNT\") < 603 Then Session.Property(\"TOOOLD\") = \"1\""));
    }

    private static byte[] Nullsoft(byte[] program)
    {
        using var folder = new TemporaryFolder();
        folder.Write("till.exe", program);
        folder.Write("readme.txt", "Till 2.4\r\n");
        folder.Write("in.nsi", """
            Name "Till 2.4"
            OutFile "out.exe"
            InstallDir "$PROGRAMFILES64\Till"
            RequestExecutionLevel admin
            Page directory
            Page instfiles
            UninstPage uninstConfirm
            UninstPage instfiles
            Section "Till"
              SetOutPath "$INSTDIR"
              File "till.exe"
              File "readme.txt"
              CreateShortCut "$SMPROGRAMS\Till.lnk" "$INSTDIR\till.exe"
              WriteRegStr HKLM "Software\Microsoft\Windows\CurrentVersion\Uninstall\Till" "DisplayName" "Till 2.4"
              WriteRegStr HKLM "Software\Microsoft\Windows\CurrentVersion\Uninstall\Till" "UninstallString" '"$INSTDIR\uninstall.exe"'
              WriteUninstaller "$INSTDIR\uninstall.exe"
            SectionEnd
            Section "Uninstall"
              Delete "$INSTDIR\till.exe"
              Delete "$INSTDIR\readme.txt"
              Delete "$INSTDIR\uninstall.exe"
              DeleteRegKey HKLM "Software\Microsoft\Windows\CurrentVersion\Uninstall\Till"
              RMDir "$INSTDIR"
            SectionEnd
            """);
        ForeignTool.Run(folder.Path, "makensis", "-V1", "in.nsi");
        return folder.Read("out.exe");
    }
}
