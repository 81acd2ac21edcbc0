namespace ScanHost.Formats.Containers;

/// <summary>Takes what a <see cref="ContainerReader"/> unpacks, in the container's own order.</summary>
public interface IMemberSink
{
    /// <summary>Opens the place where a member's content goes.</summary>
    /// <returns>
    /// A write-only stream that the reader disposes when the member is complete. It counts the bytes that come out and
    /// throws <see cref="ExpansionLimitException"/> when a limit is reached: the reader lets that pass.
    /// </returns>
    /// <exception cref="ExpansionLimitException">No further member may be unpacked.</exception>
    Stream Open(ContainerMember member);

    /// <summary>Says that a member (or, with an empty name, the rest of the container) was not unpacked, and why.</summary>
    void NotUnpacked(ContainerMember member, UnpackGap reason, string detail);

    /// <summary>Reports something odd in the container's structure that is worth a finding.</summary>
    /// <param name="id">Stable id, such as <c>zip.header_mismatch</c>; the pipeline maps it to a finding.</param>
    /// <param name="offset">Where, in bytes; null when no single place is to blame.</param>
    /// <param name="detail">A short sentence; may quote names of members.</param>
    void Anomaly(string id, long? offset, string detail);
}

/// <summary>Why a member was not unpacked.</summary>
public enum UnpackGap
{
    /// <summary>It is encrypted and no known password opens it.</summary>
    Encrypted,

    /// <summary>Its compression method or variant is not one that we read.</summary>
    Unsupported,

    /// <summary>Its data is damaged or cut short. What came out before the damage was still handed on.</summary>
    Damaged,
}
