using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Rich text with pictures, tables and objects.</summary>
public sealed class HarmlessRichText : EighthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("Letter.rtf", Utf8("{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss Calibri;}}{\\*\\generator Riched20 10.0.22621}\\viewkind4\\uc1\\pard\\f0\\fs22 Dear Ms Berg,\\par thank you for your letter of 3 November.\\par}"));
        yield return ("Minutes with logo.rtf", Utf8("{\\rtf1\\ansi\\deff0{\\pict\\pngblip\\picwgoal900\\pichgoal300 " + Wrapped(Convert.ToHexString(EighthPicture.Build(90, 30)).ToLowerInvariant(), 128) + "}\\par Minutes\\par}"));
        yield return ("Quarter.rtf", RtfBuilder.WithObject("Excel.Sheet.8", EighthOffice.Xls(new EighthBook().Sheet("Q3").Text(0, 0, "Sum").Build())));
        yield return ("Exam in physics.doc", RtfBuilder.WithObject("Equation.3", new OleFileBuilder().Class("", "0002CE02-0000-0000-C000-000000000046").Stream("\u0001CompObj", EighthOffice.CompObj("Microsoft Equation 3.0", "Equation.3")).Stream("Equation Native", [0x1C, 0, 0, 0, 2, 0, 0x9E, 0xC4, 20, 0, 0, 0, .. new byte[16], 3, 1, 1, 3, 0, 0x0A, 1, 2, 0x83, 0x45, 0, 2, 0x86, 0x3D, 0, 2, 0x83, 0x6D, 0, 0]).Build()));
        yield return ("Instructions.rtf", RtfBuilder.WithPackage("Wiring diagram.pdf", PdfBuilder.Document()));
    }
}
