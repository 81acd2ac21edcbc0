namespace ScanHost.Contracts.Scanning;

/// <summary>One piece of evidence about one artifact.</summary>
public sealed record Finding
{
    /// <summary>Stable id of the heuristic, dotted lower case: <c>zip.path_traversal</c>.</summary>
    public required string Id { get; init; }

    /// <summary>One line for a person.</summary>
    public required string Title { get; init; }

    /// <summary>How bad it is if it is true.</summary>
    public required Severity Severity { get; init; }

    /// <summary>How sure it is.</summary>
    public required Confidence Confidence { get; init; }

    /// <summary>The kind of evidence; each kind counts up to a cap.</summary>
    public required FindingCategory Category { get; init; }

    /// <summary>Number of the artifact.</summary>
    public required int Artifact { get; init; }

    /// <summary>Which stage reported it.</summary>
    public required string Stage { get; init; }

    /// <summary>Where it shows; may be empty.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>MITRE ATT&amp;CK technique ids; may be empty.</summary>
    public IReadOnlyList<string> Attack { get; init; } = [];
}

/// <summary>A place that shows a finding.</summary>
/// <param name="Offset">In bytes from the start of the artifact; null when no single place shows it.</param>
/// <param name="Length">In bytes; null when <paramref name="Offset"/> is.</param>
/// <param name="Text">What stands there, at most 200 characters; untrusted data.</param>
public sealed record Evidence(long? Offset, long? Length, string? Text);

/// <summary>How bad a finding is if it is true.</summary>
public enum Severity
{
    /// <summary>A fact worth knowing; no weight.</summary>
    Info,

    /// <summary>Unusual.</summary>
    Low,

    /// <summary>Unusual in a way that attackers like.</summary>
    Medium,

    /// <summary>Seldom seen in harmless files.</summary>
    High,

    /// <summary>Hardly ever seen in harmless files.</summary>
    VeryHigh,

    /// <summary>Known bad: exact signatures, hashes, exploit structures.</summary>
    Critical,
}

/// <summary>How sure a finding is.</summary>
public enum Confidence
{
    /// <summary>Often wrong.</summary>
    Low,

    /// <summary>Mostly right.</summary>
    Medium,

    /// <summary>As good as certain.</summary>
    High,
}

/// <summary>Kinds of evidence.</summary>
public enum FindingCategory
{
    /// <summary>Oddities of the format.</summary>
    Structure,

    /// <summary>Hiding what it is or does.</summary>
    Obfuscation,

    /// <summary>Content that runs by itself.</summary>
    Active,

    /// <summary>What its code can do.</summary>
    Capability,

    /// <summary>What it talks to.</summary>
    Network,

    /// <summary>Deceiving the person before it.</summary>
    Social,

    /// <summary>How it is wrapped.</summary>
    Container,

    /// <summary>A signature matched.</summary>
    Signature,

    /// <summary>A list knows it.</summary>
    Reputation,
}
