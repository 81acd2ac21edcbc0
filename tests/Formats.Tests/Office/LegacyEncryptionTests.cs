using System.Buffers.Binary;
using System.Text;
using ScanHost.Formats.Ole;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Office;

/// <summary>Word documents and presentations under RC4. Whether the encryptor of the tests is right, a program of another maker says.</summary>
public sealed class LegacyEncryptionTests
{
    private const string Text = "DDEAUTO cmd.exe and other words of the document";
    private static readonly byte[] Word = MakeWord();
    private static readonly byte[] Slides = [0x0F, 0, 0xE8, 3, 60, 0, 0, 0, .. Encoding.ASCII.GetBytes(Text.PadRight(60))];

    [Theory]
    [InlineData(false, "secret")]
    [InlineData(true, "secret")]
    [InlineData(true, "VelvetSweatshop")]
    public void A_known_password_opens_a_document(bool isCryptoApi, string password)
    {
        var file = XlsEncryptor.Document(Word, "the table"u8.ToArray(), password, isCryptoApi);
        Encoding.Latin1.GetString(file).Should().NotContain(Text);

        var opened = OleEncryption.Document(OleFile.Parse(file), file, ["wrong", "secret"], CancellationToken.None)!.Value;

        opened.Password.Should().Be(password);
        var plain = OleFile.Parse(opened.Plain);
        OleEncryption.SchemeOf(plain).Should().BeNull();
        plain.Read(plain.Find("WordDocument")!).ToArray()[68..].Should().Equal(Word[68..]);
        Encoding.ASCII.GetString(plain.Read(plain.Find("1Table")!).Span).Should().EndWith("the table");
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("/01Hannes Ruescher/01")]
    public void A_known_password_opens_a_presentation(string password)
    {
        var file = XlsEncryptor.Presentation(Slides, password);
        OleEncryption.SchemeOf(OleFile.Parse(file)).Should().Be("presentation");

        var opened = OleEncryption.Document(OleFile.Parse(file), file, ["secret"], CancellationToken.None)!.Value;

        opened.Password.Should().Be(password);
        OleEncryption.SchemeOf(OleFile.Parse(opened.Plain)).Should().BeNull();
        Encoding.Latin1.GetString(opened.Plain).Should().Contain(Text);
    }

    [Fact]
    public void A_wrong_password_opens_nothing()
    {
        var (document, slides) = (XlsEncryptor.Document(Word, [], "other", true), XlsEncryptor.Presentation(Slides, "other"));

        OleEncryption.Document(OleFile.Parse(document), document, ["secret"], CancellationToken.None).Should().BeNull();
        OleEncryption.Document(OleFile.Parse(slides), slides, ["secret"], CancellationToken.None).Should().BeNull();
    }

    [Theory]
    [InlineData("doc", false)]
    [InlineData("doc", true)]
    [InlineData("ppt", true)]
    public void A_program_of_another_maker_opens_what_the_test_encrypts(string extension, bool isCryptoApi)
    {
        using var folder = new TemporaryFolder();
        folder.Write($"in.{extension}", extension == "doc" ? XlsEncryptor.Document(Word, new byte[5000], "secret", isCryptoApi) : XlsEncryptor.Presentation(Slides, "secret"));

        ForeignTool.Run(folder.Path, "msoffcrypto-tool", "-p", "secret", $"in.{extension}", $"out.{extension}");

        Encoding.Latin1.GetString(folder.Read($"out.{extension}")).Should().Contain(Text);
    }

    [Fact]
    public void Mutations_are_opened_or_left_alone()
    {
        var random = new Random(8);
        foreach (var file in new[] { XlsEncryptor.Document(Word, "a"u8.ToArray(), "secret", true), XlsEncryptor.Presentation(Slides, "secret") })
            for (var round = 0; round < 3000; round++)
            {
                var changed = (byte[])file.Clone();
                for (var count = random.Next(1, 5); count > 0; count--)
                    changed[random.Next(changed.Length)] = (byte)random.Next(256);
                try
                {
                    OleEncryption.Document(OleFile.Parse(changed), changed, ["secret"], CancellationToken.None);
                }
                catch (MalformedFileException)
                {
                    // The directory itself was hit.
                }
            }
    }

    private static byte[] MakeWord()
    {
        var word = new byte[5000];
        BinaryPrimitives.WriteUInt16LittleEndian(word, 0xA5EC);
        BinaryPrimitives.WriteUInt16LittleEndian(word.AsSpan(2), 0x00C1);
        Encoding.ASCII.GetBytes(Text).CopyTo(word.AsSpan(2000));
        return word;
    }
}
