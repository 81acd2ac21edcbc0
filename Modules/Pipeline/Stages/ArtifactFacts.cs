using ScanHost.Contracts.Scanning;
using ScanHost.Formats.Identification;

namespace ScanHost.Pipeline.Stages;

/// <summary>What is known of an artifact so far. Grows from phase to phase; every state of it is immutable.</summary>
internal sealed record ArtifactFacts
{
    /// <summary>Number in the scan; 0 is the submitted file.</summary>
    public required int Id { get; init; }

    /// <summary>Number of the artifact that contains it; null for the submitted file.</summary>
    public int? Parent { get; init; }

    /// <summary>Last part of its name. Untrusted.</summary>
    public required string Name { get; init; }

    /// <summary>Its name as the container has it. Untrusted.</summary>
    public required string Path { get; init; }

    /// <summary>Which stage found it, or <c>submitted</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>What it is to its parent.</summary>
    public required string Relation { get; init; }

    /// <summary>0 for the submitted file.</summary>
    public required int Depth { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }

    /// <summary>
    /// What may be the password of what is encrypted in it or below it: the container's stage tries them after the configured ones. A child
    /// inherits them with the words of its parent's name; a stage that reads more (the body of a mail) adds them by
    /// <see cref="IScanContext.Learn"/>, in any phase.
    /// </summary>
    public IReadOnlyList<string> PasswordCandidates { get; init; } = [];

    /// <summary>What it is, by content; <c>unknown</c> until identified.</summary>
    public Identification Identification { get; init; } = Unidentified;

    /// <summary>MD5, lower-case hexadecimal; null until hashed.</summary>
    public string? Md5 { get; init; }

    /// <summary>SHA-1, lower-case hexadecimal; null until hashed.</summary>
    public string? Sha1 { get; init; }

    /// <summary>SHA-256, lower-case hexadecimal; null until hashed.</summary>
    public string? Sha256 { get; init; }

    /// <summary>CRC-32, 8 lower-case hexadecimal digits; null until hashed.</summary>
    public string? Crc32 { get; init; }

    /// <summary>Bits per byte, 0 to 8; null until measured.</summary>
    public double? Entropy { get; init; }

    /// <summary>ssdeep's hash; null until measured and for what is too large.</summary>
    public string? Ssdeep { get; init; }

    /// <summary>TLSH; null until measured and for what is too large, too short or too uniform.</summary>
    public string? Tlsh { get; init; }

    /// <summary>The hash list entry that knows it; null when none does.</summary>
    public ListEntry? Listed { get; init; }

    /// <summary>True when a mail above it says which the password is.</summary>
    public bool IsPasswordTold { get; init; }

    /// <summary>The type that it was identified as.</summary>
    public FileType Type => Identification.Type;

    /// <summary>True when it is of this type, or also valid as it.</summary>
    public bool IsOrMayBe(string typeId) =>
        Type.Id == typeId || Identification.AlsoValidAs.Any(other => other.Id == typeId);

    /// <summary>True when it is of this family, or also valid as one of it.</summary>
    public bool IsOrMayBeA(string familyId) =>
        Type.IsA(familyId) || Identification.AlsoValidAs.Any(other => other.IsA(familyId));

    private static Identification Unidentified { get; } = new(
        new FileType("unknown", "application/octet-stream", "Unknown data", FileCategory.Unknown), 0, null, []);
}
