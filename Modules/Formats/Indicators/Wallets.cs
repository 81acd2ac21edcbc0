using System.Numerics;
using System.Security.Cryptography;

namespace ScanHost.Formats.Indicators;

/// <summary>Checks the checksums of Bitcoin addresses: base58check (legacy) and bech32 or bech32m (BIP 173, BIP 350).</summary>
internal static class Wallets
{
    private const string Base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private const string Bech32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private const uint Bech32Constant = 1;
    private const uint Bech32mConstant = 0x2BC830A3;
    private static readonly uint[] Generators = [0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3];

    internal static bool IsBase58Check(ReadOnlySpan<char> address)
    {
        var number = BigInteger.Zero;
        foreach (var letter in address)
        {
            var digit = Base58.IndexOf(letter);
            if (digit < 0)
                return false;
            number = (number * 58) + digit;
        }
        Span<byte> bytes = stackalloc byte[25];
        bytes.Clear();
        var length = number.GetByteCount(isUnsigned: true);
        if (length > 25 || !number.TryWriteBytes(bytes[(25 - length)..], out _, isUnsigned: true, isBigEndian: true))
            return false;
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(bytes[..21], hash);
        SHA256.HashData(hash, hash);
        return hash[..4].SequenceEqual(bytes[21..]);
    }

    internal static bool IsBech32(ReadOnlySpan<char> address)
    {
        var check = 1u;
        foreach (var value in (ReadOnlySpan<byte>)[3, 3, 0, 2, 3]) // "bc" spread out as BIP 173 says
            check = Step(check, value);
        foreach (var letter in address[3..])
        {
            var value = Bech32.IndexOf(letter);
            if (value < 0)
                return false;
            check = Step(check, (uint)value);
        }
        return check is Bech32Constant or Bech32mConstant;
    }

    private static uint Step(uint check, uint value)
    {
        var top = check >> 25;
        check = ((check & 0x1FFFFFF) << 5) ^ value;
        for (var bit = 0; bit < 5; bit++)
            check ^= ((top >> bit) & 1) == 0 ? 0 : Generators[bit];
        return check;
    }
}
