namespace ScanHost.Formats.Containers.Cabinet;

/// <summary>Windows cabinets. Source: [MS-CAB].</summary>
internal sealed class CabinetReader : ContainerReader
{
    private const int Header = 36;
    private const int FileRecord = 16;
    private const ushort HasPrevious = 1, HasNext = 2, HasReserve = 4;
    private const int FirstContinued = 0xFFFD;

    public override string Name => "cab";

    public override string Version => "1";

    public override IReadOnlyCollection<string> FileTypes { get; } = Identification.FileTypes.FamilyOf("cab", "onepkg");

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        if (!file.Span.HasAt(0, "MSCF"u8) || !file.Span.Has(0, Header))
            throw new MalformedFileException("cab", 0, "the header is cut short or wrong");
        var size = file.Span.U32(8)!.Value;
        var cabinet = size >= Header && size < file.Length ? file[..(int)size] : file;
        var (folders, reserved) = ReadFolders(cabinet.Span);
        var members = ReadFiles(cabinet.Span, sink);
        for (var index = 0; index < folders.Count; index++)
        {
            var own = members.Where(member => member.Folder == index).OrderBy(member => member.Offset).ToList();
            Unpack(cabinet, folders[index], reserved, own, sink, cancellationToken);
        }
        foreach (var member in members.Where(member => member.Folder >= folders.Count))
            sink.NotUnpacked(
                member.Describe("store"),
                member.Folder >= FirstContinued ? UnpackGap.Unsupported : UnpackGap.Damaged,
                member.Folder >= FirstContinued ? "it goes on in another cabinet" : "its folder is missing");
        TrailingData.HandOn(Name, file, cabinet.Length, sink, cancellationToken);
    }

    private sealed record Entry(string Name, long Size, long Offset, int Folder, DateTimeOffset? ModifiedAt)
    {
        internal ContainerMember Describe(string method) =>
            new() { Name = Name, DeclaredSize = Size, Method = method, ModifiedAt = ModifiedAt };
    }

    private static (List<CabinetFolder> Folders, int Reserved) ReadFolders(ReadOnlySpan<byte> file)
    {
        var flags = file.U16(30)!.Value;
        var (at, folderReserve, dataReserve) = ((long)Header, 0, 0);
        if ((flags & HasReserve) != 0)
        {
            (folderReserve, dataReserve) = (file.U8(38) ?? 0, file.U8(39) ?? 0);
            at += 4 + (file.U16(36) ?? 0);
        }
        var strings = ((flags & HasPrevious) != 0 ? 2 : 0) + ((flags & HasNext) != 0 ? 2 : 0);
        for (; strings > 0; strings--)
            at += file.Part(at, 256).IndexOf((byte)0) + 1;
        var folders = new List<CabinetFolder>();
        for (int i = 0, count = file.U16(26)!.Value; i < count && file.Has(at, 8); i++, at += 8 + folderReserve)
            folders.Add(new(file.U32(at)!.Value, file.U16(at + 4)!.Value, file.U16(at + 6)!.Value));
        return (folders, dataReserve);
    }

    private static List<Entry> ReadFiles(ReadOnlySpan<byte> file, IMemberSink sink)
    {
        var (members, anomalies, at) = (new List<Entry>(), new AnomalyLog(sink), (long)file.U32(16)!.Value);
        var count = file.U16(28)!.Value;
        for (var i = 0; i < count; i++)
        {
            var name = file.Part(at + FileRecord, 1024);
            var end = name.IndexOf((byte)0);
            if (!file.Has(at, FileRecord) || end < 0)
            {
                sink.NotUnpacked(new() { Name = "", Offset = at }, UnpackGap.Damaged, $"{count - i} of {count} file records are missing");
                break;
            }
            var time = DosDate.Read(file.U16(at + 10)!.Value, file.U16(at + 12)!.Value);
            members.Add(new(MemberName.Decode(name[..end]), file.U32(at)!.Value, file.U32(at + 4)!.Value, file.U16(at + 8)!.Value, time));
            anomalies.CheckName("cab", members[^1].Name, at);
            at += FileRecord + end + 1;
        }
        return members;
    }

    private static void Unpack(
        ReadOnlyMemory<byte> cabinet, CabinetFolder folder, int reserved, List<Entry> members, IMemberSink sink, CancellationToken cancellationToken)
    {
        using var content = Foreign.Try(() => folder.Open(cabinet, reserved), out var problem);
        var position = 0L;
        foreach (var entry in members)
        {
            var member = entry.Describe(folder.MethodName);
            if (content is null)
                sink.NotUnpacked(member, problem is UnsupportedDataException ? UnpackGap.Unsupported : UnpackGap.Damaged, problem!.Message);
            else if (entry.Offset < position)
                sink.NotUnpacked(member, UnpackGap.Damaged, "it overlaps the member before it");
            else
            {
                position += MemberCopy.TryNext(content, entry.Offset - position, cancellationToken).Bytes;
                position += MemberCopy.Next(content, entry.Size, sink, member, cancellationToken).Bytes;
            }
        }
    }
}
