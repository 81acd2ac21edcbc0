using ScanHost.Formats.Identification;
using ScanHost.Pipeline.Stages;

namespace ScanHost.Pipeline.Tests.Stages;

public sealed class IdentifyStageTests
{
    [Theory]
    [InlineData("invoice.pdf", FileCategory.Executable, 95, true)]
    [InlineData("photo.JPG", FileCategory.Script, 90, true)]
    [InlineData("photo.jpg .", FileCategory.Shortcut, 95, true)]
    [InlineData("setup.exe", FileCategory.Executable, 95, false)]
    [InlineData("readme", FileCategory.Executable, 95, false)]
    [InlineData("notes.doc", FileCategory.Script, 70, false)]
    [InlineData("invoice.pdf", FileCategory.Document, 95, false)]
    public void A_program_under_a_harmless_extension_is_told_from_one_that_admits_it(
        string name, FileCategory category, int confidence, bool isHidden)
    {
        var identification = new Identification(new("x", "application/x", "X", category), confidence, null, []);

        IdentifyStage.HidesProgram(name, identification).Should().Be(isHidden);
    }
}
