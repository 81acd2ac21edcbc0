using ScanHost.Contracts.Scanning;
using static ScanHost.Contracts.Scanning.FindingCategory;

namespace ScanHost.Pipeline.Findings;

/// <summary>
/// The reviewed table of what the stages of this module report. A severity is a promise about harmless files: very high only for what is
/// practically never seen in them, critical only for exact signatures and hashes. A change here changes verdicts.
/// </summary>
internal static class Heuristics
{
    public static readonly Heuristic Eicar = new(
        "eicar", "EICAR anti-virus test file",
        Severity.Critical, Confidence.High, Signature);

    public static readonly Heuristic Blocked = new(
        "list.blocked", "A block list knows this very file",
        Severity.Critical, Confidence.High, Reputation);

    public static readonly Heuristic Allowed = new(
        "list.allowed", "An allow list knows this very file",
        Severity.Info, Confidence.High, Reputation);

    public static readonly Heuristic ExtensionHidesProgram = new(
        "id.extension_mismatch_exec", "A program under the name of a document, picture or recording",
        Severity.VeryHigh, Confidence.High, Obfuscation, "T1036.008");

    public static readonly Heuristic Polyglot = new(
        "id.polyglot", "Valid as files of two types at once",
        Severity.Medium, Confidence.Medium, Obfuscation, "T1027.009");

    public static readonly Heuristic UnknownHighEntropy = new(
        "id.high_entropy_unknown", "Data of unknown type, encrypted or compressed",
        Severity.Info, Confidence.High, Structure);

    public static readonly Heuristic Empty = new(
        "id.empty", "There is nothing in it",
        Severity.Info, Confidence.High, Structure);

    public static readonly Heuristic DoubleExtension = new(
        "name.double_ext", "A harmless extension before the one that counts",
        Severity.VeryHigh, Confidence.High, Social, "T1036.007");

    public static readonly Heuristic DirectionOverride = new(
        "name.rlo", "Characters in the name turn the shown extension around",
        Severity.VeryHigh, Confidence.High, Social, "T1036.002");

    public static readonly Heuristic PaddedName = new(
        "name.padded", "Blanks push the real extension out of sight",
        Severity.VeryHigh, Confidence.High, Social, "T1036");

    public static readonly Heuristic DisguisedProgram = new(
        "name.disguised_program", "The name of a program is written so that it is shown as a document's",
        Severity.Critical, Confidence.High, Obfuscation, "T1036.002", "T1036.007");

    public static readonly Heuristic ExtensionOnly = new(
        "name.ext_only", "A name that is nothing but a program's extension",
        Severity.High, Confidence.High, Social, "T1036");

    public static readonly Heuristic Traversal = new(
        "name.traversal", "A member's name leads out of the folder it is unpacked to",
        Severity.High, Confidence.High, Container);

    public static readonly Heuristic AbsoluteName = new(
        "name.absolute", "A member's name is an absolute path",
        Severity.Low, Confidence.Medium, Container);

    public static readonly Heuristic DotSpace = new(
        "name.dot_space", "A member's name hides a step upwards behind blanks (CVE-2025-6218)",
        Severity.VeryHigh, Confidence.High, Container, "T1203");

    public static readonly Heuristic Bomb = new(
        "archive.bomb", "Unpacks to far more than any honest archive does",
        Severity.High, Confidence.High, Container, "T1499");

    /// <summary>
    /// What container readers call anomalies, by their id. Gaps and added data are weak: signed packages and self-extracting archives have
    /// them by design. A bad name is weighed by the names stage; here it counts for the members that were never unpacked.
    /// </summary>
    private static readonly Dictionary<string, Heuristic> Anomalies = new[]
    {
        new Heuristic("zip.header_mismatch", "Local and central headers of a member differ",
            Severity.Medium, Confidence.High, Container, "T1027.009"),
        new Heuristic("zip.hidden_member", "A member that the central directory does not list",
            Severity.Medium, Confidence.Medium, Container, "T1027.009"),
        new Heuristic("zip.concatenated", "One archive stands in front of another",
            Severity.Medium, Confidence.Medium, Container, "T1027.009"),
        new Heuristic("zip.overlap", "Members share the same compressed data",
            Severity.High, Confidence.Medium, Container, "T1499"),
        new Heuristic("zip.gap", "Data that belongs to no member",
            Severity.Low, Confidence.Medium, Structure),
        new Heuristic("zip.prepended_data", "Data before the archive",
            Severity.Low, Confidence.Low, Structure),
        new Heuristic("zip.trailing_data", "Data behind the archive",
            Severity.Low, Confidence.Low, Structure),
        new Heuristic("zip.no_directory", "The central directory is missing or broken",
            Severity.Low, Confidence.Medium, Structure),
        new Heuristic("zip.entry_count", "Another number of members than declared",
            Severity.Low, Confidence.Medium, Structure),
        new Heuristic("zip.duplicate_name", "Two members of the same name",
            Severity.Low, Confidence.Medium, Structure),
        new Heuristic("zip.crc_mismatch", "A member's content does not have its checksum",
            Severity.Low, Confidence.High, Structure),
        new Heuristic("autoit.hidden_header", "A compiled AutoIt script whose files are hidden by other numbers than AutoIt's own",
            Severity.High, Confidence.Medium, Obfuscation, "T1027"),
    }.Concat(DecoderHeuristics.All).ToDictionary(heuristic => heuristic.Id, StringComparer.Ordinal);

    /// <summary>What a container reader's anomaly means. One that this table does not know counts as a small oddity: never lost, hardly
    /// weighed.</summary>
    public static Heuristic OfAnomaly(string id) =>
        Anomalies.TryGetValue(id, out var known) || ArchiveHeuristics.Anomalies.TryGetValue(id, out known) ? known
        : id.EndsWith(".unsafe_name", StringComparison.Ordinal) ? UnsafeName(id)
        : id.EndsWith(".trailing_data", StringComparison.Ordinal) ? new(id, "Data behind the end of the format", Severity.Low, Confidence.Medium, Structure)
        : new(id, "Something odd in the container's structure", Severity.Low, Confidence.Low, Structure);

    private static Heuristic UnsafeName(string id) =>
        new(id, "A member's name leads out of the folder it is unpacked to", Severity.Low, Confidence.Medium, Container);

    /// <summary>The finding for a file that breaks its format.</summary>
    public static Heuristic Malformed(string format) =>
        new($"{format}.malformed", $"Breaks the {format} format", Severity.Low, Confidence.High, Structure);
}
