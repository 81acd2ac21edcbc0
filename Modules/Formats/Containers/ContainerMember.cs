namespace ScanHost.Formats.Containers;

/// <summary>What a container says of one of its members. Every field is the container's own claim and untrusted.</summary>
public sealed record ContainerMember
{
    /// <summary>The member's name as stored, path parts and all. Data, never a path on our disk. Empty when it has none.</summary>
    public required string Name { get; init; }

    /// <summary>What the member is to the container: <c>member</c>, <c>attachment</c>, <c>embedded</c>, <c>stream</c>, <c>overlay</c>, <c>carved</c>.</summary>
    public string Relation { get; init; } = "member";

    /// <summary>Where the member's data starts in the container, in bytes; null when that has no meaning (solid archives).</summary>
    public long? Offset { get; init; }

    /// <summary>Declared size before compression, in bytes; null when not declared.</summary>
    public long? DeclaredSize { get; init; }

    /// <summary>Size of the stored form, in bytes; null when not known.</summary>
    public long? CompressedSize { get; init; }

    /// <summary>The compression method's name in the format's own words: <c>deflate</c>, <c>lzma2</c>, <c>store</c>.</summary>
    public string? Method { get; init; }

    /// <summary>True when the content is encrypted.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>The password that opened it; null when it is not encrypted or was not opened.</summary>
    public string? Password { get; init; }

    /// <summary>Declared time of the last change, if it has one that makes sense.</summary>
    public DateTimeOffset? ModifiedAt { get; init; }
}
