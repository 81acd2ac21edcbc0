using System.Text;

namespace ScanHost.Formats.Pe;

/// <summary>The resource tree: Microsoft PE/COFF specification, 6.9. Three levels: type, name, language.</summary>
public sealed class PeResources
{
    /// <summary>As many resources are read.</summary>
    public const int Max = 65536;

    private const int Levels = 3;
    private const int DirectorySize = 16;
    private const int EntrySize = 8;
    private const uint HighBit = 0x80000000;

    /// <summary>A directory may point at itself: so many entries are visited in all.</summary>
    private const int MaxEntries = 4 * Max;

    /// <summary>In letters. A longer name is a sign of random data.</summary>
    private const int MaxName = 1000;

    /// <summary>In bytes. The file's size is no bound: a file may be cut short.</summary>
    private const uint MaxLength = 0x3FFFFFFF;

    private PeResources(uint timeDateStamp, PeVersion version, IReadOnlyList<PeResource> entries)
    {
        TimeDateStamp = timeDateStamp;
        Version = version;
        Entries = entries;
    }

    /// <summary>Seconds since 1970 of the root directory; mostly 0.</summary>
    public uint TimeDateStamp { get; }

    /// <summary>Version of the root directory.</summary>
    public PeVersion Version { get; }

    /// <summary>The leaves of the tree, in its order, at most <see cref="Max"/>.</summary>
    public IReadOnlyList<PeResource> Entries { get; }

    /// <summary>As YARA reads it: directories and resources that look like random data are passed by.</summary>
    internal static PeResources? Read(PeFile pe) => Read(pe, isLenient: false);

    /// <summary>As Windows reads it, which asks for one resource and looks at nothing else: what is broken is passed by.</summary>
    internal static PeResources? ReadAll(PeFile pe) => Read(pe, isLenient: true);

    private static PeResources? Read(PeFile pe, bool isLenient)
    {
        var file = pe.Content.Span;
        if (pe.DirectoryOffset(PeDirectory.Resource) is not { } root || !file.Has(root, DirectorySize))
            return null;
        var walk = new Walk(pe, root, isLenient);
        walk.Visit(root, 0, new ReadOnlyMemory<byte>?[Levels]);
        return new(file.U32(root + 4) ?? 0, new(file.U16(root + 8) ?? 0, file.U16(root + 10) ?? 0), walk.Found);
    }

    private sealed class Walk(PeFile pe, int root, bool isLenient)
    {
        /// <summary>As the last entry of each level had it: a resource that stands too high in the tree has those of the one before it.</summary>
        private readonly uint?[] numbers = new uint?[Levels];
        private int visited;

        internal List<PeResource> Found { get; } = [];

        /// <summary>False when a limit is reached: nothing more is read then.</summary>
        /// <param name="directory">Where it starts.</param>
        /// <param name="level">0 to 2.</param>
        /// <param name="above">Names of the levels above; null where a number stands.</param>
        internal bool Visit(long directory, int level, ReadOnlyMemory<byte>?[] above)
        {
            var file = pe.Content.Span;
            var (named, numbered) = (file.U16(directory + 12) ?? 0, file.U16(directory + 14) ?? 0);
            if ((file.U32(directory) != 0 && !isLenient) || named > 32768 || numbered > 32768
                || !(isLenient || file.Has(directory + DirectorySize, (named + numbered) * EntrySize)))
                return true;

            var path = (ReadOnlyMemory<byte>?[])above.Clone();
            for (var i = 0; i < named + numbered; i++)
            {
                var at = directory + DirectorySize + (i * EntrySize);
                if (!file.Has(at, EntrySize))
                    break;
                if (++visited > MaxEntries || Found.Count >= Max)
                    return false;
                var (key, target) = (file.U32(at) ?? 0, file.U32(at + 4) ?? 0);
                // libyara stays at an entry that points nowhere.
                if (target == 0 && !isLenient)
                    break;
                path[level] = Name(key);
                numbers[level] = key;
                if (!Follow(target, level, path))
                    return false;
            }

            return true;
        }

        private bool Follow(uint target, int level, ReadOnlyMemory<byte>?[] path)
        {
            var file = pe.Content.Span;
            var at = root + (long)(target & ~HighBit);
            if (!file.Has(at, DirectorySize))
                return true;
            if ((target & HighBit) != 0 && level < Levels - 1)
                return Visit(at, level + 1, path);
            var (address, length) = (file.U32(at) ?? 0, file.U32(at + 4) ?? 0);
            if (length is not (> 0 and <= MaxLength) && !isLenient)
                return true;
            Found.Add(new()
            {
                Type = Number(path, 0),
                TypeName = path[0],
                Id = Number(path, 1),
                Name = path[1],
                Language = Number(path, 2),
                LanguageName = path[2],
                Address = address,
                Offset = pe.OffsetOf(address),
                Length = length,
            });
            return true;
        }

        private ReadOnlyMemory<byte>? Name(uint key)
        {
            var at = root + (long)(key & ~HighBit);
            var file = pe.Content.Span;
            if ((key & HighBit) == 0 || file.U16(at) is not (<= MaxName and { } length) || !file.Has(at + 2, length * 2L))
                return null;
            return pe.Content.Slice((int)at + 2, length * 2);
        }

        private uint? Number(ReadOnlyMemory<byte>?[] path, int level) =>
            path[level] is null && numbers[level] != uint.MaxValue ? numbers[level] : null;
    }
}

/// <summary>One resource. Each level of its path is a number or a name, or absent in a tree that is too flat.</summary>
public sealed record PeResource
{
    /// <summary>Type of version information.</summary>
    public const uint VersionType = 16;

    /// <summary>Type of a manifest.</summary>
    public const uint ManifestType = 24;

    /// <summary>Type of arbitrary data.</summary>
    public const uint RawDataType = 10;

    /// <summary>Null when the type has a name.</summary>
    public required uint? Type { get; init; }

    /// <summary>UTF-16, little end first; null when the type is a number.</summary>
    public required ReadOnlyMemory<byte>? TypeName { get; init; }

    /// <summary>Null when it has a name.</summary>
    public required uint? Id { get; init; }

    /// <summary>UTF-16, little end first; null when it has a number.</summary>
    public required ReadOnlyMemory<byte>? Name { get; init; }

    /// <summary>Windows language identifier; null when that has a name.</summary>
    public required uint? Language { get; init; }

    /// <summary>UTF-16, little end first; null when the language is a number.</summary>
    public required ReadOnlyMemory<byte>? LanguageName { get; init; }

    /// <summary>Relative virtual address.</summary>
    public required uint Address { get; init; }

    /// <summary>In the file; null when the file does not hold it.</summary>
    public required int? Offset { get; init; }

    /// <summary>Declared, in bytes; may reach beyond the file.</summary>
    public required uint Length { get; init; }

    /// <summary>The content, as far as the file holds it.</summary>
    /// <param name="pe">The image that it was read from.</param>
    public ReadOnlyMemory<byte> ContentOf(PeFile pe) => Offset is { } offset ? pe.Content.Part(offset, Length) : default;

    /// <summary>A level of its path for a person: the name, else the number, else a question mark.</summary>
    public static string Show(uint? number, ReadOnlyMemory<byte>? name) =>
        name is { } text ? Encoding.Unicode.GetString(text.Span) : number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?";
}
