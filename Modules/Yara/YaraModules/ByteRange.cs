namespace ScanHost.Yara.YaraModules;

/// <summary>The part of a file that the arguments <c>offset, length</c> of a function mean.</summary>
internal static class ByteRange
{
    /// <summary>As much of it as lies in the file.</summary>
    /// <returns>False when it begins outside of the file or is negative: the function is undefined then.</returns>
    public static bool TryGet(ReadOnlyMemory<byte> file, long offset, long length, out ReadOnlySpan<byte> range)
    {
        range = default;
        if (offset < 0 || length < 0 || offset >= file.Length)
            return false;

        range = file.Span.Slice((int)offset, (int)Math.Min(length, file.Length - offset));
        return true;
    }
}
