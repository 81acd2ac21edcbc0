namespace ScanHost.Formats.Containers.Ace;

/// <summary>ACE archives: stored members and those of LZ77, solid or not. Source: "Technical information on ACE" of the UNACE distribution.</summary>
internal sealed class AceReader : ContainerReader
{
    private const int MaxDictionaryBits = 22;

    public override string Name => "ace";

    public override string Version => "2";

    public override IReadOnlyCollection<string> FileTypes { get; } = ["ace"];

    public override void Unpack(
        ReadOnlyMemory<byte> file, IMemberSink sink, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        if (AceHeader.Read(file.Span, 0) is not { Type: AceHeader.Archive } archive)
            throw new MalformedFileException("ace", 0, "the archive's header is cut short or wrong");
        var (anomalies, solid) = (new AnomalyLog(sink), (AceDecoder?)null);
        long at = archive.End;
        while (AceHeader.Read(file.Span, at) is { } header)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (AceMember.Read(file.Span, header) is { } member)
            {
                anomalies.CheckName("ace", member.Name, at);
                if (!member.IsFolder)
                    solid = Unpack(file, member, archive, solid, sink, cancellationToken);
            }
            at = header.DataEnd;
        }
        if (at < file.Length && file.Span[(int)at..].ContainsAnyExcept((byte)0))
        {
            // Nothing marks the end: what follows may be anything, or a member whose header is damaged.
            sink.NotUnpacked(new() { Name = "", Offset = at }, UnpackGap.Damaged, "what follows is no member, or one whose header is wrong");
            TrailingData.HandOn("ace", file, at, sink, cancellationToken);
        }
    }

    /// <returns>The decoder whose window the next member of a solid archive goes on with.</returns>
    private static AceDecoder? Unpack(
        ReadOnlyMemory<byte> file, AceMember entry, AceHeader archive, AceDecoder? solid, IMemberSink sink, CancellationToken cancellationToken)
    {
        var member = entry.Describe();
        if (Refusal(entry) is { } refusal)
        {
            sink.NotUnpacked(member, refusal.Reason, refusal.Detail);
            return null;
        }
        var data = file.Part(entry.DataOffset, entry.PackedSize);
        if (entry.Method == 0)
        {
            MemberCopy.Bytes(data, sink, member, cancellationToken);
            if (data.Length < entry.Size)
                sink.NotUnpacked(member, UnpackGap.Damaged, "the archive ends before the member does");
            return solid;
        }
        var decoder = archive.IsSolid ? solid ?? new AceDecoder(MaxDictionaryBits) : new AceDecoder(entry.DictionaryBits);
        decoder.Start(data, entry.Size, entry.Method == 2);
        var outcome = MemberCopy.Next(decoder, entry.Size, sink, member, cancellationToken);
        if (outcome.IsWhole && ~outcome.Crc32 != entry.Checksum)
            sink.NotUnpacked(member, UnpackGap.Damaged, "the checksum is wrong");
        return decoder;
    }

    private static (UnpackGap Reason, string Detail)? Refusal(AceMember entry) =>
        entry.IsEncrypted ? (UnpackGap.Encrypted, "no decoder for ACE's encryption")
        : entry.IsPart ? (UnpackGap.Unsupported, "it is spread over several volumes")
        : entry.Method > 2 ? (UnpackGap.Unsupported, $"no decoder for ACE method {entry.Method}")
        : null;
}
