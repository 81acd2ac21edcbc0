using static ScanHost.TestKit.HeldOut.Eighth.EighthForms;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>Letters with the attachments that people send each other.</summary>
public sealed class HarmlessLetters : EighthHarmless
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, byte[] Content)> Files()
    {
        yield return ("photos.eml", Letter("From: Anna Berg <anna.berg@example.com>\nTo: olaf.lind@example.com\nSubject: Photos of the trip\nDate: Sun, 22 Nov 2026 18:20:00 +0100\nMessage-ID: <p1@example.com>", "Hi Olaf,\n\nhere are the photos, see the zip.\n\nAnna", ("photos.zip", "application/zip", InertFiles.Zip(("1.png", EighthPicture.Build(60, 40)), ("2.png", EighthPicture.Build(40, 60))))));
        yield return ("payslip.eml", Letter("From: Payroll <payroll@example.com>\nTo: anna.berg@example.com\nSubject: Your payslip for November 2026\nDate: Wed, 25 Nov 2026 07:00:00 +0100\nMessage-ID: <pay11@example.com>\nAuthentication-Results: mx.example.com; dkim=pass header.d=example.com; spf=pass", "Dear Anna,\n\nplease find your payslip attached. The archive is protected; the password is your date of birth (ddmmyyyy).\n\nPayroll department", ("Payslip_2026-11.zip", "application/zip", Packed("zip", "07031984", ("Payslip_2026-11.pdf", PdfBuilder.Document())))));
        yield return ("macro workbook.eml", Letter("From: Olaf Lind <olaf.lind@example.com>\nTo: anna.berg@example.com\nSubject: RE: stock list\nDate: Tue, 24 Nov 2026 13:10:00 +0100\nMessage-ID: <s2@example.com>\nIn-Reply-To: <s1@example.com>", "Anna,\n\nthe workbook with the button that sorts the list. You have to enable macros for it.\n\nOlaf", ("Stock.xlsm", "application/vnd.ms-excel.sheet.macroEnabled.12", EighthOffice.Excel([("Stock", "visible", EighthOffice.Row(1, "Article", "Count"))], macros: EighthOffice.Vba(("Module1", "Sub SortStock()\n    Range(\"A1\").CurrentRegion.Sort Key1:=Range(\"A1\"), Header:=xlYes\nEnd Sub"))))));
        yield return ("newsletter.eml", Letter("From: Garden centre <news@garden-shop.example>\nTo: anna.berg@example.com\nSubject: Winter offers\nDate: Fri, 20 Nov 2026 09:00:00 +0100\nList-Unsubscribe: <https://news.garden-shop.example/u/77>\nPrecedence: bulk", "<html><body><img src=\"https://news.garden-shop.example/o/77.gif\" width=\"1\" height=\"1\"><h1>Winter offers</h1><p><a href=\"https://click.garden-shop.example/r?u=https%3A%2F%2Fwww.garden-shop.example%2Fwinter\">www.garden-shop.example/winter</a></p></body></html>", ("offers.pdf", "application/pdf", PdfBuilder.Document())));
        yield return ("contract.msg", new MsgBuilder().Text(0x001A, "IPM.Note").Text(0x0037, "Contract draft").Text(0x0C1A, "Law office").Text(0x0C1F, "office@law-partners.example").Text(0x1000, "Please find the draft enclosed. We need your signature by Friday.").Attachment("Draft.docx", EighthOffice.Word(EighthOffice.P("Contract"))).AttachedMessage("Earlier letter", inner => inner.Text(0x001A, "IPM.Note").Text(0x0037, "Earlier letter").Text(0x1000, "Dear all").Attachment("winmail.dat", TnefBuilder.WithAttachment("Terms.pdf", PdfBuilder.Document()))).Build());
    }
}
