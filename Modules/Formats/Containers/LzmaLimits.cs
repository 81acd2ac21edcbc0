namespace ScanHost.Formats.Containers;

/// <summary>Bounds what decoders with a declared window keep in memory.</summary>
internal static class LzmaLimits
{
    /// <summary>The largest window that we keep, in bytes: what <c>xz -9</c> and <c>7z -mx=9</c> use.</summary>
    /// <remarks>A file may declare more, as long as no match reaches further back than this.</remarks>
    internal const int MaxDictionary = 64 * 1024 * 1024;

    /// <summary>The window for a declared dictionary: never more than <see cref="MaxDictionary"/>.</summary>
    internal static int Window(long dictionary) => (int)Math.Clamp(dictionary, 4096, MaxDictionary);
}
