namespace ScanHost.Formats.Ole;

/// <summary>The native data of an Equation Editor 3 object: EQNOLEFILEHDR and MTEF 2 or 3.</summary>
/// <remarks>Source: "How MTEF is Stored in Files and Objects" and "MathType MTEF v.3", Design Science. The editor copies the name of a FONT
/// record into 40 bytes without a check (CVE-2017-11882); an honest name of a typeface is shorter than 32 (LF_FACESIZE).</remarks>
public static class EquationNative
{
    private const int HeaderLength = 28;
    private const int MaxTypeface = 32;

    /// <summary>True when the stream is what the editor writes; false when its header is wrong or a font has an impossible name.</summary>
    public static bool IsHonest(ReadOnlySpan<byte> stream)
    {
        if (stream.U16(0) != HeaderLength || stream.U32(2) is not (0x00020000 or 0x00020001))
            return false;
        var mtef = stream[Math.Min(HeaderLength, stream.Length)..];
        if (mtef.U8(0) is not (2 or 3) || mtef.U8(1) is not (0 or 1) || mtef.U8(2) is not (0 or 1))
            return false;
        return !HasLongFont(mtef.Part(5, mtef.Length));
    }

    /// <summary>True when a font's name is longer than the editor's buffer: the exploit itself, not only an odd object.</summary>
    public static bool Overflows(ReadOnlySpan<byte> stream) =>
        stream.U16(0) == HeaderLength && stream.Length > HeaderLength + 5 && stream[HeaderLength] is 2 or 3 && HasLongFont(stream[(HeaderLength + 5)..]);

    // Tag FONT (8), type face number, style, name with a closing NUL. At the start only size tags may stand before it in exploits.
    private static bool HasLongFont(ReadOnlySpan<byte> records)
    {
        for (var at = 0; at + 3 < records.Length; at++)
        {
            // A style is 0 to 3; exploits have any byte there, behind the bare tag.
            if ((records[at] & 0x0F) != 8 || (records[at + 2] > 3 && records[at] != 8))
                continue;
            var name = records[(at + 3)..];
            var end = name.IndexOf((byte)0);
            if ((end < 0 ? name.Length : end) > MaxTypeface && at < 16)
                return true;
        }
        return false;
    }
}
