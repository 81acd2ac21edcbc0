using ScanHost.Formats.Containers;
using ScanHost.Formats.Tests.Containers;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Office;

public sealed class OfficeEncryptionTests
{
    private static readonly byte[] Package = Samples.Make("zip deflate");

    [Theory]
    [InlineData("VelvetSweatshop")]
    [InlineData("secret")]
    public void A_package_opens_with_the_default_or_a_known_password(string password)
    {
        var sink = RecordingSink.Unpack("ole", AgileEncryption.Encrypt(Package, password), "secret");

        sink.Hashes.Should().Equal(RecordingSink.Hash(Package));
        sink.Gaps.Should().BeEmpty();
    }

    [Fact]
    public void Another_password_leaves_a_gap() =>
        RecordingSink.Unpack("ole", AgileEncryption.Encrypt(Package, "other"), "secret").Gaps.Should().ContainSingle().Which.Reason.Should().Be(UnpackGap.Encrypted);

    [Fact]
    public void The_tool_msoffcrypto_agrees_about_the_sample()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.docx", AgileEncryption.Encrypt(Package, "secret"));

        ForeignTool.Run(folder.Path, "msoffcrypto-tool", "-p", "secret", "in.docx", "out.docx");

        File.ReadAllBytes(Path.Combine(folder.Path, "out.docx")).Should().Equal(Package);
    }
}
