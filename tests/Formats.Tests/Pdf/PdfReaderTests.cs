using System.IO.Compression;
using System.Text;
using ScanHost.Formats.Containers;
using ScanHost.Formats.Pdf;
using ScanHost.Formats.Tests.Containers;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Pdf;

public sealed class PdfReaderTests
{
    private static readonly byte[] Empty = PdfBuilder.Document();

    [Theory]
    [InlineData("plain")]
    [InlineData("object streams", "--object-streams=generate")]
    [InlineData("rc4 40", "--allow-weak-crypto", "--encrypt", "", "owner", "40", "--")]
    [InlineData("rc4 128", "--allow-weak-crypto", "--encrypt", "", "owner", "128", "--use-aes=n", "--")]
    [InlineData("aes 128", "--allow-weak-crypto", "--encrypt", "", "owner", "128", "--use-aes=y", "--")]
    [InlineData("aes 256", "--encrypt", "", "owner", "256", "--")]
    [InlineData("aes 256 with object streams", "--object-streams=generate", "--encrypt", "", "owner", "256", "--")]
    [InlineData("aes 256 with a password", "--encrypt", "secret", "owner", "256", "--")]
    [InlineData("linearized", "--linearize")]
    public void A_file_that_qpdf_attached_comes_out_the_same(string kind, params string[] arguments)
    {
        kind.Should().NotBeEmpty();
        using var folder = new TemporaryFolder();
        folder.Write("in.pdf", Empty);
        folder.Write("inner.bin", Samples.Inner);
        ForeignTool.Run(folder.Path, "qpdf", [.. arguments, "in.pdf", "--add-attachment", "inner.bin", "--", "out.pdf"]);

        var sink = RecordingSink.Unpack("pdf", File.ReadAllBytes(Path.Combine(folder.Path, "out.pdf")), "secret");

        sink.Members.Select(member => member.Member.Name).Should().Equal("inner.bin");
        sink.Hashes.Should().Equal(Samples.InnerHash);
        sink.Gaps.Should().BeEmpty();
    }

    [Fact]
    public void A_file_and_a_script_that_pypdf_wrote_come_out()
    {
        using var folder = new TemporaryFolder();
        folder.Write("inner.bin", Samples.Inner);
        const string script = "from pypdf import PdfWriter\nw=PdfWriter()\nw.add_blank_page(100,100)\nw.add_attachment('inner.bin', open('inner.bin','rb').read())\nw.add_js('app.alert(1)')\nw.write('out.pdf')";
        ForeignTool.Run(folder.Path, "/usr/bin/python3", "-c", script);

        var sink = RecordingSink.Unpack("pdf", File.ReadAllBytes(Path.Combine(folder.Path, "out.pdf")));

        sink.Hashes.Should().Contain(Samples.InnerHash);
        sink.Members.Should().Contain(member => member.Member.Relation == "macro");
    }

    [Fact]
    public void What_no_password_opens_is_a_gap()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.pdf", Empty);
        ForeignTool.Run(folder.Path, "qpdf", "--encrypt", "other", "owner", "256", "--", "in.pdf", "out.pdf");

        RecordingSink.Unpack("pdf", File.ReadAllBytes(Path.Combine(folder.Path, "out.pdf"))).Gaps.Should().ContainSingle().Which.Reason.Should().Be(UnpackGap.Encrypted);
    }

    [Theory]
    [InlineData("FlateDecode")]
    [InlineData("ASCIIHexDecode")]
    [InlineData("ASCII85Decode")]
    [InlineData("RunLengthDecode")]
    [InlineData("LZWDecode")]
    public void Each_filter_is_undone(string filter)
    {
        var content = Samples.SmallInner;
        var encoded = filter switch
        {
            "FlateDecode" => Deflate(content),
            "ASCIIHexDecode" => Encoding.ASCII.GetBytes(Convert.ToHexString(content) + ">"),
            "ASCII85Decode" => Ascii85(content),
            "RunLengthDecode" => RunLength(content),
            _ => Lzw(content),
        };
        var file = new PdfBuilder().Stream(5, $"/Type /EmbeddedFile /Filter /{filter}", encoded).Build();

        RecordingSink.Unpack("pdf", file).Hashes.Should().Equal(RecordingSink.Hash(content));
    }

    [Fact]
    public void Scripts_come_out_from_strings_and_streams()
    {
        var file = new PdfBuilder().Add(5, "<< /S /JavaScript /JS (app.alert\\(1\\)) >>").Add(6, "<< /S /JavaScript /JS 7 0 R >>").Stream(7, "/Filter /FlateDecode", Deflate("var x = 2;"u8.ToArray())).Build();

        RecordingSink.Unpack("pdf", file).Members.Where(member => member.Member.Relation == "macro")
            .Select(member => Encoding.UTF8.GetString(member.Content.ToArray())).Should().Equal("app.alert(1)", "var x = 2;");
    }

    [Fact]
    public void A_program_in_a_stream_of_no_known_use_comes_out()
    {
        var zip = Samples.Make("zip deflate");
        var file = new PdfBuilder().Stream(9, "/Filter /FlateDecode", Deflate(zip)).Build();

        RecordingSink.Unpack("pdf", file).Hashes.Should().Contain(RecordingSink.Hash(zip));
    }

    [Fact]
    public void Page_content_stays_inside()
    {
        var file = new PdfBuilder().Add(3, "<< /Type /Page /Contents 4 0 R >>").Stream(4, "", "BT /F1 12 Tf (Hello) Tj ET"u8.ToArray()).Build();

        RecordingSink.Unpack("pdf", file).Members.Should().BeEmpty();
    }

    [Fact]
    public void A_name_written_in_codes_is_read_and_told()
    {
        var pdf = PdfFile.Parse(new PdfBuilder().Add(5, "<< /J#61vaScript 1 /Plain#20Name 2 >>").Build(), [], CancellationToken.None);

        var dictionary = pdf.Objects.Single(item => item.Number == 5).Dictionary!;
        dictionary.Has("JavaScript").Should().BeTrue();
        dictionary.EscapedKeys.Should().Equal("JavaScript");
    }

    [Fact]
    public void A_file_behind_the_end_comes_out()
    {
        byte[] file = [.. Empty, .. Samples.SmallInner];

        RecordingSink.Unpack("pdf", file).Members.Should().ContainSingle().Which.Member.Relation.Should().Be("overlay");
    }

    public static TheoryData<string> TooMuch => ["script", "filters", "object stream", "items", "depth"];

    [Theory]
    [MemberData(nameof(TooMuch))]
    public void What_a_limit_leaves_out_is_said(string what)
    {
        var file = what switch
        {
            "script" => new PdfBuilder().Add(5, "<< /S /JavaScript /JS 6 0 R >>").Stream(6, "/Filter /FlateDecode", Deflate(Enumerable.Repeat((byte)' ', 17 << 20).ToArray())),
            "filters" => new PdfBuilder().Stream(6, $"/Type /EmbeddedFile /Filter [{string.Concat(Enumerable.Repeat("/ASCIIHexDecode ", 17))}]", "41>"u8.ToArray()),
            "object stream" => new PdfBuilder().Stream(6, "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", Deflate([.. "9 0 "u8, .. Enumerable.Repeat((byte)' ', 65 << 20)])),
            "items" => new PdfBuilder().Add(5, $"[{string.Concat(Enumerable.Repeat("0 ", 500_001))}]"),
            _ => new PdfBuilder().Add(5, new string('[', 90) + new string(']', 90)),
        };

        RecordingSink.Unpack("pdf", file.Build()).Gaps.Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("FlateDecode")]
    [InlineData("RunLengthDecode")]
    [InlineData("LZWDecode")]
    public void Each_filter_says_when_it_stopped_at_a_limit(string filter)
    {
        var encoded = filter switch { "FlateDecode" => Deflate(Samples.SmallInner), "RunLengthDecode" => RunLength(Samples.SmallInner), _ => Lzw(Samples.SmallInner) };
        var pdf = PdfFile.Parse(new PdfBuilder().Stream(5, $"/Filter /{filter}", encoded).Build(), [], CancellationToken.None);

        pdf.Decode(pdf.Objects.Single(item => item.Stream is not null), 100, out _, out var isCut);

        isCut.Should().BeTrue();
    }

    [Fact]
    public void Thousands_of_scripts_all_come_out_those_behind_the_first_together()
    {
        var file = new PdfBuilder().Add(5, $"[{string.Concat(Enumerable.Range(0, 3000).Select(number => $"<< /S /JavaScript /JS (a{number}) >> << /S /JavaScript /JS (a{number}) >>"))}]").Build();

        var sink = RecordingSink.Unpack("pdf", file);

        sink.Gaps.Should().BeEmpty();
        sink.Members.Should().HaveCount(501);
        Encoding.ASCII.GetString(sink.Members[^1].Content.ToArray()).Should().EndWith("a2999");
    }

    [Fact]
    public void A_script_behind_a_reference_to_a_reference_comes_out()
    {
        var file = new PdfBuilder().Add(5, "<< /S /JavaScript /JS 6 0 R >>").Add(6, "7 0 R").Stream(7, "", "var x = 2;"u8.ToArray()).Build();

        RecordingSink.Unpack("pdf", file).Members.Should().ContainSingle(member => member.Member.Relation == "macro");
    }

    [Fact]
    public void An_archive_that_looks_like_page_content_comes_out()
    {
        var zip = InertFiles.Zip(("1 0 0 1 0 0 cm BT /F1 12 Tf", Samples.SmallInner));

        RecordingSink.Unpack("pdf", new PdfBuilder().Stream(9, "", zip).Build()).Hashes.Should().Contain(RecordingSink.Hash(zip));
    }

    [Fact]
    public void A_file_behind_hundreds_of_streams_of_no_known_use_comes_out()
    {
        var builder = new PdfBuilder();
        for (var number = 10; number < 700; number++)
            builder.Stream(number, "", "BT\n"u8.ToArray());
        var zip = Samples.Make("zip deflate");

        var sink = RecordingSink.Unpack("pdf", builder.Stream(900, "", zip).Build());

        sink.Hashes.Should().Equal(RecordingSink.Hash(zip));
        sink.Gaps.Should().BeEmpty();
    }

    private static byte[] Deflate(byte[] content)
    {
        var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(content);
        return output.ToArray();
    }

    private static byte[] Ascii85(byte[] content)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in", content);
        return ForeignTool.Run(folder.Path, "/usr/bin/python3", "-c", "import base64,sys\nsys.stdout.buffer.write(base64.a85encode(open('in','rb').read())+b'~>')");
    }

    private static byte[] RunLength(byte[] content)
    {
        var output = new MemoryStream();
        for (var at = 0; at < content.Length; at += 128)
        {
            var part = content.AsSpan(at, Math.Min(128, content.Length - at));
            output.WriteByte((byte)(part.Length - 1));
            output.Write(part);
        }
        output.WriteByte(128);
        return output.ToArray();
    }

    // Literals of nine bits with a clear code often enough never to widen.
    private static byte[] Lzw(byte[] content)
    {
        var (output, bits, count) = (new List<byte>(), 0u, 0);
        void Put(uint code)
        {
            (bits, count) = (bits << 9 | code, count + 9);
            for (; count >= 8; count -= 8)
                output.Add((byte)(bits >> (count - 8)));
        }
        for (var at = 0; at < content.Length; at++)
        {
            if (at % 200 == 0)
                Put(256);
            Put(content[at]);
        }
        Put(257);
        Put(0);
        return [.. output];
    }
}
