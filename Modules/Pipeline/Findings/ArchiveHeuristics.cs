using ScanHost.Contracts.Scanning;
using static ScanHost.Contracts.Scanning.FindingCategory;

namespace ScanHost.Pipeline.Findings;

/// <summary>
/// What the shape of a container says, before anything in it is looked at. A program alone in an archive is how downloads are packed too,
/// so its weight is small; what no harmless archive does weighs more.
/// </summary>
internal static class ArchiveHeuristics
{
    public static readonly Heuristic SingleProgram = new(
        "archive.single_exec", "One program and nothing else in an archive",
        Severity.Medium, Confidence.High, Container, "T1566.001");

    public static readonly Heuristic SingleDisguised = new(
        "archive.single_disguised", "All that an archive holds is a program under the name of a document",
        Severity.VeryHigh, Confidence.High, Active, "T1204.002", "T1036.007");

    public static readonly Heuristic OnlyScriptsOrShortcuts = new(
        "archive.lnk_or_script_only", "Nothing but scripts or shortcuts in an archive",
        Severity.High, Confidence.Medium, Container, "T1566.001");

    public static readonly Heuristic Rare = new(
        "archive.rare", "A kind of archive that is hardly ever mailed",
        Severity.Medium, Confidence.Medium, Container, "T1027");

    public static readonly Heuristic Disguised = new(
        "archive.disguised", "An archive under the name of a picture, recording or PDF",
        Severity.High, Confidence.Medium, Obfuscation, "T1036.008");

    public static readonly Heuristic Encrypted = new(
        "archive.encrypted", "Members that only a password opens",
        Severity.Info, Confidence.High, Container, "T1027.013");

    public static readonly Heuristic TooMany = new(
        "archive.bomb_count", "More members than any scan looks at",
        Severity.Medium, Confidence.Medium, Container, "T1499");

    public static readonly Heuristic ImageSingleProgram = new(
        "image.single_exec", "One program and nothing else on a disk image",
        Severity.High, Confidence.Medium, Container, "T1553.005");

    public static readonly Heuristic ImageShortcutAndProgram = new(
        "image.lnk_and_program", "A shortcut beside a program or library on a disk image",
        Severity.High, Confidence.Medium, Container, "T1553.005", "T1574.001");

    public static readonly Heuristic ImageScriptAndProgram = new(
        "image.script_and_program", "A script beside a program and a library, and little else, on a disk image",
        Severity.High, Confidence.Medium, Container, "T1553.005", "T1574.001");

    public static readonly Heuristic ImageSideLoad = new(
        "image.side_load", "On a disk image a program beside a library under the name of one of Windows",
        Severity.High, Confidence.High, Obfuscation, "T1574.001", "T1553.005");

    public static readonly Heuristic ImageAutorun = new(
        "image.autorun", "A disk image that asks to be started",
        Severity.Medium, Confidence.Medium, Container, "T1091");

    public static readonly Heuristic ProgramBehind = new(
        "archive.behind_file", "A program or script in an archive behind the end of another file",
        Severity.High, Confidence.High, Active, "T1027.009");

    /// <summary>What container readers call anomalies, by their id.</summary>
    public static readonly IReadOnlyDictionary<string, Heuristic> Anomalies = new[]
    {
        new Heuristic("tar.link_escape", "A member that is written through a link out of the folder it is unpacked to",
            Severity.High, Confidence.High, Container, "T1222"),
        new Heuristic("tar.link_outside", "A link that leads out of the folder it is unpacked to",
            Severity.Low, Confidence.Medium, Container, "T1222"),
        new Heuristic("zip.link_escape", "A member that is written through a link out of the folder it is unpacked to",
            Severity.High, Confidence.High, Container, "T1222"),
        new Heuristic("zip.link_outside", "A link that leads out of the folder it is unpacked to",
            Severity.Low, Confidence.Medium, Container, "T1222"),
        new Heuristic("cpio.link_escape", "A member that is written through a link out of the folder it is unpacked to",
            Severity.High, Confidence.High, Container, "T1222"),
        new Heuristic("cpio.link_outside", "A link that leads out of the folder it is unpacked to",
            Severity.Low, Confidence.Medium, Container, "T1222"),
        new Heuristic("iso.other_tree", "Files that only a second directory tree of the disc lists",
            Severity.Medium, Confidence.Medium, Container, "T1564"),
        new Heuristic("tar.concatenated", "One archive stands behind another",
            Severity.Low, Confidence.Medium, Container),
        new Heuristic("gzip.trailing_data", "Data behind the compressed file",
            Severity.Low, Confidence.Medium, Structure),
        new Heuristic("bzip2.trailing_data", "Data behind the compressed file",
            Severity.Low, Confidence.Medium, Structure),
        new Heuristic("zstd.trailing_data", "Data behind the compressed file",
            Severity.Low, Confidence.Medium, Structure),
        new Heuristic("lz4.trailing_data", "Data behind the compressed file",
            Severity.Low, Confidence.Medium, Structure),
        new Heuristic("lzip.trailing_data", "Data behind the compressed file",
            Severity.Low, Confidence.Medium, Structure),
        new Heuristic("lzma.trailing_data", "Data behind the compressed file",
            Severity.Low, Confidence.Medium, Structure),
        new Heuristic("rar.trailing_data", "Data behind the archive",
            Severity.Low, Confidence.Medium, Structure),
        new Heuristic("rar.link_escape", "A member that is written through a link out of the folder it is unpacked to",
            Severity.High, Confidence.High, Container, "T1222"),
        new Heuristic("rar.link_outside", "A link that leads out of the folder it is unpacked to",
            Severity.Low, Confidence.Medium, Container, "T1222"),
        new Heuristic("7z.trailing_data", "Data behind the archive",
            Severity.Low, Confidence.Medium, Structure),
        new Heuristic("tar.trailing_data", "Data behind the archive",
            Severity.Low, Confidence.Medium, Structure),
        new Heuristic("xz.trailing_data", "Data behind the compressed file",
            Severity.Low, Confidence.Medium, Structure),
        new Heuristic("arj.trailing_data", "Data behind the archive",
            Severity.Low, Confidence.Medium, Structure),
        new Heuristic("cpio.trailing_data", "Data behind the archive",
            Severity.Low, Confidence.Medium, Structure),
        new Heuristic("lzh.trailing_data", "Data behind the archive",
            Severity.Low, Confidence.Medium, Structure),
        new Heuristic("squashfs.trailing_data", "Data behind the image",
            Severity.Low, Confidence.Medium, Structure),
        new Heuristic("xar.trailing_data", "Data behind the archive",
            Severity.Low, Confidence.Medium, Structure),
        new Heuristic("iso.trailing_data", "Data behind the volume",
            Severity.Low, Confidence.Medium, Structure),
        new Heuristic("cab.trailing_data", "Data behind the cabinet",
            Severity.Low, Confidence.Medium, Structure),
    }.ToDictionary(heuristic => heuristic.Id, StringComparer.Ordinal);
}
