using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace ScanHost.TestKit;

/// <summary>
/// Encrypts a <c>Workbook</c> stream with RC4 as Excel 97 (40 bits) or Excel 2003 (CryptoAPI, 128 bits) does, written from [MS-XLS] 2.2.10 and
/// [MS-OFFCRYPTO] 2.3.5.2, 2.3.6.2. A program of another maker opens what it writes.
/// </summary>
[SuppressMessage("Security", "CA5350", Justification = "The format prescribes SHA-1.")]
[SuppressMessage("Security", "CA5351", Justification = "The format prescribes MD5.")]
public static class XlsEncryptor
{
    private static readonly byte[] Salt = [.. Enumerable.Range(1, 16).Select(one => (byte)one)];
    private static readonly byte[] Verifier = [.. Enumerable.Range(70, 16).Select(one => (byte)one)];

    /// <summary>The stream with a FilePass record behind its first record, and the rest encrypted.</summary>
    public static byte[] Encrypt(byte[] workbook, string password, bool isCryptoApi)
    {
        Func<int, byte[]> key = isCryptoApi ? ApiKey(password) : OldKey(password);
        var hash = isCryptoApi ? SHA1.HashData(Verifier) : MD5.HashData(Verifier);
        var check = Stream(key(0), 16 + hash.Length).Zip([.. Verifier, .. hash], (one, other) => (byte)(one ^ other)).ToArray();
        byte[] pass = isCryptoApi
            ? [1, 0, 2, 0, 2, 0, 4, 0, 0, 0, 34, 0, 0, 0, .. Numbers(4, 0, 0x6801, 0x8004, 128, 1, 0, 0), 0, 0, .. Numbers(16), .. Salt, .. check[..16], .. Numbers(20), .. check[16..]]
            : [1, 0, 1, 0, 1, 0, .. Salt, .. check];
        var first = 4 + BinaryPrimitives.ReadUInt16LittleEndian(workbook.AsSpan(2));
        byte[] plain = [.. workbook[..first], 0x2F, 0, (byte)pass.Length, (byte)(pass.Length >> 8), .. pass, .. workbook[first..]];
        var shift = 4 + pass.Length;
        var encrypted = plain.ToArray();
        for (var at = 0; at + 4 <= plain.Length;)
        {
            var type = BinaryPrimitives.ReadUInt16LittleEndian(plain.AsSpan(at));
            var length = BinaryPrimitives.ReadUInt16LittleEndian(plain.AsSpan(at + 2));
            if (type == 0x85)
                BinaryPrimitives.WriteInt32LittleEndian(encrypted.AsSpan(at + 4), BinaryPrimitives.ReadInt32LittleEndian(plain.AsSpan(at + 4)) + shift);
            var kept = type is 0x0809 or 0x002F ? length : type == 0x85 ? 4 : 0;
            for (var place = at + 4 + kept; place < at + 4 + length; place++)
                encrypted[place] = (byte)(plain[place] ^ Stream(key(place / 1024), (place % 1024) + 1)[^1]);
            at += 4 + length;
        }
        return encrypted;
    }

    private static Func<int, byte[]> ApiKey(string password)
    {
        var start = SHA1.HashData([.. Salt, .. Encoding.Unicode.GetBytes(password)]);
        return block => SHA1.HashData([.. start, .. Numbers(block)])[..16];
    }

    private static Func<int, byte[]> OldKey(string password)
    {
        var shortened = MD5.HashData(Encoding.Unicode.GetBytes(password))[..5];
        var start = MD5.HashData([.. Enumerable.Repeat<byte[]>([.. shortened, .. Salt], 16).SelectMany(part => part)])[..5];
        return block => MD5.HashData([.. start, .. Numbers(block)]);
    }

    // RC4 from its textbook form, apart from the one that is tested.
    private static byte[] Stream(byte[] key, int length)
    {
        var s = Enumerable.Range(0, 256).ToArray();
        for (int i = 0, j = 0; i < 256; i++)
        {
            j = (j + s[i] + key[i % key.Length]) % 256;
            (s[i], s[j]) = (s[j], s[i]);
        }
        var stream = new byte[length];
        for (int n = 0, i = 0, j = 0; n < length; n++)
        {
            i = (i + 1) % 256;
            j = (j + s[i]) % 256;
            (s[i], s[j]) = (s[j], s[i]);
            stream[n] = (byte)s[(s[i] + s[j]) % 256];
        }
        return stream;
    }

    private static byte[] Numbers(params int[] values) => [.. values.SelectMany(BitConverter.GetBytes)];
}
