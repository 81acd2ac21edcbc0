using System.Collections.Frozen;
using ScanHost.Formats.Identification.Catalogue;

namespace ScanHost.Formats.Identification;

/// <summary>The catalogue: every file type that <see cref="FileIdentifier"/> can answer.</summary>
public static class FileTypes
{
    private static readonly TypeTable[] Tables =
    [
        ExecutableTypes.Table, ArchiveTypes.Table, PackageTypes.Table, DocumentTypes.Table, EmailTypes.Table, ImageTypes.Table,
        AudioTypes.Table, VideoTypes.Table, FontTypes.Table, DiskImageTypes.Table, DataTypes.Table, CryptoTypes.Table,
        ShortcutTypes.Table, ScriptTypes.Table, TextTypes.Table, PlainTypes.Empty, PlainTypes.Unknown,
    ];

    /// <summary>Every row of the catalogue with its signatures.</summary>
    internal static IReadOnlyList<TypeRow> Rows { get; } = [.. Tables.SelectMany(table => table.Rows)];

    /// <summary>All types, grouped by category.</summary>
    public static IReadOnlyList<FileType> All { get; } = [.. Rows.Select(row => row.Type)];

    private static readonly FrozenDictionary<string, FileType> ById = All.ToFrozenDictionary(type => type.Id);

    /// <summary>The type of a file that is 0 bytes long.</summary>
    public static FileType Empty { get; } = Get("empty");

    /// <summary>The answer when nothing fits.</summary>
    public static FileType Unknown { get; } = Get("unknown");

    /// <summary>The type of that id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static FileType Get(string id) => ById[id];

    /// <summary>The type of that id; null when there is none.</summary>
    public static FileType? Find(string id) => ById.GetValueOrDefault(id);

    /// <summary>Ids of a type and of all types built on it (<see cref="FileType.IsA"/>).</summary>
    public static IReadOnlyCollection<string> FamilyOf(params string[] ids) =>
        [.. All.Where(type => ids.Any(type.IsA)).Select(type => type.Id)];
}
