using System.Text;
using ScanHost.Formats.Containers;
using ScanHost.Formats.Ole;

namespace ScanHost.Formats.Msi;

/// <summary>Windows Installer packages, patches and transforms: cabinets, binaries and icons, and the scripts of custom actions.</summary>
internal sealed class MsiReader : ContainerReader
{
    private const int MaxStreams = 20_000;
    private const int JScriptText = 37;
    private const int VbScriptText = 38;
    private const int MaxScripts = 2000;

    public override string Name => "msi";

    public override string Version => "2";

    public override IReadOnlyCollection<string> FileTypes { get; } = Identification.FileTypes.FamilyOf("msi", "msp", "mst");

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var ole = OleFile.Parse(file);
        var count = 0;
        foreach (var entry in ole.Entries.Where(entry => entry.IsStream && !MsiNames.IsTable(entry.Name) && !entry.Name.StartsWith('\u0005')))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (++count > MaxStreams)
            {
                sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, $"only the first {MaxStreams} streams are examined");
                return;
            }
            HandOn(ole, entry, sink, cancellationToken);
        }
        HandOnScripts(MsiDatabase.Read(ole), sink, cancellationToken);
        if (ole.IsCut)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, $"more than {OleFile.MaxEntries} entries, or streams that share their sectors");
    }

    private static void HandOn(OleFile ole, OleEntry entry, IMemberSink sink, CancellationToken cancellationToken)
    {
        var content = ole.Read(entry);
        var member = new ContainerMember { Name = MsiNames.Decode(entry.Name), Relation = "stream", DeclaredSize = entry.Size };
        MemberCopy.Bytes(content, sink, member, cancellationToken);
        if (content.Length < entry.Size)
            sink.NotUnpacked(member, UnpackGap.Damaged, "the stream is shorter than declared");
    }

    private static void HandOnScripts(MsiDatabase database, IMemberSink sink, CancellationToken cancellationToken)
    {
        var scripts = database.CustomActions().Where(action => action.BasicType is JScriptText or VbScriptText && action.Target.Length > 0).ToArray();
        if (scripts.Length > MaxScripts)
            sink.NotUnpacked(new() { Name = "CustomAction" }, UnpackGap.Unsupported, $"only the first {MaxScripts} scripts of custom actions are taken out");
        foreach (var action in scripts.Take(MaxScripts))
        {
            var extension = action.BasicType == JScriptText ? "js" : "vbs";
            MemberCopy.Bytes(Encoding.UTF8.GetBytes(action.Target), sink, new() { Name = $"CustomAction/{action.Name}.{extension}", Relation = "macro" }, cancellationToken);
        }
    }
}
