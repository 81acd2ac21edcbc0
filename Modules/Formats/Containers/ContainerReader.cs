namespace ScanHost.Formats.Containers;

/// <summary>Reads one container format. Stateless: one instance serves all threads.</summary>
public abstract class ContainerReader
{
    /// <summary>Stable short name: <c>zip</c>. It is the stage's name in reports and the <c>origin</c> of the children.</summary>
    public abstract string Name { get; }

    /// <summary>Changes when what the reader finds can change.</summary>
    public abstract string Version { get; }

    /// <summary>Ids of the file types (<see cref="Identification.FileType.Id"/>) that this reader opens.</summary>
    public abstract IReadOnlyCollection<string> FileTypes { get; }

    /// <summary>Unpacks all members, in the container's order, into <paramref name="sink"/>.</summary>
    /// <param name="file">The whole container.</param>
    /// <param name="sink">Takes the members; counts what comes out.</param>
    /// <param name="passwords">Passwords to try on encrypted members, in this order; may be empty.</param>
    /// <param name="cancellationToken">Checked at least once a member and once per 64 KiB of output.</param>
    /// <exception cref="MalformedFileException">
    /// The container's structure is broken so that nothing more can be read. Members already handed over stay valid.
    /// </exception>
    /// <exception cref="ExpansionLimitException">The sink refused more. The reader lets it pass.</exception>
    public abstract void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken);
}
