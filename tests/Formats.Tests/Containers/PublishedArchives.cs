using System.Runtime.CompilerServices;
using ScanHost.TestKit;

namespace ScanHost.Formats.Tests.Containers;

/// <summary>Archives that other projects publish with their unpackers' tests, as <c>tests/Published/install</c> lays them out.</summary>
internal static class PublishedArchives
{
    private static readonly string Root = Path.Combine(Repository(), "artifacts", "published");

    /// <summary>Files of a folder, as paths that <see cref="Read"/> understands.</summary>
    public static IEnumerable<string> In(string folder, params string[] endings) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)))
            .Select(file => Path.GetRelativePath(Root, file))
            .Order(StringComparer.Ordinal);

    public static byte[] Read(string path) => File.ReadAllBytes(Path.Combine(Root, path));

    /// <summary>Hashes of all files with content that another program takes out.</summary>
    public static List<string> ReadBy(string program, string path)
    {
        using var folder = new TemporaryFolder();
        var archive = Path.Combine(Root, path);
        var target = Directory.CreateDirectory(Path.Combine(folder.Path, "out")).FullName;
        string[] arguments = program switch
        {
            "lhasa" => [$"xqfw={target}", archive],
            "unar" => ["-q", "-D", "-f", "-o", target, archive],
            "bsdtar" => ["-xf", archive, "-C", target],
            "cabextract" => ["-q", "-d", target, archive],
            "7z" => ["x", "-y", "-bd", $"-o{target}", archive],
            _ => throw new ArgumentOutOfRangeException(nameof(program), program, "unknown"),
        };
        ForeignTool.Run(folder.Path, program, arguments);
        return [.. Directory.EnumerateFiles(target, "*", SearchOption.AllDirectories)
            .Select(file => new FileInfo(file))
            .Where(file => file.LinkTarget is null && file.Length > 0)
            .Select(file => RecordingSink.Hash(File.ReadAllBytes(file.FullName)))];
    }

    private static string Repository([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", ".."));
}
