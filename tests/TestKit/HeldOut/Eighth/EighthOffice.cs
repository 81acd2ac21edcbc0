using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>A link from a part of a document: its number, kind, target, and whether it leads outside.</summary>
internal sealed record Link(string Kind, string Target, bool IsExternal = false);

/// <summary>Office documents with the parts that Office itself writes.</summary>
internal static class EighthOffice
{
    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n";
    private const string Main = "application/vnd.openxmlformats-officedocument.";
    private const string Kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    /// <summary>A paragraph of text.</summary>
    public static string P(string text) => $"<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>";

    /// <summary>A Word document. Links of the document count from rId10.</summary>
    public static byte[] Word(string body, Link[]? links = null, (string Name, byte[] Content)[]? parts = null, byte[]? macros = null, string settings = "", Link[]? settingsLinks = null)
    {
        Link[] all = [.. links ?? [], .. macros is null ? Array.Empty<Link>() : [new Link("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin")]];
        var types = Override("word/document.xml", macros is null ? Main + "wordprocessingml.document.main+xml" : "application/vnd.ms-word.document.macroEnabled.main+xml")
            + Override("word/styles.xml", Main + "wordprocessingml.styles+xml") + Override("word/settings.xml", Main + "wordprocessingml.settings+xml");
        return Package(types, "word/document.xml",
        [
            ("word/document.xml", EighthForms.Utf8(Head + "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:v=\"urn:schemas-microsoft-com:vml\"><w:body>" + body + "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></w:body></w:document>")),
            ("word/_rels/document.xml.rels", Relationships([new Link(Kinds + "styles", "styles.xml"), new Link(Kinds + "settings", "settings.xml")], all)),
            ("word/styles.xml", EighthForms.Utf8(Head + "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style></w:styles>")),
            ("word/settings.xml", EighthForms.Utf8(Head + "<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:zoom w:percent=\"100\"/>" + settings + "</w:settings>")),
            .. settingsLinks is null ? Array.Empty<(string, byte[])>() : [("word/_rels/settings.xml.rels", Relationships([], settingsLinks))],
            .. macros is null ? Array.Empty<(string, byte[])>() : [("word/vbaProject.bin", macros)],
            .. parts ?? [],
        ]);
    }

    /// <summary>An Excel workbook: sheets as name, state and the XML of their rows.</summary>
    public static byte[] Excel((string Name, string State, string Rows)[] sheets, Link[]? links = null, (string Name, byte[] Content)[]? parts = null, byte[]? macros = null, string names = "", string sheetTail = "")
    {
        Link[] own = [.. sheets.Select((_, at) => new Link(Kinds + "worksheet", $"worksheets/sheet{at + 1}.xml"))];
        Link[] all = [.. links ?? [], .. macros is null ? Array.Empty<Link>() : [new Link("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin")]];
        var types = Override("xl/workbook.xml", macros is null ? Main + "spreadsheetml.sheet.main+xml" : "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
            + string.Concat(sheets.Select((_, at) => Override($"xl/worksheets/sheet{at + 1}.xml", Main + "spreadsheetml.worksheet+xml")));
        var list = string.Concat(sheets.Select((sheet, at) => string.Create(CultureInfo.InvariantCulture, $"<sheet name=\"{sheet.Name}\" sheetId=\"{at + 1}\"{(sheet.State == "visible" ? "" : $" state=\"{sheet.State}\"")} r:id=\"rId{at + 1}\"/>")));
        return Package(types, "xl/workbook.xml",
        [
            ("xl/workbook.xml", EighthForms.Utf8(Head + $"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>{list}</sheets>{(names.Length > 0 ? $"<definedNames>{names}</definedNames>" : "")}</workbook>")),
            ("xl/_rels/workbook.xml.rels", Relationships(own, all)),
            .. sheets.Select((sheet, at) => ($"xl/worksheets/sheet{at + 1}.xml", EighthForms.Utf8(Head + $"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheetData>{sheet.Rows}</sheetData>{(at == 0 ? sheetTail : "")}</worksheet>"))),
            .. macros is null ? Array.Empty<(string, byte[])>() : [("xl/vbaProject.bin", macros)],
            .. parts ?? [],
        ]);
    }

    /// <summary>A presentation of one slide. Links of the slide count from rId10.</summary>
    public static byte[] Slides(string shapes, Link[]? links = null, (string Name, byte[] Content)[]? parts = null, byte[]? macros = null, string kind = "presentation.main+xml")
    {
        Link[] all = macros is null ? [] : [new Link("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin")];
        var type = macros is null ? Main + "presentationml." + kind : "application/vnd.ms-powerpoint." + kind;
        return Package(Override("ppt/presentation.xml", type) + Override("ppt/slides/slide1.xml", Main + "presentationml.slide+xml"), "ppt/presentation.xml",
        [
            ("ppt/presentation.xml", EighthForms.Utf8(Head + "<p:presentation xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><p:sldIdLst><p:sldId id=\"256\" r:id=\"rId1\"/></p:sldIdLst><p:sldSz cx=\"9144000\" cy=\"6858000\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/></p:presentation>")),
            ("ppt/_rels/presentation.xml.rels", Relationships([new Link(Kinds + "slide", "slides/slide1.xml")], all)),
            ("ppt/slides/slide1.xml", EighthForms.Utf8(Head + $"<p:sld xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{shapes}</p:spTree></p:cSld></p:sld>")),
            ("ppt/slides/_rels/slide1.xml.rels", Relationships([], links ?? [])),
            .. macros is null ? Array.Empty<(string, byte[])>() : [("ppt/vbaProject.bin", macros)],
            .. parts ?? [],
        ]);
    }

    /// <summary>A row of text cells.</summary>
    public static string Row(int row, params string[] cells) =>
        string.Create(CultureInfo.InvariantCulture, $"<row r=\"{row}\">") + string.Concat(cells.Select((cell, at) => string.Create(CultureInfo.InvariantCulture, $"<c r=\"{(char)('A' + at)}{row}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"))) + "</row>";

    /// <summary>A compound file with VBA modules.</summary>
    public static byte[] Vba(params (string Name, string Source)[] modules) => Project(modules).Build();

    /// <summary>A Word 97 document of a text, with VBA modules.</summary>
    public static byte[] Doc(string text, params (string Name, string Source)[] modules)
    {
        var characters = Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r") + "\r");
        var word = new byte[0x800 + characters.Length];
        BinaryPrimitives.WriteInt32LittleEndian(word, 0x00C1A5EC);
        (word[6], word[10], word[11]) = (9, 0, 0x12); // language, then: the table is 1Table
        BinaryPrimitives.WriteInt16LittleEndian(word.AsSpan(0x20), 14);
        BinaryPrimitives.WriteInt16LittleEndian(word.AsSpan(0x3E), 22);
        BinaryPrimitives.WriteInt32LittleEndian(word.AsSpan(0x40), word.Length);
        BinaryPrimitives.WriteInt32LittleEndian(word.AsSpan(0x4C), characters.Length);
        BinaryPrimitives.WriteInt16LittleEndian(word.AsSpan(0x98), 0x5D);
        byte[] clx = [2, 16, 0, 0, 0, 0, 0, 0, 0, .. BitConverter.GetBytes(characters.Length), 0, 0, .. BitConverter.GetBytes(0x800 * 2 | 0x40000000), 0, 0];
        BinaryPrimitives.WriteInt32LittleEndian(word.AsSpan(0x01A2), 0);
        BinaryPrimitives.WriteInt32LittleEndian(word.AsSpan(0x01A6), clx.Length);
        characters.CopyTo(word, 0x800);
        var ole = new OleFileBuilder().Class("", "00020906-0000-0000-C000-000000000046").Stream("WordDocument", word).Stream("1Table", [.. clx, .. new byte[64]]);
        return modules.Length == 0 ? ole.Build() : Project(modules).AddTo(ole, "Macros").Build();
    }

    /// <summary>An Excel 97 workbook: its stream, with VBA modules.</summary>
    public static byte[] Xls(byte[] workbook, params (string Name, string Source)[] modules)
    {
        var ole = new OleFileBuilder().Class("", "00020820-0000-0000-C000-000000000046").Stream("Workbook", workbook);
        return modules.Length == 0 ? ole.Build() : Project(modules).AddTo(ole, "_VBA_PROJECT_CUR").Build();
    }

    /// <summary>An OLE object in a compound file, as oleObject1.bin.</summary>
    public static byte[] PackedFile(string name, byte[] content) =>
        new OleFileBuilder().Class("", "0003000C-0000-0000-C000-000000000046").Stream("\u0001Ole10Native", OlePackageBuilder.Package(name, content)).Stream("\u0001CompObj", CompObj("OLE Package", "Package")).Build();

    /// <summary>The stream that names a class.</summary>
    public static byte[] CompObj(string user, string program)
    {
        byte[] Text(string text) => [.. BitConverter.GetBytes(text.Length + 1), .. Encoding.Latin1.GetBytes(text + "\0")];
        return [1, 0, 0xFE, 0xFF, 3, 0x0A, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, .. new byte[16], .. Text(user), .. BitConverter.GetBytes(0), .. Text(program), 0xF4, 0x39, 0xB2, 0x71, .. new byte[12]];
    }

    private static VbaProjectBuilder Project((string Name, string Source)[] modules)
    {
        var project = new VbaProjectBuilder();
        foreach (var (name, source) in modules)
            project.Module(name, source);
        return project;
    }

    private static byte[] Package(string types, string main, (string Name, byte[] Content)[] parts) => InertFiles.Zip(
    [
        ("[Content_Types].xml", EighthForms.Utf8(Head + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"bin\" ContentType=\"application/vnd.openxmlformats-officedocument.oleObject\"/>" + types + "</Types>")),
        ("_rels/.rels", Relationships([new Link(Kinds + "officeDocument", main), new Link("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml")], [])),
        ("docProps/core.xml", EighthForms.Utf8(Head + "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:creator>User</dc:creator><dcterms:created xsi:type=\"dcterms:W3CDTF\">2026-11-20T10:12:00Z</dcterms:created></cp:coreProperties>")),
        .. parts,
    ]);

    private static string Override(string part, string type) => $"<Override PartName=\"/{part}\" ContentType=\"{type}\"/>";

    private static byte[] Relationships(Link[] own, Link[] more)
    {
        var text = new StringBuilder(Head + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
        foreach (var (link, number) in own.Select((link, at) => (link, at + 1)).Concat(more.Select((link, at) => (link, at + 10))))
            text.Append(CultureInfo.InvariantCulture, $"<Relationship Id=\"rId{number}\" Type=\"{(link.Kind.Contains(':', StringComparison.Ordinal) ? "" : Kinds)}{link.Kind}\" Target=\"{link.Target}\"{(link.IsExternal ? " TargetMode=\"External\"" : "")}/>");
        return EighthForms.Utf8(text.Append("</Relationships>").ToString());
    }
}
