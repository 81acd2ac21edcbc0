using System.Text;
using ScanHost.Formats.Containers;
using ScanHost.Formats.Mail;
using ScanHost.Formats.Tests.Containers;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Mail;

public sealed class MailReaderTests
{
    [Theory]
    [InlineData("base64")]
    [InlineData("quoted-printable")]
    [InlineData("attached message")]
    public void An_attachment_that_python_wrote_comes_out_the_same(string kind)
    {
        using var folder = new TemporaryFolder();
        folder.Write("inner.bin", Samples.Inner);
        var script = kind switch
        {
            "base64" => "m.add_attachment(d, maintype='application', subtype='octet-stream', filename='in\u00fcer.bin')",
            "quoted-printable" => "m.add_attachment(d, maintype='application', subtype='octet-stream', filename='a.bin', cte='quoted-printable')",
            _ => "n=EmailMessage(); n['Subject']='inner'; n.set_content('x'); n.add_attachment(d, maintype='application', subtype='octet-stream', filename='a.bin'); m.add_attachment(n)",
        };
        var mail = Python(folder, "from email.message import EmailMessage\nimport sys\nd=open('inner.bin','rb').read()\nm=EmailMessage()\nm['Subject']='s'\nm['From']='a@host.invalid'\nm.set_content('text')\n" + script + "\nsys.stdout.buffer.write(bytes(m))");

        var sink = RecordingSink.Unpack("eml", mail);

        if (kind == "attached message")
        {
            var inner = sink.Members.Single(member => member.Member.Method == "message").Content.ToArray();
            sink = RecordingSink.Unpack("eml", inner);
        }
        sink.Hashes.Should().Contain(Samples.InnerHash);
        sink.Members[0].Member.Relation.Should().Be("body");
    }

    [Fact]
    public void A_file_in_an_invitation_comes_out_under_its_name_though_its_line_is_folded()
    {
        var sink = RecordingSink.Unpack("icalendar", "BEGIN:VCALENDAR\r\nATTACH;ENCODING=BASE64;X-FILENAME=\"a b.txt\":aGVsbG8\r\n gd29ybGQ=\r\nATTACH:https://host.invalid/\r\nEND:VCALENDAR\r\n"u8.ToArray());

        sink.Members.Should().ContainSingle();
        sink.Members[0].Member.Name.Should().Be("a b.txt");
        Encoding.ASCII.GetString(sink.Members[0].Content.ToArray()).Should().Be("hello world");
    }

    [Fact]
    public void Behind_more_lines_than_are_read_nothing_is_passed_over_in_silence()
    {
        var lines = string.Concat(Enumerable.Repeat("COMMENT:a\r\n", CalendarFile.MaxProperties));

        RecordingSink.Unpack("icalendar", Encoding.ASCII.GetBytes($"BEGIN:VCALENDAR\r\n{lines}ATTACH;ENCODING=BASE64:aGVsbG8gd29ybGQ=\r\nEND:VCALENDAR\r\n")).Gaps.Should().ContainSingle();
    }

    [Fact]
    public void An_invitation_is_a_message_of_its_organiser()
    {
        var mail = CalendarFile.Summarise(CalendarFile.Read("BEGIN:VEVENT\nORGANIZER;CN=\"Help desk\":mailto:a@one.invalid\nATTENDEE;RSVP=TRUE:mailto:b@two.invalid\nSUMMARY:Password\nDESCRIPTION:Sign in\\, now:\\nhttps://host.inv\n alid/\nEND:VEVENT\n"));

        mail.From.Should().Equal(new MailAddress("Help desk", "a@one.invalid"));
        mail.To.Should().Equal(new MailAddress("", "b@two.invalid"));
        mail.Subject.Should().Be("Password");
        mail.TextBody.Should().Be("Sign in, now:\nhttps://host.invalid/");
    }

    [Fact]
    public void Of_two_addresses_in_a_row_the_last_sends_and_the_first_is_only_shown()
    {
        var mail = MimeMail.Summarise("From: \"Tom\" <tom@one.invalid> <x@two.invalid>\nTo: b@three.invalid\nSubject: a\n\nbody\n"u8.ToArray(), CancellationToken.None);

        mail.From.Should().Equal(new MailAddress("Tom <tom@one.invalid>", "x@two.invalid"));
    }

    [Fact]
    public void A_mail_of_mpack_comes_out_the_same()
    {
        using var folder = new TemporaryFolder();
        folder.Write("inner.bin", Samples.Inner);
        ForeignTool.Run(folder.Path, "mpack", "-s", "subject", "-o", "out.eml", "inner.bin");

        var sink = RecordingSink.Unpack("eml", File.ReadAllBytes(Path.Combine(folder.Path, "out.eml")));

        sink.Hashes.Should().Contain(Samples.InnerHash);
    }

    [Theory]
    [InlineData("uuencode", "inner.bin", "inner.bin")]
    [InlineData("uuencode", "-m", "inner.bin", "inner.bin")]
    [InlineData("uuenview", "-y", "inner.bin")]
    [InlineData("uuenview", "-u", "inner.bin")]
    public void A_file_encoded_as_text_comes_out_the_same(string program, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        folder.Write("inner.bin", Samples.Inner);
        var encoded = ForeignTool.Run(folder.Path, program, arguments);
        byte[] text = [.. "Some words in front.\n\n"u8, .. encoded, .. "\nSome words behind.\n"u8];

        var sink = RecordingSink.Unpack("encoded-text", text);

        sink.Hashes.Should().Equal(Samples.InnerHash);
        sink.Members[0].Member.Name.Should().Be("inner.bin");
        sink.Gaps.Should().BeEmpty();
    }

    [Fact]
    public void A_binhex_file_comes_out_the_same()
    {
        var text = BinHexBuilder.Encode("inner.bin", Samples.SmallInner);

        RecordingSink.Unpack("encoded-text", text).Hashes.Should().Equal(RecordingSink.Hash(Samples.SmallInner));
    }

    [Fact]
    public void Text_that_is_nothing_but_base64_of_a_file_is_decoded()
    {
        RecordingSink.Unpack("encoded-text", Encoding.ASCII.GetBytes(Convert.ToBase64String(Samples.Make("gzip"), Base64FormattingOptions.InsertLineBreaks))).Members.Should().ContainSingle();
        RecordingSink.Unpack("encoded-text", "just a sentence without any meaning and no line of it is base64"u8.ToArray()).Members.Should().BeEmpty();
    }

    [Theory]
    [InlineData(Base64FormattingOptions.None)]
    [InlineData(Base64FormattingOptions.InsertLineBreaks)]
    public void An_archive_in_base64_comes_out_once(Base64FormattingOptions lines)
    {
        var text = Encoding.ASCII.GetBytes(Convert.ToBase64String(Samples.Make("zip deflate"), lines));

        string[] hashes = [.. RecordingSink.Unpack("encoded-text", text).Hashes, .. RecordingSink.Unpack("decoders", text).Hashes];

        hashes.Should().ContainSingle();
    }

    [Fact]
    public void Hundreds_of_empty_blocks_hide_no_file_behind_them()
    {
        byte[] text = [.. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("begin 644 a\n`\nend\n", 300))), .. BinHexBuilder.Encode("inner.bin", Samples.SmallInner)];

        RecordingSink.Unpack("encoded-text", text).Hashes.Should().Contain(RecordingSink.Hash(Samples.SmallInner));
    }

    [Fact]
    public void Parts_within_parts_that_are_too_deep_are_a_gap()
    {
        var opening = string.Concat(Enumerable.Range(0, MimeMail.MaxDepth + 4).Select(depth => $"Content-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}\n"));

        var sink = RecordingSink.Unpack("eml", Encoding.ASCII.GetBytes($"From: a@host.invalid\n{opening}Content-Type: application/octet-stream; name=a.exe\nContent-Transfer-Encoding: base64\n\nTVqQAAMAAAAEAAAA\n"));

        sink.Gaps.Should().ContainSingle().Which.Reason.Should().Be(UnpackGap.Unsupported);
    }

    [Fact]
    public void All_that_a_mail_program_shows_one_below_the_other_is_its_body()
    {
        var mail = MimeMail.Summarise("From: a@host.invalid\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>one</p>\n--b\nContent-Type: text/html\n\n<p>two</p>\n--b--\n"u8.ToArray(), CancellationToken.None);

        mail.HtmlBody.Should().ContainAll("one", "two");
    }

    [Fact]
    public void Every_message_of_a_mailbox_comes_out()
    {
        const string mbox = "From a@host.invalid Mon Jan  1 00:00:00 2024\nSubject: one\n\nFrom here on it is text.\n\nFrom b@host.invalid Mon Jan  1 00:00:00 2024\nSubject: two\n\nbody\n";

        var sink = RecordingSink.Unpack("mbox", Encoding.ASCII.GetBytes(mbox));

        sink.Members.Select(member => Encoding.ASCII.GetString(member.Content.ToArray())[..12]).Should().Equal("Subject: one", "Subject: two");
    }

    [Fact]
    public void An_outlook_message_gives_its_bodies_and_attachments()
    {
        var file = new MsgBuilder().Text(0x0037, "subject").Text(0x1000, "the body").Attachment("inner.bin", Samples.SmallInner).Build();

        var sink = RecordingSink.Unpack("msg", file);

        sink.Members.Select(member => (member.Member.Name, member.Member.Relation)).Should().Equal(("body.txt", "body"), ("inner.bin", "attachment"));
        sink.Hashes.Should().Contain(RecordingSink.Hash(Samples.SmallInner));
    }

    [Fact]
    public void A_message_attached_to_an_outlook_message_is_opened_in_place()
    {
        var file = new MsgBuilder().Text(0x1000, "outer").AttachedMessage("letter", inner => inner.Text(0x1000, "inner").Attachment("a.bin", Samples.SmallInner)).Build();

        RecordingSink.Unpack("msg", file).Members.Select(member => member.Member.Name).Should().Equal("body.txt", "letter/body.txt", "letter/a.bin");
    }

    [Fact]
    public void The_example_of_the_rtf_compression_decompresses()
    {
        // [MS-OXRTFCP] 3.1.
        var packed = Convert.FromHexString("2D0000002B0000004C5A4675F1C5C7A703000A007263706731323542320AF32068656C090020627705B06C647D0A800FA0");

        var rtf = new MsgBuilder().Binary(0x1009, packed).Build();

        Encoding.ASCII.GetString(RecordingSink.Unpack("msg", rtf).Members.Single().Content.ToArray()).Should().Be("{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
    }

    [Fact]
    public void A_winmail_dat_gives_its_attachment()
    {
        var sink = RecordingSink.Unpack("tnef", TnefBuilder.WithAttachment("inner.bin", Samples.SmallInner));

        sink.Hashes.Should().Contain(RecordingSink.Hash(Samples.SmallInner));
    }

    [Fact]
    public void The_tool_tnef_agrees_about_the_sample()
    {
        using var folder = new TemporaryFolder();
        folder.Write("winmail.dat", TnefBuilder.WithAttachment("inner.bin", Samples.SmallInner));
        ForeignTool.Run(folder.Path, "tnef", "winmail.dat");

        File.ReadAllBytes(Path.Combine(folder.Path, "inner.bin")).Should().Equal(Samples.SmallInner);
    }

    [Fact]
    public void Headers_and_bodies_are_summarised()
    {
        const string mail = "Return-Path: <bounce@host.invalid>\nReceived: from a by b\nAuthentication-Results: mx; dmarc=fail\nFrom: \"Jane\" <jane@host.invalid>\nReply-To: x@other.invalid\nSubject: =?utf-8?q?=C3=BCber?=\nContent-Type: text/html\n\n<p>Hi</p>";

        var summary = MimeMail.Summarise(Encoding.ASCII.GetBytes(mail), CancellationToken.None);

        summary.Subject.Should().Be("über");
        summary.From.Should().Equal(new MailAddress("Jane", "jane@host.invalid"));
        summary.ReplyTo[0].Domain.Should().Be("other.invalid");
        summary.HtmlBody.Should().Contain("Hi");
        summary.AuthenticationResults.Should().Contain("dmarc=fail");
    }

    [Theory]
    [InlineData("<a href=\"http://a.invalid/x\">http://b.invalid</a>", "http://a.invalid/x", "http://b.invalid")]
    [InlineData("<A class=x HREF='http://a.invalid'><b>Click</b> here</A>", "http://a.invalid", "Click here")]
    [InlineData("<a href=http://a.invalid>x", "http://a.invalid", "x")]
    public void Links_are_found_with_their_text(string html, string target, string text) =>
        HtmlLinks.Find(html).Should().Equal(new HtmlLink(target, text));

    [Theory]
    [InlineData("-sign -nodetach -binary -signer c.pem -inkey k.pem", true)]
    [InlineData("-sign -nodetach -binary -stream -signer c.pem -inkey k.pem", true)]
    [InlineData("-encrypt c.pem", false)]
    public void Signed_mail_of_openssl_gives_its_content_and_encrypted_mail_is_a_gap(string arguments, bool isReadable)
    {
        using var folder = new TemporaryFolder();
        folder.Write("inner.bin", Samples.SmallInner);
        ForeignTool.Run(folder.Path, "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "k.pem", "-out", "c.pem", "-subj", "/CN=x", "-days", "1");
        string[] words = arguments.Split(' ');
        ForeignTool.Run(folder.Path, "openssl", ["cms", words[0], "-in", "inner.bin", "-outform", "DER", "-out", "out.p7m", .. words[1..]]);

        var sink = RecordingSink.Unpack("smime", File.ReadAllBytes(Path.Combine(folder.Path, "out.p7m")));

        sink.Hashes.Should().Equal(isReadable ? [RecordingSink.Hash(Samples.SmallInner)] : []);
        sink.Gaps.Should().HaveCount(isReadable ? 0 : 1);
    }

    private static byte[] Python(TemporaryFolder folder, string script) => ForeignTool.Run(folder.Path, "/usr/bin/python3", "-c", script);
}
