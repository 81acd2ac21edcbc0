using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace ScanHost.Formats.Pdf;

/// <summary>The standard security handler, ISO 32000-1 7.6 and ISO 32000-2 7.6.4: opens with a user password, usually the empty one.</summary>
[SuppressMessage("Security", "CA5351", Justification = "The format prescribes MD5.")]
[SuppressMessage("Security", "CA5358", Justification = "The format prescribes the mode.")]
internal sealed class PdfCipher
{
    private enum Method
    {
        None,
        Rc4,
        Aes128,
        Aes256,
    }

    private static readonly byte[] Padding = Convert.FromHexString("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A");
    private readonly byte[] key;
    private readonly Method streams;
    private readonly Method strings;

    private PdfCipher(byte[] key, Method streams, Method strings, string password) =>
        (this.key, this.streams, this.strings, Password) = (key, streams, strings, password);

    /// <summary>The password that opened the file.</summary>
    internal string Password { get; }

    /// <summary>Null when none of the passwords opens it, or the handler is another one.</summary>
    internal static PdfCipher? Open(PdfMap encrypt, Func<PdfValue?, PdfValue?> resolve, byte[] id, IEnumerable<string> passwords)
    {
        var version = encrypt.Whole("V") ?? 0;
        if (encrypt.Name("Filter") is not (null or "Standard") || resolve(encrypt["U"]) is not PdfString user || resolve(encrypt["O"]) is not PdfString owner)
            return null;
        var (streams, strings) = version switch
        {
            1 or 2 or 3 => (Method.Rc4, Method.Rc4),
            4 or 5 => (FilterOf(encrypt, "StmF", resolve), FilterOf(encrypt, "StrF", resolve)),
            _ => (Method.None, Method.None),
        };
        foreach (var password in passwords.Take(64))
        {
            var key = version == 5
                ? Key256(encrypt.Whole("R") ?? 6, password, user.Bytes, (resolve(encrypt["UE"]) as PdfString)?.Bytes ?? [])
                : Key128(encrypt, password, user.Bytes, owner.Bytes, id);
            if (key is not null)
                return new(key, streams, strings, password);
        }
        return null;
    }

    /// <summary>Plain bytes; as they are when they are no whole blocks.</summary>
    internal byte[] Decrypt(ReadOnlySpan<byte> data, int number, int generation, bool isStream) => (isStream ? streams : strings) switch
    {
        Method.Rc4 => Rc4(ObjectKey(number, generation, isAes: false), data),
        Method.Aes128 => Aes(ObjectKey(number, generation, isAes: true), data),
        Method.Aes256 => Aes(key, data),
        _ => data.ToArray(),
    };

    private static Method FilterOf(PdfMap encrypt, string entry, Func<PdfValue?, PdfValue?> resolve)
    {
        var name = encrypt.Name(entry) ?? "Identity";
        var filter = (resolve(encrypt["CF"]) as PdfMap)?[name];
        return (resolve(filter) as PdfMap)?.Name("CFM") switch
        {
            "V2" => Method.Rc4,
            "AESV2" => Method.Aes128,
            "AESV3" => Method.Aes256,
            _ => Method.None,
        };
    }

    // Algorithms 2, 4 and 5 of ISO 32000-1 7.6.3.3 and 7.6.3.4.
    private static byte[]? Key128(PdfMap encrypt, string password, byte[] user, byte[] owner, byte[] id)
    {
        var revision = encrypt.Whole("R") ?? 2;
        var length = revision == 2 ? 5 : Math.Clamp((encrypt.Whole("Length") ?? (encrypt.Whole("V") == 4 ? 128 : 40)) / 8, 5, 16);
        var permissions = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(permissions, unchecked((int)(long)((encrypt["P"] as PdfNumber)?.Value ?? 0)));
        byte[] tail = revision >= 4 && encrypt["EncryptMetadata"] is PdfKeyword { Word: "false" } ? [255, 255, 255, 255] : [];
        var hash = MD5.HashData([.. Pad(password), .. ((ReadOnlySpan<byte>)owner).Part(0, 32), .. permissions, .. id, .. tail]);
        for (var round = 0; revision >= 3 && round < 50; round++)
            hash = MD5.HashData(hash.AsSpan(0, length));
        var key = hash[..length];
        if (revision == 2)
            return Rc4(key, Padding).AsSpan().SequenceEqual(user) ? key : null;
        var check = Rc4(key, MD5.HashData([.. Padding, .. id]));
        for (var round = 1; round <= 19; round++)
            check = Rc4([.. key.Select(part => (byte)(part ^ round))], check);
        return check.AsSpan().SequenceEqual(((ReadOnlySpan<byte>)user).Part(0, 16)) ? key : null;
    }

    // Algorithm 2.A of ISO 32000-2 7.6.4.3.3.
    private static byte[]? Key256(int revision, string password, byte[] user, byte[] userKey)
    {
        if (user.Length < 48 || userKey.Length < 32)
            return null;
        var secret = Encoding.UTF8.GetBytes(password);
        secret = secret[..Math.Min(secret.Length, 127)];
        if (!Hash(revision, secret, user[32..40]).AsSpan().SequenceEqual(user.AsSpan(0, 32)))
            return null;
        using var aes = System.Security.Cryptography.Aes.Create();
        aes.Key = Hash(revision, secret, user[40..48]);
        return aes.DecryptCbc(userKey.AsSpan(0, 32), new byte[16], PaddingMode.None);
    }

    // Algorithm 2.B of ISO 32000-2; revision 5 is its first step alone.
    private static byte[] Hash(int revision, byte[] secret, byte[] salt)
    {
        var hash = SHA256.HashData([.. secret, .. salt]);
        if (revision < 6)
            return hash;
        for (var round = 0; ; round++)
        {
            byte[] once = [.. secret, .. hash];
            var repeated = new byte[once.Length * 64];
            for (var copy = 0; copy < 64; copy++)
                once.CopyTo(repeated, copy * once.Length);
            using var aes = System.Security.Cryptography.Aes.Create();
            aes.Key = hash[..16];
            var sealedBytes = aes.EncryptCbc(repeated, hash.AsSpan(16, 16), PaddingMode.None);
            hash = (sealedBytes.Take(16).Sum(part => part) % 3) switch
            {
                0 => SHA256.HashData(sealedBytes),
                1 => SHA384.HashData(sealedBytes),
                _ => SHA512.HashData(sealedBytes),
            };
            if (round >= 63 && sealedBytes[^1] <= round - 31)
                return hash[..32];
        }
    }

    private byte[] ObjectKey(int number, int generation, bool isAes)
    {
        byte[] salt = isAes ? [0x73, 0x41, 0x6C, 0x54] : [];
        byte[] parts = [.. key, (byte)number, (byte)(number >> 8), (byte)(number >> 16), (byte)generation, (byte)(generation >> 8), .. salt];
        return MD5.HashData(parts)[..Math.Min(key.Length + 5, 16)];
    }

    private static byte[] Aes(byte[] key, ReadOnlySpan<byte> data)
    {
        var length = (data.Length - 16) & ~15;
        if (length <= 0)
            return [];
        using var aes = System.Security.Cryptography.Aes.Create();
        aes.Key = key;
        var plain = aes.DecryptCbc(data.Slice(16, length), data[..16], PaddingMode.None);
        // The padding of damaged data is left in.
        return plain[^1] is >= 1 and <= 16 ? plain[..^plain[^1]] : plain;
    }

    private static byte[] Rc4(byte[] key, ReadOnlySpan<byte> data)
    {
        Span<byte> state = stackalloc byte[256];
        for (var index = 0; index < 256; index++)
            state[index] = (byte)index;
        for (int index = 0, other = 0; index < 256; index++)
        {
            other = (other + state[index] + key[index % key.Length]) & 255;
            (state[index], state[other]) = (state[other], state[index]);
        }
        var output = new byte[data.Length];
        for (int at = 0, index = 0, other = 0; at < data.Length; at++)
        {
            index = (index + 1) & 255;
            other = (other + state[index]) & 255;
            (state[index], state[other]) = (state[other], state[index]);
            output[at] = (byte)(data[at] ^ state[(state[index] + state[other]) & 255]);
        }
        return output;
    }

    private static byte[] Pad(string password)
    {
        var bytes = Encoding.Latin1.GetBytes(password);
        return [.. bytes.Take(32), .. Padding.Take(Math.Max(0, 32 - bytes.Length))];
    }
}
