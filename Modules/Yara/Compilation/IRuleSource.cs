namespace ScanHost.Yara;

/// <summary>Where the compiler gets included files from.</summary>
public interface IRuleSource
{
    /// <summary>Finds an included file.</summary>
    /// <param name="path">As the rules write it.</param>
    /// <param name="includedFrom">Name of the source that includes it.</param>
    /// <returns>The file and the name under which it is known from now on; null when there is no such file.</returns>
    IncludedSource? Find(string path, string includedFrom);
}

/// <summary>An included file.</summary>
/// <param name="Name">The same for the same file, however it is referred to; shown in diagnostics.</param>
/// <param name="Bytes">Its content.</param>
public sealed record IncludedSource(string Name, ReadOnlyMemory<byte> Bytes);
