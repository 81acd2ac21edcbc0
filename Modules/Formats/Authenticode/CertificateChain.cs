namespace ScanHost.Formats.Authenticode;

/// <summary>Orders certificates from a signer upwards.</summary>
internal static class CertificateChain
{
    private const int MaxLength = 16;

    internal static IReadOnlyList<SigningCertificate> Build(SigningCertificate? signer, IReadOnlyList<SigningCertificate> certificates)
    {
        var chain = new List<SigningCertificate>();
        for (var current = signer; current is not null && chain.Count < MaxLength; current = IssuerOf(current, certificates))
        {
            if (chain.Contains(current))
                break;
            chain.Add(current);
        }

        return chain;
    }

    internal static bool EndsAtRoot(IReadOnlyList<SigningCertificate> chain)
    {
        if (chain.Count == 0)
            return false;
        for (var i = 0; i + 1 < chain.Count; i++)
        {
            if (!chain[i].IsSignedBy(chain[i + 1]))
                return false;
        }

        var last = chain[^1];
        return TrustedRoots.Named(last.IsSelfIssued ? last.Subject : last.Issuer)
            .Any(root => root.Encoded.Span.SequenceEqual(last.Encoded.Span) || last.IsSignedBy(root));
    }

    // Several certificates of one name are common (renewals): the one whose key fits comes first.
    private static SigningCertificate? IssuerOf(SigningCertificate certificate, IReadOnlyList<SigningCertificate> certificates)
    {
        if (certificate.IsSelfIssued)
            return null;
        SigningCertificate[] named = [.. certificates.Where(other => other.Subject.Encoded.Span.SequenceEqual(certificate.Issuer.Encoded.Span))];
        return named.Length > 1 ? named.FirstOrDefault(certificate.IsSignedBy) ?? named[0] : named.FirstOrDefault();
    }
}
