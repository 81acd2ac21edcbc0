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
    };

    public static IEnumerable<string> Names => Makers.Keys;

    public static (string Reader, byte[] File) Make(string name) => (Makers[name].Reader, Makers[name].Make());
}
