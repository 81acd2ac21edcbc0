using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace ScanHost.Formats.Xls;

/// <summary>
/// Opens the records of a binary workbook that RC4 encrypts: [MS-XLS] 2.2.10 and 2.4.117, [MS-OFFCRYPTO] 2.3.5 (CryptoAPI) and 2.3.6 (40 bits).
/// </summary>
[SuppressMessage("Security", "CA5350", Justification = "The format prescribes SHA-1.")]
[SuppressMessage("Security", "CA5351", Justification = "The format prescribes MD5.")]
public sealed class XlsEncryption
{
    private const int BlockBytes = 1024;
    private const ushort FilePass = 0x002F;
    private const ushort BoundSheet = 0x0085;

    /// <summary>Records that stay readable, [MS-XLS] 2.2.10: BOF, FilePass, UsrExcl, FileLock, InterfaceHdr, RRDInfo, RRDHead.</summary>
    private static readonly ushort[] Readable = [0x0809, FilePass, 0x0194, 0x0195, 0x00E1, 0x0196, 0x0138];

    private readonly bool isCryptoApi;
    private readonly int keyBytes;
    private readonly byte[] salt;
    private readonly byte[] verifier;

    private XlsEncryption(bool isCryptoApi, int keyBytes, byte[] salt, byte[] verifier) =>
        (this.isCryptoApi, this.keyBytes, this.salt, this.verifier) = (isCryptoApi, keyBytes, salt, verifier);

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
    public byte[]? Open(ReadOnlySpan<byte> workbook, string password, CancellationToken cancellationToken)
    {
        var start = Start(password);
        var check = verifier.ToArray();
        new Rc4(Key(start, 0)).Apply(check);
        var hash = isCryptoApi ? SHA1.HashData(check.AsSpan(0, 16)) : MD5.HashData(check.AsSpan(0, 16));
        return check.AsSpan(16).SequenceEqual(hash) ? Decrypt(workbook, start, cancellationToken) : null;
    }

    private static XlsEncryption? Of(ReadOnlySpan<byte> pass)
    {
        if (pass.U16(0) != 1)
            return null;
        var body = pass.Part(2, pass.Length);
        if ((body.U16(0), body.U16(2)) == (1, 1) && body.Has(4, 48))
            return new(false, 16, body.Slice(4, 16).ToArray(), body.Slice(20, 32).ToArray());
        if (body.U16(0) is not (2 or 3 or 4) || body.U16(2) != 2 || body.U32(8) is not { } header || header > 4096 || body.U32(12 + 8) != 0x6801)
            return null;
        var bits = body.U32(12 + 16) is { } said and > 0 ? said : 40;
        var at = 12L + header;
        return bits is >= 40 and <= 128 && bits % 8 == 0 && body.U32(at) == 16 && body.Has(at, 4 + 16 + 16 + 4 + 20)
            ? new(true, (int)bits / 8, body.Slice((int)at + 4, 16).ToArray(), [.. body.Slice((int)at + 20, 16), .. body.Slice((int)at + 40, 20)])
            : null;
    }

    private byte[] Start(string password)
    {
        var text = Encoding.Unicode.GetBytes(password);
        if (isCryptoApi)
            return SHA1.HashData([.. salt, .. text]);
        var shortened = MD5.HashData(text).AsSpan(0, 5).ToArray();
        var repeated = Enumerable.Repeat<byte[]>([.. shortened, .. salt], 16).SelectMany(part => part).ToArray();
        return MD5.HashData(repeated)[..5];
    }

    private byte[] Key(byte[] start, int block)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(number, block);
        if (!isCryptoApi)
            return MD5.HashData([.. start, .. number]);
        var key = SHA1.HashData([.. start, .. number])[..keyBytes];
        // 40 bits are filled up to 128, 2.3.5.2.
        return keyBytes == 5 ? [.. key, .. new byte[11]] : key;
    }

    // The key stream runs over the whole stream, in blocks; heads of records and some records are left as they are.
    private byte[] Decrypt(ReadOnlySpan<byte> workbook, byte[] start, CancellationToken cancellationToken)
    {
        var plain = workbook.ToArray();
        for (var block = 0; block * (long)BlockBytes < plain.Length; block++)
        {
            if ((block & 0xFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            new Rc4(Key(start, block)).Apply(plain.AsSpan(block * BlockBytes, Math.Min(BlockBytes, plain.Length - (block * BlockBytes))));
        }
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
