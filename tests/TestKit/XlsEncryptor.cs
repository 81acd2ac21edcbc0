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
        byte[] pass = [1, 0, .. Header(password, isCryptoApi, out var key)];
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

    /// <summary>A Word document, [MS-DOC] 2.2.6: its stream from the 68th byte on, and its table behind the header, in blocks of 512 bytes.</summary>
    /// <param name="document">The document's stream, at least 68 bytes long.</param>
    /// <param name="table">What its table holds.</param>
    /// <param name="password">The password.</param>
    /// <param name="isCryptoApi">True for 128 bits.</param>
    public static byte[] Document(byte[] document, byte[] table, string password, bool isCryptoApi)
    {
        var header = Header(password, isCryptoApi, out var key);
        var word = document.ToArray();
        word[10] |= 0;
        word[11] |= 1 | 2; // fEncrypted, and the table is 1Table
        BinaryPrimitives.WriteInt32LittleEndian(word.AsSpan(14), header.Length);
        return new OleFileBuilder().Stream("WordDocument", Turned(word, 68, key)).Stream("1Table", Turned([.. header, .. table], header.Length, key)).Build();
    }

    /// <summary>A presentation, [MS-PPT] 2.3.7: one object, the session of the encryption, the directory of both, and the edit.</summary>
    /// <param name="record">A whole record, its header too.</param>
    /// <param name="password">The password.</param>
    public static byte[] Presentation(byte[] record, string password)
    {
        var header = Header(password, isCryptoApi: true, out var key);
        var session = record.Length;
        var directory = session + 8 + header.Length;
        var edit = directory + 8 + 12;
        byte[] stream =
        [
            .. record.Zip(Stream(key(1), record.Length), (one, other) => (byte)(one ^ other)),
            0x0F, 0, 0x14, 0x2F, .. Numbers(header.Length), .. header,
            0, 0, 0x72, 0x17, .. Numbers(12, (2 << 20) | 1, 0, session),
            0, 0, 0xF5, 0x0F, .. Numbers(32, 0, 3 << 24, 0, directory, 1, 3, 0, 2),
        ];
        byte[] user = [0, 0, 0xF6, 0x0F, .. Numbers(24, 20, unchecked((int)0xF3D1C4DF), edit), 4, 0, 0xF4, 3, 3, 0, 0, 0, .. "user"u8, 8, 0, 0, 0];
        return new OleFileBuilder().Stream("Current User", user).Stream("PowerPoint Document", stream).Build();
    }

    private static byte[] Turned(byte[] plain, int from, Func<int, byte[]> key) =>
        [.. plain.Chunk(512).SelectMany((block, number) => block.Zip(Stream(key(number), block.Length), (one, other) => (byte)(one ^ other))).Select((one, at) => at < from ? plain[at] : one)];

    // What says how it is encrypted: 2.3.5.1 and 2.3.6.1.
    private static byte[] Header(string password, bool isCryptoApi, out Func<int, byte[]> key)
    {
        key = isCryptoApi ? ApiKey(password) : OldKey(password);
        var hash = isCryptoApi ? SHA1.HashData(Verifier) : MD5.HashData(Verifier);
        var check = Stream(key(0), 16 + hash.Length).Zip([.. Verifier, .. hash], (one, other) => (byte)(one ^ other)).ToArray();
        return isCryptoApi
            ? [2, 0, 2, 0, 4, 0, 0, 0, 34, 0, 0, 0, .. Numbers(4, 0, 0x6801, 0x8004, 128, 1, 0, 0), 0, 0, .. Numbers(16), .. Salt, .. check[..16], .. Numbers(20), .. check[16..]]
            : [1, 0, 1, 0, .. Salt, .. check];
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
