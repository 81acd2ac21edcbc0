using System.Text;

namespace ScanHost.Formats.Ole;

/// <summary>A compound file (OLE2): storages and streams in one file. Source: [MS-CFB].</summary>
/// <remarks>
/// As tolerant as the programs that open such files: what can be read is read, and <see cref="Problems"/> says what is wrong. Entries that
/// no storage names are listed too, so that nothing hides behind a broken tree.
/// </remarks>
public sealed class OleFile
{
    /// <summary>Most entries of the directory that are read.</summary>
    public const int MaxEntries = 65_536;

    private const int EntryLength = 128;
    private const uint NoStream = uint.MaxValue;

    private readonly OleHeader header;
    private readonly OleSectors sectors;
    private readonly List<OleEntry> entries = [];
    private readonly ILookup<int, OleEntry> byParent;
    private readonly HashSet<string> problems = new(StringComparer.Ordinal);
    private readonly ReadOnlyMemory<byte> miniFat;
    private readonly ReadOnlyMemory<byte> miniStream;
    private long readable;

    private OleFile(ReadOnlyMemory<byte> file)
    {
        header = OleHeader.Parse(file.Span);
        if (header.ByteOrder != 0xFFFE)
            problems.Add("the byte order mark is wrong");
        sectors = new(file, header);
        // Honest streams share no sector; a reader may read each a few times. More means streams that all show the same sectors.
        readable = (16L * file.Length) + (1 << 20);
        var directory = sectors.Read(header.FirstDirectorySector, (MaxEntries + 1L) * EntryLength);
        if (directory.Length < EntryLength)
            throw new MalformedFileException("ole", 48, "the directory is missing");
        if (directory.Length > MaxEntries * EntryLength)
        {
            IsCut = true;
            directory = directory[..(MaxEntries * EntryLength)];
        }
        ReadDirectory(directory.Span);
        byParent = entries.ToLookup(entry => entry.Parent);
        miniFat = sectors.Read(header.FirstMiniFatSector, file.Length);
        miniStream = sectors.Read(Root.StartSector, Math.Min(Root.Size, file.Length));
        NoteLoop();
    }

    /// <summary>The storage that holds all others.</summary>
    public OleEntry Root => entries[0];

    /// <summary>All entries in the order of the directory, the root first.</summary>
    public IReadOnlyList<OleEntry> Entries => entries;

    /// <summary>What breaks the specification and was read all the same; no text of the file.</summary>
    public IReadOnlyCollection<string> Problems => problems;

    /// <summary>True when a limit left out a part of the directory, or of what was asked for since. The limits: <see cref="MaxEntries"/>, and 16 times the file for all streams.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Says that a reader of this file left something out.</summary>
    internal void NoteCut() => IsCut = true;

    /// <summary>Reads header and directory.</summary>
    /// <exception cref="MalformedFileException">There is no directory to be read.</exception>
    public static OleFile Parse(ReadOnlyMemory<byte> file) => new(file);

    /// <summary>The entry of that path, letter case aside; null when there is none.</summary>
    public OleEntry? Find(string path) => entries.Find(entry => entry.Path.Equals(path, StringComparison.OrdinalIgnoreCase));

    /// <summary>What a storage holds, in the order of the directory.</summary>
    public IEnumerable<OleEntry> ChildrenOf(OleEntry storage) => byParent[storage.Id];

    /// <summary>The child of that name, letter case aside; null when there is none.</summary>
    public OleEntry? ChildOf(OleEntry storage, string name) =>
        byParent[storage.Id].FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>A stream's content, at most <paramref name="maxBytes"/>: shorter than declared when its chain breaks off.</summary>
    public ReadOnlyMemory<byte> Read(OleEntry stream, long maxBytes = int.MaxValue)
    {
        var asked = stream.IsStream ? Math.Min(Math.Min(stream.Size, maxBytes), Array.MaxLength) : 0;
        var wanted = Math.Min(asked, readable);
        if (wanted <= 0)
        {
            IsCut |= asked > 0;
            return default;
        }
        var content = stream.Size < header.MiniStreamCutoffSize
            ? ReadMini(stream.StartSector, wanted)
            : sectors.Read(stream.StartSector, wanted);
        readable -= content.Length;
        IsCut |= content.Length == wanted && wanted < asked;
        if (content.Length < wanted)
            problems.Add("a stream is shorter than declared");
        NoteLoop();
        return content;
    }

    /// <summary>Writes a stream's new content, of the same length, over the old one in a copy of the file.</summary>
    internal void Overwrite(Span<byte> copy, OleEntry stream, ReadOnlySpan<byte> content)
    {
        var isMini = stream.Size < header.MiniStreamCutoffSize;
        var step = isMini ? header.MiniSectorSize : header.SectorSize;
        var places = sectors.Places(isMini ? Root.StartSector : stream.StartSector);
        var sector = stream.StartSector;
        for (var at = 0; at < content.Length; at += step)
        {
            if (places(isMini ? (long)sector * step : at) is not { } place || place >= copy.Length)
                return;
            var part = content.Slice(at, (int)Math.Min(Math.Min(step, content.Length - at), copy.Length - place));
            part.CopyTo(copy[(int)place..]);
            if (isMini && (sector = miniFat.Span.U32(sector * 4L) ?? NoStream) >= NoStream - 5)
                return;
        }
    }

    private byte[] ReadMini(uint first, long wanted)
    {
        var content = new byte[Math.Min(wanted, miniStream.Length)];
        var (at, steps) = (0, 0);
        for (var sector = first; sector < NoStream - 5 && at < content.Length; steps++)
        {
            var part = miniStream.Span.Part((long)sector * header.MiniSectorSize, Math.Min(header.MiniSectorSize, content.Length - at));
            if (part.IsEmpty || steps > miniFat.Length / 4)
                break;
            part.CopyTo(content.AsSpan(at));
            at += part.Length;
            sector = miniFat.Span.U32(sector * 4L) ?? NoStream;
        }
        return at == content.Length ? content : content[..at];
    }

    private void NoteLoop()
    {
        if (sectors.HasLoop)
            problems.Add("a chain of sectors loops");
    }

    private void ReadDirectory(ReadOnlySpan<byte> directory)
    {
        var (parents, paths) = Walk(directory);
        for (var id = 0; id < directory.Length / EntryLength; id++)
        {
            var record = directory.Slice(id * EntryLength, EntryLength);
            if (id > 0 && record[66] is not (1 or 2))
                continue;
            if (id > 0 && parents[id] < 0)
                problems.Add("an entry is in no storage");
            entries.Add(Entry(record, id, parents[id], paths[id]));
        }
    }

    private OleEntry Entry(ReadOnlySpan<byte> record, int id, int parent, string? path)
    {
        var name = NameOf(record);
        var size = record.U64(120)!.Value;
        // The upper half is undefined in version 3, [MS-CFB] 2.6.1.
        if (header.MajorVersion < 4 || header.SectorSize == 512)
            size = (uint)size;
        return new()
        {
            Id = id,
            Parent = parent,
            Name = name,
            Path = path ?? name,
            Type = id == 0 ? OleEntryType.Root : (OleEntryType)record[66],
            Clsid = new Guid(record.Slice(80, 16)),
            StartSector = record.U32(116)!.Value,
            Size = (long)Math.Min(size, long.MaxValue),
            ModifiedAt = FileTimes.Read(record.U64(108)!.Value),
        };
    }

    // The siblings of a storage form a tree by their fields left and right; every entry is visited once, so no tree can loop.
    private static (int[] Parents, string?[] Paths) Walk(ReadOnlySpan<byte> directory)
    {
        var count = directory.Length / EntryLength;
        var (parents, paths) = (new int[count], new string?[count]);
        Array.Fill(parents, -1);
        var open = new Stack<(uint Id, int Parent)>();
        open.Push((directory.U32(76)!.Value, 0));
        while (open.TryPop(out var next))
        {
            if (next.Id == 0 || next.Id >= count || parents[next.Id] >= 0)
                continue;
            var record = directory.Slice((int)next.Id * EntryLength, EntryLength);
            parents[next.Id] = next.Parent;
            var path = next.Parent == 0 ? NameOf(record) : $"{paths[next.Parent]}/{NameOf(record)}";
            paths[next.Id] = path.Length > 512 ? path[^512..] : path;
            open.Push((record.U32(72)!.Value, next.Parent));
            open.Push((record.U32(68)!.Value, next.Parent));
            if (record[66] is 1)
                open.Push((record.U32(76)!.Value, (int)next.Id));
        }
        return (parents, paths);
    }

    private static string NameOf(ReadOnlySpan<byte> record)
    {
        var length = Math.Clamp(record.U16(64)!.Value - 2, 0, 62) & ~1;
        return Encoding.Unicode.GetString(record[..length]).TrimEnd('\0');
    }
}
