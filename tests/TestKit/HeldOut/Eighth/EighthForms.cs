using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace ScanHost.TestKit.HeldOut.Eighth;

/// <summary>What several files of the eighth round are packed with.</summary>
internal static class EighthForms
{
    private static readonly DateTimeOffset Written = new(2026, 11, 24, 8, 30, 0, TimeSpan.Zero);

    /// <summary>UTF-8.</summary>
    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>UTF-8 with the line ends of Windows.</summary>
    public static byte[] Dos(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));

    /// <summary>Base64 of UTF-16, as PowerShell takes it.</summary>
    public static string Encoded(string command) => Convert.ToBase64String(Encoding.Unicode.GetBytes(command));

    /// <summary>A zip archive of texts.</summary>
    public static byte[] TextZip(params (string Name, string Text)[] members) => InertFiles.Zip([.. members.Select(member => (member.Name, Utf8(member.Text)))]);

    /// <summary>A tar archive, gzip outside.</summary>
    public static byte[] Tgz(params (string Name, byte[] Content)[] members)
    {
        using var file = new MemoryStream();
        using (var tar = new TarWriter(file, TarEntryFormat.Ustar, leaveOpen: true))
            foreach (var (name, content) in members)
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content), ModificationTime = Written });
        return InertFiles.Gzip(file.ToArray());
    }

    /// <summary>A tar archive of texts, gzip outside.</summary>
    public static byte[] TextTgz(params (string Name, string Text)[] members) => Tgz([.. members.Select(member => (member.Name, Utf8(member.Text)))]);

    /// <summary>A disc image. Names that begin with an exclamation mark are hidden, without the mark.</summary>
    public static byte[] Disc(string label, params (string Name, byte[] Content)[] files)
    {
        using var folder = new TemporaryFolder();
        var tree = Directory.CreateDirectory(Path.Combine(folder.Path, "tree")).FullName;
        var arguments = new List<string> { "-quiet", "-J", "-r", "-iso-level", "3", "-V", label, "-o", "out.iso" };
        foreach (var (marked, content) in files)
        {
            var name = marked.TrimStart('!');
            if (marked[0] == '!')
                arguments.AddRange(["-hidden", Path.GetFileName(name)]);
            Put(tree, name, content);
        }
        ForeignTool.Run(folder.Path, "genisoimage", [.. arguments, "tree"]);
        return File.ReadAllBytes(Path.Combine(folder.Path, "out.iso"));
    }

    /// <summary>An archive that 7-Zip makes: <c>7z</c> or <c>zip</c>, with a password or without.</summary>
    public static byte[] Packed(string kind, string? password, params (string Name, byte[] Content)[] files)
    {
        using var folder = new TemporaryFolder();
        var tree = Directory.CreateDirectory(Path.Combine(folder.Path, "tree")).FullName;
        foreach (var (name, content) in files)
            Put(tree, name, content);
        string[] secret = password is null ? [] : kind == "7z" ? ["-p" + password, "-mhe=on"] : ["-p" + password];
        ForeignTool.Run(tree, "7z", ["a", "-bd", "-t" + kind, .. secret, "../out." + kind, "."]);
        return File.ReadAllBytes(Path.Combine(folder.Path, "out." + kind));
    }

    /// <summary>An installer of a file with custom actions that the installation runs.</summary>
    public static byte[] Installer(string product, string maker, byte[] inner, params string[] actions)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(Path.Combine(folder.Path, "inner.bin"), inner);
        MsiBuilder.WithWixl(folder.Path, actions);
        var queries = new List<string> { $"UPDATE `Property` SET `Value` = '{product}' WHERE `Property` = 'ProductName'", $"UPDATE `Property` SET `Value` = '{maker}' WHERE `Property` = 'Manufacturer'" };
        foreach (var (action, at) in actions.Select((action, at) => (action, at)))
            queries.Add(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO `InstallExecuteSequence` (`Action`, `Condition`, `Sequence`) VALUES ('{action.Split('\t')[0]}', 'NOT Installed', {6590 + at})"));
        foreach (var query in queries)
            ForeignTool.Run(folder.Path, "msibuild", "out.msi", "-q", query);
        return File.ReadAllBytes(Path.Combine(folder.Path, "out.msi"));
    }

    /// <summary>The text in lines of a width.</summary>
    public static string Wrapped(string text, int width = 76) => string.Join('\n', Pieces(text, width));

    /// <summary>The text in pieces of a length.</summary>
    public static string[] Pieces(string text, int length) => [.. text.Chunk(length).Select(piece => new string(piece))];

    /// <summary>Bytes that mean nothing and are the same each time.</summary>
    public static byte[] Noise(int length, uint seed)
    {
        var noise = new byte[length];
        for (var at = 0; at < length; at++)
        {
            seed = (seed * 1664525) + 1013904223;
            noise[at] = (byte)(seed >> 24);
        }
        return noise;
    }

    /// <summary>The bytes, each turned by a key.</summary>
    public static byte[] Turned(byte[] content, byte key) => [.. content.Select(one => (byte)(one ^ key))];

    /// <summary>RFC 1950.</summary>
    public static byte[] Zlib(byte[] content)
    {
        using var file = new MemoryStream();
        using (var zlib = new ZLibStream(file, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(content);
        return file.ToArray();
    }

    /// <summary>A letter: header lines, a text (or a page), and attachments as name, type and content.</summary>
    public static byte[] Letter(string head, string body, params (string Name, string Type, byte[] Content)[] parts)
    {
        var boundary = "----=_NextPart_" + body.Length.ToString("X8", CultureInfo.InvariantCulture);
        var isPage = body.StartsWith('<');
        var text = new StringBuilder(head.Trim()).Append(CultureInfo.InvariantCulture, $"\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"{boundary}\"\n\n--{boundary}\n");
        text.Append(CultureInfo.InvariantCulture, $"Content-Type: text/{(isPage ? "html" : "plain")}; charset=\"utf-8\"\nContent-Transfer-Encoding: 8bit\n\n{body.Trim()}\n\n");
        foreach (var (name, type, content) in parts)
        {
            text.Append(CultureInfo.InvariantCulture, $"--{boundary}\nContent-Type: {type}; name=\"{name}\"\nContent-Disposition: attachment; filename=\"{name}\"\n");
            text.Append(type == "message/rfc822" ? $"\n{Encoding.UTF8.GetString(content)}\n" : $"Content-Transfer-Encoding: base64\n\n{Wrapped(Convert.ToBase64String(content))}\n");
        }
        return Dos(text.Append(CultureInfo.InvariantCulture, $"--{boundary}--\n").ToString());
    }

    /// <summary>The modules of a code matrix: true is dark.</summary>
    public static bool[][] Matrix(string text)
    {
        using var folder = new TemporaryFolder();
        var drawn = Encoding.ASCII.GetString(ForeignTool.Run(folder.Path, "qrencode", "-t", "ASCII", "-m", "4", text));
        return [.. drawn.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Chunk(2).Select(pair => pair[0] == '#').ToArray())];
    }

    /// <summary>Grey samples of a code matrix, eight to a module.</summary>
    public static (int Side, byte[] Samples) Grey(string text)
    {
        var modules = Matrix(text);
        var side = modules.Length * 8;
        var samples = new byte[side * side];
        for (var at = 0; at < samples.Length; at++)
        {
            var row = modules[at / side / 8];
            var column = at % side / 8;
            samples[at] = (byte)(column < row.Length && row[column] ? 0 : 255);
        }
        return (side, samples);
    }

    private static void Put(string tree, string name, byte[] content)
    {
        var path = Path.Combine(tree, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }
}
