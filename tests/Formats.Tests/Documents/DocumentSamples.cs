using System.IO.Compression;
using System.Text;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Documents;

/// <summary>One small sample a reader, and further ones for readers of several parts.</summary>
internal static class DocumentSamples
{
    private static readonly Dictionary<string, (string Reader, Func<byte[]> Make)> Makers = new()
    {
        ["macros"] = ("ole", () => new VbaProjectBuilder().Module("Module1", "Sub AutoOpen()\nx = Chr(65) & Chr(66) & Chr(67)\nEnd Sub", VbaProjectBuilder.CompiledLiterals("a literal")).Build()),
        ["workbook"] = ("ole", () => new OleFileBuilder().Stream("Workbook", BiffBuilder.MacroSheet("=EXEC(\"calc\")")).Stream("MBD/\u0001Ole10Native", OlePackageBuilder.Package("a.txt", "hello"u8.ToArray())).Build()),
        ["presentation"] = ("ole", () => new OleFileBuilder().Stream("PowerPoint Document", PptBuilder.WithObject(new OleFileBuilder().Stream("CONTENTS", "%PDF-1.4"u8.ToArray()).Build())).Build()),
        ["mail"] = ("eml", () => Encoding.ASCII.GetBytes("From: a@host.invalid\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nbegin 644 a.txt\n#:&5L\n`\nend\n--b\nContent-Type: text/html; name=a.html\nContent-Transfer-Encoding: base64\n\nPHA+aGk8L3A+\n--b\nContent-Type: message/rfc822\n\nSubject: x\n\ninner\n--b--\n")),
        ["invitation"] = ("icalendar", () => "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:a\r\nATTACH;ENCODING=BASE64;VALUE=BINARY;X-FILENAME=a.txt:aGVsbG8\r\n gd29ybGQ=\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"u8.ToArray()),
        ["mailbox"] = ("mbox", () => "From a@host.invalid Mon Jan  1 10:00:00 2024\nSubject: one\n\nbody\n\nFrom b@host.invalid Mon Jan  1 10:00:00 2024\nSubject: two\n\nbody\n"u8.ToArray()),
        ["outlook message"] = ("msg", () => new MsgBuilder().Text(0x1000, "body").Binary(0x1009, Convert.FromHexString("2D0000002B0000004C5A4675F1C5C7A703000A007263706731323542320AF32068656C090020627705B06C647D0A800FA0")).Attachment("a.txt", "hello"u8.ToArray()).AttachedMessage("b", inner => inner.Text(0x1000, "inner")).Build()),
        ["winmail.dat"] = ("tnef", () => TnefBuilder.WithAttachment("a.txt", "hello"u8.ToArray())),
        ["uuencode"] = ("encoded-text", () => "begin 644 a.txt\n%:&5L;&\\\n`\nend\n=ybegin line=128 size=1 name=a\nx\n=yend size=1\n"u8.ToArray()),
        ["binhex"] = ("encoded-text", () => BinHexBuilder.Encode("a.txt", "hello"u8.ToArray())),
        ["pdf"] = ("pdf", () => new PdfBuilder().Add(5, "<< /S /J#61vaScript /JS (a\\(1\\)) /K [1 2 (x) <4142>] >>").Stream(6, "/Type /EmbeddedFile /Filter [/ASCIIHexDecode /RunLengthDecode]", "03414243442A80>"u8.ToArray()).Stream(7, "/Type /ObjStm /N 2 /First 8", "8 0 9 3 (a) << /S /URI >>"u8.ToArray()).Build()),
        ["encrypted pdf"] = ("pdf", () => Qpdf("--encrypt", "", "owner", "256", "--")),
        ["rtf"] = ("rtf", () => RtfBuilder.WithPackage("a.txt", "hello"u8.ToArray())),
        ["notebook"] = ("onenote", () => OneNoteBuilder.Section(("a.txt", "hello"u8.ToArray()), ("b.txt", "you"u8.ToArray()))),
        ["installer"] = ("msi", Installer),
        ["signed mail"] = ("smime", () => Convert.FromHexString("3080" + "06092A864886F70D010702" + "A080" + "3080" + "020101" + "3100" + "3080" + "06092A864886F70D010701" + "A080" + "2480" + "040568656C6C6F" + "0000" + "0000" + "0000" + "0000" + "0000" + "0000")),
        ["flash"] = ("swf", () => [.. "CWS\u000A"u8, 40, 0, 0, 0, .. Zlib(new byte[32])]),
        ["wrapped macros"] = ("activemime", () => [.. "ActiveMime"u8, .. new byte[40], .. Zlib(new OleFileBuilder().Stream("a", [1]).Build())]),
        ["flat package"] = ("flat-office", () => "<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><pkg:package xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\"><pkg:part pkg:name=\"/word/vbaProject.bin\"><pkg:binaryData>aGVsbG8=</pkg:binaryData></pkg:part></pkg:package>"u8.ToArray()),
    };

    private static byte[] Zlib(byte[] content)
    {
        var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(content);
        return output.ToArray();
    }

    private static byte[] Qpdf(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.pdf", new PdfBuilder().Stream(6, "/Type /EmbeddedFile", "hello"u8.ToArray()).Add(5, "<< /F (a.txt) /EF << /F 6 0 R >> >>").Catalogue("/X 5 0 R").Build());
        ForeignTool.Run(folder.Path, "qpdf", [.. arguments, "in.pdf", "out.pdf"]);
        return File.ReadAllBytes(Path.Combine(folder.Path, "out.pdf"));
    }

    private static byte[] Installer()
    {
        using var folder = new TemporaryFolder();
        folder.Write("inner.bin", "hello"u8.ToArray());
        return MsiBuilder.WithWixl(folder.Path);
    }

    public static IEnumerable<string> Names => Makers.Keys;

    public static string ReaderOf(string name) => Makers[name].Reader;

    public static (string Reader, byte[] File) Make(string name) => (Makers[name].Reader, Makers[name].Make());
}
