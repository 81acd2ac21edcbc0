namespace ScanHost.Formats.Containers;

/// <summary>The data is sound as far as we can tell, but decoding it takes more than we allow. Becomes a gap that names the limit.</summary>
/// <param name="what">What is too large: <c>the dictionary</c>.</param>
/// <param name="allowed">What we allow, in bytes.</param>
internal sealed class DecoderLimitException(string what, long allowed) : Exception($"{what} is larger than the {allowed} bytes that are allowed");
