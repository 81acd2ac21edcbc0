using System.Globalization;
using System.Text;
using ScanHost.TestKit;

namespace ScanHost.Benchmarks.Documents;

/// <summary>
/// Ordinary files of up to 1 MiB: what the machine's packages installed (text, pages, scripts, pictures, PDF, libraries), and made ones where
/// it has none (Office, mail). The same machine gives the same files.
/// </summary>
internal static class OrdinaryFiles
{
    private const int PerType = 40;
    private const long MaxBytes = 1 << 20;

    private static readonly string[] Folders = ["/usr/share", "/usr/lib", Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages")];

    private static readonly string[] Words = "the report of this quarter shows that sales in most regions rose while costs for transport fell and new orders from abroad doubled".Split(' ');

    /// <summary>Type, name and content.</summary>
    public static IReadOnlyList<(string Type, string Name, byte[] Content)> All()
    {
        var files = new List<(string, string, byte[])>();
        foreach (var type in (string[])["txt", "html", "js", "py", "sh", "xml", "json", "png", "jpg", "svg", "pdf", "dll"])
            files.AddRange(Installed(type).Select(path => (type, Path.GetFileName(path), File.ReadAllBytes(path))));
        for (var at = 0; at < PerType; at++)
        {
            var words = 200 * (at + 1);
            files.Add(("docx", "letter.docx", Letter(words)));
            files.Add(("xlsx", "table.xlsx", Table(words)));
            files.Add(("docm", "form.docm", OoxmlBuilder.Word(Paragraphs(words)).WithMacros(new VbaProjectBuilder().Module("NewMacros", Macro(words / 40)).Build()).Build()));
            files.Add(("eml", "mail.eml", Mail(words)));
            files.Add(("rtf", "letter.rtf", Encoding.ASCII.GetBytes($"{{\\rtf1\\ansi\\deff0{{\\fonttbl{{\\f0 Arial;}}}}\\f0 {Sentence(words * 4)}\\par}}")));
        }
        return files;
    }

    // Every so-many-th file of a type, so that not one package fills the list.
    private static List<string> Installed(string extension)
    {
        var found = Folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*." + extension, new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint }))
            .Where(path => new FileInfo(path).Length is > 200 and <= MaxBytes).Order(StringComparer.Ordinal).ToList();
        return [.. found.Where((_, at) => at % Math.Max(1, found.Count / PerType) == 0).Take(PerType)];
    }

    private static byte[] Letter(int words) => OoxmlBuilder.Word(Paragraphs(words)).Part("word/styles.xml", "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"/>")
        .Part("word/media/image1.png", InertFiles.Png(tail: new byte[2000])).Part("docProps/core.xml", "<cp:coreProperties xmlns:cp=\"x\"/>").Build();

    private static string Paragraphs(int words) =>
        string.Concat(Enumerable.Range(0, Math.Max(1, words / 60)).Select(_ => $"<w:p><w:r><w:t>{Sentence(60)}</w:t></w:r></w:p>"));

    private static byte[] Table(int words)
    {
        var rows = string.Concat(Enumerable.Range(1, words / 4).Select(row => string.Create(CultureInfo.InvariantCulture, $"<row r=\"{row}\"><c r=\"A{row}\"><v>{row * 37 % 1000}</v></c><c r=\"B{row}\"><f>A{row}*2</f><v>{row * 74 % 2000}</v></c></row>")));
        return OoxmlBuilder.Excel().Part("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>")
            .Part("xl/sharedStrings.xml", $"<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>{Sentence(words)}</t></si></sst>").Build();
    }

    private static string Macro(int lines) => "Sub FormatTable()\n" + string.Concat(Enumerable.Range(0, lines).Select(line => string.Create(CultureInfo.InvariantCulture, $"    Cells({line + 1}, 2).Value = Cells({line + 1}, 1).Value * 1.19\n"))) + "End Sub\n";

    private static byte[] Mail(int words) => Encoding.UTF8.GetBytes(
        "Received: from a by b; Mon, 1 Jan 2024 00:00:00 +0000\nDate: Mon, 1 Jan 2024 00:00:00 +0000\nMessage-Id: <1@firm.invalid>\nFrom: Ann <ann@firm.invalid>\nTo: bob@firm.invalid\nSubject: Report\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=m\n\n"
        + $"--m\nContent-Type: text/html; charset=utf-8\n\n<html><body><p>{Sentence(words)}</p><a href=\"https://www.firm.invalid/report\">the report</a></body></html>\n"
        + $"--m\nContent-Type: application/pdf; name=\"report.pdf\"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=\"report.pdf\"\n\n{Convert.ToBase64String(PdfBuilder.Document(), Base64FormattingOptions.InsertLineBreaks)}\n--m--\n");

    private static string Sentence(int words) => string.Join(' ', Enumerable.Range(0, words).Select(at => Words[(at * 7 + at / 13) % Words.Length]));
}
