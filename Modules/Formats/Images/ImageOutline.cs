using System.Buffers;

namespace ScanHost.Formats.Images;

/// <summary>Where a picture ends, how large it says it is, and the texts beside its pixels: PNG, JPEG, GIF, BMP.</summary>
/// <param name="Width">In pixels; 0 when not known.</param>
/// <param name="Height">In pixels; 0 when not known.</param>
/// <param name="End">Where the picture's data ends, in bytes; the file's length when its end was not found.</param>
/// <param name="HasEnd">True when the end mark was found, or something that is no part of a picture where one should begin.</param>
/// <param name="Texts">Comments and metadata as text, at most 8 MiB of them.</param>
/// <param name="HasAllTexts">False when there were more.</param>
public sealed record ImageOutline(long Width, long Height, int End, bool HasEnd, IReadOnlyList<string> Texts, bool HasAllTexts)
{
    /// <summary>So many bytes of texts are kept: no camera and no editor writes as many.</summary>
    public const int MaxTextBytes = 8 << 20;

    /// <summary>Of these alone are the names of chunks, 5.3.</summary>
    private static readonly SearchValues<byte> ChunkLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>Reads a picture's structure. Null for other formats. Never throws.</summary>
    public static ImageOutline? Read(ReadOnlySpan<byte> file) =>
        file.HasAt(0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? Png(file)
        : file.HasAt(0, [0xFF, 0xD8, 0xFF]) ? Jpeg(file)
        : file.HasAt(0, "GIF8"u8) ? Gif(file)
        : file.HasAt(0, "BM"u8) && file.U32(2) is { } size && file.U32(14) is >= 12 and <= 124 ? Bmp(file, size)
        : null;

    // PNG, ISO/IEC 15948, chapter 5: chunks of length, type, data, CRC.
    private static ImageOutline Png(ReadOnlySpan<byte> file)
    {
        var texts = new TextsOfPicture();
        long at = 8;
        while (file.U32Big(at) is { } length && file.Has(at, 12))
        {
            var type = file.Slice((int)at + 4, 4);
            if (type.ContainsAnyExcept(ChunkLetters))
                return new(file.U32Big(16) ?? 0, file.U32Big(20) ?? 0, (int)at, true, texts.All, texts.IsWhole);
            var isPacked = type.SequenceEqual("zTXt"u8);
            var isText = isPacked || type.SequenceEqual("iTXt"u8);
            if (isText || type.SequenceEqual("tEXt"u8) || type.SequenceEqual("eXIf"u8) || type.SequenceEqual("PLTE"u8))
                texts.Add(file.Part(at + 8, length));
            if (isText)
                texts.AddPacked(PackedText(file.Part(at + 8, length), isPacked));
            at += 12L + length;
            if (type.SequenceEqual("IEND"u8))
                return new(file.U32Big(16) ?? 0, file.U32Big(20) ?? 0, (int)Math.Min(at, file.Length), true, texts.All, texts.IsWhole);
        }
        return new(file.U32Big(16) ?? 0, file.U32Big(20) ?? 0, file.Length, false, texts.All, texts.IsWhole);
    }

    // JPEG, ITU-T T.81, annex B: markers, their lengths, and coded data in which FF is followed by 0 or a restart marker.
    private static ImageOutline Jpeg(ReadOnlySpan<byte> file)
    {
        var texts = new TextsOfPicture();
        var (width, height, at) = (0L, 0L, 2);
        while (at + 1 < file.Length)
        {
            if (file[at] != 0xFF)
                break;
            var marker = file[at + 1];
            if (marker == 0xD9)
                return new(width, height, at + 2, true, texts.All, texts.IsWhole);
            if (marker is 0xFF or 1 or (>= 0xD0 and <= 0xD8))
            {
                at += marker == 0xFF ? 1 : 2;
                continue;
            }
            if (file.U16Big(at + 2) is not { } length || length < 2)
                break;
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                (height, width) = (file.U16Big(at + 5) ?? 0, file.U16Big(at + 7) ?? 0);
            if (marker is 0xFE or (>= 0xE0 and <= 0xEF))
                texts.Add(file.Part(at + 4, length - 2));
            at += 2 + length;
            if (marker == 0xDA)
                at = ScanEnd(file, at);
        }
        return new(width, height, file.Length, false, texts.All, texts.IsWhole);
    }

    private static int ScanEnd(ReadOnlySpan<byte> file, int at)
    {
        while (at + 1 < file.Length)
        {
            var mark = file[at..^1].IndexOf((byte)0xFF);
            if (mark < 0)
                return file.Length;
            at += mark;
            if (file[at + 1] is not (0 or (>= 0xD0 and <= 0xD7)))
                return at;
            at += 2;
        }
        return file.Length;
    }

    // GIF89a, sections 17 to 27: blocks of sub-blocks up to the trailer 3B.
    private static ImageOutline Gif(ReadOnlySpan<byte> file)
    {
        var texts = new TextsOfPicture();
        var (width, height) = (file.U16(6) ?? 0, file.U16(8) ?? 0);
        long at = 13 + ColourTable(file.U8(10) ?? 0);
        while (file.U8(at) is { } mark)
        {
            if (mark == 0x3B)
                return new(width, height, (int)at + 1, true, texts.All, texts.IsWhole);
            if (mark == 0x21)
            {
                var end = SubBlocksEnd(file, at + 2);
                if (file.U8(at + 1) is 0xFE or 0xFF)
                    texts.Add(file.Part(at + 2, end - at - 2));
                at = end;
            }
            else if (mark == 0x2C)
                at = SubBlocksEnd(file, at + 11 + ColourTable(file.U8(at + 9) ?? 0));
            else
                return new(width, height, (int)at, true, texts.All, texts.IsWhole);
        }
        return new(width, height, file.Length, false, texts.All, texts.IsWhole);
    }

    private static int ColourTable(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    private static long SubBlocksEnd(ReadOnlySpan<byte> file, long at)
    {
        while (file.U8(at) is { } length)
        {
            at += 1 + length;
            if (length == 0)
                break;
        }
        return at;
    }

    private static ImageOutline Bmp(ReadOnlySpan<byte> file, uint size)
    {
        var hasEnd = size >= 26 && size <= file.Length;
        return new(Math.Abs((long)(int)(file.U32(18) ?? 0)), Math.Abs((long)(int)(file.U32(22) ?? 0)), hasEnd ? (int)size : file.Length, hasEnd, [], true);
    }

    // 11.3.3: a keyword, a method (zTXt), or a flag, a method, a language and a translated keyword (iTXt), then a zlib stream.
    private static ReadOnlySpan<byte> PackedText(ReadOnlySpan<byte> chunk, bool isPacked)
    {
        var at = chunk.IndexOf((byte)0) + 1;
        if (at <= 0 || at + 2 >= chunk.Length || (!isPacked && chunk[at] != 1))
            return [];
        at += isPacked ? 1 : 2;
        for (var texts = isPacked ? 0 : 2; texts > 0; texts--)
        {
            var end = chunk[at..].IndexOf((byte)0);
            if (end < 0)
                return [];
            at += end + 1;
        }
        return chunk[at..];
    }
}
