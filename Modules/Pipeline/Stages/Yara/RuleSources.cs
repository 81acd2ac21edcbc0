using System.Reflection;

namespace ScanHost.Pipeline.Stages.Yara;

/// <summary>A rule file in one state: another time or size is another state.</summary>
internal readonly record struct RuleFile(string Path, string Namespace, long Length, long WrittenAtTicks);

/// <summary>Finds rule files.</summary>
internal static class RuleSources
{
    private const string BuiltInPrefix = "rules/";

    private static readonly string[] Extensions = [".yar", ".yara"];

    private static readonly EnumerationOptions Below = new()
    {
        RecurseSubdirectories = true, IgnoreInaccessible = false, AttributesToSkip = FileAttributes.Hidden,
    };

    /// <summary>The rules that are part of the program.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> BuiltIn()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(IsBuiltIn).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            yield return (name[BuiltInPrefix.Length..], bytes);
        }
    }

    /// <summary>The rule files at a path, in the order of their names. Each file of a folder is a namespace of its own.</summary>
    /// <param name="path">A file or a folder.</param>
    /// <param name="unreadable">Takes what cannot be reached.</param>
    public static IEnumerable<RuleFile> Find(string path, ICollection<string> unreadable)
    {
        try
        {
            if (!Directory.Exists(path))
            {
                var file = new FileInfo(path);
                if (file.Exists)
                    return [StateOf(file, file.Name)];

                unreadable.Add(path);
                return [];
            }

            return [.. new DirectoryInfo(path).EnumerateFiles("*", Below)
                .Where(file => Extensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase))
                .OrderBy(file => file.FullName, StringComparer.Ordinal)
                .Select(file => StateOf(file, Path.GetRelativePath(path, file.FullName)))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            unreadable.Add(path);
            return [];
        }
    }

    /// <summary>The state of an included file; null when it is not there any more.</summary>
    public static RuleFile? StateOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? StateOf(file, "") : null;
    }

    private static RuleFile StateOf(FileInfo file, string name) => new(file.FullName, name, file.Length, file.LastWriteTimeUtc.Ticks);

    private static bool IsBuiltIn(string name) => name.StartsWith(BuiltInPrefix, StringComparison.Ordinal);
}
