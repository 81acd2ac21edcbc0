using ScanHost.Formats.Identification;

namespace ScanHost.Formats.Tests.Identification;

public sealed class NameTricksTests
{
    [Theory]
    [InlineData("invoice.pdf.exe", "pdf.exe")]
    [InlineData("C:\\temp\\photo.JPG   .scr", "jpg.scr")]
    [InlineData("archive.tar.gz", null)]
    [InlineData("setup.exe", null)]
    public void A_harmless_extension_in_front_of_one_that_is_launched_is_a_double_extension(string name, string? expected) =>
        NameTricks.Of(name).DoubleExtension.Should().Be(expected);

    [Theory]
    [InlineData("../x", true)]
    [InlineData("a/../../x", true)]
    [InlineData("a\\.. .\\x", true)]
    [InlineData("/etc/passwd", true)]
    [InlineData("C:\\x", true)]
    [InlineData("\\\\host\\share", true)]
    [InlineData("a/b..c/d", false)]
    [InlineData("...and more.txt", false)]
    public void A_name_that_leaves_its_folder_is_told(string name, bool expected) => NameTricks.Of(name).IsTraversal.Should().Be(expected);

    [Fact]
    public void Direction_overrides_padding_and_bare_extensions_are_told()
    {
        NameTricks.Of("photo\u202Egpj.exe").HasBidiOverride.Should().BeTrue();
        NameTricks.Of("report.txt" + new string(' ', 40) + ".exe").PaddingLength.Should().Be(40);
        NameTricks.Of(".exe").IsExtensionOnly.Should().BeTrue();
        NameTricks.Of("a\u0007b").HasControlCharacters.Should().BeTrue();
    }
}
