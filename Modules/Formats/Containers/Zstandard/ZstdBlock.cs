namespace ScanHost.Formats.Containers.Zstandard;

/// <summary>Decodes the compressed blocks of one frame, RFC 8878 section 3.1.1.3. Tables and offsets live as long as the frame.</summary>
internal sealed class ZstdBlock(HistoryWindow output)
{
    internal const int MaxBlock = 128 * 1024;
    private readonly byte[] literals = new byte[MaxBlock];
    private readonly long[] offsets = [1, 4, 8];
    private HuffmanTable? huffman;
    private FseTable? literalLengths;
    private FseTable? matchLengths;
    private FseTable? offsetCodes;

    internal void Decode(ReadOnlySpan<byte> block)
    {
        var count = ReadLiterals(block, out var length);
        block = block[length..];
        var sequences = ReadSequenceHeader(ref block);
        var used = sequences > 0 ? RunSequences(block, sequences, literals.AsSpan(0, count)) : 0;
        output.Append(literals.AsSpan(used, count - used));
    }

    private int ReadLiterals(ReadOnlySpan<byte> block, out int length)
    {
        var (kind, format) = (block[0] & 3, (block[0] >> 2) & 3);
        if (kind >= 2)
            return ReadCompressedLiterals(block, kind == 3, format, out length);
        var header = (format & 1) == 0 ? 1 : format == 1 ? 2 : 3;
        var size = header == 1 ? block[0] >> 3 : Little(block, header) >> 4;
        CheckSize(size);
        if (kind == 0)
            block.Slice(header, (int)size).CopyTo(literals);
        else
            literals.AsSpan(0, (int)size).Fill(block[header]);
        length = header + (kind == 0 ? (int)size : 1);
        return (int)size;
    }

    private int ReadCompressedLiterals(ReadOnlySpan<byte> block, bool repeatsTable, int format, out int length)
    {
        var width = format switch { 0 or 1 => 10, 2 => 14, _ => 18 };
        var header = format switch { 0 or 1 => 3, 2 => 4, _ => 5 };
        var fields = Little(block, header) >> 4;
        var (size, compressed) = ((int)(fields & ((1L << width) - 1)), (int)(fields >> width));
        CheckSize(size);
        length = header + compressed;
        var data = block.Slice(header, compressed);
        if (!repeatsTable)
        {
            huffman = HuffmanTable.Read(data, out var table);
            data = data[table..];
        }
        DecodeStreams(data, format == 0 ? 1 : 4, literals.AsSpan(0, size));
        return size;
    }

    private void DecodeStreams(ReadOnlySpan<byte> data, int streams, Span<byte> target)
    {
        var table = huffman ?? throw new InvalidDataException("a block repeats a table that was never sent");
        if (streams == 1)
        {
            table.Decode(data, target);
            return;
        }
        var (at, part) = (6, (target.Length + 3) / 4);
        for (var i = 0; i < 4; i++)
        {
            var size = i < 3 ? (int)Little(data[(i * 2)..], 2) : data.Length - at;
            table.Decode(data.Slice(at, size), i < 3 ? target.Slice(i * part, part) : target[(3 * part)..]);
            at += size;
        }
    }

    private int ReadSequenceHeader(ref ReadOnlySpan<byte> block)
    {
        int first = block[0];
        var (count, header) = first < 128 ? (first, 1)
            : first < 255 ? (((first - 128) << 8) + block[1], 2)
            : (block[1] + (block[2] << 8) + 0x7F00, 3);
        if (count == 0)
            return 0;
        var modes = block[header];
        block = block[(header + 1)..];
        literalLengths = ReadTable(ref block, modes >> 6, literalLengths, ZstdCodes.LiteralLengths, 9, 35);
        offsetCodes = ReadTable(ref block, (modes >> 4) & 3, offsetCodes, ZstdCodes.Offsets, 8, 31);
        matchLengths = ReadTable(ref block, (modes >> 2) & 3, matchLengths, ZstdCodes.MatchLengths, 9, 52);
        return count;
    }

    private static FseTable ReadTable(ref ReadOnlySpan<byte> block, int mode, FseTable? last, FseTable usual, int maxAccuracy, int maxSymbol)
    {
        var length = 0;
        var table = mode switch
        {
            0 => usual,
            1 => new FseTable(block[0]),
            2 => FseTable.Read(block, maxAccuracy, maxSymbol, out length),
            _ => last ?? throw new InvalidDataException("a block repeats a table that was never sent"),
        };
        block = block[(mode == 1 ? 1 : length)..];
        return table;
    }

    private int RunSequences(ReadOnlySpan<byte> block, int count, ReadOnlySpan<byte> text)
    {
        var bits = new BackwardBits(block);
        var lengthState = (int)bits.Read(literalLengths!.AccuracyLog);
        var offsetState = (int)bits.Read(offsetCodes!.AccuracyLog);
        var matchState = (int)bits.Read(matchLengths!.AccuracyLog);
        var (used, written) = (0, 0L);
        for (var i = 0; i < count; i++)
        {
            var code = offsetCodes.Symbol(offsetState);
            if (code > 31)
                throw new InvalidDataException("an offset is too large");
            var offset = (1L << code) + (long)bits.Read(code);
            var match = ZstdCodes.MatchLength(matchLengths.Symbol(matchState), ref bits);
            var length = ZstdCodes.LiteralLength(literalLengths.Symbol(lengthState), ref bits);
            written += length + match;
            if (written > MaxBlock || length > text.Length - used)
                throw new InvalidDataException("a block is larger than allowed");
            output.Append(text.Slice(used, length));
            used += length;
            output.Repeat(Offset(offset, length), match);
            if (i == count - 1)
                break;
            lengthState = literalLengths.Next(lengthState, ref bits);
            matchState = matchLengths.Next(matchState, ref bits);
            offsetState = offsetCodes.Next(offsetState, ref bits);
        }
        return bits.Left == 0 ? used : throw new InvalidDataException("the sequences have bits left over");
    }

    // Values 1 to 3 repeat one of the last three offsets, shifted by one when no literals stand between, RFC 8878 section 3.1.1.5.
    private long Offset(long value, int literalLength)
    {
        var index = value > 3 ? 3 : (int)value - 1 + (literalLength == 0 ? 1 : 0);
        if (index == 0)
            return offsets[0];
        var offset = value > 3 ? value - 3 : index < 3 ? offsets[index] : offsets[0] - 1;
        if (index > 1)
            offsets[2] = offsets[1];
        offsets[1] = offsets[0];
        return offsets[0] = offset;
    }

    private static void CheckSize(long size)
    {
        if (size > MaxBlock)
            throw new InvalidDataException("a block has too many literals");
    }

    private static long Little(ReadOnlySpan<byte> bytes, int count)
    {
        var value = 0L;
        for (var i = count - 1; i >= 0; i--)
            value = (value << 8) | bytes[i];
        return value;
    }
}
