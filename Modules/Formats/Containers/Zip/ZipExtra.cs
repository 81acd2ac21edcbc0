namespace ScanHost.Formats.Containers.Zip;

/// <summary>The extra field: a list of (id, size, data), APPNOTE 4.5.</summary>
internal static class ZipExtra
{
    private const ushort Zip64 = 0x0001;
    private const ushort Aes = 0x9901;

    /// <summary>The entry with the sizes and offset of zip64 and the AES field, where the extra field has them.</summary>
    internal static ZipEntry Resolve(ZipEntry entry, ReadOnlySpan<byte> extra, bool isCentral)
    {
        for (var at = 0; extra.Has(at, 4);)
        {
            var (id, size) = (extra.U16(at)!.Value, extra.U16(at + 2)!.Value);
            var data = extra.Part(at + 4, size);
            entry = id switch
            {
                Zip64 => ResolveZip64(entry, data, isCentral),
                Aes when data.Length >= 7 => entry with { Aes = new(data.U16(0)!.Value, data[4], (ZipMethod)data.U16(5)!.Value) },
                _ => entry,
            };
            at += 4 + size;
        }
        return entry;
    }

    // 4.5.3: only the fields that are all ones in the header are present, in this order.
    private static ZipEntry ResolveZip64(ZipEntry entry, ReadOnlySpan<byte> data, bool isCentral)
    {
        var at = 0;
        var size = Take(data, entry.Size, ref at);
        var compressed = Take(data, entry.CompressedSize, ref at);
        var offset = isCentral ? Take(data, entry.LocalOffset, ref at) : entry.LocalOffset;
        return entry with { Size = size, CompressedSize = compressed, LocalOffset = offset };
    }

    private static long Take(ReadOnlySpan<byte> data, long field, ref int at)
    {
        if (field != uint.MaxValue || data.U64(at) is not { } wide)
            return field;
        at += 8;
        return (long)Math.Min(wide, long.MaxValue / 4);
    }
}
