using System.Text;
using ScanHost.Formats.Ole;

namespace ScanHost.Formats.Vba;

/// <summary>A VBA project in a compound file: the modules with their source text. Source: [MS-OVBA].</summary>
public sealed class VbaProject
{
    private const int MaxModuleBytes = 8 << 20;
    private const int MaxDirBytes = 16 << 20;

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

    /// <summary>The projects of a compound file; empty when there is none.</summary>
    public static IReadOnlyList<VbaProject> FindAll(OleFile ole) =>
        [.. ole.Entries.Where(entry => entry.Type == OleEntryType.Storage && entry.Name.Equals("VBA", StringComparison.OrdinalIgnoreCase)).Take(16).Select(vba => Read(ole, vba))];

    private static VbaProject Read(OleFile ole, OleEntry vba)
    {
        var parent = ole.Entries.FirstOrDefault(entry => entry.Id == vba.Parent) ?? ole.Root;
        var project = new VbaProject(parent.Id == 0 ? "" : parent.Path);
        var directory = ReadDirectory(ole, vba);
        var encoding = directory?.Encoding ?? Encoding.Latin1;
        project.IsDirectoryBroken = directory is null || directory.Modules.Count == 0;
        project.References = directory?.References ?? [];
        var seen = new HashSet<int>();
        foreach (var module in directory?.Modules ?? [])
        {
            if (ole.ChildOf(vba, module.StreamName) is not { IsStream: true } stream || !seen.Add(stream.Id))
                continue;
            project.modules.Add(ReadModule(stream, ole.Read(stream), module, encoding));
        }
        foreach (var stream in ole.ChildrenOf(vba).Where(entry => entry.IsStream && !seen.Contains(entry.Id) && !IsOwn(entry.Name)).Take(256))
            project.AddUnlisted(stream, ole.Read(stream), encoding);
        project.forms.AddRange(ole.Entries
            .Where(entry => entry.IsStream && entry.Name is "o" or "f" && entry.Path.StartsWith(project.Path, StringComparison.Ordinal))
            .Select(entry => entry.Path));
        return project;
    }

    private static VbaDirectory? ReadDirectory(OleFile ole, OleEntry vba)
    {
        if (ole.ChildOf(vba, "dir") is not { IsStream: true } dir)
            return null;
        var stream = ole.Read(dir);
        return stream.IsEmpty || stream.Span[0] != 1 ? null : VbaDirectory.Read(VbaCompression.Decompress(stream.Span, MaxDirBytes, out _));
    }

    private static VbaModule ReadModule(OleEntry entry, ReadOnlyMemory<byte> stream, VbaDirectory.Module module, Encoding encoding)
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
        var source = VbaCompression.Decompress(container.Span, MaxModuleBytes, out var isWhole);
        return new(module.Name, entry.Path, module.IsProcedural, encoding.GetString(source), isWhole, stream[..offset]);
    }

    private void AddUnlisted(OleEntry entry, ReadOnlyMemory<byte> stream, Encoding encoding)
    {
        var offset = FindSource(stream.Span);
        if (offset < 0)
            return;
        var source = VbaCompression.Decompress(stream.Span[offset..], MaxModuleBytes, out var isWhole);
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
