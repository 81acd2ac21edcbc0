using SharpCompress.Archives.Rar;
using SharpCompress.Common;
using SharpCompress.Common.Rar;
using SharpCompress.Readers;

namespace ScanHost.Formats.Containers.Rar;

/// <summary>RAR archives of versions 1.5 to 7, decoded by SharpCompress. Its exceptions end here.</summary>
internal sealed class RarReader : ContainerReader
{
    private const int MaxVolumes = 1000;
    private const long MaxProbeBytes = 64 * 1024 * 1024;

    public override string Name => "rar";

    public override string Version => "4";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["rar", "rar5"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var outline = RarOutline.Read(file.Span);
        if (outline.MaxDictionary > LzmaLimits.MaxDictionary)
        {
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, new DecoderLimitException("the dictionary", LzmaLimits.MaxDictionary).Message);
            return;
        }
        // The decoder gives up a whole archive for one wrong header: it gets the part in front of it.
        var tail = file[(int)outline.SoundEnd..];
        List<ReadOnlyMemory<byte>> volumes = [file[..(int)outline.SoundEnd]];
        var services = outline.Services.ConvertAll(service => (service, volumes[0]));
        while (outline is { IsVolume: true, IsWhole: true } && NextVolume(tail) is { IsEmpty: false } next && volumes.Count < MaxVolumes)
        {
            tail = next;
            outline = RarOutline.Read(tail.Span);
            if (outline.MaxDictionary > LzmaLimits.MaxDictionary)
                break;
            volumes.Add(tail[..(int)outline.SoundEnd]);
            services.AddRange(outline.Services.Select(service => (service, volumes[^1])));
            tail = tail[(int)outline.SoundEnd..];
        }
        if (!outline.IsWhole)
            sink.NotUnpacked(new() { Name = "", Offset = file.Length - tail.Length }, UnpackGap.Damaged, "the archive breaks off: a header is wrong or a member's data is missing");
        else
            TrailingData.HandOn("rar", file, file.Length - tail.Length, sink, cancellationToken);
        var password = outline.HasEncryptedNames ? passwords.FirstOrDefault(candidate => Entries(volumes, candidate) is { Count: > 0 }) : null;
        if (outline.HasEncryptedNames && password is null)
        {
            sink.NotUnpacked(new() { Name = "", IsEncrypted = true }, UnpackGap.Encrypted, "the names are encrypted and no known password opens them");
            return;
        }
        var entries = Entries(volumes, password) ?? throw new MalformedFileException("rar", -1, "the headers cannot be read");
        var anomalies = new AnomalyLog(sink);
        foreach (var entry in entries)
            Check(entry, anomalies);
        foreach (var entry in entries.Where(entry => !IsComplete(entry)))
            sink.NotUnpacked(Describe(entry, null), UnpackGap.Unsupported, "it is spread over several volumes, which are not all here");
        password ??= FindPassword(volumes, entries, passwords, cancellationToken);
        if (Foreign.Try(() => Open(volumes, password), out _) is not { } archive)
        {
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Damaged, "the archive cannot be opened");
            return;
        }
        using (archive)
            Unpack(archive, password, HasPlainChecksums(volumes[0].Span), sink, cancellationToken);
        UnpackServices(services, passwords, sink, anomalies, cancellationToken);
    }

    private static void UnpackServices(
        List<(RarService Service, ReadOnlyMemory<byte> Volume)> services, IReadOnlyList<string> passwords, IMemberSink sink, AnomalyLog anomalies,
        CancellationToken cancellationToken)
    {
        if (services.Count > RarOutline.MaxServices)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, $"only the first {RarOutline.MaxServices} streams are read");
        foreach (var (service, volume) in services.Take(RarOutline.MaxServices))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (service.Kind == RarService.Stream)
                UnpackStream(service, volume, passwords, sink, anomalies, cancellationToken);
            else
                sink.NotUnpacked(new() { Name = service.Owner, Relation = "stream", Offset = service.Offset }, UnpackGap.Unsupported, $"a {service.Kind} is not read");
        }
    }

    private static void UnpackStream(
        RarService service, ReadOnlyMemory<byte> volume, IReadOnlyList<string> passwords, IMemberSink sink, AnomalyLog anomalies,
        CancellationToken cancellationToken)
    {
        // NTFS has no such characters in a stream's name: the content is meant for another place.
        var (name, place) = (service.Owner + service.StreamName, service.StreamName.TrimStart(':'));
        if (place.AsSpan().ContainsAny('/', '\\') || Identification.NameTricks.LeavesFolder(place))
            anomalies.Add("rar.unsafe_name", service.Offset, $"the stream {service.StreamName} of {service.Owner} leaves its folder");
        if (service.DataLength == 0)
            return;
        var member = new ContainerMember { Name = name, Relation = "stream", Offset = service.DataOffset, CompressedSize = service.DataLength, Method = "rar" };
        if (service.IsSplit || service.Dictionary > LzmaLimits.MaxDictionary)
        {
            sink.NotUnpacked(member, UnpackGap.Unsupported, service.IsSplit ? "it is spread over several volumes" : new DecoderLimitException("the dictionary", LzmaLimits.MaxDictionary).Message);
            return;
        }
        List<ReadOnlyMemory<byte>> alone = [service.AsArchive(volume.Span)];
        var password = Entries(alone, null) is [{ IsEncrypted: true }] encrypted ? FindPassword(alone, encrypted, passwords, cancellationToken) : null;
        if (Entries(alone, password) is not [var entry])
            sink.NotUnpacked(member, UnpackGap.Damaged, "its header cannot be read");
        else if (entry.IsEncrypted && password is null)
            sink.NotUnpacked(member with { IsEncrypted = true }, UnpackGap.Encrypted, "no known password opens it");
        else if (MemberCopy.Run(entry.OpenEntryStream, sink, Describe(entry, password) with { Name = name, Relation = "stream", Offset = service.DataOffset }, cancellationToken) is { IsWhole: true } outcome
            && outcome.Bytes < entry.Size)
            sink.NotUnpacked(member, UnpackGap.Damaged, $"its data ends after {outcome.Bytes} of {entry.Size} bytes");
    }

    // Volumes one behind the other, as the pipeline joins them; each may end with zeros.
    private static ReadOnlyMemory<byte> NextVolume(ReadOnlyMemory<byte> tail)
    {
        var start = tail.Span.IndexOfAnyExcept((byte)0);
        return start >= 0 && tail.Span.HasAt(start, "Rar!\u001A\u0007"u8) ? tail[start..] : default;
    }

    private static void Check(RarArchiveEntry entry, AnomalyLog anomalies)
    {
        anomalies.CheckName("rar", entry.Key ?? "", null);
        if (entry is { IsRedir: true, RedirTargetName: { } target })
            anomalies.CheckLink("rar", entry.Key ?? "", target, null);
    }

    private static RarArchive Open(IReadOnlyList<ReadOnlyMemory<byte>> volumes, string? password) =>
        (RarArchive)RarArchive.OpenArchive([.. volumes.Select(volume => (Stream)new MemoryReadStream(volume))], new ReaderOptions { Password = password });

    private static List<RarArchiveEntry>? Entries(IReadOnlyList<ReadOnlyMemory<byte>> volumes, string? password) =>
        Foreign.Try(() => Open(volumes, password).Entries.OfType<RarArchiveEntry>().ToList(), out _);

    private static bool IsComplete(RarArchiveEntry entry) => Foreign.Try(() => entry.IsComplete ? "" : null, out _) is not null;

    private static string? FindPassword(
        IReadOnlyList<ReadOnlyMemory<byte>> volumes, List<RarArchiveEntry> entries, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var probe = entries.Where(entry => entry.IsEncrypted && !entry.IsDirectory && IsComplete(entry)).OrderBy(entry => entry.Size).FirstOrDefault();
        return probe is null ? null : passwords.FirstOrDefault(password => Fits(volumes, probe.Key, password, cancellationToken));
    }

    // A wrong password decodes to garbage, which the checksum tells: RAR 5 keeps one of the password, RAR 4 only the member's own.
    private static bool Fits(IReadOnlyList<ReadOnlyMemory<byte>> volumes, string? name, string password, CancellationToken cancellationToken)
    {
        var entry = Entries(volumes, password)?.Find(entry => entry.Key == name);
        if (entry is null)
            return false;
        var outcome = MemberCopy.Try(entry.OpenEntryStream, MaxProbeBytes, cancellationToken);
        return outcome.IsWhole && outcome.Bytes == Math.Min(entry.Size, MaxProbeBytes)
            && (!HasPlainChecksums(volumes[0].Span) || outcome.Bytes < entry.Size || outcome.Crc32 == (uint)entry.Crc);
    }

    // In RAR 5 the password goes into the checksum of what is encrypted.
    private static bool HasPlainChecksums(ReadOnlySpan<byte> archive) => !archive.HasAt(6, [1]);

    private static void Unpack(RarArchive archive, string? password, bool hasPlainChecksums, IMemberSink sink, CancellationToken cancellationToken)
    {
        if (Foreign.Try(() => archive.IsSolid ? "" : null, out _) is not null)
        {
            UnpackSolid(archive, password, hasPlainChecksums, sink, cancellationToken);
            return;
        }
        foreach (var entry in Foreign.Try(() => archive.Entries.OfType<RarArchiveEntry>().Where(IsComplete).ToList(), out _) ?? [])
            Unpack(entry, entry.OpenEntryStream, password, hasPlainChecksums, sink, cancellationToken);
    }

    // From front to end in one pass: a solid archive cannot be read otherwise.
    private static void UnpackSolid(RarArchive archive, string? password, bool hasPlainChecksums, IMemberSink sink, CancellationToken cancellationToken)
    {
        using var members = Foreign.Try(archive.ExtractAllEntries, out _);
        Exception? problem = null;
        while (members is not null && Foreign.Try(() => members.MoveToNextEntry() ? members.Entry : null, out problem) is { } entry)
            if (!entry.IsSplitAfter)
                Unpack(entry, members.OpenEntryStream, password, hasPlainChecksums, sink, cancellationToken);
        if (members is null || problem is not null)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Damaged, "the archive breaks off");
    }

    private static void Unpack(
        IEntry entry, Func<Stream> open, string? password, bool hasPlainChecksums, IMemberSink sink, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var member = Describe(entry, password);
        if (entry.IsDirectory)
            return;
        if (entry is RarEntry { IsRedir: true })
            return;
        if (member.IsEncrypted && password is null)
            sink.NotUnpacked(member, UnpackGap.Encrypted, "no known password opens it");
        else if (MemberCopy.Run(open, sink, member, cancellationToken) is { IsWhole: true } outcome && member.IsEncrypted && hasPlainChecksums && outcome.Crc32 != (uint)entry.Crc)
            sink.NotUnpacked(member with { Password = null }, UnpackGap.Encrypted, "the password that opens others does not open it");
    }

    // Of a broken entry not all fields can be asked for.
    private static ContainerMember Describe(IEntry entry, string? password) =>
        Foreign.Try(() => DescribeAll(entry, password), out _) ?? new() { Name = Foreign.Try(() => entry.Key, out _) ?? "" };

    private static ContainerMember DescribeAll(IEntry entry, string? password) => new()
    {
        Name = entry.Key ?? "",
        DeclaredSize = entry.Size,
        CompressedSize = entry.CompressedSize,
        Method = "rar",
        IsEncrypted = entry.IsEncrypted,
        Password = entry.IsEncrypted ? password : null,
        ModifiedAt = entry.LastModifiedTime is { } time ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)) : null,
    };
}
