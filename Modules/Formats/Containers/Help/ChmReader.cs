using ScanHost.Formats.Containers.Cabinet;

namespace ScanHost.Formats.Containers.Help;

/// <summary>Compiled HTML help: an ITSS store whose second section is LZX. Source: Russotto's and Wise's notes on the ITSF and ITSS formats.</summary>
internal sealed class ChmReader : ContainerReader
{
    private const string Storage = "::DataSpace/Storage/MSCompressed/";
    private const string ResetTable = Storage + "Transform/{7FC28940-9D31-11D0-9B27-00A0C91E9C7C}/InstanceData/ResetTable";
    private const int LzxFrame = 0x8000;

    public override string Name => "chm";

    public override string Version => "2";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["chm"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var directory = ChmDirectory.Read(file.Span);
        var anomalies = new AnomalyLog(sink);
        foreach (var entry in directory.Entries.Where(entry => entry.IsContent && entry.Section == 0 && entry.Length > 0))
        {
            anomalies.CheckName("chm", entry.Name.TrimStart('/'), directory.ContentStart + entry.Offset);
            var content = file.Part(directory.ContentStart + entry.Offset, entry.Length);
            MemberCopy.Bytes(content, sink, Describe(entry, "store"), cancellationToken);
            if (content.Length < entry.Length)
                sink.NotUnpacked(Describe(entry, "store"), UnpackGap.Damaged, "the file ends before the member does");
        }
        if (directory.IsCut)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Damaged, $"the directory breaks off, or has more than {ChmDirectory.MaxEntries} names");
        UnpackCompressed(file, directory, sink, anomalies, cancellationToken);
    }

    // Members are parts of one stream, decoded once from front to end.
    private static void UnpackCompressed(
        ReadOnlyMemory<byte> file, ChmDirectory directory, IMemberSink sink, AnomalyLog anomalies, CancellationToken cancellationToken)
    {
        var entries = directory.Entries.Where(entry => entry.IsContent && entry.Section == 1 && entry.Length > 0).OrderBy(entry => entry.Offset).ToList();
        if (entries.Count == 0)
            return;
        using var content = Foreign.Try(() => Open(file, directory), out _);
        var position = 0L;
        foreach (var entry in entries)
        {
            anomalies.CheckName("chm", entry.Name.TrimStart('/'), null);
            var member = Describe(entry, "lzx");
            if (content is null)
                sink.NotUnpacked(member, UnpackGap.Damaged, "the compressed section cannot be opened");
            else if (entry.Offset < position)
                sink.NotUnpacked(member, UnpackGap.Damaged, "it overlaps the member before it");
            else
            {
                position += MemberCopy.TryNext(content, entry.Offset - position, cancellationToken).Bytes;
                position += MemberCopy.Next(content, entry.Length, sink, member, cancellationToken).Bytes;
            }
        }
    }

    private static LzxDecoder Open(ReadOnlyMemory<byte> file, ChmDirectory directory)
    {
        ReadOnlyMemory<byte> Internal(string name) => directory.Entries.FirstOrDefault(entry => entry.Name == name && entry.Section == 0) is { } entry
            ? file.Part(directory.ContentStart + entry.Offset, entry.Length)
            : throw new InvalidDataException("an internal file is missing");
        var control = Internal(Storage + "ControlData").Span;
        var table = Internal(ResetTable).Span;
        if (control.U32(12) is not { } interval || control.U32(16) is not { } window || table.U64(16) is not { } size)
            throw new InvalidDataException("an internal file is cut short");
        var unit = control.U32(8) == 2 ? LzxFrame : 1;
        var windowBits = 31 - System.Numerics.BitOperations.LeadingZeroCount((uint)Math.Clamp(window * (long)unit, 1 << 15, 1 << 21));
        return new(Internal(Storage + "Content"), windowBits, (long)Math.Min(size, long.MaxValue / 4), interval * (long)unit);
    }

    private static ContainerMember Describe(ChmEntry entry, string method) =>
        new() { Name = entry.Name.TrimStart('/'), DeclaredSize = entry.Length, Method = method };
}
