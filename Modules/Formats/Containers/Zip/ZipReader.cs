namespace ScanHost.Formats.Containers.Zip;

/// <summary>Zip archives and all that is built on them. Source: APPNOTE 6.3.10.</summary>
/// <remarks>
/// The central directory is what other programs go by, so it leads; what only the local headers know (hidden members, another name)
/// is reported and unpacked as well. Without a directory the local headers are walked.
/// </remarks>
internal sealed class ZipReader : ContainerReader
{
    private const int MaxEntries = 1_000_000;
    private const int MaxArchives = 16;

    public override string Name => "zip";

    public override string Version => "5";

    public override IReadOnlyCollection<string> FileTypes { get; } = [.. Identification.FileTypes.FamilyOf("zip"), "crx"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var anomalies = new AnomalyLog(sink);
        var members = new ZipMembers(file, sink, passwords, anomalies, cancellationToken);
        if (ZipDirectory.Read(file.Span, file.Length, MaxEntries) is not { } directory)
        {
            WalkWithoutDirectory(file, members, sink, anomalies);
            return;
        }
        if (directory.Entries.Count == MaxEntries)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, $"only the first {MaxEntries} entries of the directory are read");
        if (directory.MissingParts > 0)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, $"it is the last part of a split archive; {directory.MissingParts} parts (.z01 and so on) are missing");
        if (directory.ArchiveEnd < file.Length)
            anomalies.Add("zip.trailing_data", directory.ArchiveEnd, $"{file.Length - directory.ArchiveEnd} bytes follow the archive");
        ReadArchives(file, directory, members, sink, anomalies);
        HandOnTail(file, directory, sink, cancellationToken);
    }

    private static void ReadArchives(ReadOnlyMemory<byte> file, ZipDirectory last, ZipMembers members, IMemberSink sink, AnomalyLog anomalies)
    {
        var directory = last;
        for (var archives = 1; ; archives++)
        {
            ZipLayout.Check(file.Span, directory, anomalies);
            foreach (var entry in directory.Entries)
                members.Unpack(entry);
            UnpackHidden(ZipLayout.Hidden(file.Span, directory), members, sink);
            var start = ZipLayout.Start(directory);
            if (start == 0 || start == ExtensionHeader(file.Span))
                return;
            if (archives == MaxArchives)
            {
                sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, $"only the last {MaxArchives} of archives one behind the other are read");
                return;
            }
            if (ZipDirectory.Read(file.Span, start, MaxEntries) is not { } earlier)
            {
                anomalies.Add("zip.prepended_data", 0, $"{start} bytes stand in front of the archive");
                UnpackHidden(ZipLayout.InFront(file.Span, start), members, sink);
                return;
            }
            anomalies.Add("zip.concatenated", start, "another archive stands in front of this one");
            directory = earlier;
        }
    }

    private static void UnpackHidden(List<ZipEntry> found, ZipMembers members, IMemberSink sink)
    {
        foreach (var hidden in found)
            members.UnpackHidden(hidden);
        if (found.Count == ZipLayout.MaxHidden)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, $"only the first {ZipLayout.MaxHidden} members that no directory names are read");
    }

    // Chrome's extensions: "Cr24", version, and in version 2 a key and a signature by their lengths, in 3 one message. chromium: components/crx_file/crx3.proto
    private static long ExtensionHeader(ReadOnlySpan<byte> file) => !file.HasAt(0, "Cr24"u8) ? -1
        : file.U32(4) == 2 ? 16L + (file.U32(8) ?? 0) + (file.U32(12) ?? 0)
        : 12L + (file.U32(8) ?? 0);

    private static void WalkWithoutDirectory(ReadOnlyMemory<byte> file, ZipMembers members, IMemberSink sink, AnomalyLog anomalies)
    {
        var at = (long)file.Span.IndexOf("PK\u0003\u0004"u8);
        if (at < 0)
            throw new MalformedFileException("zip", 0, "neither a central directory nor a local header");
        anomalies.Add("zip.no_directory", null, "the central directory is missing or broken; the local headers were read instead");
        for (var count = 0; at >= 0 && count < MaxEntries; count++)
        {
            if (ZipDirectory.ReadLocal(file.Span, at) is not { } entry)
            {
                sink.NotUnpacked(new() { Name = "", Offset = at }, UnpackGap.Damaged, "a local header is cut short");
                return;
            }
            var end = ZipLayout.EndOfLocal(file.Span, entry);
            members.UnpackLocal(entry with { CompressedSize = end - at - entry.HeaderLength });
            var next = file.Span[(int)end..].IndexOf("PK\u0003\u0004"u8);
            at = next < 0 ? -1 : end + next;
        }
        if (at >= 0)
            sink.NotUnpacked(new() { Name = "", Offset = at }, UnpackGap.Unsupported, $"only the first {MaxEntries} local headers are read");
    }

    private static void HandOnTail(ReadOnlyMemory<byte> file, ZipDirectory directory, IMemberSink sink, CancellationToken cancellationToken)
    {
        var tail = file[(int)directory.ArchiveEnd..];
        if (tail.Length > 0)
            MemberCopy.Bytes(tail, sink, new() { Name = "", Relation = "overlay", Offset = directory.ArchiveEnd, DeclaredSize = tail.Length }, cancellationToken);
    }
}
