using System.Text;
using ScanHost.Formats.Authenticode;
using ScanHost.Formats.Pe;

namespace ScanHost.Yara.YaraModules.Pe;

/// <summary>An image as the <c>pe</c> module sees it. Of another file every field is undefined.</summary>
/// <param name="file">Null when the file is no image.</param>
internal sealed class PeState(PeFile? file)
{
    public PeFile? File { get; } = file;

    public PeHeader? Header => File?.Header;

    public IReadOnlyList<AuthenticodeSignature>? Signatures => field ??= File is null ? null : AuthenticodeReader.Read(File);

    /// <summary>0 and 0 when there is none.</summary>
    public PeRange? Overlay => File is null ? null : File.Overlay ?? new PeRange(0, 0);

    public string? ImportHash => field ??= File is null ? null : PeHashes.ImportHash(File);

    /// <summary>Of equal keys the last value counts.</summary>
    public ModuleDictionary<byte[]>? VersionInfo => field ??= File is null ? null : LastValues(File.VersionStrings);

    public IReadOnlyList<PeTool>? Tools => field ??= File?.RichHeader?.Tools?.Select(tool => new PeTool(tool)).ToArray();

    public IReadOnlyList<PeDirectoryEntry>? Directories =>
        field ??= File?.DataDirectories.Select(directory => new PeDirectoryEntry(directory)).ToArray();

    public IReadOnlyList<PeVersionString>? VersionStrings =>
        field ??= File?.VersionStrings.Select(pair => new PeVersionString(pair.Key, pair.Value)).ToArray();

    public static long? Functions(IReadOnlyList<PeImportedLibrary>? libraries) => libraries?.Sum(library => (long)library.Functions.Count);

    private static ModuleDictionary<byte[]> LastValues(IReadOnlyList<KeyValuePair<string, string>> strings)
    {
        var last = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in strings)
            last[key] = value;
        var dictionary = new ModuleDictionary<byte[]>();
        foreach (var (key, value) in last)
            dictionary.Add(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(value));
        return dictionary;
    }
}

/// <summary>A record of the rich header.</summary>
internal sealed record PeTool(PeRichTool Value);

/// <summary>An entry of the data directories.</summary>
internal sealed record PeDirectoryEntry(PeDataDirectory Value);

/// <summary>A string of the version information.</summary>
internal sealed record PeVersionString(string Key, string Value);
