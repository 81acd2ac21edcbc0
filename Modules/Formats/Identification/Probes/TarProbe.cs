using ScanHost.Formats.Containers.Tar;

namespace ScanHost.Formats.Identification.Probes;

/// <summary>Recognises tar of every age by the checksum of its first header, and packages by the names of the first members.</summary>
internal static class TarProbe
{
    private const int MaxHeaders = 64;

    internal static FileType? Identify(ReadOnlySpan<byte> file)
    {
        if (TarHeader.Read(file, 0) is null)
            return null;
        var names = Names(file);
        return FileTypes.Get(
            names.Contains("metadata.gz") && names.Contains("data.tar.gz") ? "gem"
            : names.Contains("oci-layout") ? "oci-image"
            : names.Contains("manifest.json") && names.Contains("repositories") ? "docker-image"
            : names.FirstOrDefault()?.EndsWith(".ovf", StringComparison.OrdinalIgnoreCase) == true ? "ova"
            : "tar");
    }

    private static HashSet<string> Names(ReadOnlySpan<byte> file)
    {
        var names = new HashSet<string>();
        var at = 0L;
        for (var i = 0; i < MaxHeaders && TarHeader.Read(file, at) is { } header; i++)
        {
            names.Add(header.Name);
            at += 512 + ((Math.Min(header.Size, file.Length) + 511) / 512 * 512);
        }
        return names;
    }
}
