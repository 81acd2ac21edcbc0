using System.Text;
using ScanHost.Formats.Identification;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Identification;

/// <summary>The program <c>file</c> judges the system's own files; we may know more than it, but not something else.</summary>
public sealed class AgreementWithFileTests
{
    private const int Wanted = 500;
    private const int PerExtension = 6;
    private const long MaxBytes = 4 * 1024 * 1024;

    [Fact]
    public void Of_500_files_of_the_system_at_least_98_of_100_are_judged_like_file_does()
    {
        var paths = Choose();
        using var folder = new TemporaryFolder();
        folder.Write("list", Encoding.UTF8.GetBytes(string.Join('\n', paths) + "\n"));

        var judged = Encoding.UTF8.GetString(ForeignTool.Run(folder.Path, "file", "-b", "--mime-type", "-f", "list")).TrimEnd().Split('\n');

        judged.Should().HaveCount(paths.Count);
        var differences = paths.Zip(judged).Where(pair => !Agrees(pair.First, pair.Second.Trim())).ToList();
        differences.Count.Should().BeLessThanOrEqualTo(paths.Count / 50, string.Join('\n', differences));
    }

    private static bool Agrees(string path, string mime)
    {
        var type = FileIdentifier.Identify(File.ReadAllBytes(path)).Type;
        return type.Mime == mime || Kind(mime) == "unknown" || Kind(mime) == Kind(type.Mime, type);
    }

    // What a person would call the same: text of any language is text, and archives by another name are archives.
    private static string Kind(string mime, FileType? type = null) =>
        type is { Category: FileCategory.Text or FileCategory.Script or FileCategory.Email or FileCategory.Shortcut } || type?.IsA("xml") == true
            || type?.IsA("pem") == true || type?.Id is "troff" or "latex" or "rtf" or "base64" or "postscript" or "xpm" or "pgp-public-key" or "ssh-public-key" or "text"
            || mime.StartsWith("text/", StringComparison.Ordinal) || Textual.Contains(mime) ? "text"
        : mime.Contains("octet-stream", StringComparison.Ordinal) ? "unknown"
        : type?.IsA("zip") == true || mime is "application/zip" or "application/java-archive" or "application/x-java-jmod" ? "zip"
        : type?.IsA("ar") == true || mime is "application/x-archive" ? "ar"
        : type?.IsA("pe") == true || mime.Contains("portable-executable", StringComparison.Ordinal) || mime is "application/x-dosexec" ? "pe"
        : type?.IsA("elf") == true || Elf.Contains(mime) ? "elf"
        : type?.IsA("macho") == true || mime is "application/x-mach-binary" ? "macho"
        : Same.GetValueOrDefault(mime, mime);

    private static readonly HashSet<string> Textual =
    [
        "application/json", "application/javascript", "application/x-ndjson", "message/rfc822", "image/svg+xml", "application/postscript",
        "application/x-wine-extension-ini", "application/x-setupscript", "image/x-xpixmap", "application/x-subrip", "application/x-perl",
        "message/news", "application/x-bytecode.ocaml", "application/vnd.font-fontforge-sfd", "application/pgp-keys", "application/x-mif",
    ];

    private static readonly HashSet<string> Elf =
        ["application/x-sharedlib", "application/x-object", "application/x-executable", "application/x-pie-executable", "application/x-coredump"];

    private static readonly Dictionary<string, string> Same = new()
    {
        ["application/x-bytecode.python"] = "application/x-python-bytecode", ["application/x-terminfo2"] = "application/x-terminfo",
        ["application/x-java-applet"] = "application/java-vm", ["font/sfnt"] = "font/ttf", ["application/x-dc42-floppy-image"] = "application/x-terminfo",
        ["application/vnd.ms-opentype"] = "font/otf",
    };

    private static List<string> Choose()
    {
        var counts = new Dictionary<string, int>();
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return Directory.EnumerateFiles("/usr", "*", options)
            .Where(path => !path.Contains('\n') && new FileInfo(path) is { Length: > 0 and < MaxBytes })
            .OrderBy(path => path, StringComparer.Ordinal)
            .Where(path => (counts[Path.GetExtension(path)] = counts.GetValueOrDefault(Path.GetExtension(path)) + 1) <= PerExtension)
            .Take(Wanted * 4)
            .Where((_, index) => index % 4 == 0)
            .ToList();
    }
}
