using System.Text;

namespace ScanHost.Formats.OneNote;

/// <summary>A file stored in a section.</summary>
/// <param name="Offset">Where its data starts, in bytes.</param>
/// <param name="DeclaredSize">As declared, in bytes.</param>
/// <param name="Data">The data.</param>
public sealed record OneNoteFile(long Offset, long DeclaredSize, ReadOnlyMemory<byte> Data);

/// <summary>Finds the files in a section by the GUID in front of each, so that a damaged section still gives them.</summary>
public static class OneNoteFiles
{
    private const int MaxFiles = 2000;
    private const int MaxNames = 100_000;
    private const int HeaderLength = 36;

    // {BDE316E7-2665-4511-A4C4-8D4D0B7A9EAC}
    private static ReadOnlySpan<byte> FileDataStoreObject => [0xE7, 0x16, 0xE3, 0xBD, 0x65, 0x26, 0x11, 0x45, 0xA4, 0xC4, 0x8D, 0x4D, 0x0B, 0x7A, 0x9E, 0xAC];

    /// <summary>The files, in the order of the section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="isCut">True when there are more than 2,000 files, or they share so many bytes that together they are longer than eight times the section.</param>
    public static IReadOnlyList<OneNoteFile> Find(ReadOnlyMemory<byte> section, out bool isCut)
    {
        var (files, readable) = (new List<OneNoteFile>(), 8L * section.Length);
        isCut = false;
        // A header says how long its file is, and may lie: what stands inside is looked through all the same, so that no file swallows those behind it.
        for (var at = 0; at < section.Length && section.Span[at..].IndexOf(FileDataStoreObject) is var found and >= 0; at += found + 16)
        {
            if (section.Span.U64(at + found + 16) is not ({ } length and > 0))
                continue;
            var start = at + found + HeaderLength;
            var declared = (long)Math.Min(length, long.MaxValue);
            var data = section.Part(start, declared);
            if (isCut = files.Count >= MaxFiles || data.Length > readable)
                break;
            readable -= data.Length;
            files.Add(new(start, declared, data));
        }
        return files;
    }

    /// <summary>Names of attached files in the section's text, [MS-ONE] EmbeddedFileName: UTF-16 that ends with an extension.</summary>
    /// <param name="section">The section.</param>
    /// <param name="isCut">True when there are more than 100,000 of them.</param>
    public static IReadOnlyList<string> Names(ReadOnlySpan<byte> section, out bool isCut)
    {
        var names = new List<string>();
        isCut = false;
        for (var at = 0; at + 2 < section.Length;)
        {
            if (isCut = names.Count >= MaxNames)
                break;
            var dot = section[at..].IndexOf(".\0"u8);
            if (dot < 0)
                break;
            at += dot;
            var (start, end) = (at, at);
            while (start >= 2 && IsNameCharacter(section[start - 2], section[start - 1]) && at - start < 400)
                start -= 2;
            while (end + 1 < section.Length && IsNameCharacter(section[end], section[end + 1]) && end - at < 40)
                end += 2;
            if (at - start >= 2 && end - at is >= 4 and <= 24)
                names.Add(Encoding.Unicode.GetString(section[start..end]));
            at = Math.Max(end, at + 2);
        }
        return names;
    }

    // Latin and the characters that turn text around.
    private static bool IsNameCharacter(byte low, byte high) =>
        high == 0 && low is >= 0x20 and < 0x7F and not ((byte)'/' or (byte)'\\' or (byte)':' or (byte)'*' or (byte)'?' or (byte)'"' or (byte)'<' or (byte)'>' or (byte)'|')
        || high == 0x20 && (low is >= 0x2A and <= 0x2E or >= 0x66 and <= 0x69);
}
