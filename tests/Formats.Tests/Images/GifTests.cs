using System.Text;
using ScanHost.Formats.Images;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Images;

/// <summary>netpbm's ppmtogif writes the pictures.</summary>
public sealed class GifTests
{
    private const string Address = "https://host.invalid/login?u=ann";

    [Theory]
    [InlineData("")]
    [InlineData("-interlace")]
    [InlineData("-nolzw")]
    public void Pixels_are_those_that_went_in(string option)
    {
        var pixels = Pixels(131, 77);

        var picture = GifRaster.Frames(Encoded(pixels, 131, 77, option), 4).Should().ContainSingle().Subject;

        (picture.Width, picture.Height).Should().Be((131, 77));
        picture.Rgba.Where((_, at) => at % 4 != 3).Should().Equal(pixels);
    }

    [Fact]
    public void A_code_in_a_GIF_picture_is_read()
    {
        var drawn = PngRaster.Decode(ForeignTool.Run(Path.GetTempPath(), "qrencode", "-t", "PNG", "-o", "-", Address))!;
        var file = Encoded([.. drawn.Luma().SelectMany(grey => new[] { grey, grey, grey })], drawn.Width, drawn.Height, "");

        QrCodes.Read(GifRaster.Frames(file, 4).Single()).Should().Equal(Address);
    }

    [Fact]
    public void Later_frames_are_painted_over_the_first_and_what_they_leave_out_stays()
    {
        // Two by one pixels; the second frame paints only the second pixel, and one of its colours not at all.
        byte[] file =
        [
            .. "GIF89a"u8, 2, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255,
            0x2C, 0, 0, 0, 0, 2, 0, 1, 0, 0, 2, 2, 0x44, 0x0A, 0,
            0x21, 0xF9, 4, 1, 0, 0, 0, 0,
            0x2C, 1, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4C, 0x01, 0, 0x3B,
        ];

        var frames = GifRaster.Frames(file, 4).Select(frame => frame.Luma()).ToList();

        frames.Should().HaveCount(2);
        frames[0][0].Should().Be(0);
        frames[1][1].Should().Be(255);
    }

    [Fact]
    public void Every_prefix_and_mutation_is_read_or_refused()
    {
        var random = new Random(7);
        var file = Encoded(Pixels(40, 24), 40, 24, "-interlace");
        for (var length = 0; length < file.Length; length++)
            Check(file[..length]);
        for (var round = 0; round < 10_000; round++)
        {
            var changed = (byte[])file.Clone();
            for (var count = random.Next(1, 6); count > 0; count--)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            // Not the screen's size, which only says how much is cleared each time.
            changed[7] = changed[9] = 0;
            Check(changed);
        }
    }

    private static void Check(byte[] file)
    {
        foreach (var frame in GifRaster.Frames(file, 4))
            frame.Rgba.Should().HaveCount(frame.Width * frame.Height * 4);
    }

    private static byte[] Encoded(byte[] pixels, int width, int height, string option) =>
        ForeignTool.Run(Path.GetTempPath(), [.. Encoding.ASCII.GetBytes($"P6\n{width} {height}\n255\n"), .. pixels], "ppmtogif", option.Length > 0 ? [option, "-quiet"] : ["-quiet"]);

    private static byte[] Pixels(int width, int height) =>
        [.. Enumerable.Range(0, width * height).SelectMany(at => new[] { (byte)(at % width / 9 * 16), (byte)(at / width / 8 * 20), (byte)0 })];
}
