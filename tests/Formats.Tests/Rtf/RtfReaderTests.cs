using System.Text;
using ScanHost.Formats.Rtf;
using ScanHost.Formats.Tests.Containers;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Rtf;

public sealed class RtfReaderTests
{
    [Fact]
    public void A_packed_file_comes_out_under_its_own_name()
    {
        var sink = RecordingSink.Unpack("rtf", RtfBuilder.WithPackage("run.js", Samples.Inner));

        sink.Members.Select(member => member.Member.Name).Should().Equal("run.js");
        sink.Hashes.Should().Equal(Samples.InnerHash);
    }

    [Theory]
    [InlineData("{\\*\\x y}")]
    [InlineData("\\x ")]
    [InlineData("\r\n \t")]
    [InlineData("\\'ff")]
    [InlineData("{\\x}")]
    public void What_stands_between_the_digits_counts_for_nothing(string interruption)
    {
        var digits = Convert.ToHexString(RtfBuilder.Embedded("Package", OlePackageBuilder.Package("a.txt", "hello"u8.ToArray())[4..]));
        var broken = string.Join(interruption, digits.Chunk(10).Select(chunk => new string(chunk)));

        var sink = RecordingSink.Unpack("rtf", Encoding.Latin1.GetBytes($"{{\\rtf1 {{\\object\\objemb{{\\*\\objdata {broken}}}}}}}"));

        Encoding.ASCII.GetString(sink.Members.Single(member => member.Member.Name == "a.txt").Content.ToArray()).Should().Be("hello");
    }

    [Fact]
    public void Binary_data_is_part_of_an_object()
    {
        var data = RtfBuilder.Embedded("Package", OlePackageBuilder.Package("a.txt", "hello"u8.ToArray())[4..]);
        byte[] file = [.. Encoding.Latin1.GetBytes($"{{\\rtf1 {{\\object{{\\*\\objdata\\bin{data.Length} "), .. data, .. "}}}"u8];

        RecordingSink.Unpack("rtf", file).Members.Single().Member.Name.Should().Be("a.txt");
    }

    [Fact]
    public void An_embedded_compound_file_comes_out_whole()
    {
        var ole = new OleFileBuilder().Stream("\u0001Ole10Native", new byte[100]).Build();

        RecordingSink.Unpack("rtf", RtfBuilder.WithObject("Equation.3", ole)).Hashes.Should().Equal(RecordingSink.Hash(ole));
    }

    [Fact]
    public void Templates_fields_and_the_state_of_the_header_are_read()
    {
        var document = RtfDocument.Parse("{\\rt{\\*\\template http://host.invalid/t}{\\field{\\*\\fldinst DDEAUTO cmd}}}"u8, CancellationToken.None);

        document.Templates.Should().Equal("http://host.invalid/t");
        document.Fields.Should().Equal("DDEAUTO cmd");
        document.HasBadHeader.Should().BeTrue();
    }

    [Fact]
    public void Groups_nested_without_end_are_cut()
    {
        var file = Encoding.ASCII.GetBytes("{\\rtf1" + new string('{', 100_000));

        RtfDocument.Parse(file, CancellationToken.None).IsCut.Should().BeTrue();
    }

    [Theory]
    [InlineData("{\\*\\template a}", RtfDocument.MaxObjects)]
    [InlineData("{\\*\\fldinst a}", RtfDocument.MaxFields)]
    [InlineData("{\\*\\objdata 01}", RtfDocument.MaxObjects)]
    public void As_many_as_are_read_are_no_gap_and_one_more_is(string group, int most)
    {
        var groups = string.Concat(Enumerable.Repeat(group, most));

        RtfDocument.Parse(Encoding.ASCII.GetBytes($"{{\\rtf1{groups}}}"), CancellationToken.None).IsCut.Should().BeFalse();
        RtfDocument.Parse(Encoding.ASCII.GetBytes($"{{\\rtf1{groups}{group}}}"), CancellationToken.None).IsCut.Should().BeTrue();
    }

    [Fact]
    public void A_field_that_is_too_long_to_be_read_is_a_gap() =>
        RecordingSink.Unpack("rtf", Encoding.ASCII.GetBytes($"{{\\rtf1{{\\*\\fldinst {new string(' ', RtfDocument.MaxText)}DDEAUTO cmd}}}}")).Gaps.Should().ContainSingle();

    [Fact]
    public void A_file_behind_more_than_a_thousand_objects_comes_out()
    {
        var packed = Encoding.Latin1.GetString(RtfBuilder.WithPackage("run.js", Samples.SmallInner))["{\\rtf1".Length..];
        var file = $"{{\\rtf1{string.Concat(Enumerable.Repeat("{\\object{\\*\\objdata 01}}", 1500))}{packed}";

        RecordingSink.Unpack("rtf", Encoding.Latin1.GetBytes(file)).Hashes.Should().Contain(RecordingSink.Hash(Samples.SmallInner));
    }
}
