using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ScanHost.Formats.Containers.SevenZip;

/// <summary>7z's AES-256: a key from 2^n rounds of SHA-256 over salt, password and counter; CBC without padding.</summary>
internal sealed class SevenZipAes
{
    private const int MaxRoundsPower = 24;
    private const int PlainKey = 0x3F;
    private readonly Dictionary<string, byte[]> keys = [];

    /// <summary>Decrypts packed data.</summary>
    /// <exception cref="UnsupportedDataException">More rounds than we make.</exception>
    /// <exception cref="InvalidDataException">The properties are cut short.</exception>
    internal byte[] Decrypt(ReadOnlySpan<byte> data, ReadOnlySpan<byte> properties, string password, CancellationToken cancellationToken)
    {
        var (first, second) = (properties[0], properties.Length > 1 ? properties[1] : (byte)0);
        var saltLength = (first >> 7) + (second >> 4);
        var ivLength = ((first >> 6) & 1) + (second & 15);
        var rest = (first & 0xC0) == 0 ? [] : properties[2..];
        var salt = rest[..saltLength];
        Span<byte> iv = stackalloc byte[16];
        rest.Slice(saltLength, ivLength).CopyTo(iv);
        using var aes = Aes.Create();
        aes.Key = Key(salt, first & 0x3F, password, cancellationToken);
        return aes.DecryptCbc(data[..(data.Length & ~15)], iv, PaddingMode.None);
    }

    private byte[] Key(ReadOnlySpan<byte> salt, int power, string password, CancellationToken cancellationToken)
    {
        var name = $"{power} {Convert.ToHexString(salt)} {password}";
        if (!keys.TryGetValue(name, out var key))
            keys[name] = key = Derive(salt, power, Encoding.Unicode.GetBytes(password), cancellationToken);
        return key;
    }

    private static byte[] Derive(ReadOnlySpan<byte> salt, int power, byte[] password, CancellationToken cancellationToken)
    {
        byte[] seed = [.. salt, .. password];
        if (power == PlainKey)
            return [.. seed.Concat(new byte[32]).Take(32)];
        if (power > MaxRoundsPower)
            throw new UnsupportedDataException($"a key of 2^{power} rounds");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var round = new byte[(seed.Length + 8) * 64];
        for (var counter = 0L; counter < 1L << power;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var length = 0;
            for (var i = 0; i < 64 && counter < 1L << power; i++, counter++)
            {
                seed.CopyTo(round, length);
                BinaryPrimitives.WriteInt64LittleEndian(round.AsSpan(length + seed.Length), counter);
                length += seed.Length + 8;
            }
            hash.AppendData(round, 0, length);
        }
        return hash.GetHashAndReset();
    }
}
