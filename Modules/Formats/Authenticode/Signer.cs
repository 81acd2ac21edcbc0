using System.Formats.Asn1;
using System.Security.Cryptography;

namespace ScanHost.Formats.Authenticode;

/// <summary>What a signer says of his signature: SignerInfo, RFC 5652, 5.3.</summary>
internal sealed class Signer
{
    private const int MaxAttributes = 64;
    private const byte SetTag = 0x31;

    private readonly ReadOnlyMemory<byte> issuer;
    private readonly ReadOnlyMemory<byte> serial;
    private readonly string signatureAlgorithm;
    private readonly ReadOnlyMemory<byte> signedAttributes;
    private readonly List<(string Oid, ReadOnlyMemory<byte> Value)> signed;
    private readonly List<(string Oid, ReadOnlyMemory<byte> Value)> unsigned;

    private Signer(AsnReader reader)
    {
        reader.ReadInteger();
        var id = reader.ReadSequence();
        issuer = id.ReadEncodedValue();
        serial = id.ReadIntegerBytes();
        DigestAlgorithmOid = reader.ReadSequence().ReadObjectIdentifier();
        if (reader.IsNext(Tags.Explicit0))
        {
            signedAttributes = reader.PeekEncodedValue();
            signed = ReadAttributes(reader, Tags.Explicit0);
        }
        else
            signed = [];
        signatureAlgorithm = reader.ReadSequence().ReadObjectIdentifier();
        Signature = reader.ReadOctetString();
        unsigned = reader.IsNext(Tags.Explicit1) ? ReadAttributes(reader, Tags.Explicit1) : [];
    }

    internal string DigestAlgorithmOid { get; }

    internal ReadOnlyMemory<byte> Signature { get; }

    /// <summary>The digest of the content, as he signed it; null when he did not.</summary>
    internal byte[]? MessageDigest => Signed(Oids.MessageDigest) is { } value ? OctetString(value) : null;

    internal DateTimeOffset? SigningTime =>
        Signed(Oids.SigningTime) is { } value ? SigningCertificate.Time(new AsnReader(value, AsnEncodingRules.BER)) : null;

    /// <exception cref="AsnContentException">It is no SignerInfo.</exception>
    internal static Signer Read(ReadOnlyMemory<byte> encoded) => new(new AsnReader(encoded, AsnEncodingRules.BER).ReadSequence());

    internal ReadOnlyMemory<byte>? Signed(string oid) => First(signed, oid);

    /// <summary>All values of an attribute that is not signed.</summary>
    internal IEnumerable<ReadOnlyMemory<byte>> Unsigned(string oid) =>
        unsigned.Where(attribute => attribute.Oid == oid).Select(attribute => attribute.Value);

    internal SigningCertificate? FindIn(IReadOnlyList<SigningCertificate> certificates) => certificates.FirstOrDefault(certificate =>
        certificate.SerialNumber.Span.SequenceEqual(serial.Span) && certificate.Issuer.Encoded.Span.SequenceEqual(issuer.Span));

    /// <summary>True when the signature of that certificate's key covers the content.</summary>
    internal bool Covers(ReadOnlySpan<byte> content, SigningCertificate certificate) =>
        Oids.DigestOf(DigestAlgorithmOid) is { } digest && MessageDigest is { } expected
        && CryptographicOperations.HashData(digest, content).AsSpan().SequenceEqual(expected) && IsSignedBy(certificate);

    /// <summary>True when that certificate's key signed the attributes.</summary>
    internal bool IsSignedBy(SigningCertificate certificate)
    {
        if (certificate.Key is not { } key || Oids.DigestOf(DigestAlgorithmOid) is not { } digest || signedAttributes.IsEmpty)
            return false;
        // What is signed is the set of attributes with the tag of a set, not with the field's own (RFC 5652, 5.4).
        var data = signedAttributes.ToArray();
        data[0] = SetTag;
        return key.Verify(data, Signature.Span, Oids.DigestOf(signatureAlgorithm) ?? digest, signatureAlgorithm == Oids.RsaPss);
    }

    private static byte[]? OctetString(ReadOnlyMemory<byte> value)
    {
        try
        {
            return new AsnReader(value, AsnEncodingRules.BER).ReadOctetString();
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static ReadOnlyMemory<byte>? First(List<(string Oid, ReadOnlyMemory<byte> Value)> attributes, string oid)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Oid == oid)
                return attribute.Value;
        }

        return null;
    }

    private static List<(string Oid, ReadOnlyMemory<byte> Value)> ReadAttributes(AsnReader reader, Asn1Tag tag)
    {
        var attributes = new List<(string, ReadOnlyMemory<byte>)>();
        for (var set = reader.ReadSetOf(skipSortOrderValidation: true, tag); set.HasData;)
        {
            var attribute = set.ReadSequence();
            var oid = attribute.ReadObjectIdentifier();
            for (var values = attribute.ReadSetOf(skipSortOrderValidation: true); values.HasData;)
            {
                var value = values.ReadEncodedValue();
                if (attributes.Count < MaxAttributes)
                    attributes.Add((oid, value));
            }
        }

        return attributes;
    }
}
