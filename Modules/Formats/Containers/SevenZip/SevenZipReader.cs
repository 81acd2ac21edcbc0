namespace ScanHost.Formats.Containers.SevenZip;

/// <summary>7-Zip archives. Source: 7zFormat.txt and Methods.txt of the LZMA SDK.</summary>
internal sealed class SevenZipReader : ContainerReader
{
    private const int StartHeader = 32;
    private const int MaxHeaderLevels = 4;
    private const int MaxHeaderBytes = 64 * 1024 * 1024;

    public override string Name => "7z";

    public override string Version => "4";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["7z"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var header = FindHeader(file);
        Unpack(file, SevenZipHeader.Read(header.Content), sink, passwords, cancellationToken);
        TrailingData.HandOn(Name, file, header.End, sink, cancellationToken);
    }

    private static void Unpack(
        ReadOnlyMemory<byte> file, SevenZipHeader header, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        var aes = new SevenZipAes();
        for (var level = 0; header.IsEncoded; level++)
        {
            if (level == MaxHeaderLevels || header.Folders is not [var folder] || folder.Size > MaxHeaderBytes)
                throw new MalformedFileException("7z", StartHeader, "the packed header is not one that can be read");
            if (Decode(file, header, folder, aes, passwords, sink, cancellationToken) is not { } plain)
                return;
            header = SevenZipHeader.Read(plain);
        }
        new SevenZipMembers(file, header, aes, passwords, sink, cancellationToken).Unpack();
    }

    /// <summary>The packed streams that a header describes; what lies outside of the file is empty.</summary>
    internal static List<ReadOnlyMemory<byte>> Streams(ReadOnlyMemory<byte> file, SevenZipHeader header)
    {
        var streams = new List<ReadOnlyMemory<byte>>();
        var at = StartHeader + header.PackPosition;
        foreach (var size in header.PackSizes)
        {
            streams.Add(file.Part(at, size));
            at += size;
        }
        return streams;
    }

    // An archive that is cut off in front of its headers cannot be read at all.
    private static (ReadOnlyMemory<byte> Content, long End) FindHeader(ReadOnlyMemory<byte> file)
    {
        var start = file.Span;
        if (start.U64(12) is not { } offset || start.U64(20) is not { } size || start.Length < StartHeader)
            throw new MalformedFileException("7z", 0, "the start header is cut short");
        if (size == 0)
            throw new MalformedFileException("7z", 20, "there is no header");
        if (offset > (ulong)start.Length || size > (ulong)start.Length || !start.Has(StartHeader + (long)offset, (long)size))
            throw new MalformedFileException("7z", 12, "the headers lie outside of the file: it is cut short, or the first of several volumes");
        return (file.Slice(StartHeader + (int)offset, (int)size), StartHeader + (long)offset + (long)size);
    }

    private static ReadOnlyMemory<byte>? Decode(
        ReadOnlyMemory<byte> file, SevenZipHeader header, SevenZipFolder folder, SevenZipAes aes, IReadOnlyList<string> passwords, IMemberSink sink,
        CancellationToken cancellationToken)
    {
        var decoder = new SevenZipDecoder(Streams(file, header), aes, cancellationToken);
        foreach (var password in folder.IsEncrypted ? passwords : [""])
        {
            var plain = new MemoryStream();
            var outcome = MemberCopy.Into(plain, () => decoder.Open(folder, password), folder.Size, cancellationToken);
            if (outcome.IsWhole && outcome.Bytes == folder.Size && (folder.Crc32 is not { } crc || crc == outcome.Crc32))
                return plain.ToArray();
            if (!folder.IsEncrypted)
            {
                if (outcome.Refusal is null)
                    throw new MalformedFileException("7z", StartHeader, "the packed header is damaged");
                sink.NotUnpacked(new() { Name = "" }, UnpackGap.Unsupported, outcome.Refusal);
                return null;
            }
        }
        sink.NotUnpacked(new() { Name = "", IsEncrypted = true }, UnpackGap.Encrypted, "the names are encrypted and no known password opens them");
        return null;
    }
}
