using SharpCompress.Archives.SevenZip;
using SharpCompress.Common;
using SharpCompress.Readers;

namespace ScanHost.Formats.Containers.SevenZip;

/// <summary>7-Zip archives, read by SharpCompress. Its exceptions end here.</summary>
internal sealed class SevenZipReader : ContainerReader
{
    public override string Name => "7z";

    public override string Version => "1";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["7z"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        CheckHeader(file.Span);
        var archive = Foreign.Try(() => Open(file, null), out var problem);
        if (archive is null && problem is CryptographicException)
            archive = passwords.Select(password => Foreign.Try(() => Open(file, password), out _)).FirstOrDefault(opened => opened is not null);
        if (archive is null && problem is CryptographicException)
        {
            sink.NotUnpacked(new() { Name = "", IsEncrypted = true }, UnpackGap.Encrypted, "the names are encrypted and no known password opens them");
            return;
        }
        using var opened = archive ?? throw new MalformedFileException("7z", 32, "the headers cannot be read");
        UnpackAll(file, opened, sink, passwords, cancellationToken);
    }

    // The start header says where the headers are; without them there is nothing to read. 7zFormat.txt of the LZMA SDK.
    private static void CheckHeader(ReadOnlySpan<byte> file)
    {
        if (file.U64(12) is not { } offset || file.U64(20) is not { } size || file.Length < 32)
            throw new MalformedFileException("7z", 0, "the start header is cut short");
        if (offset > (ulong)file.Length || size > (ulong)file.Length || !file.Has(32 + (long)offset, (long)size))
            throw new MalformedFileException("7z", 12, "the headers lie outside of the file");
    }

    private static SevenZipArchive Open(ReadOnlyMemory<byte> file, string? password)
    {
        var archive = (SevenZipArchive)SevenZipArchive.OpenArchive(new MemoryReadStream(file), new ReaderOptions { Password = password });
        _ = archive.Entries.Count;
        return archive;
    }

    private static void UnpackAll(
        ReadOnlyMemory<byte> file, SevenZipArchive archive, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var entries = Foreign.Try(() => archive.Entries.ToList(), out _) ?? throw new MalformedFileException("7z", 32, "the headers cannot be read");
        var anomalies = new AnomalyLog(sink);
        if (entries.Exists(entry => entry.IsEncrypted && !entry.IsDirectory))
        {
            UnpackEncrypted(file, entries, sink, passwords, cancellationToken);
            return;
        }
        foreach (var entry in entries)
            anomalies.CheckName("7z", entry.Key ?? "", null);
        UnpackInOrder(archive, sink, cancellationToken);
    }

    // From front to end in one pass: opening members one by one would decode a solid block anew for each.
    private static void UnpackInOrder(SevenZipArchive archive, IMemberSink sink, CancellationToken cancellationToken)
    {
        using var members = Foreign.Try(archive.ExtractAllEntries, out _);
        Exception? problem = null;
        while (members is not null && Foreign.Try(() => members.MoveToNextEntry() ? members.Entry : null, out problem) is { } entry)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!entry.IsDirectory)
                MemberCopy.Run(members.OpenEntryStream, sink, Describe(entry), cancellationToken);
        }
        if (members is null || problem is not null)
            sink.NotUnpacked(new() { Name = "" }, UnpackGap.Damaged, "the packed streams break off");
    }

    private static void UnpackEncrypted(
        ReadOnlyMemory<byte> file, List<SevenZipArchiveEntry> entries, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var password = passwords.FirstOrDefault(password => Fits(file, password, cancellationToken));
        if (password is null)
        {
            foreach (var entry in entries.Where(entry => !entry.IsDirectory))
                sink.NotUnpacked(Describe(entry), UnpackGap.Encrypted, "no known password opens it");
            return;
        }
        using var archive = Open(file, password);
        UnpackInOrder(archive, sink, cancellationToken);
    }

    // A wrong password decodes to garbage: the checksum of the first small member tells.
    private static bool Fits(ReadOnlyMemory<byte> file, string password, CancellationToken cancellationToken)
    {
        using var archive = Foreign.Try(() => Open(file, password), out _);
        var entry = archive?.Entries.Where(entry => !entry.IsDirectory && entry.Size > 0).MinBy(entry => entry.Size);
        if (entry is null)
            return false;
        var outcome = MemberCopy.Try(entry.OpenEntryStream, entry.Size, cancellationToken);
        return outcome.IsWhole && outcome.Bytes == entry.Size && (entry.Crc == 0 || outcome.Crc32 == (uint)entry.Crc);
    }

    private static ContainerMember Describe(IEntry entry) => new()
    {
        Name = entry.Key ?? "",
        DeclaredSize = entry.Size,
        Method = "7z",
        IsEncrypted = entry.IsEncrypted,
        ModifiedAt = entry.LastModifiedTime is { } time ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)) : null,
    };
}
