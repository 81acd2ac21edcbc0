using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ScanHost.Formats.Office;

/// <summary>Standard encryption, [MS-OFFCRYPTO] 2.3.4.5 to 2.3.4.9: what Office 2007 writes, AES in blocks that do not depend on each other.</summary>
[SuppressMessage("Security", "CA5350", Justification = "The format prescribes SHA-1.")]
[SuppressMessage("Security", "CA5358", Justification = "The format prescribes the mode.")]
internal sealed class StandardCipher : IPackageCipher
{
    private const int SpinCount = 50_000;

    private readonly int keyBytes;
    private readonly byte[] salt;
    private readonly byte[] verifier;
    private readonly byte[] verifierHash;

    private StandardCipher(int keyBytes, byte[] salt, byte[] verifier, byte[] verifierHash) =>
        (this.keyBytes, this.salt, this.verifier, this.verifierHash) = (keyBytes, salt, verifier, verifierHash);

    internal static StandardCipher? Read(ReadOnlyMemory<byte> info)
    {
        var span = info.Span;
        // Version, flags, length of the header; in it the algorithm at 8 and the key's bits at 16.
        if (span.U32(8) is not { } headerLength || span.U32(12 + 8) is not (0x660E or 0x660F or 0x6610) || span.U32(12 + 16) is not (128 or 192 or 256))
            return null;
        var at = 12L + headerLength;
        if (span.U32(at) != 16 || !span.Has(at, 4 + 16 + 16 + 4 + 32))
            return null;
        var part = span[(int)at..];
        return new((int)span.U32(12 + 16)!.Value / 8, part.Slice(4, 16).ToArray(), part.Slice(20, 16).ToArray(), part.Slice(40, 32).ToArray());
    }

    public byte[]? Open(string password, CancellationToken cancellationToken)
    {
        var hash = SpunHash.Of(HashAlgorithmName.SHA1, salt, password, SpinCount, cancellationToken);
        var final = SHA1.HashData([.. hash, 0, 0, 0, 0]);
        byte[] derived = [.. SHA1.HashData(Mask(final, 0x36)), .. SHA1.HashData(Mask(final, 0x5C))];
        var key = derived[..keyBytes];
        var check = SHA1.HashData(Blocks(verifier, key));
        return Blocks(verifierHash, key).AsSpan(0, 20).SequenceEqual(check) ? key : null;
    }

    public byte[] Decrypt(ReadOnlySpan<byte> data, byte[] key, CancellationToken cancellationToken) => Blocks(data, key);

    private static byte[] Blocks(ReadOnlySpan<byte> data, byte[] key)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        return aes.DecryptEcb(data, PaddingMode.None);
    }

    private static byte[] Mask(byte[] hash, byte filler)
    {
        var buffer = new byte[64];
        Array.Fill(buffer, filler);
        for (var index = 0; index < hash.Length; index++)
            buffer[index] ^= hash[index];
        return buffer;
    }
}
