namespace ScanHost.Formats.Containers.Ace;

/// <summary>One header of an archive: a checksum, the size of what follows, type and flags.</summary>
/// <param name="Type">0 for the archive, 1 for a file, 2 for a recovery record.</param>
/// <param name="Flags">Their meaning depends on the type.</param>
/// <param name="Start">Of the fields behind the flags.</param>
/// <param name="End">Of the header.</param>
/// <param name="DataEnd">Of the data that follows it.</param>
internal sealed record AceHeader(byte Type, ushort Flags, long Start, long End, long DataEnd)
{
    internal const byte Archive = 0, File = 1;
    private const ushort HasData = 1, Is64Bit = 4;

    internal bool IsSolid => (Flags & 0x8000) != 0;

    /// <summary>True when sizes have 64 bits.</summary>
    internal bool HasLongSizes => Type != Archive && (Flags & Is64Bit) != 0;

    internal static AceHeader? Read(ReadOnlySpan<byte> file, long at)
    {
        if (file.U16(at) is not { } sum || file.U16(at + 2) is not { } size || size < 3 || !file.Has(at + 4, size))
            return null;
        var (type, flags) = (file[(int)at + 4], file.U16(at + 5)!.Value);
        // The complement of the usual CRC-32, of which the lower half is kept.
        if ((ushort)~Crc32.Of(file.Slice((int)at + 4, size)) != sum || (type == Archive && !file.HasAt(at + 7, "**ACE**"u8)))
            return null;
        var end = at + 4 + size;
        var header = new AceHeader(type, flags, at + 7, end, end);
        return type == Archive || (flags & HasData) == 0 ? header : header with { DataEnd = end + header.DataSize(file) };
    }

    private long DataSize(ReadOnlySpan<byte> file) =>
        HasLongSizes ? (long)Math.Min(file.U64(Start) ?? 0, int.MaxValue) : file.U32(Start) ?? 0;
}

/// <summary>A file's header.</summary>
internal sealed record AceMember(string Name, long PackedSize, long Size, uint Checksum, byte Method, int DictionaryBits, long DataOffset)
{
    private const uint FolderAttribute = 0x10;
    private const int FieldsLength = 24;

    internal bool IsEncrypted { get; private init; }

    internal bool IsPart { get; private init; }

    internal bool IsFolder { get; private init; }

    internal DateTimeOffset? ModifiedAt { get; private init; }

    internal static AceMember? Read(ReadOnlySpan<byte> file, AceHeader header)
    {
        var fields = header.Start + (header.HasLongSizes ? 16 : 8);
        if (header.Type != AceHeader.File || header.End - fields < FieldsLength)
            return null;
        var size = header.HasLongSizes ? (long)Math.Min(file.U64(header.Start + 8)!.Value, long.MaxValue / 4) : file.U32(header.Start + 4)!.Value;
        var parameters = file.U16(fields + 14)!.Value;
        var name = file.Part(fields + 20, Math.Min(file.U16(fields + 18)!.Value, header.End - fields - 20));
        return new(
            MemberName.Decode(name), header.DataEnd - header.End, size, file.U32(fields + 8)!.Value, file[(int)fields + 12],
            Math.Min((parameters & 15) + 10, 22), header.End)
        {
            IsEncrypted = (header.Flags & 0x4000) != 0,
            IsPart = (header.Flags & 0x3000) != 0,
            IsFolder = (file.U32(fields + 4) & FolderAttribute) != 0,
            ModifiedAt = DosDate.Read(file.U16(fields + 2)!.Value, file.U16(fields)!.Value),
        };
    }

    internal ContainerMember Describe() => new()
    {
        Name = Name, Offset = DataOffset, DeclaredSize = Size, CompressedSize = PackedSize, IsEncrypted = IsEncrypted, ModifiedAt = ModifiedAt,
        Method = Method switch { 0 => "store", 1 => "lz77", 2 => "blocked", _ => $"method {Method}" },
    };
}
