using System.Formats.Asn1;
using System.Security.Cryptography;

namespace ScanHost.Formats.Authenticode;

/// <summary>An X.509 certificate: RFC 5280, 4.1. Read in managed code, so that no native parser sees hostile bytes.</summary>
public sealed class SigningCertificate
{
    private const int MaxSerial = 20;

    private SigningCertificate(ReadOnlyMemory<byte> encoded) => Encoded = encoded;

    /// <summary>The whole certificate.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>1, 2 or 3.</summary>
    public int Version { get; private init; } = 1;

    /// <summary>Serial number as encoded, big end first; a leading zero byte belongs to it.</summary>
    public required ReadOnlyMemory<byte> SerialNumber { get; init; }

    /// <summary>Who signed it.</summary>
    public required DistinguishedName Issuer { get; init; }

    /// <summary>Whose it is.</summary>
    public required DistinguishedName Subject { get; init; }

    /// <summary>Start of its validity; null when the time makes no sense.</summary>
    public required DateTimeOffset? NotBefore { get; init; }

    /// <summary>End of its validity; null when the time makes no sense.</summary>
    public required DateTimeOffset? NotAfter { get; init; }

    /// <summary>How its issuer signed it.</summary>
    public required string SignatureAlgorithmOid { get; init; }

    /// <summary>The same by OpenSSL's name: <c>sha256WithRSAEncryption</c>.</summary>
    public string SignatureAlgorithm => Oids.LongName(SignatureAlgorithmOid);

    /// <summary>SHA-1 of the whole certificate, lower-case hexadecimal.</summary>
    // The name by which Windows and every rule know a certificate, not a protection.
#pragma warning disable CA5350 // a thumbprint is SHA-1 by definition; it names a certificate and protects nothing
    public string Thumbprint => field ??= Convert.ToHexStringLower(SHA1.HashData(Encoded.Span));
#pragma warning restore CA5350

    /// <summary>Hexadecimal with colons, lower case, as rules write it; null when longer than the 20 bytes that RFC 5280 allows.</summary>
    public string? SerialText =>
        SerialNumber.Length is > 0 and <= MaxSerial ? Convert.ToHexStringLower(SerialNumber.Span).Pairs() : null;

    /// <summary>True when subject and issuer are the same.</summary>
    public bool IsSelfIssued => Subject.Encoded.Span.SequenceEqual(Issuer.Encoded.Span);

    internal ReadOnlyMemory<byte> SignedPart { get; private init; }

    internal ReadOnlyMemory<byte> Signature { get; private init; }

    /// <summary>Null when it is of a kind that cannot be verified.</summary>
    internal PublicKey? Key { get; private init; }

    /// <summary>True when it lies within the validity.</summary>
    public bool IsValidAt(DateTimeOffset time) => time >= NotBefore && time <= NotAfter;

    /// <summary>True when the other certificate's key made the signature on this one.</summary>
    internal bool IsSignedBy(SigningCertificate issuer) =>
        issuer.Key is { } key && Oids.DigestOf(SignatureAlgorithmOid) is { } digest
        && key.Verify(SignedPart.Span, Signature.Span, digest, isPss: false);

    /// <exception cref="AsnContentException">It is no certificate.</exception>
    internal static SigningCertificate Read(ReadOnlyMemory<byte> encoded)
    {
        var certificate = new AsnReader(encoded, AsnEncodingRules.BER).ReadSequence();
        var signedPart = certificate.PeekEncodedValue();
        var fields = certificate.ReadSequence();
        var version = 1;
        if (fields.PeekTag() == Tags.Explicit0 && fields.ReadSequence(Tags.Explicit0).TryReadInt32(out var number))
            version = number + 1;
        var serial = fields.ReadIntegerBytes();
        fields.ReadEncodedValue();
        var issuer = DistinguishedName.Read(fields);
        var validity = fields.ReadSequence();
        var (notBefore, notAfter) = (Time(validity), Time(validity));
        var subject = DistinguishedName.Read(fields);
        var key = PublicKey.TryRead(fields.ReadEncodedValue());
        var algorithm = certificate.ReadSequence().ReadObjectIdentifier();
        return new(encoded)
        {
            Version = version,
            SerialNumber = serial,
            Issuer = issuer,
            Subject = subject,
            NotBefore = notBefore,
            NotAfter = notAfter,
            SignatureAlgorithmOid = algorithm,
            SignedPart = signedPart,
            Signature = certificate.ReadBitString(out _),
            Key = key,
        };
    }

    /// <summary>A time of either kind; null when it makes no sense.</summary>
    internal static DateTimeOffset? Time(AsnReader reader)
    {
        var isShort = reader.PeekTag() == Asn1Tag.UtcTime;
        var value = new AsnReader(reader.ReadEncodedValue(), AsnEncodingRules.BER);
        try
        {
            return isShort ? value.ReadUtcTime() : value.ReadGeneralizedTime();
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}
