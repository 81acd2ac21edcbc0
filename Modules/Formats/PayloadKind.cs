namespace ScanHost.Formats;

/// <summary>Recognises what attackers hide in encoded text: programs, and files that hold others.</summary>
public static class PayloadKind
{
    /// <summary>The payload's usual extension; null for anything else.</summary>
    /// <param name="data">The start of the decoded bytes, the more the better.</param>
    public static string? Of(ReadOnlySpan<byte> data) =>
        IsPe(data) ? "exe"
        : data.HasAt(0, "PK\u0003\u0004"u8) && data.Length >= 30 && data[4] < 64 && !IsPlainDocument(data) ? "zip"
        : data.HasAt(0, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) ? "7z"
        : data.HasAt(0, "Rar!\u001A\u0007"u8) ? "rar"
        : data.HasAt(0, "MSCF\0\0\0\0"u8) ? "cab"
        : data.HasAt(0, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) ? "ole"
        : data.HasAt(0, [0x7F, 0x45, 0x4C, 0x46]) && data.Length >= 20 && data[4] is 1 or 2 ? "elf"
        : data.HasAt(0, [0x4C, 0, 0, 0, 1, 0x14, 2, 0]) ? "lnk"
        : data.HasAt(0x8001, "CD001"u8) ? "iso"
        : null;

    /// <summary>True for an Office package (ECMA-376 part 2) that names neither macros nor embedded files nor links to others: what web sites make for their visitors.</summary>
    private static bool IsPlainDocument(ReadOnlySpan<byte> zip) =>
        zip.IndexOf("[Content_Types].xml"u8) >= 0 && zip.IndexOf("vbaProject"u8) < 0 && zip.IndexOf("/embeddings/"u8) < 0 && zip.IndexOf("externalLink"u8) < 0 && zip.IndexOf("/activeX/"u8) < 0
        && zip.IndexOf("macrosheets/"u8) < 0 && zip.IndexOf("settings.xml.rels"u8) < 0 && zip.IndexOf(".exe"u8) < 0 && zip.IndexOf(".js"u8) < 0 && zip.IndexOf(".lnk"u8) < 0 && zip.IndexOf(".vbs"u8) < 0;

    /// <summary>True for a DOS header that leads to a PE header ([PE/COFF] section 2).</summary>
    public static bool IsPe(ReadOnlySpan<byte> data) =>
        data.HasAt(0, "MZ"u8) && data.U32(0x3C) is { } header && header is >= 0x40 and < 0x1000 && data.HasAt(header, "PE\0\0"u8);
}
