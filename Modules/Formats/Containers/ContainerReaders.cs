using ScanHost.Formats.Containers.Ace;
using ScanHost.Formats.Containers.AutoIt;
using ScanHost.Formats.Containers.Cabinet;
using ScanHost.Formats.Containers.Carving;
using ScanHost.Formats.Containers.Disks;
using ScanHost.Formats.Containers.Help;
using ScanHost.Formats.Containers.Nsis;
using ScanHost.Formats.Containers.Lha;
using ScanHost.Formats.Containers.Lzma;
using ScanHost.Formats.Containers.Microsoft;
using ScanHost.Formats.Containers.Optical;
using ScanHost.Formats.Containers.Rar;
using ScanHost.Formats.Containers.Rpm;
using ScanHost.Formats.Containers.SevenZip;
using ScanHost.Formats.Containers.Squash;
using ScanHost.Formats.Containers.Streams;
using ScanHost.Formats.Containers.Tar;
using ScanHost.Formats.Containers.Unix;
using ScanHost.Formats.Containers.Xar;
using ScanHost.Formats.Containers.Upx;
using ScanHost.Formats.Containers.Wim;
using ScanHost.Formats.Containers.Zip;
using ScanHost.Formats.Encoded;
using ScanHost.Formats.Html;
using ScanHost.Formats.Pe;
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
        .. DocumentReaders.All,
        new HtmlReader(),
        new CabinetReader(), new LhaReader(), new ArjReader(), new AceReader(), new SzddReader(), new KwajReader(),
        new RpmReader(), new XarReader(), new IsoReader(),
        new RarReader(), new VhdReader(), new PartitionReader(), new FatReader(), new NtfsReader(), new VhdxReader(), new VmdkReader(), new VdiReader(), new QcowReader(),
        new ZisofsReader(), new RawDiscReader(), new RomfsReader(), new CramfsReader(), new ExtReader(), new ExFatReader(), new HfsReader(), new DmgReader(),
        new LzopReader(), new Lzfse.LzfseReader(), new BrotliReader(), new WimReader(), new SquashReader(), new ChmReader(), new LzipReader(), new NsisReader(), new Inno.InnoReader(), new InstallShield.InstallShieldReader(), new InstallShield.InstallShield3Reader(), new InstallShield.SetupStreamReader(), new CarvingReader(), new UpxReader(),
        new AutoItReader(), new Python.PyInstallerReader(), new Python.PyzReader(),
        new PeContentsReader(),
        new EncodedScriptReader(), new ShortcutReader(), new ImageTailReader(), new EncodedPayloadReader(),
    ];
}
