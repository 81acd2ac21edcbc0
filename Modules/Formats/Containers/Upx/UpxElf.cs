namespace ScanHost.Formats.Containers.Upx;

/// <summary>
/// Packed ELF programs. The original file is cut into blocks: its headers, then each loaded segment, then, behind the loader, what lies
/// between the segments and after them. Source: p_lx_elf.h and p_unix.h of UPX (l_info, p_info, b_info).
/// </summary>
internal static class UpxElf
{
    private const int InfoLength = 12;
    private const int MaxBlocks = 100_000;
    private const int LoadSegment = 1;

    /// <summary>Where l_info stands, 12 bytes with the mark in the middle; null when there is none near the start.</summary>
    internal static int? FindInfo(ReadOnlySpan<byte> file)
    {
        var at = file[..Math.Min(file.Length, UpxHeader.SearchedBytes)].IndexOf("UPX!"u8);
        return at >= 4 && file.HasAt(0, [0x7F, 0x45, 0x4C, 0x46]) && file.Has(at, 32) ? at - 4 : null;
    }

    internal static UpxProgram? Unpack(ReadOnlyMemory<byte> file, CancellationToken cancellationToken)
    {
        if (FindInfo(file.Span) is not { } info || file.Span.U8(5) != 1)
            throw new UnsupportedDataException("a big-endian program, or one whose mark was removed");
        var size = file.Span.U32(info + InfoLength + 4)!.Value;
        var (output, at) = (UpxMethod.Room(size, file.Length), info + (2L * InfoLength));
        var headers = UpxBlock.Read(file.Span, at) ?? throw new InvalidDataException("the first block is cut short");
        var adler = 1u;
        // The headers tell what is loaded from where; their block is the first piece of the first segment.
        var head = UpxMethod.Room(headers.Size, headers.DataSize);
        headers.Decode(file, head);
        var segments = Segments(head);
        foreach (var (start, length) in segments)
            at = Fill(file, at, output, start, length, ref adler, cancellationToken);
        foreach (var (start, length) in Gaps(segments, size))
        {
            at = Find(file, at, length, cancellationToken) ?? throw new InvalidDataException("the data behind the loader is missing");
            at = Fill(file, at, output, start, length, ref adler, cancellationToken);
        }
        var mark = file.Span.LastIndexOf("UPX!"u8);
        var isProven = UpxHeader.Read(file.Span, mark) is { } trailer && mark > info + 4 && trailer.ContentAdler == adler;
        return new(output, UpxMethod.NameOf(headers.Method), isProven);
    }

    private static long Fill(
        ReadOnlyMemory<byte> file, long at, byte[] output, long start, long length, ref uint adler, CancellationToken cancellationToken)
    {
        if (start < 0 || length < 0 || start > output.Length || length > output.Length - start)
            throw new InvalidDataException("a segment lies outside of the program");
        for (var count = 0; length > 0 && count < MaxBlocks; count++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (UpxBlock.Read(file.Span, at) is not { } block || block.Size > length)
                throw new InvalidDataException("a block is cut short or larger than its segment");
            var part = output.AsSpan((int)start, (int)block.Size);
            block.Decode(file, part);
            adler = Adler32.Of(part, adler);
            (at, start, length) = (at + InfoLength + block.DataSize, start + block.Size, length - block.Size);
        }
        return at;
    }

    // The loader stands between; a block that fits and decodes is the one.
    private static long? Find(ReadOnlyMemory<byte> file, long from, long length, CancellationToken cancellationToken)
    {
        for (var at = from; at + InfoLength < file.Length; at++)
        {
            if (UpxBlock.Read(file.Span, at) is not { } block || block.Size > length || (block.Size < length && block.Size < 0x1000))
                continue;
            cancellationToken.ThrowIfCancellationRequested();
            if (Foreign.Try(() => Decoded(file, block), out _) is not null)
                return at;
        }
        return null;
    }

    private static byte[] Decoded(ReadOnlyMemory<byte> file, UpxBlock block)
    {
        var output = UpxMethod.Room(block.Size, block.DataSize);
        block.Decode(file, output);
        return output;
    }

    private static List<(long Start, long Length)> Segments(ReadOnlySpan<byte> head)
    {
        var is64 = head.U8(4) == 2;
        var (table, size, count) = is64
            ? ((long?)head.U64(32), head.U16(54), head.U16(56))
            : (head.U32(28), head.U16(42), head.U16(44));
        if (table is null || size is null || count is null)
            throw new InvalidDataException("the program's headers are cut short");
        var found = new List<(long, long)>();
        for (var i = 0; i < count; i++)
        {
            var entry = table.Value + (i * (long)size.Value);
            if (head.U32(entry) == LoadSegment)
                found.Add(is64 ? ((long)(head.U64(entry + 8) ?? 0), (long)(head.U64(entry + 32) ?? 0)) : (head.U32(entry + 4) ?? 0, head.U32(entry + 16) ?? 0));
        }
        return found.Count > 0 ? found : throw new InvalidDataException("the program has no segment");
    }

    private static IEnumerable<(long Start, long Length)> Gaps(List<(long Start, long Length)> segments, long size)
    {
        foreach (var (start, length) in segments)
        {
            var end = start + length;
            var next = segments.Where(other => other.Start >= end).Select(other => other.Start).DefaultIfEmpty(size).Min();
            if (next > end)
                yield return (end, next - end);
        }
    }
}

/// <summary>A block: b_info of 12 bytes, then its data.</summary>
internal sealed record UpxBlock(long At, uint Size, uint DataSize, byte Method, byte Filter, byte FilterMark)
{
    private const int InfoLength = 12;

    internal static UpxBlock? Read(ReadOnlySpan<byte> file, long at) =>
        file.U32(at) is > 0 and <= UpxMethod.MaxBytes and var size && file.U32(at + 4) is > 0 and var packed && packed <= size
        && file.U8(at + 8) is { } method && (method is 0 or (>= 2 and <= 15)) && file.Has(at + InfoLength, packed)
            ? new(at, size, packed, method, file[(int)at + 9], file[(int)at + 10])
            : null;

    internal void Decode(ReadOnlyMemory<byte> file, Span<byte> output)
    {
        var data = file.Part(At + InfoLength, DataSize);
        if (DataSize == Size)
        {
            data.Span.CopyTo(output);
            return;
        }
        UpxMethod.Decode(data, Method, output);
        UpxFilter.Undo(output, Filter, FilterMark, 0);
    }
}
