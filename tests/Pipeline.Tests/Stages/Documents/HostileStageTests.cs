using System.Text;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Containers;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Stages.Documents;

public sealed class HostileStageTests
{
    private const int Mutations = 150;

    private static readonly Dictionary<string, Func<byte[]>> Samples = new()
    {
        ["macros"] = () => new VbaProjectBuilder().Module("M", "Sub AutoOpen()\nShell Chr(65) & Chr(66) & \"x\"\nEnd Sub", VbaProjectBuilder.CompiledLiterals("a literal")).Build(),
        ["document"] = () => new OleFileBuilder().Stream("Workbook", BiffBuilder.MacroSheet("=EXEC(\"calc\")")).Stream("A/\u0001Ole10Native", OlePackageBuilder.Package("a.exe", "MZ"u8.ToArray())).Stream("\u0005SummaryInformation", PropertySetBuilder.Summary(4, "me")).Build(),
        ["package"] = () => OoxmlBuilder.Word("<w:fldSimple w:instr=\"DDEAUTO cmd\"/>").Relationship("word/_rels/settings.xml.rels", "attachedTemplate", "http://host.invalid/a").Build(),
        ["mail"] = () => Encoding.ASCII.GetBytes("From: \"a@b.invalid\" <c@d.invalid>\nDate: x\nTo: y@z.invalid\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<a href=\"http://e.invalid\">www.f.com</a> password: x\n--b\nContent-Disposition: attachment; filename=a.js\nContent-Transfer-Encoding: base64\n\nYWJj\n--b--\n"),
        ["outlook message"] = () => new MsgBuilder().Text(0x0037, "s").Text(0x1000, "password: x").ReminderFile(@"\\192.0.2.1\a").Attachment("a.js", "x"u8.ToArray()).Build(),
        ["pdf"] = () => new PdfBuilder().Catalogue("/OpenAction 5 0 R").Add(5, "<< /S /J#61vaScript /JS (app.alert) >>").Stream(6, "/Type /EmbeddedFile /Filter /ASCIIHexDecode", "41>"u8.ToArray()).Build(),
        ["rtf"] = () => RtfBuilder.WithPackage("a.exe", "MZ"u8.ToArray()),
        ["notebook"] = () => OneNoteBuilder.Section(("a.hta", "hello"u8.ToArray())),
    };

    public static TheoryData<string> Names => [.. Samples.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_stage_fails_on_a_damaged_document(string sample)
    {
        var file = Samples[sample]();
        var random = new Random(5);
        using var scans = new Scans { Readers = ContainerReaders.All };

        for (var mutation = 0; mutation < Mutations; mutation++)
        {
            var outcome = await scans.ScanAsync(Mutate(file, random));

            outcome.Stages.Should().NotContain(stage => stage.Status == StageStatus.Failed || stage.Status == StageStatus.TimedOut, "of mutation {0} of {1}", mutation, sample);
        }
    }

    private static byte[] Mutate(byte[] file, Random random)
    {
        var copy = (byte[])file.Clone();
        for (var count = random.Next(1, 9); count > 0; count--)
            copy[random.Next(copy.Length)] = random.Next(3) switch { 0 => 0xFF, 1 => 0, _ => (byte)random.Next(256) };
        return random.Next(8) == 0 ? copy[..random.Next(copy.Length)] : copy;
    }
}
