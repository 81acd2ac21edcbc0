using static ScanHost.TestKit.HeldOut.Eighth.EighthBook;
using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;
using static ScanHost.TestKit.HeldOut.Eighth.EighthOffice;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Old workbooks, exports and queries.</summary>
public sealed class HarmlessSheets : EighthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("Price list 2003.xls", Xls(new EighthBook().Sheet("Prices").Text(0, 0, "Article").Text(0, 1, "Price").Text(1, 0, "Screw M4").Text(1, 1, "0.12").Build()));
        yield return ("Calculation 1996.xls", Xls(new EighthBook().AutoOpen().Sheet("Calc").Text(0, 0, "Material").Sheet("Macro1", isMacro: true).Formula(0, 0, Call(118, S("Please fill in the yellow cells only."), N(2))).Formula(1, 0, Call(54)).Build()));
        yield return ("Export.slk", Dos("ID;PWXL;N;E\nP;PGeneral\nB;Y3;X2;D0 0 2 1\nC;Y1;X1;K\"Customer\"\nC;X2;K\"Sum\"\nC;Y2;X1;K\"Berg\"\nC;X2;K120.5\nC;Y3;X1;K\"Total\"\nC;X2;K120.5;ESUM(R2C2:R2C2)\nE\n"));
        yield return ("Indices.iqy", Dos("WEB\n1\nhttps://quotes.exchange.example/indices.html\n\nSelection=EntirePage\nFormatting=None\nPreFormattedTextToColumns=True\nConsecutiveDelimitersAsOne=True\nSingleBlockTextImport=False\n"));
        yield return ("Phone book.csv", Dos("Name,Phone,Extension,Change\nAnna Berg,+46 8 555 0100,=\"0100\",-3%\nOlaf Lind,+46 8 555 0101,=\"0101\",+2%\nTotal,,=SUM(C2:C3),\n\"=HYPERLINK(\"\"https://www.example.com/people\"\",\"\"Directory\"\")\",,,\n"));
    }
}
