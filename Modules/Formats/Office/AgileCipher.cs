using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace ScanHost.Formats.Office;

/// <summary>Agile encryption, [MS-OFFCRYPTO] 2.3.4.10 to 2.3.4.15: what Office 2010 and later write.</summary>
internal sealed class AgileCipher : IPackageCipher
{
    private const int SegmentLength = 4096;

    private static readonly byte[] VerifierInputKey = [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79];
    private static readonly byte[] VerifierValueKey = [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E];
    private static readonly byte[] KeyValueKey = [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6];

    private readonly Dictionary<string, string> data;
    private readonly Dictionary<string, string> encryptor;

    private AgileCipher(Dictionary<string, string> data, Dictionary<string, string> encryptor) => (this.data, this.encryptor) = (data, encryptor);

    internal static AgileCipher? Read(ReadOnlyMemory<byte> info)
    {
        Dictionary<string, string>? data = null, encryptor = null;
        OfficeXml.Walk(info.Part(8, info.Length).ToArray(), reader =>
        {
            if (reader.LocalName == "keyData")
                data ??= Attributes(reader);
            else if (reader.LocalName == "encryptedKey" && reader.GetAttribute("spinCount") is not null)
                encryptor ??= Attributes(reader);
        });
        return data is null || encryptor is null || data.GetValueOrDefault("cipherAlgorithm") != "AES" || encryptor.GetValueOrDefault("cipherAlgorithm") != "AES"
            ? null : new(data, encryptor);
    }

    public byte[]? Open(string password, CancellationToken cancellationToken)
    {
        if (Algorithm(encryptor) is not { } algorithm || Number(encryptor, "spinCount") is not (>= 0 and <= SpunHash.MaxSpinCount) || !IsKeySize(encryptor))
            return null;
        var salt = Bytes(encryptor, "saltValue");
        var hash = SpunHash.Of(algorithm, salt, password, Number(encryptor, "spinCount"), cancellationToken);
        var input = Unseal(hash, VerifierInputKey, salt, "encryptedVerifierHashInput", algorithm);
        var value = Unseal(hash, VerifierValueKey, salt, "encryptedVerifierHashValue", algorithm);
        var check = SpunHash.Hash(algorithm, input.AsSpan(0, Math.Min(input.Length, salt.Length)));
        if (value.Length < check.Length || !value.AsSpan(0, check.Length).SequenceEqual(check))
            return null;
        var key = Unseal(hash, KeyValueKey, salt, "encryptedKeyValue", algorithm);
        return IsKeySize(data) && key.Length >= Number(data, "keyBits") / 8 ? key[..(Number(data, "keyBits") / 8)] : null;
    }

    public byte[] Decrypt(ReadOnlySpan<byte> package, byte[] key, CancellationToken cancellationToken)
    {
        if (Algorithm(data) is not { } algorithm)
            return [];
        using var aes = Aes.Create();
        aes.Key = key;
        var salt = Bytes(data, "saltValue");
        var output = new byte[package.Length];
        byte[] seed = [.. salt, 0, 0, 0, 0];
        for (int at = 0, segment = 0; at < package.Length; at += SegmentLength, segment++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            BinaryPrimitives.WriteInt32LittleEndian(seed.AsSpan(salt.Length), segment);
            var part = package.Slice(at, Math.Min(SegmentLength, package.Length - at));
            aes.DecryptCbc(part, SpunHash.Hash(algorithm, seed).AsSpan(0, 16), output.AsSpan(at), PaddingMode.None);
        }
        return output;
    }

    private byte[] Unseal(byte[] hash, byte[] blockKey, byte[] salt, string attribute, HashAlgorithmName algorithm)
    {
        var sealedBytes = Bytes(encryptor, attribute);
        using var aes = Aes.Create();
        aes.Key = Fit(SpunHash.Hash(algorithm, [.. hash, .. blockKey]), Number(encryptor, "keyBits") / 8);
        return aes.DecryptCbc(sealedBytes.AsSpan(0, sealedBytes.Length & ~15), Fit(salt, 16), PaddingMode.None);
    }

    // A hash that is too short is filled up with 0x36, 2.3.4.11.
    private static byte[] Fit(byte[] bytes, int length)
    {
        var fitted = new byte[length];
        Array.Fill(fitted, (byte)0x36);
        bytes.AsSpan(0, Math.Min(length, bytes.Length)).CopyTo(fitted);
        return fitted;
    }

    private static bool IsKeySize(Dictionary<string, string> attributes) => Number(attributes, "keyBits") is 128 or 192 or 256;

    private static HashAlgorithmName? Algorithm(Dictionary<string, string> attributes) => attributes.GetValueOrDefault("hashAlgorithm") switch
    {
        "SHA1" or "SHA-1" => HashAlgorithmName.SHA1,
        "SHA256" => HashAlgorithmName.SHA256,
        "SHA384" => HashAlgorithmName.SHA384,
        "SHA512" => HashAlgorithmName.SHA512,
        _ => null,
    };

    private static int Number(Dictionary<string, string> attributes, string name) =>
        int.TryParse(attributes.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static byte[] Bytes(Dictionary<string, string> attributes, string name)
    {
        var text = attributes.GetValueOrDefault(name) ?? "";
        var buffer = new byte[(text.Length / 4 * 3) + 3];
        return text.Length < 4096 && Convert.TryFromBase64String(text, buffer, out var count) ? buffer[..count] : [];
    }

    private static Dictionary<string, string> Attributes(System.Xml.XmlReader reader)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < reader.AttributeCount && index < 64; index++)
        {
            reader.MoveToAttribute(index);
            attributes[reader.LocalName] = reader.Value;
        }
        reader.MoveToElement();
        return attributes;
    }
}
