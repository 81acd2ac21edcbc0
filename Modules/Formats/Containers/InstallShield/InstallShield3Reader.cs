namespace ScanHost.Formats.Containers.InstallShield;

/// <summary>
/// Archives of InstallShield 3 (<c>_setup.1</c>, <c>data.z</c>). The format was never published; the fields' places agree between three
/// independent readers: Deark's is_z.c (https://github.com/jsummers/deark), ISArchiveV3 (https://github.com/wfr/unshieldv3), ISExtract.
/// </summary>
internal sealed class InstallShield3Reader : ContainerReader
{
    private const int Header = 0xFF;
    private const int FileEntry = 0x1E;
    private const int IsStored = 0x10;

    public override string Name => "installshield-3";

    public override string Version => "2";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["installshield-z"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var data = file.Span;
        if (!data.Has(0, Header))
            throw new MalformedFileException("installshield-3", data.Length, "the header is cut short");
        var folders = ReadFolders(data, data.U32(0x29)!.Value, data.U16(0x31)!.Value);
        int count = data.U16(0x0C)!.Value;
        long at = data.U32(0x33)!.Value;
        var (end, anomalies) = (Math.Max(Header, at), new AnomalyLog(sink));
        var named = new List<(long Start, long End)> { (0, Header), (data.U32(0x29)!.Value, at), (at, at) };
        for (var i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (file.Span.U16(at + 0x17) is not { } size || size < FileEntry || !file.Span.Has(at, size))
            {
                sink.NotUnpacked(new() { Name = "", Offset = at }, UnpackGap.Damaged, $"{count - i} of {count} file entries are missing");
                break;
            }
            var member = Describe(file.Span.Slice((int)at, size), folders);
            anomalies.CheckName("installshield-3", member.Name, at);
            HandOn(file, member, file.Span.U8(at + 0x1A) != 0, sink, cancellationToken);
            named.Add((member.Offset!.Value, member.Offset.Value + member.CompressedSize!.Value));
            at += size;
            named[2] = (named[2].Start, at);
            end = Math.Max(Math.Max(end, at), Math.Min(file.Length, member.Offset!.Value + member.CompressedSize!.Value));
        }
        HandOnUnnamed(file, named, end, sink, cancellationToken);
        TrailingData.HandOn("installshield-3", file, end, sink, cancellationToken);
    }

    // What stands in front of the tables and is no file's would else be seen by nobody.
    private static void HandOnUnnamed(ReadOnlyMemory<byte> file, List<(long Start, long End)> named, long end, IMemberSink sink, CancellationToken cancellationToken)
    {
        var done = 0L;
        foreach (var (start, stop) in named.Append((Start: Math.Min(end, file.Length), End: end)).OrderBy(range => range.Start))
        {
            var between = file.Part(done, start - done);
            if (start > done && between.Span.ContainsAnyExcept((byte)0))
            {
                sink.Anomaly("installshield-3.unnamed_data", done, $"{between.Length} bytes belong to no file");
                MemberCopy.Bytes(between, sink, new() { Name = "", Relation = "overlay", Offset = done, DeclaredSize = between.Length }, cancellationToken);
            }
            done = Math.Max(done, stop);
        }
    }

    private static List<string> ReadFolders(ReadOnlySpan<byte> file, long at, int count)
    {
        var folders = new List<string>();
        for (var i = 0; i < count && file.U16(at + 2) is >= 6 and var size; i++, at += size)
            folders.Add(MemberName.Decode(file.Part(at + 6, Math.Min(file.U16(at + 4) ?? 0, size - 6))));
        return folders;
    }

    private static ContainerMember Describe(ReadOnlySpan<byte> entry, List<string> folders)
    {
        var name = MemberName.Decode(entry.Part(FileEntry, entry[0x1D]));
        int folder = entry.U16(1)!.Value;
        return new()
        {
            Name = folder < folders.Count && folders[folder].Length > 0 ? $"{folders[folder]}\\{name}" : name,
            DeclaredSize = entry.U32(3)!.Value,
            CompressedSize = entry.U32(7)!.Value,
            Offset = entry.U32(0x0B)!.Value,
            Method = (entry[0x13] & IsStored) != 0 ? "store" : "implode",
            ModifiedAt = DosDate.Read(entry.U16(0x0F)!.Value, entry.U16(0x11)!.Value),
        };
    }

    private static void HandOn(ReadOnlyMemory<byte> file, ContainerMember member, bool isSplit, IMemberSink sink, CancellationToken cancellationToken)
    {
        var data = file.Part(member.Offset!.Value, member.CompressedSize!.Value);
        if (isSplit)
        {
            sink.NotUnpacked(member, UnpackGap.Unsupported, "its data is in several volumes");
            return;
        }
        var outcome = MemberCopy.Run(
            () => member.Method == "store" ? new MemoryReadStream(data) : data.IsEmpty && member.DeclaredSize == 0 ? Stream.Null : new ImplodeStream(data),
            sink, member, cancellationToken);
        if (outcome.IsWhole && outcome.Bytes != member.DeclaredSize)
            sink.NotUnpacked(member, UnpackGap.Damaged, $"{outcome.Bytes} of {member.DeclaredSize} bytes came out");
    }
}
