using System.Text.RegularExpressions;
using ScanHost.Formats.Authenticode;
using ScanHost.Formats.Pe;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Authenticode;

/// <summary>Signatures of Microsoft's own libraries, and some that osslsigncode makes of an unsigned one.</summary>
public sealed class AuthenticodeTests : IDisposable
{
    private static readonly string Unsigned = PackageFiles.NativePe.First(path => path.EndsWith("win-x64/native/e_sqlite3.dll", StringComparison.Ordinal));
    private static readonly string Signed = PackageFiles.Assemblies.First(path => path.EndsWith("System.Console.dll", StringComparison.Ordinal));

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_library_of_the_runtime_is_verified_up_to_a_known_root()
    {
        var signature = Read(File.ReadAllBytes(Signed)).Should().ContainSingle().Subject;

        signature.IsVerified.Should().BeTrue();
        signature.IsRooted.Should().BeTrue();
        signature.IsNested.Should().BeFalse();
        signature.DigestAlgorithm.Should().Be("sha256");
        signature.SignerCertificate!.Subject.Text.Should().Be("/C=US/ST=Washington/L=Redmond/O=Microsoft Corporation/CN=.NET");
        signature.SignerCertificate.Issuer.CommonName.Should().StartWith("Microsoft Code Signing PCA");
        signature.Countersignatures.Should().ContainSingle().Which.Should().Match<AuthenticodeCountersignature>(
            stamp => stamp.IsVerified && stamp.SignTime != null && stamp.Chain.Count >= 2);
    }

    [Fact]
    public void Digest_and_serial_number_are_those_that_osslsigncode_finds()
    {
        foreach (var path in PackageFiles.Assemblies.Where((_, index) => index % 25 == 0).Append(Signed))
        {
            var signature = Read(File.ReadAllBytes(path))[0];

            var told = Verify(path);

            Field(told, "Current (?:DigitalSignature|message digest)\\s*:\\s*([0-9A-F]+)").Should().Be(signature.Digest.ToUpperInvariant(), path);
            Field(told, "Calculated (?:DigitalSignature|message digest)\\s*:\\s*([0-9A-F]+)").Should().Be(signature.FileDigest!.ToUpperInvariant(), path);
            told.Should().Contain(signature.SignerCertificate!.SerialText!.Replace(":", "", StringComparison.Ordinal).ToUpperInvariant());
        }
    }

    [Fact]
    public void A_changed_byte_leaves_the_signature_good_and_the_digest_wrong()
    {
        var file = File.ReadAllBytes(Signed);
        file[^(file.Length / 2)] ^= 1;

        var signature = Read(file).Should().ContainSingle().Subject;

        signature.IsSignatureValid.Should().BeTrue();
        signature.IsDigestRight.Should().BeFalse();
        signature.IsVerified.Should().BeFalse();
    }

    [Fact]
    public void A_signature_that_its_owner_vouches_for_is_verified_and_not_rooted()
    {
        var signature = Read(Sign(Unsigned, "sha256", "First")).Should().ContainSingle().Subject;

        signature.IsVerified.Should().BeTrue();
        signature.IsRooted.Should().BeFalse();
        signature.SignerCertificate!.IsSelfIssued.Should().BeTrue();
        signature.SignerCertificate.Subject.Text.Should().Be("/CN=First");
        signature.ProgramName.Should().Be("Prüfling");
        signature.MoreInfo.Should().Be("http://example.invalid/");
        signature.Countersignatures.Should().BeEmpty();
    }

    [Fact]
    public void A_nested_signature_follows_the_one_that_holds_it()
    {
        var first = folder.Write("first.dll", Sign(Unsigned, "sha1", "First"));

        var signatures = Read(Sign(first, "sha256", "Second", "-nest"));

        signatures.Select(signature => (signature.SignerCertificate!.Subject.CommonName, signature.DigestAlgorithm, signature.IsNested))
            .Should().Equal(("First", "sha1", false), ("Second", "sha256", true));
        signatures.Should().OnlyContain(signature => signature.IsVerified);
    }

    [Fact]
    public void An_image_without_signature_has_none_and_an_authentihash_all_the_same()
    {
        var pe = PeFile.TryOpen(File.ReadAllBytes(Unsigned))!;

        AuthenticodeReader.Read(pe).Should().BeEmpty();
        Authentihash.Compute(pe, System.Security.Cryptography.HashAlgorithmName.SHA256)
            .Should().Be(Read(Sign(Unsigned, "sha256", "First"))[0].Digest);
    }

    public void Dispose() => folder.Dispose();

    private static IReadOnlyList<AuthenticodeSignature> Read(byte[] file) => AuthenticodeReader.Read(PeFile.TryOpen(file)!);

    private byte[] Sign(string path, string digest, string name, params string[] more)
    {
        var at = folder.Path;
        ForeignTool.Run(at, "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", $"/CN={name}", "-days", "30",
            "-keyout", "key.pem", "-out", "certificate.pem", "-addext", "extendedKeyUsage=codeSigning");
        var result = Path.Combine(at, $"{name}.signed");
        ForeignTool.Run(at, "osslsigncode", ["sign", "-certs", "certificate.pem", "-key", "key.pem", "-h", digest, "-n", "Prüfling",
            "-i", "http://example.invalid/", .. more, "-in", path, "-out", result]);
        return File.ReadAllBytes(result);
    }

    // It trusts nobody here, so its exit code says failure: what it prints is what counts.
    private string Verify(string path) => System.Text.Encoding.UTF8.GetString(
        ForeignTool.Run(folder.Path, "sh", "-c", $"osslsigncode verify -in '{path}' 2>&1 || true"));

    private static string Field(string text, string pattern) => Regex.Match(text, pattern).Groups[1].Value;
}
