using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using ScanHost.Formats.Pe;

namespace ScanHost.Formats.Authenticode;

/// <summary>Reads the signatures of an image. What is not a signature is passed over; it never throws.</summary>
public static class AuthenticodeReader
{
    private const int MaxSignatures = 32;
    private const int MaxNesting = 4;
    private const int MaxCountersignatures = 16;

    /// <summary>True when a good signature over the image's bytes leads to a well-known root: whoever signs for himself vouches for nothing.</summary>
    public static bool IsSigned(PeFile pe) => pe.CertificateTable is not null && Read(pe).Any(signature => signature is { IsVerified: true, IsRooted: true });

    /// <summary>All signatures: those of the certificate table in order, each followed by those nested in it.</summary>
    public static IReadOnlyList<AuthenticodeSignature> Read(PeFile pe)
    {
        var found = new List<AuthenticodeSignature>();
        var digests = new Dictionary<HashAlgorithmName, string>();
        foreach (var blob in PeCertificates.Read(pe))
            Add(blob, depth: 0);
        return found;

        void Add(ReadOnlyMemory<byte> blob, int depth)
        {
            if (found.Count >= MaxSignatures || depth > MaxNesting || TryReadMessage(blob) is not { } message
                || TryReadIndirectData(message) is not { } data)
                return;
            found.Add(Describe(message, data, FileDigest, isNested: depth > 0));
            foreach (var nested in message.Signer?.Unsigned(Oids.NestedSignature) ?? [])
                Add(nested, depth + 1);
        }

        string? FileDigest(string oid)
        {
            if (Oids.DigestOf(oid) is not { } algorithm)
                return null;
            return digests.TryGetValue(algorithm, out var known) ? known : digests[algorithm] = Authentihash.Compute(pe, algorithm);
        }
    }

    /// <summary>Bytes of the certificate table that belong to no signature: mostly filling, sometimes hidden data.</summary>
    public static int UnusedBytes(PeFile pe)
    {
        var unused = 0;
        foreach (var blob in PeCertificates.Read(pe))
        {
            if (AsnDecoder.TryReadEncodedValue(blob.Span, AsnEncodingRules.BER, out _, out _, out _, out var consumed))
                unused += blob.Length - consumed;
        }

        return unused;
    }

    private static SignedMessage? TryReadMessage(ReadOnlyMemory<byte> blob)
    {
        try
        {
            return SignedMessage.Read(blob);
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    // SpcIndirectDataContent: a description of the data, then algorithm and digest.
    private static (string Oid, byte[] Digest)? TryReadIndirectData(SignedMessage message)
    {
        if (message.ContentType != Oids.IndirectData || message.Content.IsEmpty)
            return null;
        try
        {
            var content = new AsnReader(message.Content, AsnEncodingRules.BER).ReadSequence();
            content.ReadEncodedValue();
            var digest = content.ReadSequence();
            return (digest.ReadSequence().ReadObjectIdentifier(), digest.ReadOctetString());
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static AuthenticodeSignature Describe(
        SignedMessage message, (string Oid, byte[] Digest) data, Func<string, string?> fileDigest, bool isNested)
    {
        var certificate = message.SignerCertificate;
        var (stamps, stampCertificates) = ReadCountersignatures(message);
        var opus = message.Signer?.Signed(Oids.OpusInfo) is { } info ? OpusInfo.TryRead(info) : null;
        return new()
        {
            DigestAlgorithm = Oids.LongName(data.Oid),
            Digest = Convert.ToHexStringLower(data.Digest),
            FileDigest = fileDigest(data.Oid),
            Certificates = [.. message.Certificates, .. stampCertificates],
            Chain = CertificateChain.Build(certificate, message.Certificates),
            SignerDigestAlgorithm = message.Signer is { } signer ? Oids.LongName(signer.DigestAlgorithmOid) : null,
            SignerDigest = Hex(message.Signer?.MessageDigest),
            ProgramName = opus?.ProgramName,
            MoreInfo = opus?.MoreInfo,
            Countersignatures = stamps,
            // Signed is the content without its own tag and length.
            IsSignatureValid = certificate is not null && message.Signer!.Covers(ContentOf(message.Content).Span, certificate),
            IsNested = isNested,
        };
    }

    private static ReadOnlyMemory<byte> ContentOf(ReadOnlyMemory<byte> encoded) =>
        new AsnReader(encoded, AsnEncodingRules.BER).PeekContentBytes();

    private static (List<AuthenticodeCountersignature> Stamps, List<SigningCertificate> Certificates) ReadCountersignatures(SignedMessage message)
    {
        var stamps = new List<AuthenticodeCountersignature>();
        var certificates = new List<SigningCertificate>();
        if (message.Signer is not { } signer)
            return (stamps, certificates);
        foreach (var value in signer.Unsigned(Oids.Countersignature).Take(MaxCountersignatures))
        {
            if (Countersignatures.TryReadPkcs9(value, signer, message.Certificates) is { } stamp)
                stamps.Add(stamp);
        }

        foreach (var value in signer.Unsigned(Oids.MicrosoftCountersignature).Take(MaxCountersignatures))
        {
            if (TryReadMessage(value) is not { } token || Countersignatures.TryReadToken(token, signer) is not { } stamp)
                continue;
            stamps.Add(stamp);
            certificates.AddRange(token.Certificates);
        }

        return (stamps, certificates);
    }

    internal static string? Hex(byte[]? bytes) => bytes is null ? null : Convert.ToHexStringLower(bytes);

    /// <summary>SpcSpOpusInfo: the program's name and an address.</summary>
    private sealed record OpusInfo(string? ProgramName, string? MoreInfo)
    {
        internal static OpusInfo? TryRead(ReadOnlyMemory<byte> encoded)
        {
            try
            {
                var fields = new AsnReader(encoded, AsnEncodingRules.BER).ReadSequence();
                var name = fields.IsNext(Tags.Explicit0) ? Text(fields.ReadSequence(Tags.Explicit0)) : null;
                var link = fields.IsNext(Tags.Explicit1) ? Text(fields.ReadSequence(Tags.Explicit1)) : null;
                return new(name, link);
            }
            catch (AsnContentException)
            {
                return null;
            }
        }

        // Both are choices: [0] is UTF-16 in a name and ASCII in a link, [1] ASCII in a name.
        private static string? Text(AsnReader choice)
        {
            if (!choice.HasData || choice.PeekTag().IsConstructed)
                return null;
            var content = choice.PeekContentBytes().Span;
            return content.Length >= 2 && content[0] == 0 ? Encoding.BigEndianUnicode.GetString(content) : Encoding.UTF8.GetString(content);
        }
    }
}
