namespace ScanHost.Formats.Containers;

/// <summary>The data uses a variant of the format that no decoder of ours reads. Becomes an <see cref="UnpackGap.Unsupported"/> gap.</summary>
/// <param name="what">What is not supported, as a sentence.</param>
internal sealed class UnsupportedDataException(string what) : Exception(what);
