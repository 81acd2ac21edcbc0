namespace ScanHost.Formats.Containers.Zip;

/// <summary>The traditional PKWARE encryption, APPNOTE 6.1.</summary>
internal sealed class ZipCrypto
{
    internal const int HeaderLength = 12;
    private uint key0 = 0x12345678;
    private uint key1 = 0x23456789;
    private uint key2 = 0x34567890;

    /// <summary>Decrypts data; null when the password's check byte does not fit.</summary>
    internal static byte[]? Decrypt(ReadOnlySpan<byte> data, ReadOnlySpan<byte> password, byte check)
    {
        if (data.Length < HeaderLength)
            return null;
        var cipher = new ZipCrypto();
        foreach (var letter in password)
            cipher.Update(letter);
        byte last = 0;
        foreach (var value in data[..HeaderLength])
            last = cipher.Next(value);
        return last == check ? cipher.DecryptAll(data[HeaderLength..]) : null;
    }

    private byte[] DecryptAll(ReadOnlySpan<byte> data)
    {
        var plain = new byte[data.Length];
        for (var i = 0; i < data.Length; i++)
            plain[i] = Next(data[i]);
        return plain;
    }

    private byte Next(byte value)
    {
        var mask = (key2 | 2) & 0xFFFF;
        var plain = (byte)(value ^ ((mask * (mask ^ 1)) >> 8));
        Update(plain);
        return plain;
    }

    private void Update(byte plain)
    {
        key0 = Crc32.Step(key0, plain);
        key1 = ((key1 + (byte)key0) * 134775813) + 1;
        key2 = Crc32.Step(key2, (byte)(key1 >> 24));
    }
}
