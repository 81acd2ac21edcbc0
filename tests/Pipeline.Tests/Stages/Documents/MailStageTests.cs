using System.IO.Compression;
using System.Text;
using ScanHost.Contracts.Scanning;
using ScanHost.Pipeline.Stages.Documents;
using ScanHost.TestKit;

namespace ScanHost.Pipeline.Tests.Stages.Documents;

public sealed class MailStageTests
{
    [Theory]
    [InlineData("eml.display_spoof", "From: \"ceo@bank.invalid\" <x@evil.invalid>")]
    [InlineData("eml.display_spoof", "From: PayPal Service <x@evil.invalid>")]
    [InlineData("eml.display_spoof", "From: \"Microsoft\" <x@evil.invalid>")]
    [InlineData("eml.replyto_mismatch", "From: a@one.invalid\nReply-To: a@two.invalid")]
    [InlineData("eml.auth_fail", "From: a@one.invalid\nAuthentication-Results: mx.invalid; spf=pass; dmarc=fail (p=reject)")]
    [InlineData("eml.punycode", "From: a@pаypal.com")]
    [InlineData("eml.mime_anomaly", "From: a@one.invalid\nFrom: b@one.invalid")]
    [InlineData("eml.mime_anomaly", "From: a@one.invalid\nSubject: a\nSubject: b")]
    public async Task A_deceiving_header_is_found(string finding, string headers) =>
        (await DocumentScans.FindingsAsync(Mail(headers))).Should().Contain(finding);

    [Theory]
    [InlineData("From: \"Jane Doe\" <jane@one.invalid>")]
    [InlineData("From: \"jane@one.invalid\" <jane@one.invalid>")]
    [InlineData("From: \"jane@mail.one.invalid\" <jane@one.invalid>")]
    [InlineData("From: PayPal <service@paypal.com>")]
    [InlineData("From: \"Jane Doe via LinkedIn\" <jane@one.invalid>")]
    [InlineData("From: a@one.invalid\nReply-To: b@lists.one.invalid")]
    [InlineData("From: a@shop.co.uk\nReply-To: b@help.shop.co.uk")]
    [InlineData("From: a@one.invalid\nAuthentication-Results: mx.invalid; spf=fail; dmarc=pass")]
    [InlineData("From: info@xn--mnchen-3ya.de")]
    public async Task An_honest_header_is_not(string headers) =>
        (await DocumentScans.FindingsAsync(Mail(headers))).Should().BeEmpty();

    [Theory]
    [InlineData("<a href=\"http://evil.invalid/x\">https://www.bank.com/login</a>", true)]
    [InlineData("<a href=\"http://evil.invalid/x\">www.bank.com</a>", true)]
    [InlineData("<a href=\"http://click.bank.com/x\">https://www.bank.com/login</a>", false)]
    [InlineData("<a href=\"http://evil.invalid/x\">Click here</a>", false)]
    [InlineData("<a href=\"mailto:a@bank.com\">a@bank.com</a>", false)]
    [InlineData("<a href=\"http://evil.invalid/x\">version 1.0.pl</a>", false)]
    public async Task A_link_that_shows_another_host_is_found(string html, bool isFound) =>
        (await DocumentScans.FindingsAsync(Mail("From: a@one.invalid\nContent-Type: text/html", html))).Contains("eml.url_text_mismatch").Should().Be(isFound);

    [Fact]
    public async Task Words_broken_up_by_invisible_characters_are_found()
    {
        var broken = string.Concat(Enumerable.Repeat("pa\u200Bssword ", 60));
        var padding = string.Concat(Enumerable.Repeat("\u200C \u00A0", 200));

        (await DocumentScans.FindingsAsync(Mail("From: a@one.invalid\nContent-Type: text/plain; charset=utf-8", broken))).Should().Contain("eml.hidden_text");
        (await DocumentScans.FindingsAsync(Mail("From: a@one.invalid\nContent-Type: text/plain; charset=utf-8", padding))).Should().BeEmpty();
    }

    [Theory]
    [InlineData("invoice.js", true)]
    [InlineData("scan.iso", true)]
    [InlineData("notes.one", true)]
    [InlineData("document.lnk", true)]
    [InlineData("invoice.pdf", false)]
    [InlineData("photo.jpg", false)]
    [InlineData("table.xlsx", false)]
    [InlineData("archive.zip", false)]
    public async Task An_attachment_that_runs_is_found(string name, bool isFound) =>
        (await DocumentScans.FindingsAsync(WithAttachment("Hello", name, "some words"u8.ToArray()))).Contains("eml.dangerous_att").Should().Be(isFound);

    [Theory]
    [InlineData("<html><body><form action=\"http://evil.invalid\"><input type=\"password\"></form></body></html>", true)]
    [InlineData("<html><body><script>var b=new Blob([atob(x)]);URL.createObjectURL(b)</script></body></html>", true)]
    [InlineData("<html><body><p>Your order</p></body></html>", false)]
    [InlineData("<html><body><form><input type=\"text\"></form></body></html>", false)]
    [InlineData("<html><body><img src=\"data:image/png;base64,AAAA\"></body></html>", false)]
    public async Task An_attached_page_is_judged(string html, bool isFound) =>
        (await DocumentScans.FindingsAsync(WithAttachment("Hello", "page.html", Encoding.ASCII.GetBytes(html)))).Contains("eml.html_att").Should().Be(isFound);

    [Fact]
    public async Task The_password_in_the_body_opens_the_attachment_and_is_found()
    {
        using var folder = new TemporaryFolder();
        folder.Write("inner.txt", "the inner file"u8.ToArray());
        ForeignTool.Run(folder.Path, "7z", "a", "-tzip", "-pTr0ub4dor", "-mem=AES256", "out.zip", "inner.txt");
        var zip = File.ReadAllBytes(Path.Combine(folder.Path, "out.zip"));

        var outcome = await DocumentScans.ScanAsync(WithAttachment("Please find the file attached.\nThe password is: Tr0ub4dor.\n", "invoice.zip", zip));

        outcome.Findings.Select(finding => finding.Id).Should().Contain("eml.pwd_in_body");
        outcome.Artifacts.Should().Contain(artifact => artifact.Name == "inner.txt");
        outcome.Gaps.Should().BeEmpty();
    }

    [Fact]
    public async Task A_locked_attachment_without_a_told_password_is_only_a_gap()
    {
        using var folder = new TemporaryFolder();
        folder.Write("inner.txt", "the inner file"u8.ToArray());
        ForeignTool.Run(folder.Path, "7z", "a", "-tzip", "-pTr0ub4dor", "-mem=AES256", "out.zip", "inner.txt");
        var zip = File.ReadAllBytes(Path.Combine(folder.Path, "out.zip"));

        var outcome = await DocumentScans.ScanAsync(WithAttachment("I will call you about it.\n", "invoice.zip", zip));

        outcome.Findings.Select(finding => finding.Id).Should().NotContain("eml.pwd_in_body");
        outcome.Gaps.Should().Contain(gap => gap.Reason == GapReason.Encrypted);
    }

    [Fact]
    public async Task An_open_attachment_beside_a_password_is_not_found()
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
            archive.CreateEntry("a.txt");

        (await DocumentScans.FindingsAsync(WithAttachment("Your new password: hunter22", "a.zip", zip.ToArray()))).Should().NotContain("eml.pwd_in_body");
    }

    [Theory]
    [InlineData("The password is: Tr0ub4dor.", "Tr0ub4dor")]
    [InlineData("Passwort: geheim", "geheim")]
    [InlineData("password for the archive: 1234", "1234")]
    [InlineData("Use PIN 4711 to open it", "4711")]
    [InlineData("Пароль: секрет", "секрет")]
    [InlineData("pw = \"ab!1\"", "ab!1")]
    public void A_told_password_is_read(string text, string password) =>
        PasswordWords.Find(text).Told.Should().Contain(password);

    [Theory]
    [InlineData(@"\\192.0.2.7\share\a.wav", true)]
    [InlineData("reminder.wav", false)]
    [InlineData(@"C:\Windows\Media\chimes.wav", false)]
    [InlineData("", false)]
    public async Task A_reminder_that_leaks_the_password_hash_is_found(string path, bool isFound)
    {
        var file = new MsgBuilder().Text(0x0037, "Meeting").Text(0x1000, "see you").ReminderFile(path).Build();

        (await DocumentScans.FindingsAsync(file, "a.msg")).Contains("msg.cve_2023_23397").Should().Be(isFound);
    }

    [Fact]
    public async Task An_outlook_message_is_judged_like_a_mail()
    {
        var file = new MsgBuilder().Text(0x0037, "Invoice").Text(0x0042, "DHL Express").Text(0x5D02, "x@evil.invalid").Text(0x1000, "see attachment").Attachment("bill.js", "WScript.Echo(1)"u8.ToArray()).Build();

        (await DocumentScans.FindingsAsync(file, "a.msg")).Should().Contain("eml.display_spoof").And.Contain("eml.dangerous_att");
    }

    private static byte[] Mail(string headers, string body = "Hello") =>
        Encoding.UTF8.GetBytes($"Received: from a by b; Mon, 1 Jan 2024 00:00:00 +0000\nDate: Mon, 1 Jan 2024 00:00:00 +0000\nMessage-Id: <1@one.invalid>\nTo: you@two.invalid\nMIME-Version: 1.0\n{headers}\n\n{body}\n");

    private static byte[] WithAttachment(string body, string name, byte[] content) => Mail(
        "From: a@one.invalid\nSubject: hello\nContent-Type: multipart/mixed; boundary=b",
        $"--b\nContent-Type: text/plain\n\n{body}\n--b\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename=\"{name}\"\nContent-Transfer-Encoding: base64\n\n{Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks)}\n--b--\n");
}
