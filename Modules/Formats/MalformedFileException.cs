namespace ScanHost.Formats;

/// <summary>A file breaks its format. The only exception that a reader of this library throws for what a file contains.</summary>
/// <param name="format">The format's short name, such as <c>zip</c>.</param>
/// <param name="offset">Where in the file the broken field stands, in bytes; -1 when no single place is to blame.</param>
/// <param name="problem">What is wrong, in the words of the specification. Never contains content of the file.</param>
public sealed class MalformedFileException(string format, long offset, string problem)
    : Exception(offset < 0 ? $"{format}: {problem}" : $"{format} at offset {offset}: {problem}")
{
    /// <summary>The format's short name, such as <c>zip</c>.</summary>
    public string Format { get; } = format;

    /// <summary>Where in the file the broken field stands, in bytes; -1 when no single place is to blame.</summary>
    public long Offset { get; } = offset;

    /// <summary>What is wrong, without the place.</summary>
    public string Problem { get; } = problem;
}
