using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ScanHost.Formats.Containers.Zip;

/// <summary>WinZip AES: salt, two bytes to check the password, data in counter mode, ten bytes of HMAC-SHA1.</summary>
internal static class ZipAes
{
    private const int Iterations = 1000;
    private const int CheckLength = 2;
    private const int MacLength = 10;
    private const int Block = 16;

    /// <summary>Decrypts data; null when the password is wrong. A wrong HMAC behind a fitting check is a wrong password too.</summary>
    internal static byte[]? Decrypt(ReadOnlySpan<byte> data, byte[] password, byte strength)
    {
        var keyLength = strength switch { 1 => 16, 2 => 24, 3 => 32, _ => 0 };
        var saltLength = keyLength / 2;
        if (keyLength == 0 || data.Length < saltLength + CheckLength + MacLength)
            return null;
        var keys = Rfc2898DeriveBytes.Pbkdf2(password, data[..saltLength], Iterations, HashAlgorithmName.SHA1, (2 * keyLength) + CheckLength);
        if (!data.Slice(saltLength, CheckLength).SequenceEqual(keys.AsSpan(2 * keyLength)))
            return null;
        var cipher = data[(saltLength + CheckLength)..^MacLength];
#pragma warning disable CA5350 // The format fixes HMAC-SHA1.
        var mac = HMACSHA1.HashData(keys.AsSpan(keyLength, keyLength), cipher);
#pragma warning restore CA5350
        return mac.AsSpan(0, MacLength).SequenceEqual(data[^MacLength..]) ? Counter(cipher, keys[..keyLength]) : null;
    }

    // The counter starts at 1, little end first, unlike NIST's.
    private static byte[] Counter(ReadOnlySpan<byte> data, byte[] key)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        var plain = data.ToArray();
        Span<byte> counters = new byte[256 * Block];
        Span<byte> stream = new byte[256 * Block];
        for (int at = 0, counter = 1; at < plain.Length; at += stream.Length)
        {
            for (var i = 0; i < 256; i++)
                BinaryPrimitives.WriteInt32LittleEndian(counters[(i * Block)..], counter++);
            aes.EncryptEcb(counters, stream, PaddingMode.None);
            for (var i = 0; i < Math.Min(stream.Length, plain.Length - at); i++)
                plain[at + i] ^= stream[i];
        }
        return plain;
    }
}
