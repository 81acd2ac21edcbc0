using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ScanHost.TestKit;

/// <summary>Encrypts Office packages with a password, agile encryption of [MS-OFFCRYPTO] 2.3.4.10 with AES-256 and SHA-512.</summary>
public static class AgileEncryption
{
    private const int SpinCount = 1000;

    public static byte[] Encrypt(byte[] package, string password)
    {
        var (keySalt, dataSalt, key, verifier) = (Fixed(1, 16), Fixed(2, 16), Fixed(3, 32), Fixed(4, 16));
        var hash = SHA512.HashData([.. keySalt, .. Encoding.Unicode.GetBytes(password)]);
        for (var round = 0; round < SpinCount; round++)
            hash = SHA512.HashData([.. BitConverter.GetBytes(round), .. hash]);
        string Seal(string blockKey, byte[] value) =>
            Convert.ToBase64String(Cbc(SHA512.HashData([.. hash, .. Convert.FromHexString(blockKey)])[..32], keySalt, value));
        var info = $"""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <encryption xmlns="http://schemas.microsoft.com/office/2006/encryption" xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password"><keyData saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="{Convert.ToBase64String(dataSalt)}"/><dataIntegrity encryptedHmacKey="AAAA" encryptedHmacValue="AAAA"/><keyEncryptors><keyEncryptor uri="http://schemas.microsoft.com/office/2006/keyEncryptor/password"><p:encryptedKey spinCount="{SpinCount}" saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="{Convert.ToBase64String(keySalt)}" encryptedVerifierHashInput="{Seal("FEA7D2763B4B9E79", verifier)}" encryptedVerifierHashValue="{Seal("D7AA0F6D3061344E", SHA512.HashData(verifier))}" encryptedKeyValue="{Seal("146E0BE7ABACD0D6", key)}"/></keyEncryptor></keyEncryptors></encryption>
            """;
        var data = new MemoryStream();
        data.Write(BitConverter.GetBytes((long)package.Length));
        for (int at = 0, segment = 0; at < package.Length; at += 4096, segment++)
        {
            var seed = new byte[20];
            dataSalt.CopyTo(seed, 0);
            BinaryPrimitives.WriteInt32LittleEndian(seed.AsSpan(16), segment);
            var part = package.AsSpan(at, Math.Min(4096, package.Length - at)).ToArray();
            Array.Resize(ref part, (part.Length + 15) & ~15);
            data.Write(Cbc(key, SHA512.HashData(seed)[..16], part));
        }
        return new OleFileBuilder().Stream("EncryptionInfo", [4, 0, 4, 0, 0x40, 0, 0, 0, .. Encoding.UTF8.GetBytes(info)]).Stream("EncryptedPackage", data.ToArray()).Build();
    }

    private static byte[] Fixed(byte seed, int length) => [.. Enumerable.Range(0, length).Select(index => (byte)((index * 7) + seed))];

    private static byte[] Cbc(byte[] key, byte[] vector, byte[] value)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        return aes.EncryptCbc(value, vector, PaddingMode.None);
    }
}
