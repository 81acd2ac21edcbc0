namespace ScanHost.Yara.YaraModules;

/// <summary>What a module may know of the scan that it works for.</summary>
internal sealed record ModuleContext
{
    /// <summary>The file.</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>Extra data that the user handed to this module for the scan; empty as a rule.</summary>
    public ReadOnlyMemory<byte> ModuleData { get; init; }

    /// <summary>The time of the scan.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Where <c>console.log</c> writes a line to; null when nobody listens.</summary>
    public Action<string>? Console { get; init; }

    /// <summary>The scan is over. Whoever loops over the whole file looks at it once a megabyte or so.</summary>
    public CancellationToken CancellationToken { get; init; }
}
