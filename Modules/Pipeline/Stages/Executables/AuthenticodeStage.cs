using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Authenticode;
using ScanHost.Formats.Pe;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages.Executables;

/// <summary>Checks the signatures of Windows programs: the digest, the signature, and who vouches for the signer.</summary>
internal sealed class AuthenticodeStage : IScanStage
{
    private const int MaxSignatures = 8;
    private const int MaxPadding = 0x200;

    /// <summary>When this version was written. What had run out by then has run out for every scan: a stage has no clock, so that the same bytes give the same report.</summary>
    private static readonly DateTimeOffset VersionDate = new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero);

    public string Name => "authenticode";

    public string Version => "3";

    public StagePhase Phase => StagePhase.Analyse;

    public bool Accepts(ArtifactFacts facts) => facts.IsOrMayBeA("pe");

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        // What has no headers of an image is the pe stage's to tell.
        if (PeFile.TryOpen(scan.Content) is not { } pe)
            return ValueTask.CompletedTask;
        scan.Note("authentihash", Authentihash.Compute(pe, HashAlgorithmName.SHA256));
        cancellationToken.ThrowIfCancellationRequested();
        var signatures = AuthenticodeReader.Read(pe);
        scan.Note("signatures", new JsonArray([.. signatures.Take(MaxSignatures).Select(Describe)]));
        foreach (var signature in signatures)
            Judge(scan, signature);
        if (signatures.Any(signature => signature is { IsVerified: true, IsRooted: true }))
            scan.Report(ExecutableHeuristics.SignatureTrusted);
        if (AuthenticodeReader.UnusedBytes(pe) is > MaxPadding and var unused)
            scan.Report(ExecutableHeuristics.CertificateTableData, new Evidence(pe.CertificateTable!.Offset, unused, null));
        return ValueTask.CompletedTask;
    }

    private static void Judge(IScanContext scan, AuthenticodeSignature signature)
    {
        var subject = ExecutableText.Text(signature.SignerCertificate?.Subject.Text);
        if (signature.FileDigest is not null && !signature.IsDigestRight)
            scan.Report(ExecutableHeuristics.SignatureMismatch, subject);
        else if (!signature.IsSignatureValid)
            scan.Report(ExecutableHeuristics.SignatureInvalid, subject);
        else if (signature.SignerCertificate is { IsSelfIssued: true } && !signature.IsRooted)
            scan.Report(ExecutableHeuristics.SelfSigned, subject);
        if (signature.IsVerified && SignedAt(signature) is null && signature.SignerCertificate?.NotAfter < VersionDate)
            scan.Report(ExecutableHeuristics.ExpiredSigner, subject);
        if (signature.Chain.Any(certificate => MisusedCertificates.Has(certificate, SignedAt(signature))))
            scan.Report(ExecutableHeuristics.KnownBadSigner, subject);
    }

    private static DateTimeOffset? SignedAt(AuthenticodeSignature signature) => signature.Countersignatures.FirstOrDefault(stamp => stamp.IsVerified)?.SignTime;

    private static JsonObject Describe(AuthenticodeSignature signature) => new()
    {
        ["subject"] = signature.SignerCertificate?.Subject.Text,
        ["issuer"] = signature.SignerCertificate?.Issuer.Text,
        ["serial"] = signature.SignerCertificate?.SerialText,
        ["thumbprint"] = signature.SignerCertificate?.Thumbprint,
        ["algorithm"] = signature.SignerCertificate?.SignatureAlgorithm,
        ["digest"] = ExecutableText.Cut(signature.Digest),
        ["digest_is_right"] = signature.IsDigestRight,
        ["signature_is_valid"] = signature.IsSignatureValid,
        ["is_rooted"] = signature.IsRooted,
        ["signed_at"] = SignedAt(signature)?.ToString("O", CultureInfo.InvariantCulture),
        ["program"] = signature.ProgramName is { } name ? ExecutableText.Cut(name) : null,
    };
}
