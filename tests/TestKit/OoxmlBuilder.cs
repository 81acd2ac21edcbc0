using System.IO.Compression;
using System.Text;

namespace ScanHost.TestKit;

/// <summary>Builds Office Open XML packages, part by part.</summary>
public sealed class OoxmlBuilder
{
    private const string OfficeTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private readonly Dictionary<string, byte[]> parts = [];

    /// <summary>A Word document with nothing but a paragraph.</summary>
    public static OoxmlBuilder Word(string body = "<w:p/>") => new OoxmlBuilder()
        .Part("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>")
        .Relationship("_rels/.rels", "officeDocument", "word/document.xml", isExternal: false)
        .Part("word/document.xml", $"<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>");

    /// <summary>An Excel workbook.</summary>
    public static OoxmlBuilder Excel(string names = "", string sheetState = "visible") => new OoxmlBuilder()
        .Part("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>")
        .Relationship("_rels/.rels", "officeDocument", "xl/workbook.xml", isExternal: false)
        .Part("xl/workbook.xml", $"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheets><sheet name=\"a\" sheetId=\"1\" state=\"{sheetState}\"/></sheets><definedNames>{names}</definedNames></workbook>");

    /// <summary>Declares the package as one with macros: .docm, .xlsm.</summary>
    public OoxmlBuilder WithMacros(byte[] project)
    {
        const string Types = "[Content_Types].xml";
        var isWord = parts.ContainsKey("word/document.xml");
        parts[Types] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(parts[Types])
            .Replace("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "application/vnd.ms-word.document.macroEnabled.main+xml", StringComparison.Ordinal)
            .Replace("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml", StringComparison.Ordinal));
        return Part(isWord ? "word/vbaProject.bin" : "xl/vbaProject.bin", project);
    }

    public OoxmlBuilder Part(string name, string xml) => Part(name, Encoding.UTF8.GetBytes(xml));

    public OoxmlBuilder Part(string name, byte[] content)
    {
        parts[name] = content;
        return this;
    }

    /// <summary>A part with one relationship.</summary>
    public OoxmlBuilder Relationship(string part, string kind, string target, bool isExternal = true) =>
        Part(part, $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{OfficeTypes}{kind}\" Target=\"{target}\"{(isExternal ? " TargetMode=\"External\"" : "")}/></Relationships>");

    public byte[] Build()
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in parts)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        return file.ToArray();
    }
}
