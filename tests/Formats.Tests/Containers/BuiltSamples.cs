using ScanHost.Formats.Tests.Compression;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

/// <summary>Small containers of test encoders, for formats that no free program writes.</summary>
internal static class BuiltSamples
{
    public static IReadOnlyList<string> Names { get; } = ["ace", "upx", "dmg", "exfat", "inno", "lzfse", "installshield", "installshield-3", "installshield-setup", "zisofs", "autoit", "kwaj"];

    /// <summary>The container; its reader has the same name.</summary>
    public static byte[] Make(string name) => name switch
    {
        "ace" => AceBuilder.Solid(("a", Samples.SmallInner, 1), ("b", [1, 2, 3, 4, 5, .. Samples.SmallInner], 1)),
        "upx" => UpxElfBuilder.Pack(File.ReadAllBytes("/bin/true"), "nrv2e", 0x49),
        "dmg" => DmgBuilder.Build(Samples.Make("hfsplus", Samples.SmallInner), 16384, (content, run) => Pack(run switch { 0 => "store", 1 => "adc", 2 => "xz", _ => "bzip2" }, content)),
        "inno" => new InnoBuilder("5.5.7", "lzma").Add("{app}\\inner.bin", Samples.SmallInner).Add("{app}\\program.exe", Samples.SmallInner, isFiltered: true).Build(),
        "lzfse" => [.. LzfseEncoder.Encode(Samples.SmallInner, "tables")[..^4], .. LzfseEncoder.Encode(Samples.SmallInner, "lzvn")],
        "exfat" => ExFat(),
        "autoit" => AutoItBuilder.Build(true, ("a.txt", Samples.SmallInner, true), (">>>AUTOIT SCRIPT<<<", AutoItBuilder.Tokens(), true)),
        "kwaj" => [.. "KWAJ"u8, 0x88, 0xF0, 0x27, 0xD1, 0, 0, 18, 0, 1, 0, .. BitConverter.GetBytes(900), .. Samples.SmallInner],
        "zisofs" => Zisofs(Samples.SmallInner),
        "installshield" => InstallShield(),
        "installshield-setup" => SetupStreamBuilder.Stream(4, Samples.SmallInner, (6u, true), (4u, false), (0u, false)),
        "installshield-3" => InstallShield3Builder.Build(("a", "1", InstallShield3Builder.Implode(Samples.SmallInner), 900, 0x20), ("", "2", [1, 2, 3], 3, 0x30)),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "unknown"),
    };

    /// <summary>Packs a run of an Apple disk image.</summary>
    internal static (uint Kind, byte[] Data) Pack(string method, byte[] content) => method switch
    {
        "zlib" => DmgBuilder.Zlib(content),
        "adc" => DmgBuilder.Adc(content),
        "store" => (1, content),
        "lzfse tables" or "lzfse lzvn" or "lzfse store" => (0x80000007, LzfseEncoder.Encode(content, method[6..])),
        "bzip2" => (0x80000006, By("bzip2", content)),
        _ => (0x80000008, By("xz", content)),
    };

    private static byte[] By(string program, byte[] content)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a", content);
        ForeignTool.Run(folder.Path, "sh", "-c", $"{program} -c a > b");
        return folder.Read("b");
    }

    // A header of 16 bytes, the places of the blocks and of their end, the blocks as zlib streams: the kernel's fs/isofs/compress.c.
    private static byte[] Zisofs(byte[] content)
    {
        var block = DmgBuilder.Zlib(content).Data;
        byte[] mark = [0x37, 0xE4, 0x53, 0x96, 0xC9, 0xDB, 0xD6, 0x07];
        return [.. mark, .. BitConverter.GetBytes(content.Length), 4, 15, 0, 0, .. BitConverter.GetBytes(24), .. BitConverter.GetBytes(24 + block.Length), .. block];
    }

    private static byte[] InstallShield()
    {
        var (header, volumes) = new IshieldBuilder(6).Add("a", "1", Samples.SmallInner, 6).Add("b", "2", Samples.SmallInner, 0).Add("b", "3", Samples.SmallInner, sameAs: 0).Build(volumeBytes: 500);
        return [.. header, .. volumes.SelectMany(volume => volume)];
    }

    private static byte[] ExFat()
    {
        using var folder = new TemporaryFolder();
        var volume = new ExFatBuilder(folder, "500K");
        var inside = volume.Store(new byte[4096]);
        volume.Add(volume.Root, "folder", inside, 4096, isFolder: true);
        volume.Add(inside, "inside.bin", volume.Store(Samples.SmallInner, scattered: true), Samples.SmallInner.Length, hasChain: true);
        return volume.Image;
    }
}
