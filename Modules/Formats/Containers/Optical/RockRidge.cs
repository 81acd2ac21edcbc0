namespace ScanHost.Formats.Containers.Optical;

/// <summary>The long names of Rock Ridge, IEEE P1282 section 4.1.4, with the continuation areas of IEEE P1281 section 5.1.</summary>
internal static class RockRidge
{
    private const int MaxContinuations = 16;
    private const int MaxName = 4096;

    /// <summary>The name; null when the area has none.</summary>
    internal static string? Name(ReadOnlySpan<byte> file, ReadOnlySpan<byte> area, int blockSize)
    {
        var name = new List<byte>();
        for (var count = 0; count < MaxContinuations; count++)
        {
            area = Collect(file, area, blockSize, name);
            if (area.IsEmpty)
                break;
        }
        return name.Count > 0 ? MemberName.Decode(name.ToArray()) : null;
    }

    private static ReadOnlySpan<byte> Collect(
        ReadOnlySpan<byte> file, scoped ReadOnlySpan<byte> area, int blockSize, List<byte> name)
    {
        var next = file[..0];
        for (var at = 0; area.Has(at, 4);)
        {
            var length = area[at + 2];
            if (length < 4 || !area.Has(at, length))
                break;
            if (area.HasAt(at, "NM"u8) && length > 5 && name.Count < MaxName)
                name.AddRange(area.Slice(at + 5, length - 5));
            else if (area.HasAt(at, "CE"u8) && length >= 28)
                next = file.Part((area.U32(at + 4)!.Value * (long)blockSize) + area.U32(at + 12)!.Value, area.U32(at + 20)!.Value);
            else if (area.HasAt(at, "ST"u8))
                break;
            at += length;
        }
        return next;
    }
}
