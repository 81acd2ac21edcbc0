using ScanHost.Formats.Identification;

namespace ScanHost.Formats.Containers;

/// <summary>Tells at a glance that a file is locked with a password, without opening it.</summary>
public static class EncryptionSigns
{
    /// <summary>True when a header of the file says that its content is encrypted.</summary>
    public static bool Shows(FileType type, ReadOnlySpan<byte> file) =>
        type.IsA("zip") ? IsEncryptedZip(file)
        : type.Id switch
        {
            "7z" => HasAesCoder(file),
            "rar" or "rar5" or "rar4" => IsEncryptedRar(file),
            "ooxml-encrypted" => true,
            "pdf" => file.Part(Math.Max(0, file.Length - 65_536L), 65_536).IndexOf("/Encrypt"u8) >= 0,
            _ => false,
        };

    private static bool IsEncryptedZip(ReadOnlySpan<byte> file)
    {
        var directory = Zip.ZipDirectory.Read(file, file.Length, 1000);
        return directory?.Entries.Any(entry => entry.IsEncrypted) ?? (file.U16(6) & 1) == 1;
    }

    // The coder 06F10701 stands in the header behind the data; an encrypted header has it in the clear too, 7zFormat.txt.
    private static bool HasAesCoder(ReadOnlySpan<byte> file) => file.Part(Math.Max(0, file.Length - 65_536L), 65_536).IndexOf((ReadOnlySpan<byte>)[0x06, 0xF1, 0x07, 0x01]) >= 0;

    // RAR 4: flag 0x80 of the archive header or 0x04 of a file header. RAR 5: a header of type 4 behind the signature, or an extra record of type 1.
    private static bool IsEncryptedRar(ReadOnlySpan<byte> file)
    {
        if (file.HasAt(0, "Rar!\u001A\u0007\u0001\0"u8))
            return file.U8(13) == 4;
        return file.HasAt(0, "Rar!\u001A\u0007\0"u8) && ((file.U16(10) & 0x80) != 0 || file.U8(22) == 0x74 && (file.U16(23) & 0x04) != 0);
    }
}
