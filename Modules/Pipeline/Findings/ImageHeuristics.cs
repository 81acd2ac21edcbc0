using ScanHost.Contracts.Scanning;
using static ScanHost.Contracts.Scanning.FindingCategory;

namespace ScanHost.Pipeline.Findings;

/// <summary>What pictures give away.</summary>
internal static class ImageHeuristics
{
    public static readonly Heuristic Trailer = new("imgf.trailer", "A program, an archive or a script behind a picture's end",
        Severity.High, Confidence.High, Obfuscation, "T1027.009");

    public static readonly Heuristic CodeInMetadata = new("imgf.code_meta", "Code in a picture's comments or metadata",
        Severity.VeryHigh, Confidence.High, Active, "T1027.009");

    public static readonly Heuristic PayloadInMetadata = new("imgf.payload_meta", "A program or an archive in a picture's comments or metadata",
        Severity.High, Confidence.High, Obfuscation, "T1027.009");

    public static readonly Heuristic DimensionBomb = new("imgf.dim_bomb", "A small file that claims an enormous picture",
        Severity.Medium, Confidence.High, Structure, "T1499");

    public static readonly Heuristic CodeAddress = new("qr.url", "An address that only a camera can read, in a mail or a document",
        Severity.Medium, Confidence.Medium, Social, "T1566.002");

    public static readonly Heuristic DangerousCode = new("qr.url_danger", "A QR code that leads to a program, an archive, a host without a name, or with the reader's own mail address",
        Severity.High, Confidence.Medium, Social, "T1566.002");

    public static readonly Heuristic ScanLure = new("qr.lure", "Has its reader scan a code with the telephone before an account is lost",
        Severity.Medium, Confidence.High, Social, "T1566.002");

    public static readonly Heuristic MediaScript = new("imgf.urlandexit", "A recording that opens an address instead of playing",
        Severity.High, Confidence.High, Active, "T1204.001");

    public static IReadOnlyList<Heuristic> All => [Trailer, CodeInMetadata, PayloadInMetadata, DimensionBomb, CodeAddress, DangerousCode, ScanLure, MediaScript];
}
