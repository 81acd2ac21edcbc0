using System.Text;
using ScanHost.Formats.Xls;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Office;

public sealed class XlsEncryptionTests
{
    private static readonly byte[] Plain = BiffBuilder.MacroSheet("=EXEC(\"calc\")");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_password_opens_a_workbook(bool isCryptoApi)
    {
        var encrypted = XlsEncryptor.Encrypt(Plain, "VelvetSweatshop", isCryptoApi);

        var opened = XlsEncryption.Read(encrypted)!.Open(encrypted, "VelvetSweatshop", CancellationToken.None)!;

        XlsWorkbook.Read(encrypted).IsEncrypted.Should().BeTrue();
        XlsWorkbook.Read(opened).MacroText.Should().Contain("EXEC(\"calc\")").And.Contain("Macro1");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_wrong_password_opens_nothing(bool isCryptoApi)
    {
        var encrypted = XlsEncryptor.Encrypt(Plain, "secret", isCryptoApi);

        XlsEncryption.Read(encrypted)!.Open(encrypted, "VelvetSweatshop", CancellationToken.None).Should().BeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_program_of_another_maker_opens_what_the_test_encrypts(bool isCryptoApi)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.xls", new OleFileBuilder().Stream("Workbook", XlsEncryptor.Encrypt(Plain, "secret", isCryptoApi)).Build());

        ForeignTool.Run(folder.Path, "msoffcrypto-tool", "-p", "secret", "in.xls", "out.xls");

        // It leaves the record of the password in its place and the formula in the clear.
        Encoding.Latin1.GetString(folder.Read("out.xls")).Should().Contain("calc");
    }

    [Fact]
    public void Every_prefix_is_read_or_left_alone()
    {
        var encrypted = XlsEncryptor.Encrypt(Plain, "secret", isCryptoApi: true);

        for (var length = 0; length < encrypted.Length; length++)
            XlsEncryption.Read(encrypted.AsSpan(0, length))?.Open(encrypted.AsSpan(0, length), "secret", CancellationToken.None);
    }
}
