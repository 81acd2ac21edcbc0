namespace ScanHost.Formats.Containers.Tar;

/// <summary>Walks the headers of one tar archive.</summary>
internal sealed class TarArchive(ReadOnlyMemory<byte> file, IMemberSink sink, CancellationToken cancellationToken)
{
    private const int Block = TarHeader.BlockSize;
    private const long MaxExtendedHeader = 1024 * 1024;
    private readonly AnomalyLog anomalies = new(sink);
    private TarAttributes attributes = new();
    private TarAttributes globals = new();
    private long position;

    /// <summary>Handles one header and its data; false at the end.</summary>
    internal bool ReadNext()
    {
        if (TarHeader.Read(file.Span, position) is not { } header)
            return SkipToHeader();
        var start = position + Block + TarSparse.ExtensionBytes(file.Span, position, header);
        if (header.Kind is 'x' or 'g' or 'L' or 'K' or 'X')
        {
            ReadExtension(header, start);
            // The size that an extended header declares is the member's, not that of another extension in between.
            position = start + Padded(header.Size);
        }
        else
        {
            position = ReadMember(header, start, attributes.Size ?? header.Size);
            attributes = globals;
        }
        return position < file.Length;
    }

    private static long Padded(long size) => size > long.MaxValue - Block ? long.MaxValue / 2 : (size + Block - 1) / Block * Block;

    private static bool HasData(TarHeader header) => header.Kind is not ('1' or '2' or '3' or '4' or '5' or '6');

    // Two blocks of zeros end an archive; what follows may be a further archive ("cat a.tar b.tar") or damage.
    private bool SkipToHeader()
    {
        var isEnd = !file.Span.Part(position, Block).ContainsAnyExcept((byte)0);
        for (var at = position + Block; at < file.Length; at += Block)
        {
            if (TarHeader.Read(file.Span, at) is null)
                continue;
            anomalies.Add(isEnd ? "tar.concatenated" : "tar.damaged_header", position, "members follow a block that is no header");
            if (file.Span[(int)position..(int)at].ContainsAnyExcept((byte)0))
                sink.NotUnpacked(new() { Name = "", Offset = position }, UnpackGap.Damaged, $"{at - position} bytes between two headers belong to no member");
            position = at;
            return true;
        }
        if (isEnd)
            TrailingData.HandOn("tar", file, position, sink, cancellationToken, Block);
        else
            sink.NotUnpacked(new() { Name = "", Offset = position }, UnpackGap.Damaged, "a header's checksum is wrong and none follows");
        return false;
    }

    private void ReadExtension(TarHeader header, long start)
    {
        var data = file.Span.Part(start, Math.Min(header.Size, MaxExtendedHeader));
        if (header.Size > MaxExtendedHeader)
            sink.NotUnpacked(new() { Name = "", Offset = start }, UnpackGap.Unsupported, $"only the first {MaxExtendedHeader} bytes of an extended header are read");
        switch (header.Kind)
        {
            case 'L':
                attributes = attributes with { Name = MemberName.Decode(data) };
                break;
            case 'K':
                attributes = attributes with { LinkName = MemberName.Decode(data) };
                break;
            case 'x' or 'X':
                attributes = attributes.With(data);
                break;
            case 'g':
                attributes = globals = globals.With(data);
                break;
        }
    }

    /// <summary>Hands a member on; where the next header is to be.</summary>
    private long ReadMember(TarHeader header, long start, long size)
    {
        var name = attributes.Name ?? header.Name;
        anomalies.CheckName("tar", name, position);
        if (header.Kind == '2')
            anomalies.CheckLink("tar", name, attributes.LinkName ?? header.LinkName, position);
        // A hard link names a member of the archive, from its root.
        else if (header.Kind == '1')
            anomalies.CheckName("tar", attributes.LinkName ?? header.LinkName, position);
        var (hasData, isFolder) = (HasData(header), name.EndsWith('/') || header.Kind is 'D' or 'V' or 'M');
        // Links and folders may declare a size without data, but some writers give a link its file's data, and some readers take it.
        if (!hasData && !IsContent(start, size))
            return start;
        var end = start + Padded(size);
        if (isFolder && size == 0)
            return end;
        var member = new ContainerMember
        {
            Name = name.TrimEnd('/'), Offset = start, DeclaredSize = attributes.RealSize ?? size, CompressedSize = size, Method = "store",
            ModifiedAt = attributes.ModifiedAt ?? header.ModifiedAt,
        };
        if (header.Kind == 'S' || attributes.IsSparse)
            TarSparse.Unpack(file, header, position, attributes, member, sink, start, cancellationToken);
        else
            Copy(member, start, size);
        return end;
    }

    // Not the zeros at the end, and no header is in it: members come out as such.
    private bool IsContent(long start, long size)
    {
        if (!file.Span.Part(start, size).ContainsAnyExcept((byte)0))
            return false;
        for (var at = start; at < Math.Min(file.Length, start + Padded(size)); at += Block)
            if (TarHeader.Read(file.Span, at) is not null)
                return false;
        return true;
    }

    private void Copy(ContainerMember member, long start, long size)
    {
        var data = file.Part(start, size);
        MemberCopy.Bytes(data, sink, member, cancellationToken);
        if (data.Length < size)
            sink.NotUnpacked(member, UnpackGap.Damaged, "the archive ends before the member does");
    }
}
