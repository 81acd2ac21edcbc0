using ScanHost.Formats.Office;

namespace ScanHost.Formats.Ole;

/// <summary>
/// Opens a binary Word document that RC4 encrypts: [MS-DOC] 2.2.6.2 (40 bits) and 2.2.6.3 (CryptoAPI). Macros and packed objects are not encrypted by it; text, fields
/// and links are.
/// </summary>
internal static class DocEncryption
{
    private const int BlockBytes = 512;

    /// <summary>The beginning of the document's own stream that stays readable: FibBase and what follows it up to here.</summary>
    private const int PlainBytes = 68;

    private const int MaxStreamBytes = 64 << 20;

    /// <summary>The file with its streams in the clear, and the password; null when no password opens it.</summary>
    internal static (byte[] Plain, string Password)? Open(OleFile ole, ReadOnlyMemory<byte> file, IEnumerable<string> passwords, CancellationToken cancellationToken)
    {
        if (ole.Find("WordDocument") is not { IsStream: true } word || ole.Read(word, PlainBytes).Span is not { Length: PlainBytes } fib)
            return null;
        // fWhichTblStm says which table counts; in lKey stands how long the encryption's header at its beginning is.
        var (flags, length) = (fib.U16(10)!.Value, fib.U32(14)!.Value);
        if (length > 4096 || ole.Find((flags & 0x0200) != 0 ? "1Table" : "0Table") is not { IsStream: true } table || OfficeRc4.Read(ole.Read(table, length).Span) is not { } cipher)
            return null;
        foreach (var password in passwords)
            if (cipher.Unlock(password) is { } start)
            {
                var copy = file.ToArray();
                foreach (var (entry, plainBytes) in new[] { (word, PlainBytes), (table, (int)length), (ole.Find("Data"), 0) })
                    if (entry is { IsStream: true })
                    {
                        var encrypted = ole.Read(entry, MaxStreamBytes).Span;
                        var plain = cipher.Decrypt(encrypted, start, BlockBytes, cancellationToken);
                        encrypted[..Math.Min(plainBytes, encrypted.Length)].CopyTo(plain);
                        if (entry == word)
                            plain[11] = (byte)(plain[11] & ~1); // fEncrypted
                        ole.Overwrite(copy, entry, plain);
                    }
                return (copy, password);
            }
        return null;
    }
}
