using System.Globalization;
using System.Text;
using static ScanHost.TestKit.HeldOut.WrittenForms;

namespace ScanHost.TestKit.HeldOut.Sixth;

/// <summary>What several techniques of this round are delivered in: letters, packed archives, discs, code pictures.</summary>
internal static class Carriers
{
    /// <summary>A letter with attached files.</summary>
    /// <param name="headers">Header lines without MIME-Version and Content-Type.</param>
    /// <param name="type">text/plain or text/html.</param>
    /// <param name="body">What it says.</param>
    /// <param name="attached">Names, media types and contents.</param>
    public static byte[] Letter(string headers, string type, string body, params (string Name, string Type, byte[] Content)[] attached)
    {
        const string Boundary = "----=_NextPart_000_0012_01DC61B3.7A40F2C0";
        var text = new StringBuilder();
        text.Append(headers.Trim()).Append("\nMIME-Version: 1.0\n");
        if (attached.Length == 0)
            return Dos(text.Append(CultureInfo.InvariantCulture, $"Content-Type: {type}; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{body}\n").ToString());
        text.Append(CultureInfo.InvariantCulture, $"Content-Type: multipart/mixed; boundary=\"{Boundary}\"\n\nThis is a multi-part message in MIME format.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"--{Boundary}\nContent-Type: {type}; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{body}\n\n");
        foreach (var (name, media, content) in attached)
            text.Append(CultureInfo.InvariantCulture, $"--{Boundary}\nContent-Type: {media}; name=\"{name}\"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=\"{name}\"\n\n{Lines(content)}\n\n");
        return Dos(text.Append(CultureInfo.InvariantCulture, $"--{Boundary}--\n").ToString());
    }

    /// <summary>A program that returns at once, with noise behind it as a packed one has.</summary>
    /// <param name="noise">Bytes of noise.</param>
    public static byte[] Program(int noise = 3000)
    {
        var tail = new byte[noise];
        for (uint at = 0, state = 0x2F6E2B1; at < noise; at++)
            tail[at] = (byte)((state = (state * 1664525) + 1013904223) >> 24);
        return new PeBuilder().Importing("KERNEL32.dll", "ExitProcess", "GetTickCount", "LoadLibraryA", "GetProcAddress").WithCode([0x31, 0xC0, 0xC3, .. new byte[61]]).WithData("setup").WithOverlay(tail).Build();
    }

    /// <summary>A grey JPEG picture of eight by eight pixels.</summary>
    /// <param name="comment">At most 65,533 bytes; empty for none.</param>
    /// <param name="tail">What follows its end.</param>
    public static byte[] Photograph(byte[] comment, byte[] tail) =>
    [
        0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 72, 0, 72, 0, 0,
        .. comment.Length == 0 ? [] : new byte[] { 0xFF, 0xFE, (byte)((comment.Length + 2) >> 8), (byte)(comment.Length + 2) }, .. comment,
        0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)16, 64), 0xFF, 0xC0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0,
        0xFF, 0xC4, 0, 20, 0, 1, .. new byte[15], 0, 0xFF, 0xC4, 0, 20, 0x10, 1, .. new byte[15], 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x3F, 0xFF, 0xD9,
        .. tail,
    ];

    /// <summary>The <c>Workbook</c> stream of one worksheet with one number, [MS-XLS].</summary>
    public static byte[] Workbook()
    {
        byte[] globals = [9, 8, 16, 0, 0, 6, 5, 0, .. new byte[12]];
        byte[] sheet = [0x85, 0, 14, 0, 0, 0, 0, 0, 0, 0, 6, 0, .. "Sheet1"u8];
        BitConverter.GetBytes(globals.Length + sheet.Length + 4).CopyTo(sheet, 4);
        return
        [
            .. globals, .. sheet, 0x0A, 0, 0, 0,
            9, 8, 16, 0, 0, 6, 0x10, 0, .. new byte[12], 3, 2, 14, 0, 0, 0, 0, 0, 15, 0, .. BitConverter.GetBytes(1187.5), 0x0A, 0, 0, 0,
        ];
    }

    /// <summary>Base64 in lines of 76 letters.</summary>
    public static string Lines(byte[] content) => Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks);

    /// <summary>An archive that 7-Zip writes.</summary>
    /// <param name="archive">Its name, which says the format.</param>
    /// <param name="options">Such as <c>-pinfected</c>, separated by blanks.</param>
    /// <param name="files">The members.</param>
    public static byte[] Packed(string archive, string options, params (string Name, byte[] Content)[] files)
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, content) in files)
            folder.Write(Path.Combine("in", name), content);
        ForeignTool.Run(Path.Combine(folder.Path, "in"), "7z", ["a", "-y", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), "../" + archive, "."]);
        return folder.Read(archive);
    }

    /// <summary>A disc image with Joliet names.</summary>
    /// <param name="label">Of the volume.</param>
    /// <param name="hidden">Names with the hidden mark.</param>
    /// <param name="files">The files.</param>
    public static byte[] Disc(string label, string[] hidden, params (string Name, byte[] Content)[] files)
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, content) in files)
            folder.Write(Path.Combine("in", name), content);
        ForeignTool.Run(folder.Path, "genisoimage", ["-quiet", "-J", "-V", label, .. hidden.SelectMany(name => new[] { "-hidden", name }), "-o", "disc.iso", "in"]);
        return folder.Read("disc.iso");
    }

    /// <summary>A FAT volume without partitions, of a megabyte and a half.</summary>
    /// <param name="hidden">Names with the hidden mark.</param>
    /// <param name="files">The files, without folders.</param>
    public static byte[] Volume(string[] hidden, params (string Name, byte[] Content)[] files)
    {
        using var folder = new TemporaryFolder();
        ForeignTool.Run(folder.Path, "mformat", "-C", "-i", "volume.img", "-f", "1440", "::");
        foreach (var (name, content) in files)
        {
            folder.Write(name, content);
            ForeignTool.Run(folder.Path, "mcopy", "-i", "volume.img", name, "::" + name);
        }
        foreach (var name in hidden)
            ForeignTool.Run(folder.Path, "mattrib", "+h", "-i", "volume.img", "::" + name);
        return folder.Read("volume.img");
    }

    /// <summary>A volume as a virtual disk of Virtual PC.</summary>
    public static byte[] Vhd(byte[] volume)
    {
        using var folder = new TemporaryFolder();
        folder.Write("volume.img", volume);
        ForeignTool.Run(folder.Path, "qemu-img", "convert", "-f", "raw", "-O", "vpc", "volume.img", "disk.vhd");
        return folder.Read("disk.vhd");
    }

    /// <summary>A code picture.</summary>
    /// <param name="text">What a telephone reads.</param>
    /// <param name="kind">PNG, SVG or UTF8.</param>
    /// <param name="size">Of a module, in pixels.</param>
    public static byte[] Code(string text, string kind = "PNG", int size = 5)
    {
        using var folder = new TemporaryFolder();
        ForeignTool.Run(folder.Path, "qrencode", "-t", kind, "-s", size.ToString(CultureInfo.InvariantCulture), "-o", "code", text);
        return folder.Read("code");
    }
}
