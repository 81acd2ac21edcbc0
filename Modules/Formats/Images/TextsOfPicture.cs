using System.IO.Compression;
using System.Text;

namespace ScanHost.Formats.Images;

/// <summary>Collects the texts of one picture, bounded by <see cref="ImageOutline.MaxTextBytes"/> for all of them.</summary>
internal sealed class TextsOfPicture
{
    private readonly List<string> all = [];
    private int room = ImageOutline.MaxTextBytes;

    /// <summary>In the order of the file, one letter a byte.</summary>
    public IReadOnlyList<string> All => all;

    /// <summary>False when something was left out.</summary>
    public bool IsWhole { get; private set; } = true;

    public void Add(ReadOnlySpan<byte> text)
    {
        IsWhole &= text.Length <= room;
        text = text[..Math.Min(text.Length, room)];
        room -= text.Length;
        if (!text.IsEmpty)
            all.Add(Encoding.Latin1.GetString(text));
    }

    /// <summary>A text that is a zlib stream; one that is none is no text.</summary>
    public void AddPacked(ReadOnlySpan<byte> packed)
    {
        IsWhole &= packed.IsEmpty || room > 0;
        if (packed.IsEmpty || room == 0)
            return;
        using var plain = new MemoryStream();
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
            var block = new byte[1 << 16];
            for (int read; plain.Length <= room && (read = zlib.Read(block)) > 0;)
                plain.Write(block, 0, read);
        }
        catch (InvalidDataException)
        {
            // What came out before is text as well.
        }
        Add(plain.GetBuffer().AsSpan(0, (int)plain.Length));
    }
}
