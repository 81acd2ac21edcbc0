namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Shortcuts of administrators and installers.</summary>
public sealed class HarmlessShortcuts : EighthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("Terminal server.lnk", new LinkBuilder().To("C:\\Windows\\System32\\mstsc.exe").With("/v:ts01.corp.example /f").Icon("C:\\Windows\\System32\\mstsc.exe").From("adm-pc07").Build());
        yield return ("Map drives.lnk", new LinkBuilder().To("C:\\Windows\\System32\\cmd.exe").With("/c \"\\\\filesrv01\\netlogon\\drives.cmd\"").Icon("%SystemRoot%\\System32\\shell32.dll").From("adm-pc07").Build());
        yield return ("Exchange Management Shell.lnk", new LinkBuilder().To("C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe").With("-NoExit -ExecutionPolicy Bypass -Command \". 'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\bin\\RemoteExchange.ps1'; Connect-ExchangeServer -auto -ClientApplication:ManagementShell\"").Icon("C:\\Program Files\\Microsoft\\Exchange Server\\V15\\bin\\ExSetup.exe").Build());
        yield return ("Time recording.lnk", new LinkBuilder().To("C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe").With("--profile-directory=Default --app=https://time.corp.example/").Icon("C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe").Build());
        yield return ("Printers.lnk", new LinkBuilder().To("C:\\Windows\\System32\\rundll32.exe").With("printui.dll,PrintUIEntry /in /n \\\\print01\\floor2").Icon("C:\\Windows\\System32\\printui.exe").From("adm-pc07").Build());
    }
}
