namespace ScanHost.Formats.Containers.Lzma;

/// <summary>A block's header, section 3.1, and its decoder.</summary>
/// <param name="Data">Decodes the block's LZMA2 data.</param>
/// <param name="Content">What comes out behind all filters.</param>
internal sealed record XzBlock(Lzma2Decoder Data, Stream Content)
{
    private const ulong Lzma2 = 0x21;
    private const int MaxFilters = 4;

    /// <summary>Reads the header at <paramref name="at"/> and moves behind it.</summary>
    /// <exception cref="InvalidDataException">The header is wrong.</exception>
    /// <exception cref="UnsupportedDataException">A filter is not one that we have.</exception>
    internal static XzBlock Open(ReadOnlyMemory<byte> file, ref int at)
    {
        var header = file.Span.Part(at, (file.Span[at] + 1) * 4);
        var (flags, field) = (header[1], 2);
        if ((flags & 0x3C) != 0)
            throw new InvalidDataException("the block's flags are reserved ones");
        if ((flags & 0x40) != 0)
            Number(header, ref field);
        if ((flags & 0x80) != 0)
            Number(header, ref field);
        var filters = new List<(ulong Id, byte[] Properties)>(MaxFilters);
        for (var left = (flags & 3) + 1; left > 0; left--)
        {
            var (id, length) = (Number(header, ref field), Number(header, ref field));
            filters.Add((id, header.Slice(field, (int)Math.Min(length, (ulong)header.Length)).ToArray()));
            field += (int)length;
        }
        at += header.Length;
        return Build(file[at..], filters);
    }

    /// <summary>A multibyte integer, section 1.2.</summary>
    internal static ulong Number(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = 0ul;
        for (var shift = 0; shift < 63; shift += 7)
        {
            var part = bytes[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if ((part & 0x80) == 0)
                return value;
        }
        throw new InvalidDataException("a number is longer than nine bytes");
    }

    private static XzBlock Build(ReadOnlyMemory<byte> data, List<(ulong Id, byte[] Properties)> filters)
    {
        var last = filters[^1];
        if (last.Id != Lzma2 || last.Properties.Length != 1)
            throw new UnsupportedDataException($"the filter {last.Id:x} is not LZMA2");
        var decoder = new Lzma2Decoder(data, Lzma2Decoder.DictionaryOf(last.Properties[0]));
        Stream content = decoder;
        for (var i = filters.Count - 2; i >= 0; i--)
            content = Filter(content, filters[i].Id, filters[i].Properties);
        return new(decoder, content);
    }

    private static Stream Filter(Stream source, ulong id, byte[] properties) => id switch
    {
        3 => new DeltaStream(source, properties.Length == 1 ? properties[0] + 1 : 1),
        4 => new BranchStream(source, BranchKind.X86),
        5 => new BranchStream(source, BranchKind.PowerPc),
        7 => new BranchStream(source, BranchKind.Arm),
        8 => new BranchStream(source, BranchKind.ArmThumb),
        9 => new BranchStream(source, BranchKind.Sparc),
        10 => new BranchStream(source, BranchKind.Arm64),
        _ => throw new UnsupportedDataException($"the filter {id:x} is not one that we have"),
    };
}
