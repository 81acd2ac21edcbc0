namespace ScanHost.Formats.Containers.InstallShield;

/// <summary>
/// One file of an InstallShield set: the header (<c>data1.hdr</c>) or a volume (<c>data1.cab</c>); an old cabinet is both in one. All begin
/// alike. The fields' places: unshield's lib/cabfile.h and lib/file.c, https://github.com/twogood/unshield.
/// </summary>
/// <param name="Bytes">All of it.</param>
/// <param name="Version">The major version of the program that made it, 0 to 99: 5, 6 and up.</param>
/// <param name="Descriptor">Where the header's tables stand, in bytes; 0 when this is no header.</param>
/// <param name="DescriptorSize">Their size, in bytes.</param>
internal sealed record CabinetVolume(ReadOnlyMemory<byte> Bytes, int Version, long Descriptor, long DescriptorSize)
{
    internal const int CommonHeader = 20;

    /// <summary>The common header and the fields of a volume in their longer form, in bytes.</summary>
    internal const int LongestHeader = 84;

    private const int MaxVolumes = 1000;

    // An offset of which nobody knows whether it is one.
    private const long Unset = int.MaxValue;

    internal static ReadOnlySpan<byte> Signature => "ISc("u8;

    /// <summary>True when the volume's fields take 32 bits and descriptors stand behind a table of offsets.</summary>
    internal bool IsOld => Version <= 5;

    /// <summary>The first and the last file that have data here, by number.</summary>
    internal (uint First, uint Last) Files => (Field(2, 2), Field(3, 3));

    /// <summary>What stands here of the first file, in bytes.</summary>
    internal (long Offset, long Expanded, long Packed) FirstFile => (Wide(4, 4), Wide(5, 6), Wide(6, 8));

    /// <summary>What stands here of the last file, in bytes; null when the volume does not say.</summary>
    internal (long Offset, long Expanded, long Packed)? LastFile =>
        Wide(7, 10) is var offset and not (0 or Unset) ? (offset, Wide(8, 12), Wide(9, 14)) : null;

    /// <summary>Takes a set apart whose files stand one behind the other. A file says where its own content ends; the next begins behind that.</summary>
    /// <exception cref="MalformedFileException">It begins with no such file.</exception>
    internal static List<CabinetVolume> ReadAll(ReadOnlyMemory<byte> file)
    {
        var volumes = new List<CabinetVolume>();
        for (var start = 0; start < file.Length && volumes.Count < MaxVolumes;)
        {
            if (Read(file[start..]) is not { } volume)
                throw new MalformedFileException("installshield", start, "the common header is cut short or of an unknown version");
            var next = Next(file, start + Math.Max(CommonHeader, volume.MinLength), file.Span.Slice(start, 8));
            volumes.Add(volume with { Bytes = file[start..next] });
            start = next;
        }
        return volumes;
    }

    private long MinLength => Math.Max(
        Math.Min(Bytes.Length, Descriptor + DescriptorSize),
        LastFile is var (offset, expanded, packed) && offset <= Bytes.Length ? Math.Min(Bytes.Length, offset + Math.Max(0, packed > 0 ? packed : expanded)) : 0);

    private static CabinetVolume? Read(ReadOnlyMemory<byte> file)
    {
        var head = file.Span;
        if (!head.HasAt(0, Signature) || head.U32(4) is not { } version || !head.Has(0, CommonHeader))
            return null;
        // Version 5 and 6 count in the third hexadecimal digit, later ones in hundredths.
        var major = (version >> 24) switch { 1 => (int)(version >> 12) & 15, 2 or 4 => (int)(version & 0xFFFF) / 100, _ => -1 };
        var size = head.U32(16)!.Value;
        return major < 0 ? null : new(file, major, size == 0 ? 0 : head.U32(12)!.Value, size);
    }

    // The next file begins with the same signature and version.
    private static int Next(ReadOnlyMemory<byte> file, long from, ReadOnlySpan<byte> head) =>
        from < file.Length && file.Span[(int)from..].IndexOf(head) is >= 0 and var at ? (int)from + at : file.Length;

    private uint Field(int old, int recent) => Bytes.Span.U32(CommonHeader + (4 * (IsOld ? old : recent))) ?? 0;

    // From version 6 on, offsets and sizes have a higher half; a file that large is none that we are given.
    private long Wide(int old, int recent) => Field(old, recent) | (IsOld ? 0 : (long)(Field(0, recent + 1) & 0x7FFFFFFF) << 32);
}
