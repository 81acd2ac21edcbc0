using ScanHost.Formats.Office;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Office;

public sealed class OpcPackageTests
{
    private const string Field = "<w:document xmlns:w=\"w\"><w:fldSimple w:instr=\"PAGE\"/></w:document>";

    [Fact]
    public void Samples_leave_no_part_unread_that_has_to_be_judged()
    {
        var package = OpcPackage.Parse(OoxmlBuilder.Word().Part("word/embeddings/a.bin", new byte[60 << 20]).Part("word/document.xml", Field).Build());

        for (var times = 0; times < 8; times++)
            package.ReadStart("word/embeddings/a.bin", 64 << 20);

        package.ReadFields("word/document.xml").Should().Equal("PAGE");
        package.IsCut.Should().BeFalse();
        package.ReadStart("word/embeddings/a.bin", 64 << 20).Should().BeEmpty();
    }

    [Fact]
    public void A_part_that_is_longer_than_is_read_is_said_to_be_cut_even_when_its_declared_size_lies()
    {
        var file = OoxmlBuilder.Word().Part("word/settings.xml", Field + new string(' ', OpcPackage.MaxPartBytes)).Build();
        // The central directory's size of the last part, 24 bytes behind its signature.
        var central = file.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        file.AsSpan(central + 24, 4).Clear();
        var package = OpcPackage.Parse(file);

        package.ReadFields("word/settings.xml");

        package.IsCut.Should().BeTrue();
    }

    [Theory]
    [InlineData("word/_rels/document.xml.rels", "../a/b.bin", "word/document.xml", "a/b.bin")]
    [InlineData("_rels/.rels", "word/document.xml", "", "word/document.xml")]
    [InlineData("xl/_rels/workbook.xml.rels", "/xl/odd%20name.bin", "xl/workbook.xml", "xl/odd name.bin")]
    [InlineData("xl/_rels/workbook.xml.rels", "./x/../../../y.bin", "xl/workbook.xml", "y.bin")]
    public void A_relationship_tells_its_owner_and_the_part_to_which_it_leads(string source, string target, string owner, string part)
    {
        var relationship = new OpcRelationship(source, "x", target, false);

        relationship.Owner.Should().Be(owner);
        relationship.TargetPart.Should().Be(part);
    }

    [Theory]
    [InlineData("word/vbaProject.bin", OpcRole.Macros)]
    [InlineData("word/header1.xml", OpcRole.Words)]
    [InlineData("xl/macrosheets/sheet1.xml", OpcRole.MacroSheet)]
    [InlineData("word/embeddings/a.xml", OpcRole.Embedding)]
    [InlineData("word/media/image1.png", OpcRole.None)]
    public void The_folders_of_Office_tell_what_a_part_is_for(string part, OpcRole role) =>
        OpcPackage.Parse(OoxmlBuilder.Word().Part("[Content_Types].xml", "<Types/>").Part(part, "<a/>").Build()).RoleOf(part).Should().Be(role);
}
