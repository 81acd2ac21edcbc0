using System.Text;
using ScanHost.Formats.Ole;

namespace ScanHost.Formats.Vba;

/// <summary>A VBA project in a compound file: the modules with their source text. Source: [MS-OVBA].</summary>
public sealed class VbaProject
{
    private const int MaxProjects = 500;
    private const int MaxUnlisted = 4096;
    private const int MaxModuleBytes = 8 << 20;
    private const int MaxDirBytes = 4 << 20;

    /// <summary>Most source of all projects of a file that is read, in bytes.</summary>
    private const int MaxSourceBytes = 24 << 20;

    private readonly List<VbaModule> modules = [];
    private readonly List<string> forms = [];

    private VbaProject(string path) => Path = path;

    /// <summary>Path of the storage that holds the storage <c>VBA</c>; empty for the root.</summary>
    public string Path { get; }

    /// <summary>In the project's order; modules that the directory does not name come last.</summary>
    public IReadOnlyList<VbaModule> Modules => modules;

    /// <summary>Libraries that the project refers to, as stored. Untrusted.</summary>
    public IReadOnlyList<string> References { get; private set; } = [];

    /// <summary>Paths of the streams with the values of form controls, <c>o</c> and <c>f</c>, [MS-OFORMS].</summary>
    public IReadOnlyList<string> FormStreams => forms;

    /// <summary>True when the <c>dir</c> stream could not be read and the source was found by its beginning.</summary>
    public bool IsDirectoryBroken { get; private set; }

    /// <summary>
    /// The projects of a compound file; empty when there is none. At most 500 projects, 24 MiB of source and, of a project, 4,096 modules that its directory does
    /// not name; what is beyond sets <see cref="OleFile.IsCut"/>.
    /// </summary>
    public static IReadOnlyList<VbaProject> FindAll(OleFile ole)
    {
        var storages = ole.Entries.Where(entry => entry.Type == OleEntryType.Storage && entry.Name.Equals("VBA", StringComparison.OrdinalIgnoreCase)).ToArray();
        if (storages.Length > MaxProjects)
            ole.NoteCut();
        var purse = new Purse(ole);
        return [.. storages.Take(MaxProjects).Select(vba => Read(ole, vba, purse))];
    }

    /// <summary>What source may still be read. Storages may share their streams, so that a small file could hold any number of projects.</summary>
    private sealed class Purse(OleFile ole)
    {
        private int left = MaxSourceBytes;

        internal byte[] Decompress(ReadOnlySpan<byte> container, int maxBytes, out bool isWhole)
        {
            isWhole = false;
            if (left <= 0)
            {
                ole.NoteCut();
                return [];
            }
            var source = VbaCompression.Decompress(container, Math.Min(maxBytes, left), out isWhole);
            left -= source.Length;
            return source;
        }
    }

    private static VbaProject Read(OleFile ole, OleEntry vba, Purse purse)
    {
        var parent = ole.Entries.FirstOrDefault(entry => entry.Id == vba.Parent) ?? ole.Root;
        var project = new VbaProject(parent.Id == 0 ? "" : parent.Path);
        var directory = ReadDirectory(ole, vba, purse);
        var encoding = directory?.Encoding ?? Encoding.Latin1;
        project.IsDirectoryBroken = directory is null || directory.Modules.Count == 0;
        project.References = directory?.References ?? [];
        var seen = new HashSet<int>();
        foreach (var module in directory?.Modules ?? [])
        {
            if (ole.ChildOf(vba, module.StreamName) is not { IsStream: true } stream || !seen.Add(stream.Id))
                continue;
            project.modules.Add(ReadModule(stream, ole.Read(stream), module, encoding, purse));
        }
        var unlisted = ole.ChildrenOf(vba).Where(entry => entry.IsStream && !seen.Contains(entry.Id) && !IsOwn(entry.Name)).ToArray();
        if (unlisted.Length > MaxUnlisted)
            ole.NoteCut();
        foreach (var stream in unlisted.Take(MaxUnlisted))
            project.AddUnlisted(stream, ole.Read(stream), encoding, purse);
        project.forms.AddRange(ole.Entries
            .Where(entry => entry.IsStream && entry.Name is "o" or "f" && entry.Path.StartsWith(project.Path, StringComparison.Ordinal))
            .Select(entry => entry.Path));
        return project;
    }

    private static VbaDirectory? ReadDirectory(OleFile ole, OleEntry vba, Purse purse)
    {
        if (ole.ChildOf(vba, "dir") is not { IsStream: true } dir)
            return null;
        var stream = ole.Read(dir);
        return stream.IsEmpty || stream.Span[0] != 1 ? null : VbaDirectory.Read(purse.Decompress(stream.Span, MaxDirBytes, out _));
    }

    private static VbaModule ReadModule(OleEntry entry, ReadOnlyMemory<byte> stream, VbaDirectory.Module module, Encoding encoding, Purse purse)
    {
        var offset = (int)Math.Min(module.TextOffset, stream.Length);
        var container = stream[offset..];
        if (container.IsEmpty || container.Span[0] != 1)
        {
            // The offset lies: the source is where its first attribute stands.
            offset = FindSource(stream.Span);
            if (offset < 0)
                return new(module.Name, entry.Path, module.IsProcedural, "", true, stream);
            container = stream[offset..];
        }
        var source = purse.Decompress(container.Span, MaxModuleBytes, out var isWhole);
        return new(module.Name, entry.Path, module.IsProcedural, encoding.GetString(source), isWhole, stream[..offset]);
    }

    private void AddUnlisted(OleEntry entry, ReadOnlyMemory<byte> stream, Encoding encoding, Purse purse)
    {
        var offset = FindSource(stream.Span);
        if (offset < 0)
            return;
        var source = purse.Decompress(stream.Span[offset..], MaxModuleBytes, out var isWhole);
        modules.Add(new(entry.Name, entry.Path, false, encoding.GetString(source), isWhole, stream[..offset]));
    }

    // A compressed source begins: signature 01, chunk header, a flag byte of zero, then "Attribut" as eight literals.
    private static int FindSource(ReadOnlySpan<byte> stream)
    {
        var found = stream.IndexOf("\0Attribut"u8);
        return found >= 3 && stream[found - 3] == 1 ? found - 3 : -1;
    }

    private static bool IsOwn(string name) =>
        name.Equals("dir", StringComparison.OrdinalIgnoreCase) || name.StartsWith('_');
}
