using System.Formats.Tar;

namespace ScanHost.TestKit.HeldOut.Fourth;

/// <summary>Compressed tar archives as package managers exchange them.</summary>
internal static class Tarball
{
    /// <summary>A <c>.tgz</c>.</summary>
    public static byte[] Gzipped(params (string Name, byte[] Content)[] members) => InertFiles.Gzip(Plain(members));

    /// <summary>A <c>.tar</c>.</summary>
    public static byte[] Plain(params (string Name, byte[] Content)[] members)
    {
        var file = new MemoryStream();
        using (var tar = new TarWriter(file, TarEntryFormat.Ustar, leaveOpen: true))
            foreach (var (name, content) in members)
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content), ModificationTime = DateTimeOffset.UnixEpoch.AddYears(55) });
        return file.ToArray();
    }
}
