using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using ScanHost.Formats.Xls;

namespace ScanHost.Formats.Office;

/// <summary>The RC4 encryption of binary Office files: [MS-OFFCRYPTO] 2.3.5 (CryptoAPI, 40 to 128 bits) and 2.3.6 (40 bits).</summary>
[SuppressMessage("Security", "CA5350", Justification = "The format prescribes SHA-1.")]
[SuppressMessage("Security", "CA5351", Justification = "The format prescribes MD5.")]
internal sealed class OfficeRc4
{
    private readonly bool isCryptoApi;
    private readonly int keyBytes;
    private readonly byte[] salt;
    private readonly byte[] verifier;

    private OfficeRc4(bool isCryptoApi, int keyBytes, byte[] salt, byte[] verifier) =>
        (this.isCryptoApi, this.keyBytes, this.salt, this.verifier) = (isCryptoApi, keyBytes, salt, verifier);

    /// <summary>Reads an encryption header that begins with its version; null when it is of another kind.</summary>
    internal static OfficeRc4? Read(ReadOnlySpan<byte> body)
    {
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

    /// <summary>What the keys are made of; null for a wrong password.</summary>
    internal byte[]? Unlock(string password)
    {
        var start = Start(password);
        var check = verifier.ToArray();
        Cipher(start, 0).Apply(check);
        var hash = isCryptoApi ? SHA1.HashData(check.AsSpan(0, 16)) : MD5.HashData(check.AsSpan(0, 16));
        return check.AsSpan(16).SequenceEqual(hash) ? start : null;
    }

    /// <summary>The cipher at the beginning of a block.</summary>
    internal Rc4 Cipher(byte[] start, int block)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(number, block);
        if (!isCryptoApi)
            return new(MD5.HashData([.. start, .. number]));
        var key = SHA1.HashData([.. start, .. number])[..keyBytes];
        // 40 bits are filled up to 128, 2.3.5.2.
        return new(keyBytes == 5 ? [.. key, .. new byte[11]] : key);
    }

    /// <summary>A whole stream in blocks of their own keys.</summary>
    internal byte[] Decrypt(ReadOnlySpan<byte> stream, byte[] start, int blockBytes, CancellationToken cancellationToken)
    {
        var plain = stream.ToArray();
        for (var block = 0; block * (long)blockBytes < plain.Length; block++)
        {
            if ((block & 0xFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            Cipher(start, block).Apply(plain.AsSpan(block * blockBytes, Math.Min(blockBytes, plain.Length - (block * blockBytes))));
        }
        return plain;
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
}
