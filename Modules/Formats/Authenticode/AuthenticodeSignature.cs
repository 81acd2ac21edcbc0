namespace ScanHost.Formats.Authenticode;

/// <summary>One signature of an image: "Windows Authenticode Portable Executable Signature Format" (Microsoft, 2008).</summary>
public sealed record AuthenticodeSignature
{
    /// <summary>Algorithm of <see cref="Digest"/> by OpenSSL's name: <c>sha256</c>.</summary>
    public required string DigestAlgorithm { get; init; }

    /// <summary>What the signer says the image's digest is, lower-case hexadecimal.</summary>
    public required string Digest { get; init; }

    /// <summary>What the image's digest is; null when the algorithm is not known.</summary>
    public required string? FileDigest { get; init; }

    /// <summary>Certificates that it carries, those of its countersignatures included, in order.</summary>
    public required IReadOnlyList<SigningCertificate> Certificates { get; init; }

    /// <summary>From the signer's certificate upwards, as far as the certificates reach; empty when the signer's own is missing.</summary>
    public required IReadOnlyList<SigningCertificate> Chain { get; init; }

    /// <summary>Algorithm of <see cref="SignerDigest"/>; null without a signer.</summary>
    public required string? SignerDigestAlgorithm { get; init; }

    /// <summary>The digest of the signed content; null when it is missing.</summary>
    public required string? SignerDigest { get; init; }

    /// <summary>The name that the signer gave the program; null when none.</summary>
    public required string? ProgramName { get; init; }

    /// <summary>Address for more information; null when none.</summary>
    public required string? MoreInfo { get; init; }

    /// <summary>Who says when it was signed.</summary>
    public required IReadOnlyList<AuthenticodeCountersignature> Countersignatures { get; init; }

    /// <summary>True when the signer's key signed the digest that the signature carries, whatever the image's is.</summary>
    public required bool IsSignatureValid { get; init; }

    /// <summary>True for a signature within another one.</summary>
    public required bool IsNested { get; init; }

    /// <summary>True when the image is what was signed.</summary>
    public bool IsDigestRight => FileDigest is not null && FileDigest == Digest;

    /// <summary>True when the signature is good and the image unchanged. Says nothing about who the signer is.</summary>
    public bool IsVerified => IsSignatureValid && IsDigestRight;

    /// <summary>True when every certificate of the chain is signed by the next, and the last by a well-known root. Revocation and the time
    /// are not looked at.</summary>
    public bool IsRooted => CertificateChain.EndsAtRoot(Chain);

    /// <summary>The signer's certificate; null when it is missing.</summary>
    public SigningCertificate? SignerCertificate => Chain.Count > 0 ? Chain[0] : null;
}

/// <summary>A time stamp on a signature: RFC 3161, or PKCS #9 countersignature.</summary>
public sealed record AuthenticodeCountersignature
{
    /// <summary>When; null when it does not say.</summary>
    public required DateTimeOffset? SignTime { get; init; }

    /// <summary>Algorithm of <see cref="Digest"/>; null when unknown.</summary>
    public required string? DigestAlgorithm { get; init; }

    /// <summary>The digest of the signature that it stamps; null when missing.</summary>
    public required string? Digest { get; init; }

    /// <summary>From the stamper's certificate upwards.</summary>
    public required IReadOnlyList<SigningCertificate> Chain { get; init; }

    /// <summary>True when it is a good signature over this very signature.</summary>
    public required bool IsVerified { get; init; }
}
