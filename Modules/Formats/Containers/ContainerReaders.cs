using ScanHost.Formats.Containers.SevenZip;
using ScanHost.Formats.Containers.Streams;
using ScanHost.Formats.Containers.Tar;
using ScanHost.Formats.Containers.Unix;
using ScanHost.Formats.Containers.Zip;
using ScanHost.Formats.Encoded;
using ScanHost.Formats.Html;
using ScanHost.Formats.Images;
using ScanHost.Formats.Scripts;
using ScanHost.Formats.Shortcuts;

namespace ScanHost.Formats.Containers;

/// <summary>Every container reader of this library: the one table of what we can open.</summary>
public static class ContainerReaders
{
    /// <summary>All readers, in the order in which the pipeline asks them.</summary>
    public static IReadOnlyList<ContainerReader> All { get; } =
    [
        new ZipReader(), new GzipReader(), new TarReader(), new SevenZipReader(), new BZip2Reader(), new XzReader(), new ZstdReader(),
        new Lz4Reader(), new CompressReader(), new LzmaReader(), new ZlibReader(), new ArReader(), new CpioReader(),
        new HtmlReader(), new EncodedScriptReader(), new ShortcutReader(), new ImageTailReader(), new EncodedPayloadReader(),
    ];
}
