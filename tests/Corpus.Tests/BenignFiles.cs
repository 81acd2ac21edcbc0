using System.Security.Cryptography;
using System.Text;

namespace ScanHost.Corpus.Tests;

/// <summary>
/// Harmless files that are on the machine: what Debian's and NuGet's packages installed. The same machine gives the same choice: files are
/// taken in the order of their paths' hashes, no more of one extension than its share.
/// </summary>
internal static class BenignFiles
{
    private const long MaxBytes = 2 << 20;

    private static readonly string[] Folders = ["/usr/share", "/usr/lib", "/usr/bin", "/usr/sbin", "/etc", "/usr/include", NuGetPackages];

    /// <summary>So many files are scanned; SCANHOST_CORPUS_FILES asks for more.</summary>
    public static int Count { get; } = int.TryParse(Environment.GetEnvironmentVariable("SCANHOST_CORPUS_FILES"), out var count) ? count : 500;

    /// <summary>Further folders, separated by colons, in SCANHOST_CORPUS_FOLDERS; with SCANHOST_CORPUS_ONLY=1 only those.</summary>
    private static IEnumerable<string> AllFolders =>
        (Environment.GetEnvironmentVariable("SCANHOST_CORPUS_ONLY") == "1" ? [] : Folders).Concat((Environment.GetEnvironmentVariable("SCANHOST_CORPUS_FOLDERS") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)).Where(Directory.Exists);

    private static string NuGetPackages => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>The choice.</summary>
    public static IReadOnlyList<string> Choose()
    {
        var byExtension = Find().GroupBy(path => Path.GetExtension(path).ToLowerInvariant(), StringComparer.Ordinal)
            .Select(group => new Queue<string>(group.OrderBy(Order, StringComparer.Ordinal).Take(Count))).ToList();
        var chosen = new List<string>();
        // In turns, so that rare kinds are there and common ones fill up.
        while (chosen.Count < Count && byExtension.Count > 0)
        {
            foreach (var paths in byExtension.OrderByDescending(paths => paths.Count).Take(60))
                if (chosen.Count < Count && paths.TryDequeue(out var path))
                    chosen.Add(path);
            byExtension.RemoveAll(paths => paths.Count == 0);
        }
        return chosen;
    }

    private static IEnumerable<string> Find() =>
        AllFolders.SelectMany(folder => new DirectoryInfo(folder).EnumerateFiles("*", new EnumerationOptions
        {
            RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Device,
        })).Where(file => file.Length is > 0 and <= MaxBytes && !IsTestVirus(file.Name)).Select(file => file.FullName);

    // Packages of anti-virus programs bring the test file along, whole and in archives.
    private static bool IsTestVirus(string name) => name.Contains("eicar", StringComparison.OrdinalIgnoreCase) || name.StartsWith("clam", StringComparison.OrdinalIgnoreCase);

    private static string Order(string path) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(path)));
}
