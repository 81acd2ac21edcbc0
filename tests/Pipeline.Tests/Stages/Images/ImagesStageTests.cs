using System.Text;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Stages.Images;

public sealed class ImagesStageTests
{
    private static readonly HeuristicCase[] Table =
    [
        Png(ImageHeuristics.Trailer, PngWith(tail: InertFiles.Zip(("a.exe", InertFiles.Pe()))), PngWith(), PngWith(tail: new byte[100]), PngWith(tail: "made by a camera, kept by an editor"u8.ToArray())),
        Png(ImageHeuristics.CodeInMetadata, PngWith(text: "Comment\0<?php system($_GET[1]); ?>"), PngWith(text: "Comment\0made with <3"), PngWith(text: "XML:com.adobe.xmp\0<?xpacket begin?><x:xmpmeta/>"), PngWith(tail: "<?php x"u8.ToArray())),
        Png(ImageHeuristics.PayloadInMetadata, PngWith(text: "Comment\0" + Convert.ToBase64String(InertFiles.Pe())), PngWith(text: "Comment\0" + Convert.ToBase64String(new byte[900])), PngWith(text: "Comment\0TVqQAAMAAAAEAAAA"), PngWith(text: "Raw profile type exif\0" + new string('0', 900))),
        Png(ImageHeuristics.DimensionBomb, PngWith(60_000, 60_000), PngWith(4000, 3000), PngWith(20_000, 20_000), PngWith(1, 1_000_000)),
        new(ImageHeuristics.CodeAddress, Mailed(Code("https://host.invalid/a")), Mailed(Code("BEGIN:VCARD")), new("a.png", Code("https://host.invalid/a")), Mailed(InertFiles.Png(100, 100))),
        new(ImageHeuristics.DangerousCode, new("a.png", Code("http://203.0.113.7/a")), new("a.png", Code("https://host.invalid/a")), new("a.png", Code("WIFI:S:guest;;")), new("a.png", Code("http://192.168.1.7/a"))),
        new(ImageHeuristics.MediaScript, Recording("URLANDEXIT"), Recording("URL"), Recording("a title"), new("a.txt", "URLANDEXIT is a command of recordings.")),
    ];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, Table.Length)];

    public static TheoryData<string, byte[]> Pictures => new()
    {
        { "png", PngWith(tail: "a tail of some letters"u8.ToArray()) },
        { "jpeg", [0xFF, 0xD8, 0xFF, 0xFE, 0, 4, 65, 66, 0xFF, 0xC0, 0, 8, 8, 0, 2, 0, 3, 1, 0xFF, 0xDA, 0, 2, 1, 2, 0xFF, 0, 3, 0xFF, 0xD9, .. "a tail of some letters"u8] },
        { "gif", [.. "GIF89a"u8, 3, 0, 2, 0, 0x80, 0, 0, 0, 0, 0, 1, 1, 1, 0x21, 0xFE, 2, 65, 66, 0, 0x2C, 0, 0, 0, 0, 3, 0, 2, 0, 0, 2, 1, 5, 0, 0x3B, .. "a tail of some letters"u8] },
    };

    // qrencode draws it, which is not of the library that reads it.
    private static byte[] Code(string text) => ForeignTool.Run(Path.GetTempPath(), "qrencode", "-t", "PNG", "-o", "-", text);

    private static SampleFile Mailed(byte[] picture) => new("a.eml", ScanHost.TestKit.HeldOut.Second.MailForms.Message("a@host.invalid", "Code", "text/plain", "Please scan.", ("a.png", picture)));

    private static SampleFile Recording(string command) => new("a.wmv", [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11, 0xA6, 0xD9, 0, 0xAA, 0, 0x62, 0xCE, 0x6C, .. new byte[30], .. Encoding.Unicode.GetBytes(command), .. new byte[40]]);

    [Theory]
    [MemberData(nameof(Rows))]
    public Task A_picture_gives_itself_away_and_three_that_come_close_do_not(int row) => Table[row].CheckAsync();

    [Fact]
    public void Every_heuristic_has_its_row() =>
        // The words around a code are read by the stages of letters, pages and documents (Audit/BaitCases).
        Table.Select(row => row.Heuristic).Should().BeEquivalentTo(ImageHeuristics.All.Except([ImageHeuristics.ScanLure]));

    [Theory]
    [MemberData(nameof(Pictures))]
    public void The_end_of_a_picture_is_found_and_every_prefix_and_mutation_is_read(string kind, byte[] file)
    {
        var random = new Random(4);

        var image = Formats.Images.ImageOutline.Read(file)!;

        image.HasEnd.Should().BeTrue(kind);
        Encoding.ASCII.GetString(file[image.End..]).Should().Be("a tail of some letters");
        image.Width.Should().Be(3);
        for (var length = 0; length <= file.Length; length++)
            Formats.Images.ImageOutline.Read(file.AsSpan(0, length));
        for (var mutation = 0; mutation < 2000; mutation++)
        {
            var copy = (byte[])file.Clone();
            copy[random.Next(copy.Length)] = (byte)random.Next(256);
            Formats.Images.ImageOutline.Read(copy);
        }
    }

    [Fact]
    public async Task Ten_thousand_empty_parts_and_a_hundred_comments_hide_nothing()
    {
        var plain = PngWith(text: "Comment\0<?PHP echo 1; ?>", tail: InertFiles.Zip(("a.exe", InertFiles.Pe())));
        byte[] part = [0, 0, 0, 0, .. "teSt"u8, 0, 0, 0, 0];
        byte[] comment = [0, 0, 0, 3, .. "tEXt"u8, 65, 0, 66, 0, 0, 0, 0];
        byte[] file = [.. plain[..33], .. Enumerable.Repeat(part, 10_001).SelectMany(one => one), .. Enumerable.Repeat(comment, 100).SelectMany(one => one), .. plain[33..]];

        var found = (await Scans.OfAsync(file, "a.png")).Findings.Select(found => found.Id).ToList();

        found.Should().Contain([ImageHeuristics.Trailer.Id, ImageHeuristics.CodeInMetadata.Id]);
    }

    [Theory]
    [InlineData("a.png", 12)]
    [InlineData("a.gif", 1)]
    public async Task A_program_behind_a_picture_without_an_end_is_found(string name, int mark)
    {
        var picture = name == "a.png" ? PngWith() : ForeignTool.Run(Path.GetTempPath(), Code("a"), "sh", "-c", "pngtopnm | ppmtogif -quiet");

        (await Scans.OfAsync([.. picture[..^mark], .. InertFiles.Pe()], name)).Findings.Select(found => found.Id).Should().Contain(ImageHeuristics.Trailer.Id);
    }

    [Fact]
    public async Task A_picture_of_a_document_is_looked_at_though_the_same_one_lies_elsewhere_first()
    {
        var code = Code("http://203.0.113.7/a");
        using var scans = new Scans { Readers = ScanHost.Formats.Containers.ContainerReaders.All };

        var outcome = await scans.ScanAsync(InertFiles.Zip(("a/q.png", code), ("word/media/q.png", code)), "a.zip");

        outcome.Findings.Select(found => found.Id).Should().Contain(ImageHeuristics.DangerousCode.Id);
    }

    [Theory]
    [InlineData("a.jpg", "pngtopnm | cjpeg -quality 60")]
    [InlineData("a.jpg", "pngtopnm | cjpeg -quality 60 -progressive")]
    [InlineData("a.gif", "pngtopnm | ppmtogif -quiet")]
    public async Task A_code_is_read_whatever_the_picture_is_written_as(string name, string command)
    {
        var picture = ForeignTool.Run(Path.GetTempPath(), Code("http://203.0.113.7/a"), "sh", "-c", command);

        (await Scans.OfAsync(picture, name)).Findings.Select(found => found.Id).Should().Contain(ImageHeuristics.DangerousCode.Id);
        using var scans = new Scans { Readers = ScanHost.Formats.Containers.ContainerReaders.All };
        (await scans.ScanAsync(ScanHost.TestKit.HeldOut.Second.MailForms.Message("a@host.invalid", "Code", "text/plain", "Please scan.", (name, picture)), "a.eml")).Findings.Select(found => found.Id).Should().Contain(ImageHeuristics.CodeAddress.Id);
    }

    [Fact]
    public async Task Code_in_a_packed_comment_is_found()
    {
        using var packed = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write("<?php system($_GET[1]); ?>"u8);
        byte[] chunk = [.. "zTXtComment\0\0"u8, .. packed.ToArray()];
        var picture = PngWith();
        byte[] file = [.. picture[..33], 0, 0, 0, (byte)(chunk.Length - 4), .. chunk, 0, 0, 0, 0, .. picture[33..]];

        (await Scans.OfAsync(file, "a.png")).Findings.Select(found => found.Id).Should().Contain(ImageHeuristics.CodeInMetadata.Id);
    }

    private static HeuristicCase Png(Heuristic heuristic, byte[] positive, params byte[][] negatives) =>
        new(heuristic, new("a.png", positive), [.. negatives.Select(file => new SampleFile("a.png", file))]);

    private static byte[] PngWith(int width = 3, int height = 2, string? text = null, byte[]? tail = null) => InertFiles.Png(width, height, text, tail);
}
