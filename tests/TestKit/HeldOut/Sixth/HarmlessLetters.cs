using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>Letters between people who know each other, with quotations, disclaimers and signatures.</summary>
public sealed class ThreadsOfColleagues : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("Re offer 3341.eml", Carriers.Letter("""
            Received: from mail.harbour-tools.example (mail.harbour-tools.example [192.0.2.25]) by mx1.kestrel-foods.example with ESMTPS; Mon, 23 Nov 2026 10:04:02 +0000
            Authentication-Results: mx1.kestrel-foods.example; spf=pass smtp.mailfrom=harbour-tools.example; dkim=pass header.d=harbour-tools.example; dmarc=pass
            From: Paul Ward <paul.ward@harbour-tools.example>
            To: Amy Lowell <amy.lowell@kestrel-foods.example>
            Subject: Re: Offer 3341 - delivery in week 50
            In-Reply-To: <3341@kestrel-foods.example>
            Date: Mon, 23 Nov 2026 10:03:55 +0000
            Message-ID: <aa1@harbour-tools.example>
            """, "text/plain", """
            Hi Amy,

            week 50 works for us. I attach the updated offer; the invoice will follow after delivery, our bank details
            have not changed (they are printed on the offer). If anybody ever mails you a change of bank details, call me first.

            Best,
            Paul

            --
            Paul Ward, Sales - Harbour Tools Ltd - +44 0000 000000
            This e-mail and any attachment are confidential. If you are not the intended recipient please delete it.

            > On 20 Nov 2026, Amy Lowell wrote:
            > Dear Paul, can you deliver before Christmas? It is urgent for the new line.
            """, ("Offer_3341_v2.pdf", "application/pdf", PdfBuilder.Document())));

        yield return ("AW Urlaub.eml", Carriers.Letter("""
            From: =?utf-8?Q?Petra_M=C3=BCller?= <petra.mueller@seitz-pumpen.example>
            To: albers@seitz-pumpen.example
            Cc: personal@seitz-pumpen.example
            Subject: AW: Urlaub und Lohnabrechnung
            Date: Tue, 24 Nov 2026 11:12:00 +0100
            Message-ID: <u2@seitz-pumpen.example>
            """, "text/html", """
            <html><body style="font-family:Calibri;font-size:11pt"><p>Hallo Frau Albers,</p><p>der Urlaub ist eingetragen. Die Lohnabrechnung liegt wie immer im <a href="https://portal.seitz-pumpen.example/lohn">Mitarbeiterportal</a>; dort k&ouml;nnen Sie auch Ihr Kennwort &auml;ndern.</p>
            <p>Viele Gr&uuml;&szlig;e<br>Petra M&uuml;ller</p><p style="color:gray;font-size:8pt">Bitte denken Sie an die Umwelt, bevor Sie diese E-Mail drucken.</p></body></html>
            """));

        yield return ("thesis draft.eml", Carriers.Letter("""
            From: "Sofia Marin" <smarin@students.faculty.example>
            Reply-To: sofia.marin.home@freepost.example
            To: prof.lindqvist@faculty.example
            Subject: Thesis draft, chapter 3
            Date: Wed, 25 Nov 2026 22:48:19 +0100
            Message-ID: <t3@students.faculty.example>
            """, "text/plain", """
            Dear Professor Lindqvist,

            here is chapter 3. The macro in the table only sorts the rows; you can read everything without enabling it.
            My university mailbox is nearly full, so please answer to my private address.

            Kind regards, Sofia
            """, ("chapter3.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", OoxmlBuilder.Word("<w:p><w:r><w:t>Chapter 3. Measurements</w:t></w:r></w:p>").Build()),
            ("data.zip", "application/zip", InertFiles.Zip(("data/run1.csv", Dos("t,v\n0,1.2\n1,1.4\n")), ("data/plot.py", Utf8("import csv\nprint(sum(1 for _ in csv.reader(open('run1.csv'))))\n"))))));

        yield return ("build failed.msg", new MsgBuilder()
            .Text(0x0037, "RE: Build failed on agent 4")
            .Text(0x0C1A, "Ruth Hall")
            .Text(0x0C1F, "ruth.hall@millbrook.example")
            .Text(0x1000, "Tom,\r\n\r\nthe agent had no disk. I ran\r\n\r\n    powershell -ExecutionPolicy Bypass -File C:\\build\\clean.ps1\r\n    net stop builder && net start builder\r\n\r\nand it is green again. The log is attached.\r\n\r\nRuth\r\n")
            .Attachment("agent4.log", Dos("07:10 cleaning C:\\build\\out\n07:11 done, 41 GB free\n"))
            .ReminderFile("reminder.wav")
            .Build());
    }
}

/// <summary>Letters that firms send to many: newsletters with counted links, notices of parcels, resets of passwords, invitations.</summary>
public sealed class NoticesOfFirms : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("newsletter.eml", Carriers.Letter("""
            From: "Green Garden Shop" <news@mail.green-garden.example>
            Reply-To: service@green-garden.example
            Return-Path: <bounce-7781@bounces.sendgrid.net>
            Authentication-Results: mx.freepost.example; spf=pass smtp.mailfrom=bounces.sendgrid.net; dkim=pass header.d=green-garden.example; dmarc=pass
            To: reader@freepost.example
            Subject: Autumn bulbs: 20% off until Sunday!
            List-Unsubscribe: <https://mail.green-garden.example/u/8812>, <mailto:unsubscribe@green-garden.example>
            Date: Thu, 26 Nov 2026 05:00:00 +0000
            """, "text/html", """
            <html><body><div style="display:none;max-height:0;overflow:hidden">Tulips, daffodils and crocuses at a reduced price &zwnj;&nbsp;&zwnj;&nbsp;&zwnj;&nbsp;&zwnj;&nbsp;&zwnj;&nbsp;</div>
            <table width="600" align="center"><tr><td><img src="https://mail.green-garden.example/i/head.jpg" alt="Green Garden" width="600"></td></tr>
            <tr><td><h1>20% off all bulbs</h1><p><a href="https://u8812.ct.sendgrid.net/ls/click?upn=AbCdEf0123456789">www.green-garden.example/bulbs</a></p>
            <p style="font-size:11px;color:#999">You get this because you ordered from us. <a href="https://mail.green-garden.example/u/8812">Unsubscribe</a></p></td></tr></table>
            <img src="https://u8812.ct.sendgrid.net/wf/open?upn=AbCdEf" width="1" height="1"></body></html>
            """));

        yield return ("reset.eml", Carriers.Letter("""
            From: Tradewind Accounts <no-reply@tradewind.example>
            To: owen@tradewind.example
            Subject: Reset your Tradewind password
            Authentication-Results: mx.tradewind.example; spf=pass smtp.mailfrom=tradewind.example; dkim=pass header.d=tradewind.example; dmarc=pass
            Date: Thu, 26 Nov 2026 12:30:01 +0000
            Message-ID: <r-1@tradewind.example>
            """, "text/html", """
            <html><body><p>Hello Owen,</p><p>somebody asked to reset the password of your Tradewind account. The link is valid for one hour:</p>
            <p><a href="https://accounts.tradewind.example/reset?token=5f2c91">https://accounts.tradewind.example/reset?token=5f2c91</a></p>
            <p>If it was not you, ignore this message; your password stays as it is.</p></body></html>
            """));

        yield return ("Versand.eml", Carriers.Letter("""
            From: "Buchhandlung Seeberg" <bestellung@buch-seeberg.example>
            To: kunde@freepost.example
            Subject: Ihre Bestellung 20117 ist unterwegs
            Date: Fri, 27 Nov 2026 14:02:10 +0100
            Message-ID: <20117@buch-seeberg.example>
            """, "text/html", """
            <html><body><p>Guten Tag,</p><p>Ihr Paket wurde heute an DHL &uuml;bergeben. Die Sendung k&ouml;nnen Sie hier verfolgen:
            <a href="https://www.dhl.de/de/privatkunden/pakete-empfangen/verfolgen.html?piececode=00340000000000000000">Sendungsverfolgung</a>.</p>
            <p>Die Rechnung liegt bei. Zahlbar innerhalb von 14 Tagen.</p><p>Ihre Buchhandlung Seeberg</p></body></html>
            """, ("Rechnung_20117.pdf", "application/pdf", PdfBuilder.Document())));

        yield return ("invite.eml", Dos("""
            From: Dana Cole <dana@kestrel-foods.example>
            To: owen@tradewind.example
            Subject: Invitation: Planning 2027 (Teams)
            Date: Fri, 27 Nov 2026 08:00:00 +0000
            Message-ID: <inv-9@kestrel-foods.example>
            MIME-Version: 1.0
            Content-Type: multipart/alternative; boundary="alt"

            --alt
            Content-Type: text/plain; charset=utf-8

            Microsoft Teams meeting. Join: https://teams.microsoft.com/l/meetup-join/19%3ameeting_0000/0?context=%7b%7d
            Meeting ID: 000 000 000 000  Passcode: aB3dE9
            --alt
            Content-Type: text/calendar; charset=utf-8; method=REQUEST

            BEGIN:VCALENDAR
            VERSION:2.0
            METHOD:REQUEST
            BEGIN:VEVENT
            UID:9@kestrel-foods.example
            DTSTART:20261207T090000Z
            DTEND:20261207T100000Z
            SUMMARY:Planning 2027
            ORGANIZER:mailto:dana@kestrel-foods.example
            ATTENDEE;RSVP=TRUE:mailto:owen@tradewind.example
            BEGIN:VALARM
            ACTION:DISPLAY
            TRIGGER:-PT15M
            END:VALARM
            END:VEVENT
            END:VCALENDAR
            --alt--
            """));
    }
}

/// <summary>Letters with attachments that look odd from outside and are not: archives with passwords, coded attachments of Outlook, pages, tools for colleagues.</summary>
public sealed class LettersWithOddAttachments : SixthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("payslip.eml", Carriers.Letter("""
            From: Payroll <payroll@millbrook.example>
            To: hr@millbrook.example
            Subject: Your payslip for November 2026
            Authentication-Results: mx.millbrook.example; spf=pass; dkim=pass header.d=millbrook.example; dmarc=pass
            Date: Fri, 27 Nov 2026 06:00:00 +0000
            Message-ID: <pay-11@millbrook.example>
            """, "text/plain", """
            Dear colleague,

            your payslip is attached as an encrypted archive. The password is the one that you set in the staff portal;
            we never send it by e-mail.

            Payroll
            """, ("payslip_2026-11.zip", "application/zip", Carriers.Packed("p.zip", "-tzip -mem=AES256 -pWinterzeit-88", ("payslip_2026-11.pdf", PdfBuilder.Document())))));

        yield return ("drawings.eml", Carriers.Letter("""
            From: Jens Krüger <krueger@bauplan-nord.example>
            To: vertrieb@pumpen-seitz.example
            Subject: Zeichnungen Pumpenhaus
            Date: Thu, 26 Nov 2026 16:20:00 +0100
            Message-ID: <z@bauplan-nord.example>
            """, "text/plain", "Hallo,\n\nanbei die Zeichnungen (DXF und PDF), gepackt.\n\nGruß\nJens Krüger\n",
            ("winmail.dat", "application/ms-tnef", TnefBuilder.WithAttachment("zeichnungen.zip", InertFiles.Zip(("pumpenhaus.dxf", Dos("0\nSECTION\n2\nENTITIES\n0\nENDSEC\n0\nEOF\n")), ("pumpenhaus.pdf", PdfBuilder.Document()))))));

        yield return ("coverage report.eml", Carriers.Letter("""
            From: CI <ci@build.tradewind.example>
            To: developers@tradewind.example
            Subject: [nightly] coverage 81.2 %, 3 failed tests
            Auto-Submitted: auto-generated
            Date: Fri, 27 Nov 2026 03:12:40 +0000
            Message-ID: <n@build.tradewind.example>
            """, "text/plain", "Nightly build 2211: 3 failed tests. Report attached, full log on https://build.tradewind.example/job/nightly/2211/\n",
            ("coverage.html", "text/html", Utf8("""
            <!DOCTYPE html><html><head><meta charset="utf-8"><title>Coverage</title><script>
            function toggle(id) { var e = document.getElementById(id); e.style.display = e.style.display === "none" ? "" : "none"; }
            document.addEventListener("DOMContentLoaded", function () { document.querySelectorAll("tr[data-rate]").forEach(function (row) { row.style.background = row.dataset.rate < 60 ? "#fdd" : "#dfd"; }); });
            </script></head><body><h1>81.2 %</h1><table><tr data-rate="91"><td onclick="toggle('a')">Orders</td><td>91 %</td></tr><tr data-rate="48"><td>Billing</td><td>48 %</td></tr></table></body></html>
            """))));

        yield return ("backup script.eml", Carriers.Letter("""
            From: Tom Field <tom@millbrook.example>
            To: ruth.hall@millbrook.example
            Subject: the backup script you asked for
            Date: Thu, 26 Nov 2026 09:00:00 +0000
            Message-ID: <bs@millbrook.example>
            """, "text/plain", "Hi Ruth,\n\nthe script is in the zip because the gateway strips .ps1. Read it before you run it, and set the share's name.\n\nTom\n",
            ("backup.zip", "application/zip", InertFiles.Zip(("backup.ps1", Dos("""
            param([string]$Target = "\\nas01.millbrook.example\backup")
            $day = Get-Date -Format yyyy-MM-dd
            Compress-Archive -Path "$env:USERPROFILE\Documents" -DestinationPath "$env:TEMP\docs-$day.zip" -Force
            Copy-Item "$env:TEMP\docs-$day.zip" $Target -ErrorAction Stop
            Remove-Item "$env:TEMP\docs-$day.zip"
            Write-Host "Backup of $day copied to $Target"
            """)), ("README.txt", Dos("Run in PowerShell: .\\backup.ps1 -Target \\\\server\\share\n"))))));
    }
}
