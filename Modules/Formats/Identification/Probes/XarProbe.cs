using System.IO.Compression;
using System.Text;

namespace ScanHost.Formats.Identification.Probes;

/// <summary>Tells installer packages from other xar archives: they hold a Distribution or PackageInfo file.</summary>
internal static class XarProbe
{
    private const int MaxContents = 128 * 1024;

    internal static FileType? Refine(ReadOnlySpan<byte> file)
    {
        var contents = Contents(file);
        var isPackage = contents.Contains("<name>Distribution</name>", StringComparison.Ordinal)
            || contents.Contains("<name>PackageInfo</name>", StringComparison.Ordinal);
        return FileTypes.Get(isPackage ? "pkg" : "xar");
    }

    private static string Contents(ReadOnlySpan<byte> file)
    {
        if (file.U16Big(4) is not { } headerLength)
            return "";
        try
        {
            using var inflate = new ZLibStream(
                new MemoryStream(file.Part(headerLength, MaxContents).ToArray()), CompressionMode.Decompress);
            var text = new byte[MaxContents];
            return Encoding.UTF8.GetString(text, 0, inflate.ReadAtLeast(text, text.Length, throwOnEndOfStream: false));
        }
        catch (Exception error) when (error is InvalidDataException or IOException) // the latter: it asks for a dictionary
        {
            return "";
        }
    }
}
