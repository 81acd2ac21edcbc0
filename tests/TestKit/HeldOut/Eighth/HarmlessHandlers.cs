using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Small files for Windows that administrators and portals hand out.</summary>
public sealed class HarmlessHandlers : EighthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("Office PC.rdp", Dos("screen mode id:i:2\nfull address:s:rds.corp.example\ngatewayhostname:s:rdgw.corp.example\ngatewayusagemethod:i:1\nprompt for credentials:i:1\nredirectclipboard:i:1\nredirectprinters:i:1\ndrivestoredirect:s:\nauthentication level:i:2\nenablecredsspsupport:i:1\n"));
        yield return ("Intranet.url", Dos("[{000214A0-0000-0000-C000-000000000046}]\nProp3=19,11\n[InternetShortcut]\nIDList=\nURL=https://intranet.corp.example/\nIconFile=https://intranet.corp.example/favicon.ico\nIconIndex=1\n"));
        yield return ("Team share.library-ms", Utf8("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<libraryDescription xmlns=\"http://schemas.microsoft.com/windows/2009/library\"><name>Team share</name><version>3</version><isLibraryPinned>true</isLibraryPinned><templateInfo><folderType>{7d49d726-3c21-4f05-99aa-fdc2c9474656}</folderType></templateInfo><searchConnectorDescriptionList><searchConnectorDescription><isDefaultSaveLocation>true</isDefaultSaveLocation><simpleLocation><url>\\\\filesrv01\\team</url></simpleLocation></searchConnectorDescription></searchConnectorDescriptionList></libraryDescription>\n"));
        yield return ("Till manual.chm", Help());
        yield return ("Wiki.searchConnector-ms", Utf8("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\"><ShortName>Wiki</ShortName><Description>Search the wiki of Example Corp</Description><Url type=\"application/rss+xml\" template=\"https://wiki.corp.example/search?q={searchTerms}&amp;format=rss\"/></OpenSearchDescription>\n"));
    }

    private static byte[] Help()
    {
        using var folder = new TemporaryFolder();
        folder.Write("index.htm", "<html><head><title>Till</title></head><body><h1>Till 2.4</h1><p><a href=\"print.htm\">Printing</a></p><OBJECT id=hhctrl type=\"application/x-oleobject\" classid=\"clsid:adb880a6-d8ff-11cf-9377-00aa003b7a11\" width=100 height=30><PARAM name=\"Command\" value=\"Related Topics\"><PARAM name=\"Button\" value=\"Text:See also\"><PARAM name=\"Item1\" value=\"Printing;print.htm\"></OBJECT></body></html>");
        folder.Write("print.htm", "<html><body><h1>Printing</h1><script>document.write('Today is ' + new Date().toLocaleDateString());</script></body></html>");
        folder.Write("in.hhp", "[OPTIONS]\nCompatibility=1.1 or later\nCompiled file=out.chm\nDefault topic=index.htm\nLanguage=0x409 English\nTitle=Till\n\n[FILES]\nindex.htm\nprint.htm\n");
        ForeignTool.Run(folder.Path, "chmcmd", "in.hhp");
        return folder.Read("out.chm");
    }
}
