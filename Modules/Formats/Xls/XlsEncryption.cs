using ScanHost.Formats.Office;

namespace ScanHost.Formats.Xls;

/// <summary>
/// Opens the records of a binary workbook that RC4 encrypts: [MS-XLS] 2.2.10 and 2.4.117, [MS-OFFCRYPTO] 2.3.5 (CryptoAPI) and 2.3.6 (40 bits).
/// </summary>
public sealed class XlsEncryption
{
    private const int BlockBytes = 1024;
    private const ushort FilePass = 0x002F;
    private const ushort BoundSheet = 0x0085;

    /// <summary>Records that stay readable, [MS-XLS] 2.2.10: BOF, FilePass, UsrExcl, FileLock, InterfaceHdr, RRDInfo, RRDHead.</summary>
    private static readonly ushort[] Readable = [0x0809, FilePass, 0x0194, 0x0195, 0x00E1, 0x0196, 0x0138];

    private readonly OfficeRc4 cipher;

    private XlsEncryption(OfficeRc4 cipher) => this.cipher = cipher;

    /// <summary>Reads how the workbook is encrypted; null when it is not, or by XOR, or in a way that we do not know.</summary>
    public static XlsEncryption? Read(ReadOnlySpan<byte> workbook)
    {
        var at = 0L;
        // FilePass stands right behind the first record, or behind WriteProtect.
        for (var count = 0; count < 4 && workbook.U16(at) is { } type && workbook.U16(at + 2) is { } length; count++)
        {
            if (type == FilePass)
                return Of(workbook.Part(at + 4, length));
            at += 4 + length;
        }
        return null;
    }

    /// <summary>The plain workbook; null for a wrong password.</summary>
    public byte[]? Open(ReadOnlySpan<byte> workbook, string password, CancellationToken cancellationToken) =>
        cipher.Unlock(password) is { } start ? Decrypt(workbook, start, cancellationToken) : null;

    private static XlsEncryption? Of(ReadOnlySpan<byte> pass) =>
        pass.U16(0) == 1 && OfficeRc4.Read(pass.Part(2, pass.Length)) is { } cipher ? new(cipher) : null;

    // The key stream runs over the whole stream, in blocks; heads of records and some records are left as they are.
    private byte[] Decrypt(ReadOnlySpan<byte> workbook, byte[] start, CancellationToken cancellationToken)
    {
        var plain = cipher.Decrypt(workbook, start, BlockBytes, cancellationToken);
        for (var at = 0L; workbook.U16(at) is { } type && workbook.U16(at + 2) is { } length; at += 4 + length)
        {
            // The sheet's position in BoundSheet8 is readable too.
            var kept = Array.IndexOf(Readable, type) >= 0 ? 4 + length : type == BoundSheet ? 8 : 4;
            var part = workbook.Part(at, kept);
            part.CopyTo(plain.AsSpan((int)at));
            if (type == FilePass)
                plain[at] = 0; // no longer one: the plain workbook has none
        }
        return plain;
    }
}
