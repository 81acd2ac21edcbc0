using System.Text;
using ScanHost.Formats.Containers;
using ScanHost.Formats.Tests.Containers;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Ole;

public sealed class OleReaderTests
{
    [Fact]
    public void The_source_of_macros_and_what_their_texts_amount_to_come_out()
    {
        var sink = Unpack(new VbaProjectBuilder().Module("Module1", "Sub A()\nx = Chr(104) & Chr(116) & Chr(116) & Chr(112)\nEnd Sub").Build());

        sink.Members.Select(member => (member.Member.Name, member.Member.Relation)).Should().Equal(("VBA/Module1.bas", "macro"), ("VBA/Module1.folded.bas", "decoded"));
        Encoding.UTF8.GetString(sink.Members[1].Content.ToArray()).Should().Contain("x = \"http\"");
    }

    [Fact]
    public void A_packed_file_comes_out_under_its_own_name()
    {
        var sink = Unpack(new OleFileBuilder().Stream("WordDocument", new byte[600]).Stream("ObjectPool/_1/\u0001Ole10Native", OlePackageBuilder.Package("bill.js", Samples.Inner)).Build());

        var member = sink.Members.Should().ContainSingle().Subject;
        member.Member.Name.Should().Be("bill.js");
        member.Member.Relation.Should().Be("embedded");
        sink.Hashes.Should().Equal(Samples.InnerHash);
    }

    [Fact]
    public void An_object_in_a_presentation_comes_out_decompressed()
    {
        var inner = new OleFileBuilder().Stream("Package", Samples.SmallInner).Build();

        var sink = Unpack(new OleFileBuilder().Stream("PowerPoint Document", PptBuilder.WithObject(inner)).Build());

        sink.Hashes.Should().Equal(RecordingSink.Hash(inner));
    }

    [Fact]
    public void The_formulas_of_a_macro_sheet_come_out_as_text()
    {
        var sink = Unpack(new OleFileBuilder().Stream("Workbook", BiffBuilder.MacroSheet("=EXEC(\"calc.exe\")")).Build());

        Encoding.UTF8.GetString(sink.Members.Single().Content.ToArray()).Should().Be("Macro1!R1C1 = EXEC(\"calc.exe\")\n");
    }

    [Fact]
    public void Streams_of_the_format_itself_stay_inside_and_foreign_files_come_out()
    {
        var pdf = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n0\n%%EOF"u8.ToArray();

        var sink = Unpack(new OleFileBuilder().Stream("WordDocument", new byte[600]).Stream("1Table", new byte[600]).Stream("ObjectPool/_1/CONTENTS", pdf).Build());

        sink.Members.Single().Member.Name.Should().Be("ObjectPool/_1/CONTENTS");
        sink.Hashes.Should().Equal(RecordingSink.Hash(pdf));
    }

    [Theory]
    [InlineData("word")]
    [InlineData("workbook")]
    [InlineData("package")]
    public void An_encrypted_document_is_a_gap(string kind)
    {
        var word = new byte[600];
        (word[0], word[1], word[11]) = (0xEC, 0xA5, 0x01);
        var file = kind switch
        {
            "word" => new OleFileBuilder().Stream("WordDocument", word),
            "workbook" => new OleFileBuilder().Stream("Workbook", BiffBuilder.MacroSheet("=HALT()", isEncrypted: true)),
            _ => new OleFileBuilder().Stream("EncryptedPackage", new byte[600]).Stream("EncryptionInfo", new byte[16]),
        };

        Unpack(file.Build()).Gaps.Should().ContainSingle().Which.Reason.Should().Be(UnpackGap.Encrypted);
    }

    [Theory]
    [InlineData("MyVBA/CONTENTS")]
    [InlineData("VBA/deeper/CONTENTS")]
    [InlineData("Macros/VBA/Module9")]
    public void A_file_beside_macros_comes_out(string path)
    {
        var zip = Samples.Make("zip deflate", Samples.SmallInner);

        Unpack(new OleFileBuilder().Stream("WordDocument", new byte[600]).Stream(path, zip).Build()).Hashes.Should().Equal(RecordingSink.Hash(zip));
    }

    [Fact]
    public void More_objects_of_a_presentation_than_are_read_are_a_gap()
    {
        byte[] one = [0, 0, 0x11, 0x10, 1, 0, 0, 0, 7];
        byte[] Presentation(int count) => new OleFileBuilder().Stream("PowerPoint Document", [.. Enumerable.Repeat(one, count).SelectMany(part => part)]).Build();

        Unpack(Presentation(5000)).Gaps.Should().BeEmpty();
        Unpack(Presentation(5001)).Gaps.Should().ContainSingle();
    }

    [Theory]
    [InlineData("Book", true)]
    [InlineData("Workbook", false)]
    public void The_formulas_of_Excel_5_and_97_come_out_as_text(string stream, bool isBiff5)
    {
        var sink = Unpack(new OleFileBuilder().Stream(stream, BiffBuilder.MacroSheet("=EXEC(\"calc.exe\")", isBiff5: isBiff5)).Build());

        Encoding.UTF8.GetString(sink.Members.Single().Content.ToArray()).Should().Be("Macro1!R1C1 = EXEC(\"calc.exe\")\n");
    }

    private static RecordingSink Unpack(byte[] file) => RecordingSink.Unpack("ole", file);
}
