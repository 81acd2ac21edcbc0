namespace ScanHost.TestKit.HeldOut.Fourth;

/// <summary>Letters that firms and people send each other.</summary>
public sealed class OrdinaryLetters : FourthHarmless
{
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("Autumn offers.eml", Letter.Build("""
Return-Path: <bounce-77121@mailer.news-sender.example>
DKIM-Signature: v=1; a=rsa-sha256; d=gardenshop.example; s=k1; h=from:subject; bh=AAAA; b=BBBB
Authentication-Results: mx.contoso.example; spf=pass; dkim=pass; dmarc=pass
From: Gardenshop <news@gardenshop.example>
To: anna@contoso.example
Subject: =?utf-8?Q?=F0=9F=8D=82_Last_chance:_20%_off_all_bulbs_ends_tonight?=
List-Unsubscribe: <https://click.news-sender.example/unsub?u=77121>, <mailto:unsub@news-sender.example>
Date: Fri, 23 Oct 2026 08:00:00 +0000
Message-ID: <77121@mailer.news-sender.example>
""", $"""
<html><head><style>@media(max-width:600px){"{"}.c{"{"}width:100%!important{"}"}{"}"}</style></head><body style="background:#f6f6f6"><div style="display:none;max-height:0">Only until midnight!</div>
<table class="c" width="600" align="center" bgcolor="#ffffff">{string.Concat(Enumerable.Range(1, 14).Select(at => $"<tr><td><a href=\"https://click.news-sender.example/ls/click?upn=u001.{Convert.ToHexString(Filler.Noise((uint)at, 40))}\"><img src=\"https://images.gardenshop.example/p/{at}.jpg\" width=\"280\" alt=\"Bulbs {at}\"></a><br>Tulips no. {at} <b>now only 3.99</b></td></tr>"))}
<tr><td><a href="https://click.news-sender.example/ls/click?upn=shop" style="background:#2e7d32;color:#fff;padding:12px 24px">Shop now</a></td></tr></table>
<img src="https://click.news-sender.example/wf/open?upn=u001.ABC" width="1" height="1"><p style="font-size:10px">Gardenshop Ltd, 1 Green Lane. <a href="https://click.news-sender.example/unsub?u=77121">Unsubscribe</a></p></body></html>
""", true));
        yield return ("Reset your password.eml", Letter.Build("""
Authentication-Results: mx.contoso.example; spf=pass; dkim=pass header.d=tracker.example; dmarc=pass
From: Tracker <no-reply@tracker.example>
To: d.okafor@contoso.example
Subject: Reset your password
Date: Tue, 3 Nov 2026 13:20:00 +0000
Message-ID: <r1@tracker.example>
""", """
<html><body><p>Hello Daniel,</p><p>Somebody (hopefully you) asked to reset the password of your Tracker account. The link is valid for 24 hours:</p>
<p><a href="https://app.tracker.example/password/reset?token=3b1f9b0c">Reset password</a></p><p>If it was not you, you can safely ignore this email; your password stays the same. We never ask for your password by mail.</p></body></html>
""", true));
        yield return ("Rechnung 2026-1187.eml", Letter.Build("""
From: "Buchhaltung Muster GmbH" <rechnung@muster-gmbh.example>
To: einkauf@fabrikam.example
Subject: Rechnung 2026-1187
Date: Mon, 2 Nov 2026 09:31:12 +0100
Message-ID: <1187@muster-gmbh.example>
""", "Sehr geehrte Damen und Herren,\n\nanbei erhalten Sie unsere Rechnung 2026-1187 über 1.284,60 EUR, zahlbar bis 16.11.2026 ohne Abzug.\nUnsere Bankverbindung hat sich nicht geändert.\n\nMit freundlichen Grüßen\nA. Lenz\n", false,
            ("Rechnung_2026-1187.pdf", "application/pdf", new PdfBuilder().Add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>").Stream(4, "", Utf8("BT /F1 12 Tf 50 780 Td (Rechnung 2026-1187) Tj ET")).Build())));
        yield return ("Invitation_ Project kick-off.eml", Letter.Build("""
From: "Lars Holm" <l.holm@northwind.example>
To: "Maria Lopez" <m.lopez@fabrikam.example>
Subject: Invitation: Project kick-off
Date: Wed, 4 Nov 2026 11:02:00 +0100
Message-ID: <inv77@northwind.example>
""", "Hi Maria,\n\nplease find the invitation attached. We will use Teams:\nhttps://teams.microsoft.com/l/meetup-join/19%3ameeting_example\n\nDial in: +49 69 5550100, conference ID 123 456#\n\nLars", false,
            ("invite.ics", "text/calendar; method=REQUEST", Dos("BEGIN:VCALENDAR\nPRODID:-//Example//EN\nVERSION:2.0\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:77@northwind.example\nDTSTAMP:20261104T100000Z\nDTSTART:20261110T090000Z\nDTEND:20261110T100000Z\nORGANIZER;CN=Lars Holm:mailto:l.holm@northwind.example\nSUMMARY:Project kick-off\nLOCATION:Microsoft Teams Meeting\nEND:VEVENT\nEND:VCALENDAR\n"))));
        yield return ("Boarding pass.eml", Letter.Build("""
From: Nordic Air <noreply@nordicair.example>
To: p.hartmann@contoso-logistics.example
Subject: Your boarding pass CPH-OSL 12 Nov
Date: Wed, 11 Nov 2026 09:00:00 +0100
Message-ID: <bp@nordicair.example>
""", "<html><body><p>Your check-in is complete. Scan the code at the gate.</p><p>Seat 12A, gate closes 07:25.</p></body></html>", true,
            ("boardingpass.png", "image/png", QrCodes.Picture(QrCodes.Ticket))));
        yield return ("Security reminder from IT.eml", Letter.Build("""
From: "IT Security" <it-security@fabrikam.example>
To: all@fabrikam.example
Subject: Please watch out: fake "password expires" mails
Date: Thu, 5 Nov 2026 08:00:00 +0000
Message-ID: <aware@fabrikam.example>
""", """
Dear colleagues,

this week several of us received mails such as "Your password expires today - keep same password" or "You have (1) new voice message".
They lead to a copy of the Microsoft sign-in page. Please:

 - do not scan QR codes from mails and do not enter your password there,
 - never press Win+R and paste something a web page asks you to paste,
 - report such mails with the "Report phishing" button.

If you have entered your password, call the service desk at once: extension 4400. Nobody will blame you.

Your IT Security team
""", false));
        yield return ("Fwd_ scripts.eml", Letter.Build("""
From: "Tom Rice" <t.rice@contoso.example>
To: "Ines Duarte" <i.duarte@contoso.example>
Subject: Fwd: the scripts for the print server
Date: Thu, 12 Nov 2026 15:44:00 +0000
Message-ID: <scripts@contoso.example>
""", "Hi Ines, the two scripts as promised. Run the first one on PRINT01 as admin, it only lists the queues.\nTom", false,
            ("Get-Queues.ps1", "text/plain", Dos("Get-Printer -ComputerName print01 | Sort-Object Name | Format-Table Name, DriverName, PortName, JobCount -AutoSize\n")),
            ("clear_spooler.bat", "text/plain", Dos("@echo off\nnet stop spooler\ndel /q %systemroot%\\System32\\spool\\PRINTERS\\*.*\nnet start spooler\n"))));
        yield return ("DHL shipment.eml", Letter.Build("""
Authentication-Results: mx.contoso.example; spf=pass; dkim=pass; dmarc=pass
From: "Parcel Service" <noreply@parcel-service.example>
To: anna@contoso.example
Subject: Your parcel arrives tomorrow between 10:00 and 12:00
Date: Mon, 16 Nov 2026 17:00:00 +0000
Message-ID: <p1@parcel-service.example>
""", "<html><body><table><tr><td bgcolor='#ffcc00'><b>Parcel Service</b></td></tr><tr><td>Your parcel 00340434161094000000 will be delivered tomorrow. Not at home? <a href='https://www.parcel-service.example/track?id=00340434161094000000'>Choose another day or a neighbour</a>.</td></tr></table></body></html>", true));
        yield return ("note to file.msg", new MsgBuilder().Text(0x0037, "Minutes of 3 November").Text(0x0C1A, "Lars Holm").Text(0x1000, "Present: Holm, Lopez. We agreed on the new delivery dates, see the attached table.").Attachment("dates.csv", Dos("Item;Date\nPumps;2026-12-01\nValves;2026-12-10\n")).Build());
    }
}
