namespace ScanHost.Benchmarks.Yara;

/// <summary>Files of this machine, of mixed kinds. The choice follows from the paths alone, so it is the same in every run on one machine.</summary>
internal sealed class Corpus
{
    private const long MinFileBytes = 512;
    private const long MaxFileBytes = 16L << 20;

    /// <summary>What is taken from where: folders, the ends of names, and the share of the whole in percent.</summary>
    private static readonly (string Kind, string[] Folders, string[] Ends, int Percent)[] Kinds =
    [
        ("programs and libraries (ELF)", ["/usr/bin", "/usr/sbin", "/usr/lib", "/usr/libexec"], ["", ".so", ".1", ".2", ".3", ".4", ".5", ".6", ".o"], 38),
        (".NET and PE", ["/usr/share/dotnet", "/usr/lib/dotnet", Home(".nuget/packages")], [".dll", ".exe"], 26),
        ("packages and archives", [Home(".nuget/packages"), "/usr/share", "/var/cache/apt"], [".nupkg", ".jar", ".gz", ".zip", ".deb", ".xz"], 10),
        ("scripts and sources", ["/usr/lib", "/usr/share", "/usr/include"], [".js", ".py", ".pl", ".h", ".hpp", ".sh", ".rb"], 14),
        ("text, documents, pictures", ["/usr/share", "/usr/lib", "/etc", Home(".nuget/packages")], [".txt", ".md", ".html", ".xml", ".json", ".pdf", ".svg", ".png", ".css"], 12),
    ];

    private Corpus(List<string> files, List<string> programs, long bytes, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        (Files, Programs, Bytes, Rows) = (files, programs, bytes, rows);
    }

    /// <summary>The paths.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Those of programs.</summary>
    public IReadOnlyList<string> Programs { get; }

    /// <summary>Bytes of all files together.</summary>
    public long Bytes { get; }

    /// <summary>What it consists of, for a table.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; }

    /// <summary>Gathers about so many bytes.</summary>
    public static Corpus Gather(long bytes)
    {
        var all = new List<string>();
        var programs = new List<string>();
        var rows = new List<IReadOnlyList<string>>();
        foreach (var (kind, folders, ends, percent) in Kinds)
        {
            var wanted = bytes * percent / 100;
            var found = folders.Where(Directory.Exists).SelectMany(Below)
                .Where(file => ends.Contains(file.Extension.ToLowerInvariant()) && file.Length is >= MinFileBytes and <= MaxFileBytes)
                .OrderBy(file => Scatter(file.FullName)).ThenBy(file => file.FullName, StringComparer.Ordinal)
                .TakeWhile(file => (wanted -= file.Length) > 0).ToList();
            all.AddRange(found.Select(file => file.FullName));
            if (percent > 20)
                programs.AddRange(found.Select(file => file.FullName));
            rows.Add([kind, Measuring.Page.Show(found.Count), Measuring.Page.Show(found.Sum(file => file.Length) / 1e6)]);
        }

        return new Corpus(all, programs, all.Sum(path => new FileInfo(path).Length), rows);
    }

    private static IEnumerable<FileInfo> Below(string folder) => new DirectoryInfo(folder)
        .EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Device });

    private static string Home(string path) => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path);

    /// <summary>FNV-1a over the path: an order that has nothing to do with folders.</summary>
    private static ulong Scatter(string path)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var one in path)
            hash = (hash ^ one) * 0x100000001B3;
        return hash;
    }
}
