using ScanHost.Formats.Authenticode;

namespace ScanHost.Pipeline.Stages.Executables;

/// <summary>
/// Code signing certificates whose keys were stolen and published, by issuer and serial number. A few of the best known only: a block list takes the SHA-256 of any
/// other. What somebody trustworthy stamped before the theft is the owner's own.
/// </summary>
internal static class MisusedCertificates
{
    /// <summary>NVIDIA, published in February 2022 (threatdown.com, "Stolen Nvidia certificates used to sign malware"); Micro-Star, in April 2023
    /// (WithSecure's list of leaked certificates, "lolcerts").</summary>
    private static readonly (string Issuer, string Serial, DateTimeOffset Since)[] Known =
    [
        ("VeriSign Class 3 Code Signing 2010 CA", "43:bb:43:7d:60:98:66:28:6d:d8:39:e1:d0:03:09:f5", new(2022, 2, 23, 0, 0, 0, TimeSpan.Zero)),
        ("VeriSign Class 3 Code Signing 2010 CA", "14:78:1b:c8:62:e8:dc:50:3a:55:93:46:f5:dc:c5:18", new(2022, 2, 23, 0, 0, 0, TimeSpan.Zero)),
        ("DigiCert", "0b:88:60:32:86:1d:95:53:c6:8f:80:33:13:a9:89:75", new(2023, 4, 6, 0, 0, 0, TimeSpan.Zero)),
    ];

    /// <summary>True when it is one of them and signed after its theft, as far as anybody says.</summary>
    /// <param name="certificate">The signer's, or one above it.</param>
    /// <param name="signedAt">What a good time stamp says; null without one.</param>
    public static bool Has(SigningCertificate certificate, DateTimeOffset? signedAt) => Known.Any(known =>
        certificate.SerialText == known.Serial && certificate.Issuer.CommonName?.StartsWith(known.Issuer, StringComparison.Ordinal) == true && !(signedAt < known.Since));
}
