using System.Formats.Asn1;

namespace ScanHost.Formats.Authenticode;

/// <summary>A signed message (PKCS #7, RFC 2315 and 5652): content, certificates, one signer.</summary>
internal sealed class SignedMessage
{
    private const int MaxCertificates = 64;

    private SignedMessage(string contentType, ReadOnlyMemory<byte> content, IReadOnlyList<SigningCertificate> certificates, Signer? signer)
    {
        ContentType = contentType;
        Content = content;
        Certificates = certificates;
        Signer = signer;
    }

    internal string ContentType { get; }

    /// <summary>The signed content, with its tag and length when it is a structure, without when it is an octet string.</summary>
    internal ReadOnlyMemory<byte> Content { get; }

    internal IReadOnlyList<SigningCertificate> Certificates { get; }

    /// <summary>The first one; null when there is none.</summary>
    internal Signer? Signer { get; }

    /// <summary>The certificate of the signer; null when it is not included.</summary>
    internal SigningCertificate? SignerCertificate => Signer?.FindIn(Certificates);

    /// <exception cref="AsnContentException">It is no signed message.</exception>
    internal static SignedMessage Read(ReadOnlyMemory<byte> encoded)
    {
        var outer = new AsnReader(encoded, AsnEncodingRules.BER).ReadSequence();
        if (outer.ReadObjectIdentifier() != Oids.SignedData)
            throw new AsnContentException();
        var data = outer.ReadSequence(Tags.Explicit0).ReadSequence();
        data.ReadInteger();
        data.ReadSetOf(skipSortOrderValidation: true);
        var (type, content) = ReadContent(data.ReadSequence());
        IReadOnlyList<SigningCertificate> certificates = data.IsNext(Tags.Explicit0)
            ? ReadCertificates(data.ReadSetOf(skipSortOrderValidation: true, Tags.Explicit0))
            : [];
        if (data.IsNext(Tags.Explicit1))
            data.ReadEncodedValue();
        var signers = data.ReadSetOf(skipSortOrderValidation: true);
        return new(type, content, certificates, signers.HasData ? Signer.Read(signers.ReadEncodedValue()) : null);
    }

    private static (string Type, ReadOnlyMemory<byte> Content) ReadContent(AsnReader reader)
    {
        var type = reader.ReadObjectIdentifier();
        if (!reader.IsNext(Tags.Explicit0))
            return (type, default);
        var inner = reader.ReadSequence(Tags.Explicit0);
        return inner.PeekTag().HasSameClassAndValue(Asn1Tag.PrimitiveOctetString)
            ? (type, inner.ReadOctetString())
            : (type, inner.ReadEncodedValue());
    }

    // Certificates that cannot be read are left out: the others still tell something.
    private static List<SigningCertificate> ReadCertificates(AsnReader reader)
    {
        var certificates = new List<SigningCertificate>();
        while (reader.HasData && certificates.Count < MaxCertificates)
        {
            var encoded = reader.ReadEncodedValue();
            try
            {
                certificates.Add(SigningCertificate.Read(encoded));
            }
            catch (AsnContentException)
            {
            }
        }

        return certificates;
    }
}
