using System.Text;
using ScanHost.Formats.Tests.Documents;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

/// <summary>A file that hostile copies are made of.</summary>
/// <param name="Reader">The reader that opens it.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Make">Makes it anew.</param>
internal sealed record HostileSample(string Reader, string Name, Func<byte[]> Make)
{
    private readonly Lazy<byte[]> file = new(Make);

    /// <summary>A copy of it; it is made once.</summary>
    internal byte[] File => [.. file.Value];

    /// <summary>What the file would be called: a format without a signature needs it.</summary>
    internal string FileName => Reader == "brotli" ? "a.br" : "a.bin";
}

/// <summary>One sample of each reader, and further ones of readers that have several decoders: of these all hostile tests and the fuzzer take theirs.</summary>
internal static class HostileSamples
{
    /// <summary>What foreign programs write, by the names of <see cref="Samples"/>.</summary>
    private static readonly string[] Foreign =
    [
        "zip deflate", "zip aes256", "zip ppmd", "gzip", "tar pax", "7z lzma2", "7z ppmd", "7z bcj2", "7z encrypted names", "bzip2", "xz", "zstd best", "lz4", "compress", "lzma", "zlib",
        "ar", "cpio newc", "cab mszip", "lzh lh5", "lzh level 2", "arj best", "arj fastest", "arj crypt", "szdd", "rpm gzip", "xar gzip", "iso joliet", "iso udf alone", "vhd dynamic",
        "mbr disk", "gpt disk", "apm disk", "fat 12", "ntfs compressed", "vhdx dynamic", "vmdk for streams", "vdi dynamic", "qcow2 packed", "raw disc", "romfs", "cramfs", "ext2", "ext4",
        "hfsplus", "lzop", "brotli", "wim lzx", "wim xpress", "squashfs gzip", "squashfs zstd", "squashfs lzo", "chm", "lzip", "makeself gzip", "7z behind a program", "nsis lzma solid",
    ];

    private static readonly string Program = Convert.ToBase64String(InertFiles.Pe());

    /// <summary>What test encoders write, or a few lines of text.</summary>
    private static readonly HostileSample[] Written =
    [
        new("rar", "rar 4", () => RarBuilder.Rar4("a", Samples.SmallInner)),
        new("rar", "rar 5", () => RarBuilder.Rar5("a", Samples.SmallInner)),
        new("nsis", "nsis data", () => RecordingSink.Unpack("carve", Samples.Make("nsis zlib", Samples.SmallInner)).Members.Single().Content.ToArray()),
        new("pyinstaller", "pyinstaller", () => PyInstallerBuilder.Append(InertFiles.Pe(), ('s', "main", Samples.SmallInner), ('x', "a.txt", [1, 2, 3]))),
        new("pyz", "pyz", () => PyzBuilder.Write("list")),
        new("pe-contents", "program with an overlay", () => new PeBuilder().Importing("kernel32.dll", "ExitProcess").WithOverlay(InertFiles.Pe()).Build()),
        new("html", "page", () => Encoding.ASCII.GetBytes($"<html><body><a href=\"data:application/octet-stream;base64,{Program}\">x</a><script>a('<b>')</script></body></html>")),
        new("encoded-script", "encoded script", () => ScriptEncoder.Encode("WScript.Echo('this is inert'); var a = 1;")),
        new("shortcut", "shortcut", () => new LinkBuilder().To("C:\\Windows\\System32\\cmd.exe").With("/c echo this is an inert command line that does nothing").Append(Samples.SmallInner).Build()),
        new("image-tail", "picture with a tail", () => InertFiles.Png(tail: Samples.SmallInner)),
        new("decoders", "program in base64", () => Encoding.ASCII.GetBytes($"x = '{Program}'; y = '{Convert.ToHexString(InertFiles.Pe())}'")),
    ];

    internal static IReadOnlyList<HostileSample> All { get; } =
    [
        .. Foreign.Select(name => new HostileSample(Samples.ReaderOf(name), name, () => Samples.Make(name, Samples.SmallInner))),
        .. BuiltSamples.Names.Select(name => new HostileSample(name, name, () => BuiltSamples.Make(name))),
        .. DocumentSamples.Names.Select(name => new HostileSample(DocumentSamples.ReaderOf(name), name, () => DocumentSamples.Make(name).File)),
        .. Written,
    ];

    internal static HostileSample Of(string name) => All.Single(sample => sample.Name == name);
}
