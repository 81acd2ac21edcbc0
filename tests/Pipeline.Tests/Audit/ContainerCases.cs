using System.Buffers.Binary;
using System.Text;
using ScanHost.Pipeline.Findings;
using ScanHost.Pipeline.Tests.Doubles;
using ScanHost.TestKit;
using ScanHost.TestKit.HeldOut.Second;
using static ScanHost.Pipeline.Findings.ArchiveHeuristics;

namespace ScanHost.Pipeline.Tests.Audit;

/// <summary>One file that deserves each finding about names, containers and their structure, and three that come close.</summary>
public sealed class ContainerCases
{
    private static readonly byte[] Words = "some words"u8.ToArray();
    private static readonly byte[] Program = new PeBuilder().Build();
    private static readonly SampleFile Plain = Zip("a.txt", "b.txt");

    private static readonly HeuristicCase[] Names =
    [
        new(Heuristics.Eicar, new("a.com", EicarFile.Bytes), new("a.txt", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE"), new("a.txt", [.. "x"u8, .. EicarFile.Bytes, .. new byte[200]]), new("a.com", EicarFile.Bytes[..60])),
        new(Heuristics.ExtensionHidesProgram, new("photo.jpg", Program), new("photo.exe", Program), new("photo.jpg", InertFiles.Png()), new("photo", Program)),
        new(Heuristics.Polyglot, new("a.gif", [.. "GIF89a/*"u8, .. new byte[20], .. "*/=1;"u8, 0x3B]), new("a.gif", [.. "GIF89a"u8, 1, 0, 1, 0, 0, 0, 0, 0x3B]), new("a.zip", InertFiles.Zip(("a.gif", Words))), new("a.pdf", PdfBuilder.Document())),
        new(Heuristics.UnknownHighEntropy, new("a.bin", Noise(20_000)), new("a.bin", new byte[20_000]), new("a.bin", Noise(100)), new("a.txt", new string('a', 20_000))),
        new(Heuristics.Empty, new("a.txt", ""), new("a.txt", " "), new("a.bin", new byte[1]), Zip("a.txt")),
        Name(Heuristics.DoubleExtension, "invoice.pdf.exe", "setup.exe", "jquery.min.js", "report.pdf.lnk"),
        Name(Heuristics.DirectionOverride, "Rechnung\u202Efdp.exe", "Rechnung.exe", "\u2067שלום\u2069.txt", "annual report.pdf"),
        Name(Heuristics.PaddedName, "a                              .exe", "a b.exe", "a_________b.exe", "a                              .txt"),
        Name(Heuristics.ExtensionOnly, ".exe", ".gitignore", "a.exe", "."),
        Member(Heuristics.Traversal, "../../etc/cron.d/x", "a/..b/c", "folder/.hidden", "./usr/share/man/man3/Foo::Bar.3pm.gz"),
        Member(Heuristics.AbsoluteName, "/etc/passwd", "etc/passwd", "./etc/passwd", "a//b"),
        Member(Heuristics.DotSpace, "docs/.. /.. /x", "docs/a. /x", "docs/.../x", "docs/x .."),
    ];

    private static readonly HeuristicCase[] Shapes =
    [
        new(SingleProgram, Zip("setup.exe"), Zip("setup.exe", "readme.txt"), Zip("letter.docx"), Zip("exe.txt")),
        new(SingleDisguised, Zip("invoice.pdf.exe"), Zip("invoice.pdf.exe", "readme.txt"), Zip("invoice.exe"), Zip("invoice.exe.pdf")),
        new(OnlyScriptsOrShortcuts, Zip("a.js", "b.vbs"), Zip("a.js", "package.json"), Zip("a.js", "b.js", "c.js", "d.js"), Zip("a.txt")),
        new(Rare, Attached("a.arj", Arj()), new("a.arj", Arj()), Attached("a.zip", Plain.Content), Attached("a.gz", InertFiles.Gzip(Words))),
        new(Disguised, new("report.pdf", Plain.Content), Plain, new("a.dat", Plain.Content), new("report.docx", OoxmlBuilder.Word().Build())),
        new(Encrypted, new("a.zip", MailForms.Locked("zip", "a private phrase", ("a.txt", Words))), Plain, Zip("password.txt"), Zip("locked.zip.txt")),
        new(ImageSingleProgram, Image(("setup.exe", Program)), Image(("a.txt", Words)), Image(("setup.exe", Program), ("readme.txt", Words)), Zip("setup.exe")),
        new(ImageShortcutAndProgram, Image(("a.lnk", new LinkBuilder().To("C:\\a.exe").Build()), ("b.dll", Program)), Image(("a.lnk", new LinkBuilder().To("C:\\a.exe").Build()), ("b.txt", Words)), Image(("a.exe", Program), ("b.dll", Program)), Zip("a.lnk", "b.dll")),
        new(ImageScriptAndProgram, Image(("a.cmd", Words), ("b.exe", Program), ("c.dll", Program)), Image(("a.cmd", Words), ("b.exe", Program)), Image(("a.txt", Words), ("b.exe", Program), ("c.dll", Program)),
            Image(("a.cmd", Words), ("b.exe", Program), ("c.dll", Program), ("1.txt", Words), ("2.txt", Words), ("3.txt", Words), ("4.txt", Words), ("5.txt", Words), ("6.txt", Words)), Zip("a.cmd", "b.exe", "c.dll")),
        new(ImageAutorun, Image(("autorun.inf", "[autorun]\r\nopen=setup.exe\r\n"u8.ToArray()), ("setup.exe", Program)), Image(("docs/autorun.inf", Words)), Image(("autorun.txt", Words)), Zip("autorun.inf")),
    ];

    private static readonly HeuristicCase[] Structures =
    [
        Zipped("zip.header_mismatch", Patched(zip => Encoding.ASCII.GetBytes("b").CopyTo(zip, 30))),
        Zipped("zip.hidden_member", WithHidden()),
        Zipped("zip.concatenated", [.. Plain.Content, .. InertFiles.Zip(("c.txt", Words))]),
        Zipped("zip.overlap", Patched(zip => zip.AsSpan(Directory(zip) + 42, 4).CopyTo(zip.AsSpan(Directory(zip) + 46 + 5 + 42)))),
        Zipped("zip.gap", WithGap()),
        Zipped("zip.prepended_data", [.. new byte[500], .. Plain.Content]),
        Zipped("zip.trailing_data", [.. Plain.Content, .. Encoding.ASCII.GetBytes(new string('x', 300))]),
        Zipped("zip.no_directory", Plain.Content[..Directory(Plain.Content)]),
        Zipped("zip.entry_count", Patched(zip => zip[^12] = 9)),
        Zipped("zip.duplicate_name", InertFiles.Zip(("a.txt", Words), ("a.txt", "others"u8.ToArray()))),
        Zipped("zip.crc_mismatch", Patched(zip =>
        {
            zip[14] ^= 1;
            zip[Directory(zip) + 16] ^= 1;
        })),
        Linking("zip.link_outside", "zip -q -y out link", "a.zip"), Linking("cpio.link_outside", "echo link | cpio --quiet -o -H newc > out", "a.cpio"), Linking("tar.link_outside", "tar -cf out link", "a.tar"),
        Escaping("zip.link_escape", "zip -q -y out link && rm link && mkdir link && echo x > link/a && zip -q out link/a", "a.zip"), Escaping("tar.link_escape", "tar -cf out link && rm link && mkdir link && echo x > link/a && tar -rf out link/a", "a.tar"),
        new(Heuristics.OfAnomaly("cpio.link_escape"), Cpio(("link", "../../etc", true), ("link/a", "x", false)), Cpio(("link", "folder", true), ("link/a", "x", false)), Cpio(("link", "../../etc", true), ("linked/a", "x", false)), Cpio(("link", "../../etc", false), ("link/a", "x", false))),
        new(Heuristics.OfAnomaly("tar.concatenated"), new("a.tar", [.. ImageForms.Tar(("a.txt", Words)), .. ImageForms.Tar(("b.txt", Words))]), new("a.tar", ImageForms.Tar(("a.txt", Words))), new("a.tar", ImageForms.Tar(("a.txt", Words), ("b.txt", Words))), new("a.tar", [.. ImageForms.Tar(("a.txt", Words)), .. new byte[10240]])),
        new(Heuristics.OfAnomaly("gzip.trailing_data"), new("a.gz", [.. InertFiles.Gzip(Words), .. Noise(300)]), new("a.gz", InertFiles.Gzip(Words)), new("a.gz", [.. InertFiles.Gzip(Words), .. InertFiles.Gzip(Words)]), new("a.gz", [.. InertFiles.Gzip(Words), .. new byte[512]])),
        new(Heuristics.OfAnomaly("bzip2.trailing_data"), new("a.bz2", [.. BZip2(), .. Noise(300)]), new("a.bz2", BZip2()), new("a.bz2", [.. BZip2(), .. BZip2()]), new("a.bz2", [.. BZip2(), .. new byte[512]])),
        Tailed("zstd", "zstd -c a > b"),
        Tailed("lz4", "lz4 -c a > b"),
        Tailed("lzip", "lzip -c a > b"),
        Tailed("lzma", "xz --format=lzma -c a > b"),
        Tailed("xz", "xz -c a > b"),
        Tailed("7z", "7z a b.7z a && mv b.7z b"),
        Tailed("tar", "tar -cf b a"),
        Tailed("cpio", "echo a | cpio --quiet -o -H newc > b"),
        Tailed("arj", "arj a b.arj a && mv b.arj b"),
        Tailed("lzh", "jlha ao5 b.lzh a && mv b.lzh b"),
        Tailed("squashfs", "mksquashfs a b -quiet -no-progress"),
        Tailed("xar", "bsdtar --format=xar -cf b a"),
        Tailed("iso", "genisoimage -quiet -o b a"),
        Tailed("zlib", "perl -MCompress::Zlib -0777 -ne 'print compress($_)' a > b"),
        Tailed("wim", "mkdir d && cp a d && wimcapture d b --quiet"),
        Tailed("ext", "mkdir d && cp a d && truncate -s 512K b && mke2fs -q -F -d d b"),
        Tailed("romfs", "mkdir d && cp a d && genromfs -d d -f b"),
        Tailed("cramfs", "mkdir d && cp a d && mkfs.cramfs d b"),
        new(Heuristics.OfAnomaly("rar.trailing_data"), new("a.rar", [.. RarBuilder.Rar5("a.txt", Words), .. Noise(300)]), new("a.rar", RarBuilder.Rar5("a.txt", Words)), new("a.rar", [.. RarBuilder.Rar5("a.txt", Words), .. new byte[512]]), new("a.rar", RarBuilder.Rar4("a.txt", Words))),
        new(Heuristics.OfAnomaly("rar.link_outside"), LinkedRar("../etc", "other/a"), LinkedRar("folder", "other/a"), LinkedRar("./folder", "link/a"), new("a.rar", RarBuilder.Rar5("link", Words))),
        new(Heuristics.OfAnomaly("rar.link_escape"), LinkedRar("../etc", "link/a"), LinkedRar("folder", "link/a"), LinkedRar("../etc", "linked/a"), new("a.rar", RarBuilder.Rar5("link/a", Words))),
        new(Heuristics.OfAnomaly("cab.trailing_data"), new("a.cab", [.. Cabinet(), .. Noise(300)]), new("a.cab", Cabinet()), Plain, new("a.txt", "MSCF is the mark")),
        new(Heuristics.OfAnomaly("iso.other_tree"), new("a.iso", Hiding("-hide", "b.txt")), Image(("a.txt", Words), ("b.txt", Words)), Image(("a long name for the second tree.txt", Words)), Plain),
    ];

    private static readonly HeuristicCase[] All = [.. Names, .. Shapes, .. Structures];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, All.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public Task A_container_deserves_it_and_three_that_come_close_do_not(int row) => All[row].CheckAsync();

    private static HeuristicCase Name(Heuristic heuristic, string positive, params string[] negatives) => new(heuristic, new(positive, Words), [.. negatives.Select(name => new SampleFile(name, Words))]);

    private static HeuristicCase Member(Heuristic heuristic, string positive, params string[] negatives) => new(heuristic, Zip(positive), [.. negatives.Select(name => Zip(name))]);

    private static HeuristicCase Zipped(string anomaly, byte[] positive) => new(Heuristics.OfAnomaly(anomaly), new("a.zip", positive), Plain, Zip("a.txt", "folder/a.txt"), new("letter.docx", OoxmlBuilder.Word().Build()));

    private static SampleFile Zip(params string[] names) => new("a.zip", InertFiles.Zip([.. names.Select(name => (name, Encoding.UTF8.GetBytes($"content of {name}")))]));

    private static SampleFile Image(params (string Name, byte[] Content)[] files) => new("a.iso", ImageForms.Image(files));

    private static SampleFile Attached(string name, byte[] content) => new("a.eml", MailForms.Message("a@one.invalid", "Hello", "text/plain", "Hello", (name, content)));

    private static HeuristicCase Linking(string anomaly, string command, string name) =>
        new(Heuristics.OfAnomaly(anomaly), new(name, Linked(command, "../../etc/passwd")), new(name, Linked(command, "beside.txt")), new(name, Linked(command, "folder/beside.txt")), new(name, Linked(command, "folder/../beside.txt")));

    private static HeuristicCase Escaping(string anomaly, string command, string name) =>
        new(Heuristics.OfAnomaly(anomaly), new(name, Linked(command, "../../etc/outside.d")), new(name, Linked(command, "beside")), new(name, Linked(command, "folder/beside")), Plain);

    private static SampleFile LinkedRar(string target, string name) => new("a.rar", RarBuilder.Rar5WithLink("link", target, name, Words));

    private static HeuristicCase Tailed(string format, string command)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a", Words);
        ForeignTool.Run(folder.Path, "sh", "-c", command);
        var whole = folder.Read("b");
        return new(Heuristics.OfAnomaly($"{format}.trailing_data"), new("a", [.. whole, .. Noise(300)]), new("a", whole), new("a", [.. whole, .. new byte[512]]), Plain);
    }

    private static byte[] BZip2()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(Path.Combine(folder.Path, "a"), Words);
        ForeignTool.Run(folder.Path, "bzip2", "a");
        return File.ReadAllBytes(Path.Combine(folder.Path, "a.bz2"));
    }

    private static byte[] Linked(string command, string target)
    {
        using var folder = new TemporaryFolder();
        ForeignTool.Run(folder.Path, "ln", "-s", target, "link");
        ForeignTool.Run(folder.Path, "sh", "-c", command);
        return File.ReadAllBytes(File.Exists(Path.Combine(folder.Path, "out.zip")) ? Path.Combine(folder.Path, "out.zip") : Path.Combine(folder.Path, "out"));
    }

    // The "new ASCII" form: thirteen fields of eight digits.
    private static SampleFile Cpio(params (string Name, string Content, bool IsLink)[] members)
    {
        var file = new StringBuilder();
        foreach (var (name, content, isLink) in members.Append(("TRAILER!!!", "", false)))
        {
            file.Append("070701").Append("00000001").Append(isLink ? "0000A1FF" : "000081A4").Append(new string('0', 32)).Append($"{content.Length:X8}").Append(new string('0', 32)).Append($"{name.Length + 1:X8}").Append("00000000").Append(name).Append('\0');
            file.Append('\0', (4 - (file.Length % 4)) % 4).Append(content);
            file.Append('\0', (4 - (file.Length % 4)) % 4);
        }
        return new("a.cpio", file.ToString());
    }

    private static byte[] Arj()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.txt", Words);
        ForeignTool.Run(folder.Path, "arj", "a", "-y", "out.arj", "a.txt");
        return File.ReadAllBytes(Path.Combine(folder.Path, "out.arj"));
    }

    private static byte[] Cabinet()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.txt", Words);
        ForeignTool.Run(folder.Path, "gcab", "-c", "out.cab", "a.txt");
        return File.ReadAllBytes(Path.Combine(folder.Path, "out.cab"));
    }

    private static byte[] Hiding(string option, string name)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in/a.txt", Words);
        folder.Write("in/b.txt", Words);
        ForeignTool.Run(folder.Path, "genisoimage", "-quiet", "-J", "-R", option, name, "-o", "out.iso", "in");
        return File.ReadAllBytes(Path.Combine(folder.Path, "out.iso"));
    }

    private static int Directory(byte[] zip) => zip.AsSpan().IndexOf("PK\u0001\u0002"u8);

    private static byte[] Patched(Action<byte[]> patch)
    {
        var zip = (byte[])Plain.Content.Clone();
        patch(zip);
        return zip;
    }

    private static byte[] WithHidden()
    {
        var (shown, hidden) = (Plain.Content, InertFiles.Zip(("hidden.txt", new byte[200])));
        return Moved([.. shown[..Directory(shown)], .. hidden[..Directory(hidden)], .. shown[Directory(shown)..]], Directory(hidden));
    }

    private static byte[] WithGap()
    {
        var zip = Plain.Content;
        return Moved([.. zip[..Directory(zip)], .. new byte[300], .. zip[Directory(zip)..]], 300);
    }

    // The end record says where the directory starts.
    private static byte[] Moved(byte[] zip, int by)
    {
        var at = zip.AsSpan().LastIndexOf("PK\u0005\u0006"u8) + 16;
        BinaryPrimitives.WriteInt32LittleEndian(zip.AsSpan(at), BinaryPrimitives.ReadInt32LittleEndian(zip.AsSpan(at)) + by);
        return zip;
    }

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(11).NextBytes(noise);
        return noise;
    }
}
