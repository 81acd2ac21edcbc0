using System.Collections.Frozen;
using System.Text.Json.Nodes;
using ScanHost.Formats.Identification;
using ScanHost.Pipeline.Findings;

namespace ScanHost.Pipeline.Stages;

/// <summary>Tells what the artifact is, by content (a name helps only where a format has no signature), and whether its name claims something else.</summary>
internal sealed class IdentifyStage : IScanStage
{
    /// <summary>A program is called one only when its structure was checked: text that merely reads like a script is not enough to
    /// accuse its name.</summary>
    private const int SureConfidence = 85;

    /// <summary>Extensions that people open without a thought, because nothing in such a file runs by itself.</summary>
    private static readonly FrozenSet<string> HarmlessExtensions = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "doc", "docx", "xls", "xlsx", "ppt", "pptx", "rtf", "odt", "ods", "odp", "pdf", "csv",
        "jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "webp", "heic",
        "mp3", "wav", "flac", "ogg", "mp4", "avi", "mkv", "mov", "wmv");

    public string Name => "identify";

    public string Version => "3";

    public StagePhase Phase => StagePhase.Identify;

    public bool ReadsName => true;

    public bool Accepts(ArtifactFacts facts) => true;

    public ValueTask ScanAsync(IScanContext scan, CancellationToken cancellationToken)
    {
        // Among the members of a package empty files are nothing to speak of.
        if (scan.Facts is { Size: 0, Depth: 0 })
            scan.Report(Heuristics.Empty);
        var identification = FileIdentifier.Identify(scan.Beginning.Span, scan.Facts.Name);
        scan.Learn(facts => facts with { Identification = identification });
        if (identification.Encoding is { } encoding)
            scan.Note("encoding", encoding);

        if (identification.AlsoValidAs.Count > 0)
        {
            scan.Note("also_valid_as", new JsonArray([.. identification.AlsoValidAs.Select(type => JsonValue.Create(type.Id))]));
            if (identification.AlsoValidAs.Any(other => !IsLayered(identification.Type, other)))
                scan.Report(Heuristics.Polyglot);
        }

        if (HidesProgram(scan.Facts.Name, identification))
            scan.Report(Heuristics.ExtensionHidesProgram);

        return ValueTask.CompletedTask;
    }

    // A kernel is also a program of the firmware, and a disc also a disk with partitions: they are made to be started either way.
    private static bool IsLayered(FileType type, FileType other) =>
        type.Category == other.Category && type.Category is FileCategory.Executable or FileCategory.DiskImage;

    /// <summary>True for a program under a name that promises a document, a picture or a recording.</summary>
    internal static bool HidesProgram(string name, Identification identification) =>
        identification.Type.Category is FileCategory.Executable or FileCategory.Script or FileCategory.Shortcut
        && identification.Confidence >= SureConfidence
        && HarmlessExtensions.Contains(FileNames.Extension(name));
}
