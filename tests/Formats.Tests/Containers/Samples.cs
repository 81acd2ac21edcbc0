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
        ["cpio bin"] = ("cpio", ["sh", "-c", "find dir | cpio -o -H bin > out"]),
    };

    public static IEnumerable<string> Names => Makers.Keys;

    public static string ReaderOf(string name) => Makers[name].Reader;

    public static byte[] Make(string name) => Make(name, Inner);

    public static byte[] Make(string name, byte[] inner)
    {
        using var folder = new TempFolder();
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
