using System.Text;
using ScanHost.Formats.Images;
using ScanHost.Formats.Pdf;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Images;

public sealed class RasterTests
{
    private const string Address = "https://host.invalid/login?u=ann";

    [Theory]
    [InlineData(1, 0, new byte[] { 0, 0b0100_0000 }, new byte[] { 0, 255 })]
    [InlineData(2, 0, new byte[] { 0, 0b0110_0000 }, new byte[] { 85, 170 })]
    [InlineData(8, 0, new byte[] { 0, 7, 250 }, new byte[] { 7, 250 })]
    [InlineData(8, 0, new byte[] { 1, 7, 3 }, new byte[] { 7, 10 })]
    [InlineData(16, 0, new byte[] { 0, 9, 1, 200, 2 }, new byte[] { 9, 200 })]
    [InlineData(8, 4, new byte[] { 0, 0, 0, 0, 255 }, new byte[] { 255, 0 })]
    [InlineData(8, 2, new byte[] { 0, 255, 255, 255, 0, 0, 0 }, new byte[] { 255, 0 })]
    public void Pixels_of_every_kind_are_read(byte depth, byte colour, byte[] rows, byte[] luma) =>
        PngRaster.Decode(PngBuilder.Build(2, 1, depth, colour, rows))!.Luma().Should().Equal(luma);

    [Fact]
    public void Filters_look_at_the_row_above() =>
        PngRaster.Decode(PngBuilder.Build(2, 3, 8, 0, [0, 10, 20, 2, 1, 1, 4, 1, 1]))!.Luma().Should().Equal(10, 20, 11, 21, 12, 22);

    [Fact]
    public void A_palette_gives_the_colours() =>
        PngRaster.Decode(PngBuilder.Build(2, 1, 4, 3, [0, 0x10], palette: [0, 0, 0, 1, 2, 3]))!.Rgba.Should().Equal(1, 2, 3, 255, 0, 0, 0, 255);

    [Fact]
    public void A_picture_too_large_or_without_a_row_is_not_read()
    {
        PngRaster.Decode(PngBuilder.Build(100_000, 100_000, 8, 0, [0])).Should().BeNull();
        PngRaster.Decode(PngBuilder.Build(2, 2, 8, 0, [0, 1])).Should().BeNull();
        PngRaster.Decode(PngBuilder.Build(2, 1, 8, 0, [9, 1, 2])).Should().BeNull();
    }

    [Fact]
    public void What_a_picture_lacks_at_its_end_stays_blank_as_viewers_show_it() =>
        PngRaster.Decode(PngBuilder.Build(2, 2, 8, 0, [0, 1, 2]))!.Luma().Should().Equal(1, 2, 255, 255);

    [Fact]
    public void An_interlaced_picture_is_put_together()
    {
        // Adam7: the corner, then what is beside it, then the second row.
        var file = PngBuilder.Build(2, 2, 8, 0, [0, 10, 0, 20, 0, 30, 40]);
        file[28] = 1;

        PngRaster.Decode(file)!.Luma().Should().Equal(10, 20, 30, 40);
    }

    [Fact]
    public void A_code_in_a_very_large_picture_is_read_at_half_its_size()
    {
        var drawn = PngRaster.Decode(Drawn("PNG"))!;
        var (luma, side) = (drawn.Luma(), 30 * drawn.Width);
        var rows = new byte[(side + 1) * side];
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++)
                rows[(y * (side + 1)) + 1 + x] = luma[(y / 30 * drawn.Width) + (x / 30)];

        var picture = PngRaster.Decode(PngBuilder.Build(side, side, 8, 0, rows))!;

        ((long)side * side).Should().BeGreaterThan(Raster.MaxPixels);
        QrCodes.Read(picture).Should().Equal(Address);
    }

    [Theory]
    [InlineData("PNG")]
    [InlineData("PNG32")]
    public void A_code_that_another_tool_drew_is_read(string format) =>
        QrCodes.Read(PngRaster.Decode(Drawn(format))!).Should().Equal(Address);

    [Fact]
    public void A_code_in_a_bitmap_file_is_read() => QrCodes.Read(BmpRaster.DecodeFile(Bitmap())!).Should().Equal(Address);

    [Fact]
    public void A_code_in_a_PDF_file_is_read()
    {
        var picture = PngRaster.Decode(Drawn("PNG"))!;
        var file = new PdfBuilder().Stream(8, $"/Type /XObject /Subtype /Image /Width {picture.Width} /Height {picture.Height} /BitsPerComponent 8 /ColorSpace /DeviceGray", picture.Luma()).Build();

        var pictures = PdfPictures.In(PdfFile.Parse(file, [], CancellationToken.None), CancellationToken.None).ToList();

        pictures.Should().ContainSingle().Which.Should().Match<Raster>(found => QrCodes.Read(found).Contains(Address));
    }

    [Fact]
    public void A_plain_picture_has_no_code() => QrCodes.Read(new(200, 200, new byte[160_000])).Should().BeEmpty();

    [Fact]
    public void Every_prefix_is_read_or_refused()
    {
        foreach (var file in new[] { Drawn("PNG"), PngBuilder.Build(2, 1, 4, 3, [0, 0x10], palette: [0, 0, 0, 1, 2, 3]) })
            for (var length = 0; length < file.Length; length++)
                Try(file[..length], codes: false);
    }

    [Fact]
    [Trait("Run", "Long")]
    public void Every_prefix_and_ten_thousand_mutations_are_read_or_refused()
    {
        var random = new Random(11);
        foreach (var file in new[] { Drawn("PNG"), Bitmap(), PngBuilder.Build(2, 1, 4, 3, [0, 0x10], palette: [0, 0, 0, 1, 2, 3]) })
        {
            for (var length = 0; length < file.Length; length += file.Length > 3000 ? 37 : 1)
                Try(file[..length]);
            for (var round = 0; round < 10_000; round++)
            {
                var changed = (byte[])file.Clone();
                for (var count = random.Next(1, 6); count > 0; count--)
                    changed[random.Next(Math.Min(changed.Length, 2000))] = (byte)random.Next(256);
                Try(changed, codes: round % 50 == 0);
            }
        }
    }

    [Fact]
    [Trait("Run", "Long")]
    public void Ten_thousand_disturbed_codes_are_read_or_refused()
    {
        var random = new Random(12);
        var picture = PngRaster.Decode(Drawn("PNG"))!;
        for (var round = 0; round < 10_000; round++)
        {
            var pixels = (byte[])picture.Rgba.Clone();
            for (var count = random.Next(1, 400); count > 0; count--)
                pixels.AsSpan(random.Next(picture.Width * picture.Height) * 4, 3).Fill((byte)random.Next(256));
            QrCodes.Read(picture with { Rgba = pixels }).Should().HaveCountLessThan(9);
        }
    }

    private static void Try(byte[] file, bool codes = true)
    {
        foreach (var picture in new[] { PngRaster.Decode(file), BmpRaster.DecodeFile(file), BmpRaster.DecodeIcon(file) })
            if (picture is not null)
            {
                picture.Rgba.Should().HaveCount(picture.Width * picture.Height * 4);
                IconShape.IsDocument(picture);
                if (codes)
                    QrCodes.Read(picture);
            }
    }

    private static byte[] Drawn(string format) => ForeignTool.Run(Path.GetTempPath(), "qrencode", "-t", format, "-s", "3", "-o", "-", Address);

    private static byte[] Bitmap()
    {
        var picture = PngRaster.Decode(Drawn("PNG"))!;
        var luma = picture.Luma();
        var stride = (picture.Width + 3) / 4 * 4;
        var pixels = new byte[stride * picture.Height];
        for (var y = 0; y < picture.Height; y++)
            luma.AsSpan(y * picture.Width, picture.Width).CopyTo(pixels.AsSpan((picture.Height - 1 - y) * stride));
        byte[] palette = [.. Enumerable.Range(0, 256).SelectMany(grey => new[] { (byte)grey, (byte)grey, (byte)grey, (byte)0 })];
        return [.. Encoding.ASCII.GetBytes("BM"), .. BitConverter.GetBytes(54 + 1024 + pixels.Length), 0, 0, 0, 0, .. BitConverter.GetBytes(54 + 1024), 40, 0, 0, 0, .. BitConverter.GetBytes(picture.Width), .. BitConverter.GetBytes(picture.Height), 1, 0, 8, 0, .. new byte[24], .. palette, .. pixels];
    }
}
