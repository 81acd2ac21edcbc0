using ScanHost.Formats.Authenticode;
using ScanHost.Yara.YaraModules.Structures;

namespace ScanHost.Yara.YaraModules.Pe;

/// <summary>The fields of <c>pe.signatures</c>.</summary>
internal static class PeSignatureFields
{
    internal static void Declare(StructureBuilder<AuthenticodeSignature> signature)
    {
        // The signer's certificate stands in the signature itself: so it was before there were chains.
        DeclareCertificate(signature, value => value.SignerCertificate);
        signature.Integer("verified", value => value.IsVerified ? 1 : 0);
        signature.String("digest_alg", value => value.DigestAlgorithm.Bytes());
        signature.String("digest", value => value.Digest.Bytes());
        signature.String("file_digest", value => value.FileDigest.Bytes());
        signature.Integer("number_of_certificates", value => value.Certificates.Count);
        signature.Structures<SigningCertificate>("certificates", value => value.Certificates, DeclareCertificate);
        signature.Structure<AuthenticodeSignature>("signer_info", value => value, DeclareSigner);
        signature.Integer("number_of_countersignatures", value => value.Countersignatures.Count);
        signature.Structures<AuthenticodeCountersignature>("countersignatures", value => value.Countersignatures, DeclareCountersignature);
        signature.Function("valid_on", "i", YaraType.Integer, (value, call) =>
            Seconds(value.SignerCertificate?.NotBefore) is { } start && Seconds(value.SignerCertificate?.NotAfter) is { } end
                ? YaraValue.Of(call.Integer(0) >= start && call.Integer(0) <= end ? 1 : 0)
                : default);
    }

    private static void DeclareSigner(StructureBuilder<AuthenticodeSignature> signer)
    {
        signer.String("program_name", value => Utf8(value.ProgramName));
        signer.String("more_info", value => Utf8(value.MoreInfo));
        signer.String("digest", value => value.SignerDigest.Bytes());
        signer.String("digest_alg", value => value.SignerDigestAlgorithm.Bytes());
        signer.Integer("length_of_chain", value => value.Chain.Count);
        signer.Structures<SigningCertificate>("chain", value => value.Chain, DeclareCertificate);
    }

    private static void DeclareCountersignature(StructureBuilder<AuthenticodeCountersignature> stamp)
    {
        stamp.Integer("verified", value => value.IsVerified ? 1 : 0);
        stamp.Integer("sign_time", value => Seconds(value.SignTime));
        stamp.String("digest_alg", value => value.DigestAlgorithm.Bytes());
        stamp.String("digest", value => value.Digest.Bytes());
        stamp.Integer("length_of_chain", value => value.Chain.Count);
        stamp.Structures<SigningCertificate>("chain", value => value.Chain, DeclareCertificate);
    }

    private static void DeclareCertificate(StructureBuilder<SigningCertificate> certificate) => DeclareCertificate(certificate, value => value);

    private static void DeclareCertificate<TState>(StructureBuilder<TState> structure, Func<TState, SigningCertificate?> get)
        where TState : class
    {
        structure.String("thumbprint", value => get(value)?.Thumbprint.Bytes());
        structure.String("issuer", value => get(value)?.Issuer.Text.Bytes());
        structure.String("subject", value => get(value)?.Subject.Text.Bytes());
        structure.Integer("version", value => get(value)?.Version);
        structure.String("algorithm", value => get(value)?.SignatureAlgorithm.Bytes());
        structure.String("algorithm_oid", value => get(value)?.SignatureAlgorithmOid.Bytes());
        structure.String("serial", value => get(value)?.SerialText.Bytes());
        structure.Integer("not_before", value => Seconds(get(value)?.NotBefore));
        structure.Integer("not_after", value => Seconds(get(value)?.NotAfter));
    }

    private static long? Seconds(DateTimeOffset? time) => time?.ToUnixTimeSeconds();

    private static byte[]? Utf8(string? text) => text is null ? null : System.Text.Encoding.UTF8.GetBytes(text);
}
