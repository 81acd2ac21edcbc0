using System.Text;

namespace ScanHost.Formats;

/// <summary>
/// Names in executables are bytes of no declared encoding. Here a string holds them as Latin-1, one character a byte, so that nothing is
/// lost and <see cref="Encoding.Latin1"/> gives the bytes back.
/// </summary>
internal static class ByteText
{
    /// <summary>All of the bytes, one character each.</summary>
    internal static string Latin1(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    /// <summary>The bytes at <paramref name="offset"/> up to the first zero, at most <paramref name="max"/>; ends at the file's end too.</summary>
    /// <returns>Null when the offset lies outside of the file.</returns>
    internal static string? ZeroEnded(ReadOnlySpan<byte> file, long offset, int max)
    {
        if (offset < 0 || offset >= file.Length)
            return null;
        var part = file.Part(offset, max);
        var end = part.IndexOf((byte)0);
        return Latin1(end < 0 ? part : part[..end]);
    }

    /// <summary>The bytes before the first zero of a field of fixed length.</summary>
    internal static string Field(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return Latin1(end < 0 ? field : field[..end]);
    }
}
