using System.Text;
using ScanHost.Formats.Containers.Optical;

namespace ScanHost.Formats.Containers.Disks;

/// <summary>NTFS volumes: all files in use, their alternate streams, compressed ones too.</summary>
internal sealed class NtfsReader : ContainerReader
{
    private const int FirstUserRecord = 16;
    private const int MaxRecords = 1_000_000;

    public override string Name => "ntfs";

    public override string Version => "3";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["ntfs"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var volume = NtfsVolume.Open(file);
        var tree = new NtfsTree(file, volume, sink, cancellationToken);
        var count = Math.Min(volume.Records, MaxRecords);
        for (var number = 0; number < count; number++)
            tree.Learn(number);
        if (tree.IsEmpty)
            throw new MalformedFileException("ntfs", 48, "the file table cannot be read");
        // The root has no content of its own, but may have streams.
        tree.HandOn(NtfsTree.Root);
        for (var number = FirstUserRecord; number < count; number++)
            tree.HandOn(number);
        if (count < volume.Records)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, $"only the first {MaxRecords} records are read");
        if (tree.Cut)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, $"only {HandedOn<long>.MaxKinds} kinds of names of one file are handed on");
        if (tree.Damaged > 0)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Damaged, $"{tree.Damaged} records of files in use cannot be read");
        TrailingData.HandOn(Name, file, volume.End, sink, cancellationToken);
    }
}

/// <summary>The names and contents of a volume's files.</summary>
internal sealed class NtfsTree(ReadOnlyMemory<byte> file, NtfsVolume volume, IMemberSink sink, CancellationToken cancellationToken)
{
    internal const int Root = 5;
    private const int Extend = 11;
    private const int MaxDepth = 128;
    private const int MaxUnitBytes = 1 << 20;
    private const int MaxListBytes = 1 << 20;
    private const byte DosNames = 2;
    private static readonly HashSet<string> OfTheSystem = ["$ObjId", "$Quota", "$Reparse", "$UsnJrnl", "$RmMetadata", "$Deleted"];
    private const uint CompressedBySystem = 0x80000017;
    private readonly Dictionary<long, (long Parent, string Name)> names = [];
    private readonly Dictionary<long, List<(long Parent, string Name)>> others = [];
    private readonly ExtentSink extents = new("ntfs", file, sink, cancellationToken);
    private readonly AnomalyLog anomalies = new(sink);

    internal bool IsEmpty => names.Count == 0;

    /// <summary>True when a file had names of more kinds than are handed on.</summary>
    internal bool Cut { get; private set; }

    /// <summary>How many records that are in use were damaged.</summary>
    internal int Damaged { get; private set; }

    /// <summary>Takes a record's name and parent in.</summary>
    internal void Learn(long number)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (volume.Record(number) is not { Base: 0 } record)
            return;
        foreach (var attribute in All(record).Where(attribute => attribute.Type == NtfsAttribute.FileName))
            if (attribute.Resident is { } content && content.Span.U64(0) is { } parent && content.Span.U8(65) is { } space)
            {
                var name = Encoding.Unicode.GetString(content.Span.Part(66, 2L * content.Span[64]));
                if (space != DosNames || !names.ContainsKey(number))
                    names[number] = (NtfsRecord.Number(parent), name);
                if (TellingName.Of(name) is { } kind)
                    AddOther(number, (NtfsRecord.Number(parent), name), kind);
            }
    }

    // Hard links, and short names, which Windows takes as well.
    private void AddOther(long number, (long Parent, string Name) name, string kind)
    {
        if (!others.TryGetValue(number, out var known))
            others[number] = known = [];
        if (known.Count < HandedOn<long>.MaxKinds && known.TrueForAll(other => TellingName.Of(other.Name) != kind))
            known.Add(name);
        else if (known.Count == HandedOn<long>.MaxKinds)
            Cut = true;
    }

    /// <summary>Hands the contents of a record on.</summary>
    internal void HandOn(long number)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (volume.IsDamaged(number))
            Damaged++;
        if (volume.Record(number) is not { Base: 0 } record || IsOfTheSystem(number))
            return;
        var attributes = All(record).ToList();
        HandOn(Path(number), record, attributes);
        var kind = names.TryGetValue(number, out var first) ? TellingName.Of(first.Name) : null;
        foreach (var (parent, name) in others.GetValueOrDefault(number) ?? [])
            if (TellingName.Of(name) != kind && !IsShortened(first.Name, name))
                HandOn(Path(parent) is { Length: > 0 } folder ? $"{folder}/{name}" : name, record, attributes, isOther: true);
    }

    // "x.inform" is "X~1.INF" as well.
    private static bool IsShortened(string name, string other) =>
        other.Contains('~', StringComparison.Ordinal) && System.IO.Path.GetExtension(name).StartsWith(System.IO.Path.GetExtension(other), StringComparison.OrdinalIgnoreCase);

    private void HandOn(string path, NtfsRecord record, List<NtfsAttribute> attributes, bool isOther = false)
    {
        var packed = attributes.Any(attribute => attribute is { Type: NtfsAttribute.ReparsePoint, Resident: { } tag } && tag.Span.U32(0) == CompressedBySystem);
        foreach (var parts in attributes.Where(attribute => attribute.Type == NtfsAttribute.Data && (!isOther || attribute.Name.Length == 0)).GroupBy(attribute => attribute.Name))
        {
            var content = parts.OrderBy(part => part.FirstCluster).ToList();
            var name = parts.Key.Length == 0 ? path : $"{path}:{parts.Key}";
            HandOn(name, parts.Key.Length == 0 ? "member" : "stream", record.Offset, content, packed);
        }
    }

    private void HandOn(string name, string relation, long offset, List<NtfsAttribute> parts, bool isPacked)
    {
        var first = parts[0];
        var member = new ContainerMember { Name = name, Relation = relation, Offset = offset, DeclaredSize = first.Size, Method = "store", IsEncrypted = first.IsEncrypted };
        if (first.IsEncrypted)
            sink.NotUnpacked(member, UnpackGap.Encrypted, "the file system encrypted it");
        else if (isPacked && relation == "member" && first.Size > 0)
            sink.NotUnpacked(member, UnpackGap.Unsupported, "the system's own compression is not read");
        else if (first.UnitClusters * (long)volume.ClusterBytes > MaxUnitBytes)
            sink.NotUnpacked(member, UnpackGap.Unsupported, "its units of compression are larger than NTFS makes them");
        else if (first.Resident is { } resident)
        {
            anomalies.CheckName("ntfs", name, offset);
            MemberCopy.Bytes(resident, sink, member, cancellationToken);
        }
        else if (first.UnitClusters > 0)
        {
            anomalies.CheckName("ntfs", name, offset);
            var runs = parts.SelectMany(part => part.Runs).ToList();
            MemberCopy.Run(() => new NtfsUnitStream(file, runs, volume.ClusterBytes, first.UnitClusters, first.Size), sink, member with { Method = "lznt1" }, cancellationToken);
        }
        else
            extents.Add(name, Written(parts, first), first.Size, relation: relation);
    }

    // What was never written stands on the disk with whatever was there before, and reads as zeros.
    private List<Extent> Written(List<NtfsAttribute> parts, NtfsAttribute first)
    {
        var (places, left) = (new List<Extent>(), Math.Min(first.Initialized, first.Size));
        foreach (var extent in parts.SelectMany(part => part.Extents(volume.ClusterBytes)))
        {
            var length = Math.Min(left, extent.Length);
            if (length > 0)
                places.Add(extent with { Length = length });
            left -= length;
        }
        if (left == 0 && first.Initialized < first.Size)
            places.Add(new(-1, first.Size - first.Initialized));
        return places;
    }

    // A record that has no room for all its attributes lists them with the records that have them.
    private IEnumerable<NtfsAttribute> All(NtfsRecord record)
    {
        if (record.Attributes.FirstOrDefault(attribute => attribute.Type == NtfsAttribute.List) is not { } list)
            return record.Attributes;
        var others = new HashSet<long>();
        var content = volume.Content(list, MaxListBytes).Span;
        for (long at = 0; content.U16(at + 4) is { } length && length >= 26 && content.U64(at + 16) is { } reference; at += length)
            others.Add(NtfsRecord.Number(reference));
        return record.Attributes.Concat(others.Select(volume.Record)
            .Where(other => other is not null && other.Base != 0 && other.Offset != record.Offset)
            .SelectMany(other => other!.Attributes));
    }

    private bool IsOfTheSystem(long number) => names.TryGetValue(number, out var name) && name.Parent == Extend && OfTheSystem.Contains(name.Name);

    private string Path(long number)
    {
        var parts = new List<string>();
        for (var at = number; parts.Count < MaxDepth && names.TryGetValue(at, out var name) && at != Root; at = name.Parent)
            parts.Add(name.Name);
        parts.Reverse();
        return string.Join('/', parts);
    }
}
