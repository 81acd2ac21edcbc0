using System.Text;
using ScanHost.Formats.Images;
using ScanHost.Formats.Images.Jpeg;
using ScanHost.Formats.Pdf;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Images;

/// <summary>libjpeg-turbo's cjpeg writes the pictures, and its djpeg says which samples they have.</summary>
public sealed class JpegTests
{
    private const string Address = "https://host.invalid/login?u=ann";

    [Theory]
    [InlineData("-grayscale", 61, 47)]
    [InlineData("-grayscale -progressive", 61, 47)]
    [InlineData("-sample 1x1", 61, 47)]
    [InlineData("-sample 2x2", 61, 47)]
    [InlineData("-sample 2x1 -progressive", 61, 47)]
    [InlineData("-sample 2x2 -progressive", 64, 64)]
    [InlineData("-sample 1x2 -restart 1", 61, 47)]
    [InlineData("-sample 2x2 -restart 3B -optimize", 130, 70)]
    [InlineData("-sample 4x1 -quality 20", 130, 70)]
    [InlineData("-progressive -quality 100", 33, 9)]
    [InlineData("-quality 5", 1, 1)]
    public void Brightness_is_what_the_reference_decoder_says(string options, int width, int height)
    {
        var file = Encoded(Colours(width, height), options);

        var picture = JpegRaster.Decode(file)!;

        (picture.Width, picture.Height).Should().Be((width, height));
        var reference = Reference(file);
        // T.81 leaves the transform's accuracy to the decoder; ITU-T T.83 lets one level of difference pass.
        picture.Luma().Zip(reference, (ours, theirs) => Math.Abs(ours - theirs)).Max().Should().BeLessThanOrEqualTo(1);
    }

    [Theory]
    [InlineData("-quality 75")]
    [InlineData("-quality 30 -progressive")]
    [InlineData("-grayscale -restart 2")]
    public void A_code_in_a_JPEG_picture_is_read(string options) => QrCodes.Read(JpegRaster.Decode(Code(options))!).Should().Equal(Address);

    [Fact]
    public void A_code_in_a_JPEG_picture_of_a_PDF_file_is_read()
    {
        var file = new PdfBuilder().Stream(8, "/Type /XObject /Subtype /Image /Width 99 /Height 99 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode", Code("-quality 75")).Build();

        PdfPictures.In(PdfFile.Parse(file, [], CancellationToken.None), CancellationToken.None).Should().ContainSingle().Which.Should().Match<Raster>(found => QrCodes.Read(found).Contains(Address));
    }

    [Fact]
    public void A_large_picture_comes_out_at_half_its_size_and_one_too_large_not_at_all()
    {
        var large = JpegRaster.Decode(Encoded(Colours(2400, 2000), "-grayscale"))!;

        (large.Width, large.Height).Should().Be((1200, 1000));
        JpegRaster.Decode(Encoded(Colours(4100, 16), "-grayscale")).Should().BeNull();
    }

    [Fact]
    public void A_file_cut_short_gives_what_it_has()
    {
        var file = Encoded(Colours(64, 64), "-grayscale");

        var picture = JpegRaster.Decode(file.AsSpan(0, file.Length - 300))!;

        picture.Luma()[..64].Should().Equal(JpegRaster.Decode(file)!.Luma()[..64]);
    }

    [Fact]
    public void Other_kinds_of_JPEG_are_refused()
    {
        JpegRaster.Decode(Encoded(Colours(16, 16), "-arithmetic")).Should().BeNull();
        JpegRaster.Decode("not a picture"u8).Should().BeNull();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void A_table_of_codes_that_do_not_fit_is_refused(int change)
    {
        var file = Encoded(Colours(16, 16), "-grayscale");
        var table = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC4]);
        file[table + 5] = (byte)(change > 0 ? 3 : 200);

        JpegRaster.Decode(file).Should().BeNull();
    }

    [Fact]
    public void Every_prefix_and_some_mutations_are_read_or_refused()
    {
        var random = new Random(5);
        foreach (var options in new[] { "-sample 2x2 -restart 2", "-sample 2x1 -progressive" })
            Disturb(Encoded(Colours(40, 24), options), random, 1000);
    }

    [Fact]
    [Trait("Run", "Long")]
    public void Ten_thousand_mutations_of_each_kind_are_read_or_refused()
    {
        var random = new Random(6);
        foreach (var options in new[] { "-sample 2x2 -restart 2", "-sample 2x1 -progressive", "-grayscale -progressive", "-optimize" })
            Disturb(Encoded(Colours(40, 24), options), random, 10_000);
    }

    private static void Disturb(byte[] file, Random random, int rounds)
    {
        for (var length = 0; length < file.Length; length++)
            Check(file.AsSpan(0, length));
        for (var round = 0; round < rounds; round++)
        {
            var changed = (byte[])file.Clone();
            for (var count = random.Next(1, 6); count > 0; count--)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            Check(changed);
        }
    }

    private static void Check(ReadOnlySpan<byte> file)
    {
        if (JpegRaster.Decode(file) is { } picture)
            picture.Rgba.Should().HaveCount(picture.Width * picture.Height * 4);
    }

    private static byte[] Code(string options)
    {
        var drawn = PngRaster.Decode(ForeignTool.Run(Path.GetTempPath(), "qrencode", "-t", "PNG", "-o", "-", Address))!;
        return Encoded([.. Encoding.ASCII.GetBytes($"P5\n{drawn.Width} {drawn.Height}\n255\n"), .. drawn.Luma()], options);
    }

    private static byte[] Encoded(byte[] pixels, string options) => ForeignTool.Run(Path.GetTempPath(), pixels, "cjpeg", options.Split(' '));

    // In grey, and each sample as the first colour says: without smoothing between the samples of a coarser plane.
    private static byte[] Reference(byte[] file)
    {
        var output = ForeignTool.Run(Path.GetTempPath(), file, "djpeg", "-grayscale", "-dct", "float", "-pnm");
        var lines = 0;
        var at = 0;
        for (; lines < 3; at++)
            lines += output[at] == '\n' ? 1 : 0;
        return output[at..];
    }

    // Soft slopes and hard edges, in colours.
    private static byte[] Colours(int width, int height)
    {
        var pixels = new byte[width * height * 3];
        for (var at = 0; at < width * height; at++)
        {
            var (x, y) = (at % width, at / width);
            pixels[at * 3] = (byte)(x * 5);
            pixels[(at * 3) + 1] = (byte)((x / 7 + y / 5) % 2 * 200);
            pixels[(at * 3) + 2] = (byte)(y * 3);
        }
        return [.. Encoding.ASCII.GetBytes($"P6\n{width} {height}\n255\n"), .. pixels];
    }
}
