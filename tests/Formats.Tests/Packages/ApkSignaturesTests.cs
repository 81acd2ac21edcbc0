using ScanHost.Formats.Packages;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Packages;

public sealed class ApkSignaturesTests
{
    private const string Debug = "CN=Android Debug, O=Android, C=US";

    private static readonly byte[] Package = ApkBuilder.Sign(InertFiles.Zip(("AndroidManifest.xml", [3, 0, 8, 0]), ("classes.dex", [1, 2, 3])), Debug);

    [Fact]
    public void The_certificate_of_the_signing_block_is_read()
    {
        var (scheme, certificate) = ApkSignatures.OfBlock(Package).Should().ContainSingle().Subject;

        scheme.Should().Be(2);
        certificate.Subject.CommonName.Should().Be("Android Debug");
        certificate.IsSelfIssued.Should().BeTrue();
    }

    [Fact]
    public void A_package_without_a_block_has_none() => ApkSignatures.OfBlock(InertFiles.Zip(("a", [1]))).Should().BeEmpty();

    [Fact]
    public void The_signer_of_a_file_in_META_INF_is_read()
    {
        using var folder = new TemporaryFolder();
        folder.Write("CERT.SF", "Signature-Version: 1.0\r\n"u8);
        ForeignTool.Run(folder.Path, "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=Somebody", "-keyout", "k.pem", "-out", "c.pem");
        ForeignTool.Run(folder.Path, "openssl", "smime", "-sign", "-binary", "-in", "CERT.SF", "-signer", "c.pem", "-inkey", "k.pem", "-outform", "DER", "-out", "CERT.RSA");

        ApkSignatures.OfFile(folder.Read("CERT.RSA"))!.Subject.CommonName.Should().Be("Somebody");
    }

    [Fact]
    public void Every_prefix_and_ten_thousand_mutants_are_read_or_have_none()
    {
        var random = new Random(19);
        for (var length = 0; length < Package.Length; length++)
        {
            ApkSignatures.OfBlock(Package.AsMemory(0, length)).Count.Should().BeLessThan(2);
            ApkSignatures.OfFile(Package.AsMemory(0, length)).Should().BeNull();
        }
        for (var mutation = 0; mutation < 10_000; mutation++)
        {
            var copy = (byte[])Package.Clone();
            for (var count = random.Next(1, 6); count > 0; count--)
                copy[random.Next(copy.Length)] = (byte)random.Next(256);
            ApkSignatures.OfBlock(copy).Count.Should().BeLessThan(17);
        }
    }
}
