using System.Text;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

/// <summary>Containers made by programs that we did not write, all with the same inner file.</summary>
internal static class Samples
{
    /// <summary>A file that compresses, but not to nothing.</summary>
    public static byte[] Inner { get; } = BuildInner(200_000);

    public static byte[] SmallInner { get; } = BuildInner(900);

    public static string InnerHash { get; } = RecordingSink.Hash(Inner);

    /// <summary>Name of the sample, reader, command line that makes <c>out</c> of <c>dir/inner.bin</c>.</summary>
    private static readonly Dictionary<string, (string Reader, string[] Command)> Makers = new()
    {
        ["zip deflate"] = ("zip", ["zip", "-r", "out", "dir"]),
        ["zip store"] = ("zip", ["zip", "-0", "-r", "out", "dir"]),
        ["zip streamed"] = ("zip", ["sh", "-c", "cat dir/inner.bin | zip -fd - - > out"]),
        ["zip bzip2"] = ("zip", ["7z", "a", "-tzip", "-mm=BZip2", "out", "dir"]),
        ["zip deflate64"] = ("zip", ["7z", "a", "-tzip", "-mm=Deflate64", "out", "dir"]),
        ["zip lzma"] = ("zip", ["7z", "a", "-tzip", "-mm=LZMA", "out", "dir"]),
        ["zip crypto"] = ("zip", ["7z", "a", "-tzip", "-psecret", "-mem=ZipCrypto", "out", "dir"]),
        ["zip crypto by Info-ZIP"] = ("zip", ["zip", "-P", "secret", "-r", "out", "dir"]),
        ["zip aes128"] = ("zip", ["7z", "a", "-tzip", "-psecret", "-mem=AES128", "out", "dir"]),
        ["zip aes256"] = ("zip", ["7z", "a", "-tzip", "-psecret", "-mem=AES256", "out", "dir"]),
        ["gzip"] = ("gzip", ["sh", "-c", "gzip -c dir/inner.bin > out"]),
        ["gzip of two members"] = ("gzip", ["sh", "-c", "(head -c 70000 dir/inner.bin | gzip; tail -c +70001 dir/inner.bin | gzip) > out"]),
        ["bzip2"] = ("bzip2", ["sh", "-c", "bzip2 -c dir/inner.bin > out"]),
        ["bzip2 of two streams"] = ("bzip2", ["sh", "-c", "(head -c 70000 dir/inner.bin | bzip2; tail -c +70001 dir/inner.bin | bzip2) > out"]),
        ["xz"] = ("xz", ["sh", "-c", "xz -c dir/inner.bin > out"]),
        ["xz of many blocks"] = ("xz", ["sh", "-c", "xz --block-size=30000 -c dir/inner.bin > out"]),
        ["xz with sha256"] = ("xz", ["sh", "-c", "xz -C sha256 -c dir/inner.bin > out"]),
        ["xz with a filter"] = ("xz", ["sh", "-c", "xz --x86 --lzma2 -c dir/inner.bin > out"]),
        ["xz of two streams"] = ("xz", ["sh", "-c", "(head -c 70000 dir/inner.bin | xz; head -c 8 /dev/zero; tail -c +70001 dir/inner.bin | xz) > out"]),
        ["xz with a large dictionary"] = ("xz", ["sh", "-c", "xz --lzma2=dict=1GiB -c dir/inner.bin > out"]),
        ["lzma"] = ("lzma", ["sh", "-c", "xz --format=lzma -c dir/inner.bin > out"]),
        ["zstd"] = ("zstd", ["sh", "-c", "zstd -c dir/inner.bin > out"]),
        ["zstd streamed"] = ("zstd", ["sh", "-c", "cat dir/inner.bin | zstd -1 > out"]),
        ["zstd best"] = ("zstd", ["sh", "-c", "zstd -19 -c dir/inner.bin > out"]),
        ["zstd of two frames"] = ("zstd", ["sh", "-c", "(head -c 70000 dir/inner.bin | zstd; tail -c +70001 dir/inner.bin | zstd) > out"]),
        ["lz4"] = ("lz4", ["sh", "-c", "lz4 -c dir/inner.bin > out"]),
        ["lz4 linked blocks"] = ("lz4", ["sh", "-c", "lz4 -9 -BD -B4 -c dir/inner.bin > out"]),
        ["lz4 legacy"] = ("lz4", ["sh", "-c", "lz4 -l -c dir/inner.bin > out"]),
        ["compress"] = ("compress", ["sh", "-c", "compress -c dir/inner.bin > out"]),
        ["tar ustar"] = ("tar", ["tar", "--format=ustar", "-cf", "out", "dir"]),
        ["tar pax"] = ("tar", ["tar", "--format=pax", "-cf", "out", "dir"]),
        ["tar gnu"] = ("tar", ["tar", "--format=gnu", "-cf", "out", "dir"]),
        ["tar v7"] = ("tar", ["tar", "--format=v7", "-cf", "out", "dir"]),
        ["7z lzma2"] = ("7z", ["7z", "a", "-m0=lzma2", "out.7z", "dir"]),
        ["7z ppmd"] = ("7z", ["7z", "a", "-m0=ppmd:mem=1m", "out.7z", "dir"]),
        ["7z bzip2"] = ("7z", ["7z", "a", "-m0=bzip2", "out.7z", "dir"]),
        ["7z bcj"] = ("7z", ["7z", "a", "-m0=bcj", "-m1=lzma", "out.7z", "dir"]),
        ["7z bcj2"] = ("7z", ["7z", "a", "-m0=bcj2", "-m1=lzma", "-m2=lzma", "-m3=lzma", "-mb0:1", "-mb0s1:2", "-mb0s2:3", "out.7z", "dir"]),
        ["7z delta"] = ("7z", ["7z", "a", "-m0=delta:3", "-m1=lzma2", "out.7z", "dir"]),
        ["7z arm"] = ("7z", ["7z", "a", "-m0=arm", "-m1=lzma2", "out.7z", "dir"]),
        ["7z deflate"] = ("7z", ["7z", "a", "-m0=deflate", "out.7z", "dir"]),
        ["7z deflate64"] = ("7z", ["7z", "a", "-m0=deflate64", "out.7z", "dir"]),
        ["7z store"] = ("7z", ["7z", "a", "-mx=0", "out.7z", "dir"]),
        ["7z plain header"] = ("7z", ["7z", "a", "-mhc=off", "out.7z", "dir"]),
        ["7z encrypted"] = ("7z", ["7z", "a", "-psecret", "out.7z", "dir"]),
        ["7z encrypted names"] = ("7z", ["7z", "a", "-psecret", "-mhe=on", "out.7z", "dir"]),
        ["ar"] = ("ar", ["ar", "rc", "out", "dir/inner.bin"]),
        ["cpio newc"] = ("cpio", ["sh", "-c", "find dir | cpio -o -H newc > out"]),
        ["cpio odc"] = ("cpio", ["sh", "-c", "find dir | cpio -o -H odc > out"]),
        ["cab mszip"] = ("cab", ["gcab", "-cz", "out", "dir/inner.bin"]),
        ["cab store"] = ("cab", ["gcab", "-c", "out", "dir/inner.bin"]),
        ["arj best"] = ("arj", ["arj", "a", "-m1", "out.arj", "dir/inner.bin"]),
        ["arj fastest"] = ("arj", ["arj", "a", "-m4", "out.arj", "dir/inner.bin"]),
        ["arj store"] = ("arj", ["arj", "a", "-m0", "out.arj", "dir/inner.bin"]),
        ["arj crypt"] = ("arj", ["arj", "a", "-gsecret", "out.arj", "dir/inner.bin"]),
        ["lzh lh5"] = ("lzh", ["jlha", "ao5", "out.lzh", "dir/inner.bin"]),
        ["lzh lh6"] = ("lzh", ["jlha", "ao6", "out.lzh", "dir/inner.bin"]),
        ["lzh lh7"] = ("lzh", ["jlha", "ao7", "out.lzh", "dir/inner.bin"]),
        ["lzh store"] = ("lzh", ["jlha", "az", "out.lzh", "dir/inner.bin"]),
        ["lzh level 1"] = ("lzh", ["jlha", "a1", "out.lzh", "dir/inner.bin"]),
        ["lzh level 2"] = ("lzh", ["jlha", "a2", "out.lzh", "dir/inner.bin"]),
        ["szdd"] = ("szdd", ["sh", "-c", "mscompress dir/inner.bin && mv dir/inner.bin_ out"]),
        ["rpm xz"] = ("rpm", Rpm("w7.xzdio")),
        ["rpm gzip"] = ("rpm", Rpm("w9.gzdio")),
        ["rpm zstd"] = ("rpm", Rpm("w3.zstdio")),
        ["xar gzip"] = ("xar", Xar("gzip")),
        ["xar bzip2"] = ("xar", Xar("bzip2")),
        ["xar xz"] = ("xar", Xar("xz")),
        ["xar lzma"] = ("xar", Xar("lzma")),
        ["xar store"] = ("xar", Xar("none")),
        ["iso plain"] = ("iso", ["genisoimage", "-quiet", "-o", "out", "dir"]),
        ["iso rock ridge"] = ("iso", ["genisoimage", "-quiet", "-R", "-o", "out", "dir"]),
        ["iso joliet"] = ("iso", ["genisoimage", "-quiet", "-J", "-o", "out", "dir"]),
        ["iso by xorriso"] = ("iso", ["xorriso", "-outdev", "out", "-map", "dir", "/dir"]),
        ["iso udf alone"] = ("iso", ["sh", "-c", "genisoimage -quiet -udf -o out dir && sed -i 's/CD001/CD00x/g' out"]),
        ["iso with udf"] = ("iso", ["genisoimage", "-quiet", "-udf", "-o", "out", "dir"]),
        ["zlib"] = ("zlib", ["sh", "-c", "perl -MCompress::Zlib -0777 -ne 'print compress($_, 9)' dir/inner.bin > out"]),
        ["fat 12"] = ("fat", ["sh", "-c", "mkfs.fat -F 12 -C out 1440 && mcopy -s -i out dir ::"]),
        ["fat 16"] = ("fat", ["sh", "-c", "mkfs.fat -F 16 -C out 20000 && mcopy -s -i out dir ::"]),
        ["fat 32"] = ("fat", ["sh", "-c", "mkfs.fat -F 32 -C out 40000 && mcopy -s -i out dir ::"]),
        ["mbr disk"] = ("partitions", ["sh", "-c", $"{Disk("dos")} && mv disk out"]),
        ["gpt disk"] = ("partitions", ["sh", "-c", $"{Disk("gpt")} && mv disk out"]),
        ["vhd fixed"] = ("vhd", ["sh", "-c", $"{Disk("dos")} && qemu-img convert -O vpc -o subformat=fixed disk out"]),
        ["vhd dynamic"] = ("vhd", ["sh", "-c", $"{Disk("dos")} && qemu-img convert -O vpc -o subformat=dynamic disk out"]),
        ["vhdx dynamic"] = ("vhdx", Converted("vhdx")),
        ["vhdx fixed"] = ("vhdx", Converted("vhdx", "-o subformat=fixed")),
        ["vmdk sparse"] = ("vmdk", Converted("vmdk")),
        ["vmdk for streams"] = ("vmdk", Converted("vmdk", "-o subformat=streamOptimized")),
        ["vdi dynamic"] = ("vdi", Converted("vdi")),
        ["vdi fixed"] = ("vdi", Converted("vdi", "-o static=on")),
        ["qcow2"] = ("qcow2", Converted("qcow2")),
        ["qcow2 packed"] = ("qcow2", Converted("qcow2", "-c")),
        ["qcow2 packed by zstd"] = ("qcow2", Converted("qcow2", "-c -o compression_type=zstd")),
        ["qcow2 of version 2"] = ("qcow2", Converted("qcow2", "-o compat=0.10,cluster_size=512")),
        ["ext2"] = ("ext", Ext("ext2 -b 1024", "480K")),
        ["ext3"] = ("ext", Ext("ext3 -b 1024", "6M")),
        ["ext4"] = ("ext", Ext("ext4 -b 4096 -O ^has_journal", "512K")),
        ["ext4 without 64bit"] = ("ext", Ext("ext4 -b 1024 -O ^64bit,^metadata_csum", "6M")),
        ["romfs"] = ("romfs", ["genromfs", "-d", "dir", "-f", "out"]),
        ["cramfs"] = ("cramfs", ["mkfs.cramfs", "dir", "out"]),
        ["raw disc"] = ("raw-cd", RawDisc(1)),
        ["raw disc of mode 2"] = ("raw-cd", RawDisc(2)),
        ["hfsplus"] = ("hfsplus", ["sh", "-c", $"{Hybrid} && dd if=hybrid bs=64k skip=1 status=none > out"]),
        ["apm disk"] = ("partitions", ["sh", "-c", $"{Hybrid} && sed 's/CD001/CD00x/g' hybrid > out"]),
        ["ntfs"] = ("ntfs", Ntfs("")),
        ["ntfs compressed"] = ("ntfs", Ntfs("-C")),
        ["squashfs gzip"] = ("squashfs", Squash("gzip")),
        ["squashfs xz"] = ("squashfs", Squash("xz")),
        ["squashfs lz4"] = ("squashfs", Squash("lz4")),
        ["squashfs zstd"] = ("squashfs", Squash("zstd")),
        ["squashfs without fragments"] = ("squashfs", ["mksquashfs", "dir", "out", "-quiet", "-no-progress", "-no-fragments", "-noI"]),
        ["chm"] = ("chm", ["sh", "-c", "mv dir/inner.bin inner.html && printf '[OPTIONS]\\nCompiled file=out.chm\\n[FILES]\\ninner.html\\n' > p.hhp && chmcmd p.hhp"]),
        ["lzip"] = ("lzip", ["sh", "-c", "lzip -c dir/inner.bin > out"]),
        ["lzip of two members"] = ("lzip", ["sh", "-c", "(head -c 70000 dir/inner.bin | lzip; tail -c +70001 dir/inner.bin | lzip) > out"]),
        ["nsis lzma solid"] = ("carve", Nsis("/SOLID lzma")),
        ["nsis lzma"] = ("carve", Nsis("lzma")),
        ["nsis zlib solid"] = ("carve", Nsis("/SOLID zlib")),
        ["nsis zlib"] = ("carve", Nsis("zlib")),
        ["makeself gzip"] = ("carve", ["makeself", "--nox11", "--gzip", "dir", "out", "label", "./x"]),
        ["makeself xz"] = ("carve", ["makeself", "--nox11", "--xz", "dir", "out", "label", "./x"]),
        ["makeself bzip2"] = ("carve", ["makeself", "--nox11", "--bzip2", "dir", "out", "label", "./x"]),
        ["7z behind a program"] = ("carve", ["sh", "-c", "7z a a.7z dir && cat /bin/true a.7z > out"]),
        ["cab behind a program"] = ("carve", ["sh", "-c", "gcab -cz a.cab dir/inner.bin && cat /bin/true a.cab > out"]),
        ["zip behind a program"] = ("zip", ["sh", "-c", "zip -r a.zip dir && cat /bin/true a.zip > out"]),
        ["deb"] = ("ar", ["sh", "-c", "mkdir -p p/DEBIAN && mv dir/inner.bin p && printf 'Package: x\\nVersion: 1\\nArchitecture: all\\nMaintainer: x <x@x.invalid>\\nDescription: x\\n' > p/DEBIAN/control && dpkg-deb -b p out"]),
        ["zip ppmd"] = ("zip", ["7z", "a", "-tzip", "-mm=PPMd", "out", "dir"]),
        ["lzop"] = ("lzop", ["sh", "-c", "lzop -c dir/inner.bin > out"]),
        ["lzop best"] = ("lzop", ["sh", "-c", "lzop -9 -c dir/inner.bin > out"]),
        ["lzop of two members"] = ("lzop", ["sh", "-c", "cp dir/inner.bin b && lzop -c b dir/inner.bin > out"]),
        ["brotli"] = ("brotli", ["sh", "-c", "brotli -c dir/inner.bin > out.br"]),
        ["brotli of tar"] = ("brotli", ["sh", "-c", "tar -c dir | brotli -c > out.tar.br"]),
        ["wim lzx"] = ("wim", ["wimcapture", "dir", "out", "--compress=LZX", "--quiet"]),
        ["wim lzx fast"] = ("wim", ["wimcapture", "dir", "out", "--compress=LZX:20", "--quiet"]),
        ["wim lzx in large chunks"] = ("wim", ["wimcapture", "dir", "out", "--compress=LZX:100", "--chunk-size=128K", "--quiet"]),
        ["wim xpress"] = ("wim", ["wimcapture", "dir", "out", "--compress=XPRESS", "--quiet"]),
        ["wim store"] = ("wim", ["wimcapture", "dir", "out", "--compress=none", "--quiet"]),
        ["squashfs lzo"] = ("squashfs", Squash("lzo")),
        ["nsis bzip2 solid"] = ("carve", Nsis("/SOLID bzip2")),
        ["nsis bzip2"] = ("carve", Nsis("bzip2")),
        ["cpio bin"] = ("cpio", ["sh", "-c", "find dir | cpio -o -H bin > out"]),
    };

    private static string[] Rpm(string payload) =>
        ["sh", "-c", $"cat > x.spec <<'END'\n{Spec}END\nrpmbuild -bb --quiet --nodeps --define \"_topdir $PWD/r\" --define '_binary_payload {payload}' x.spec && mv r/RPMS/noarch/*.rpm out"];

    private const string Spec = """
        Name: x
        Version: 1
        Release: 1
        Summary: s
        License: MIT
        BuildArch: noarch
        %description
        d
        %install
        mkdir -p %{buildroot}/usr/share/x
        cp %{_topdir}/../dir/inner.bin %{buildroot}/usr/share/x/
        %post
        echo installed
        %files
        /usr/share/x/inner.bin

        """;

    private static string[] Xar(string compression) => ["bsdtar", "-cf", "out", "--format=xar", "--options", $"compression={compression}", "dir"];

    private static string[] Squash(string compression) => ["mksquashfs", "dir", "out", "-comp", compression, "-quiet", "-no-progress"];

    private static string Disk(string table) =>
        $"truncate -s 6M disk && echo 'start=2048, size=8192' | sfdisk -q --label {table} disk && mkfs.fat -C part 4096 && mcopy -s -i part dir :: && dd if=part of=disk bs=1M seek=1 conv=notrunc status=none";

    private static string[] Converted(string format, string options = "") =>
        ["sh", "-c", $"{Disk("dos")} && qemu-img convert -O {format} {options} disk out"];

    /// <summary>An ISO image that is an Apple disk with an HFS+ volume too, which begins at 64 KiB.</summary>
    private const string Hybrid = "xorriso -as mkisofs -quiet -hfsplus -o hybrid dir 2>&1";

    // Sectors of 2048 bytes between what stands in front of and behind them on a disc: the mark, the place, the mode, checksums (not written here).
    private static string[] RawDisc(int mode) =>
    [
        "sh", "-c",
        $"genisoimage -quiet -o iso dir && perl -e 'binmode STDIN; binmode STDOUT; while (read(STDIN, $data, 2048)) {{ print qq(\\0), qq(\\xFF) x 10, qq(\\0\\0\\2\\0), chr({mode}), qq(\\0) x {(mode == 1 ? 0 : 8)}, $data, qq(\\0) x {(mode == 1 ? 288 : 280)} }}' < iso > out",
    ];

    private static string[] Ext(string options, string size) => ["sh", "-c", $"truncate -s {size} out && mke2fs -q -F -d dir -t {options} out"];

    private static string[] Ntfs(string options) =>
        ["sh", "-c", $"truncate -s 4M out && mkntfs -F -Q -q {options} out 2>&1 && ntfscp -q out dir/inner.bin inner.bin"];

    private static string[] Nsis(string compressor) =>
        ["sh", "-c", $"printf 'Name \"x\"\\nOutFile \"out.exe\"\\nSetCompressor {compressor}\\nSection\\nSetOutPath $TEMP\\nFile \"dir/inner.bin\"\\nSectionEnd\\n' > x.nsi && makensis -V1 x.nsi"];

    public static IEnumerable<string> Names => Makers.Keys;

    public static string ReaderOf(string name) => Makers[name].Reader;

    /// <summary>What the file would be called: a format without a signature needs it.</summary>
    public static string FileNameOf(string name) => name.StartsWith("brotli", StringComparison.Ordinal) ? "out.br" : "out";

    public static byte[] Make(string name) => Make(name, Inner);

    public static byte[] Make(string name, byte[] inner)
    {
        using var folder = new TemporaryFolder();
        folder.Write("dir/inner.bin", inner);
        var command = Makers[name].Command;
        ForeignTool.Run(folder.Path, command[0], command[1..]);
        var output = Directory.GetFiles(folder.Path, "out*").Single();
        return File.ReadAllBytes(output);
    }

    // Words of a small vocabulary with seeded noise between: matches of all lengths, literals, runs.
    private static byte[] BuildInner(int length)
    {
        var random = new Random(20);
        var text = new StringBuilder("the inner file ");
        while (text.Length < length)
            text.Append(random.Next(5) switch
            {
                0 => new string((char)random.Next(33, 127), random.Next(1, 40)),
                1 => text.ToString(random.Next(text.Length / 2), Math.Min(text.Length / 2, random.Next(3, 300))),
                _ => string.Create(null, $"{random.Next():x}"),
            });
        return Encoding.Latin1.GetBytes(text.ToString(0, length));
    }
}
