using System.Formats.Asn1;
using System.Security.Cryptography;

namespace ScanHost.Formats.Authenticode;

/// <summary>Reads the two kinds of time stamps.</summary>
internal static class Countersignatures
{
    /// <summary>PKCS #9: a second signer signs the first one's signature.</summary>
    internal static AuthenticodeCountersignature? TryReadPkcs9(
        ReadOnlyMemory<byte> encoded, Signer stamped, IReadOnlyList<SigningCertificate> certificates)
    {
        try
        {
            var signer = Signer.Read(encoded);
            var certificate = signer.FindIn(certificates);
            return new()
            {
                SignTime = signer.SigningTime,
                DigestAlgorithm = Oids.LongName(signer.DigestAlgorithmOid),
                Digest = AuthenticodeReader.Hex(signer.MessageDigest),
                Chain = CertificateChain.Build(certificate, certificates),
                IsVerified = certificate is not null && signer.Covers(stamped.Signature.Span, certificate),
            };
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>RFC 3161: a signed message about the digest of the signature.</summary>
    internal static AuthenticodeCountersignature? TryReadToken(SignedMessage token, Signer stamped)
    {
        try
        {
            // TSTInfo: version, policy, imprint, serial number, time.
            var info = new AsnReader(token.Content, AsnEncodingRules.BER).ReadSequence();
            info.ReadInteger();
            info.ReadObjectIdentifier();
            var imprint = info.ReadSequence();
            info.ReadInteger();
            var time = SigningCertificate.Time(info);
            var oid = imprint.ReadSequence().ReadObjectIdentifier();
            var digest = imprint.ReadOctetString();
            var certificate = token.SignerCertificate;
            return new()
            {
                SignTime = time,
                DigestAlgorithm = Oids.LongName(oid),
                Digest = AuthenticodeReader.Hex(digest),
                Chain = CertificateChain.Build(certificate, token.Certificates),
                IsVerified = certificate is not null && IsDigestOf(oid, digest, stamped.Signature.Span)
                    && token.Signer!.Covers(token.Content.Span, certificate),
            };
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static bool IsDigestOf(string oid, byte[] digest, ReadOnlySpan<byte> signature) =>
        Oids.DigestOf(oid) is { } algorithm && CryptographicOperations.HashData(algorithm, signature).AsSpan().SequenceEqual(digest);
}
