using System.Text;

namespace ScanHost.Formats.Containers.Wim;

/// <summary>Windows images of one part: every file that the images in it name. Source: Microsoft, "Windows Imaging File Format".</summary>
internal sealed class WimReader : ContainerReader
{
    private const int HeaderLength = 208;
    private const int EntryLength = 50;
    private const uint IsSolidVersion = 0xE00;

    public override string Name => "wim";

    public override string Version => "4";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["wim"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        if (!file.Span.HasAt(0, "MSWIM\0\0\0"u8) || !file.Span.Has(0, HeaderLength))
            throw new MalformedFileException("wim", 0, "the header is cut short or wrong");
        var compression = WimCompression.Read(file.Span);
        if (file.Span.U16(42) > 1)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, "it is one of several parts");
        if (file.Span.U32(12) == IsSolidVersion)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, "solid resources (ESD) have no decoder");
        var resources = Resources(file, compression, sink, cancellationToken);
        var names = Names(file, compression, resources, sink, cancellationToken);
        if (names.IsCut)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, $"only {HandedOn<string>.MaxKinds} kinds of names of one content are handed on");
        var anomalies = new AnomalyLog(sink);
        foreach (var resource in resources.Where(resource => !resource.IsMetadata))
            foreach (var name in names.Of(resource.Hash))
                HandOn(file, compression, resource, name.TrimStart('\\'), anomalies, sink, cancellationToken);
        TrailingData.HandOn(Name, file, EndOf(file.Span, resources), sink, cancellationToken);
    }

    private static void HandOn(
        ReadOnlyMemory<byte> file, WimCompression compression, WimResource resource, string name, AnomalyLog anomalies, IMemberSink sink, CancellationToken cancellationToken)
    {
        anomalies.CheckName("wim", name, resource.Offset);
        var member = new ContainerMember
        {
            Name = name, Offset = resource.Offset, DeclaredSize = resource.Size, CompressedSize = resource.PackedSize,
            Method = resource.IsCompressed ? compression.Name : "store",
        };
        if (resource.IsOfSolid)
            sink.NotUnpacked(member, UnpackGap.Unsupported, "solid resources (ESD) have no decoder");
        else if (MemberCopy.Run(() => resource.Open(file, compression), sink, member, cancellationToken) is { IsWhole: true } outcome && outcome.Bytes < resource.Size)
            sink.NotUnpacked(member, UnpackGap.Damaged, "the file ends before the member does");
    }

    // The header tells of the table of resources, a description, the image to start and a table of checksums.
    private static long EndOf(ReadOnlySpan<byte> file, List<WimResource> resources)
    {
        var end = (long)HeaderLength;
        foreach (var at in (ReadOnlySpan<int>)[48, 72, 96, 124])
            end = Math.Max(end, WimResource.Read(file, at, "")?.End ?? 0);
        return resources.Select(resource => resource.End).Append(end).Max();
    }

    private static List<WimResource> Resources(
        ReadOnlyMemory<byte> file, WimCompression compression, IMemberSink sink, CancellationToken cancellationToken)
    {
        var table = WimResource.Read(file.Span, 48, "");
        if (table is null || table.Size > file.Length + 1L)
            throw new MalformedFileException("wim", 48, "the table of resources lies outside of the file");
        using var content = new MemoryStream();
        if (!MemberCopy.Into(content, () => table.Open(file, compression), table.Size, cancellationToken).IsWhole)
            sink.NotUnpacked(new() { Name = "", Offset = table.Offset }, UnpackGap.Damaged, "the table of resources breaks off");
        var found = new List<WimResource>();
        ReadOnlySpan<byte> entries = content.GetBuffer().AsSpan(0, (int)content.Length);
        for (var at = 0; at + EntryLength <= entries.Length; at += EntryLength)
            if (WimResource.Read(entries, at, Convert.ToHexStringLower(entries.Slice(at + 30, 20))) is { } resource)
                found.Add(resource);
        return found;
    }

    private static WimNames Names(
        ReadOnlyMemory<byte> file, WimCompression compression, List<WimResource> resources, IMemberSink sink, CancellationToken cancellationToken)
    {
        var names = new WimNames();
        foreach (var resource in resources.Where(resource => resource.IsMetadata))
        {
            using var content = new MemoryStream();
            if (!MemberCopy.Into(content, () => resource.Open(file, compression), WimTree.MaxBytes, cancellationToken).IsWhole)
                sink.NotUnpacked(new() { Name = "", Offset = resource.Offset }, UnpackGap.Damaged, "the names of an image cannot be read");
            if (!WimTree.Read(content.GetBuffer().AsSpan(0, (int)content.Length), names) || content.Length == WimTree.MaxBytes)
                sink.NotUnpacked(new() { Name = "", Offset = resource.Offset }, UnpackGap.Unsupported, $"only the first {WimTree.MaxEntries} names and {WimTree.MaxBytes} bytes of an image's names are read, in folders not more than {WimTree.MaxDepth} deep; its other files come out without");
        }
        return names;
    }
}

/// <summary>The names of each content, by its hash.</summary>
internal sealed class WimNames
{
    private readonly HandedOn<string> known = new();
    private readonly Dictionary<string, List<string>> names = new(StringComparer.Ordinal);

    /// <summary>The first name, and those of further kinds; the hash when there is none.</summary>
    internal IReadOnlyList<string> Of(string hash) => names.TryGetValue(hash, out var all) ? all : [$"[{hash}]"];

    internal void Add(string hash, string name)
    {
        if (!known.Add(hash, name, out var isFirst))
            return;
        if (isFirst)
            names[hash] = [name];
        else
            names[hash].Add(name);
    }

    /// <summary>True when a content had names of more kinds than are kept.</summary>
    internal bool IsCut => known.IsCut;
}

/// <summary>The tree of names in an image's metadata: security data, then directory entries.</summary>
internal static class WimTree
{
    /// <summary>More metadata than this is not read; files beyond it come out without a name.</summary>
    internal const int MaxBytes = 24 * 1024 * 1024;

    internal const int MaxEntries = 1_000_000, MaxDepth = 256;
    private const int FixedLength = 102;

    /// <summary>Adds the path of each file, by the hash of its content. Of several names the first stays, and others that decide how it is run.</summary>
    /// <returns>False when there are more than are read.</returns>
    internal static bool Read(ReadOnlySpan<byte> metadata, WimNames names)
    {
        var open = new Queue<(long At, string Path, int Depth)>();
        var seen = new HashSet<long>();
        open.Enqueue((Align(Math.Max(8, metadata.U32(0) ?? 0)), "", 0));
        var (count, isWhole) = (0, true);
        while (open.TryDequeue(out var folder))
            for (var at = folder.At; count < MaxEntries && metadata.Has(at, FixedLength) && metadata.U64(at) is >= FixedLength and <= int.MaxValue and var length; count++)
            {
                if (!seen.Add(at))
                    break;
                var name = Encoding.Unicode.GetString(metadata.Part(at + FixedLength, metadata.U16(at + 100)!.Value & ~1));
                var path = name.Length == 0 ? folder.Path : $"{folder.Path}\\{name}";
                if (metadata.U64(at + 16) is > 0 and <= int.MaxValue and var below)
                {
                    if (folder.Depth < MaxDepth)
                        open.Enqueue(((long)below, path, folder.Depth + 1));
                    else
                        isWhole = false;
                }
                names.Add(Convert.ToHexStringLower(metadata.Part(at + 64, 20)), path);
                at = Align(at + (long)length);
                for (int streams = metadata.U16(at - Align((long)length) + 96) ?? 0; streams > 0; streams--)
                    at = Stream(metadata, at, path, names);
            }
        return isWhole && count < MaxEntries;
    }

    // An entry for each further stream of the file, and for its unnamed one.
    private static long Stream(ReadOnlySpan<byte> metadata, long at, string path, WimNames names)
    {
        if (metadata.U64(at) is not (>= 38 and <= int.MaxValue and var length))
            return at;
        var name = Encoding.Unicode.GetString(metadata.Part(at + 38, (metadata.U16(at + 36) ?? 0) & ~1));
        names.Add(Convert.ToHexStringLower(metadata.Part(at + 16, 20)), name.Length == 0 ? path : $"{path}:{name}");
        return Align(at + (long)length);
    }

    private static long Align(long at) => (at + 7) & ~7L;
}
