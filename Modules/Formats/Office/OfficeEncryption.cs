using ScanHost.Formats.Ole;

namespace ScanHost.Formats.Office;

/// <summary>Decrypts Office packages that a password protects. Source: [MS-OFFCRYPTO] 2.3.4.</summary>
public sealed class OfficeEncryption
{
    /// <summary>The password that Excel tries by itself, so that read-only workbooks open without a question.</summary>
    public const string DefaultPassword = "VelvetSweatshop";

    private const int MaxInfoBytes = 1 << 20;
    private readonly IPackageCipher cipher;

    private OfficeEncryption(IPackageCipher cipher) => this.cipher = cipher;

    /// <summary>Reads how the package is encrypted; null when it is not, or in a way that we do not read.</summary>
    public static OfficeEncryption? Read(OleFile ole)
    {
        if (ole.Find("EncryptionInfo") is not { IsStream: true } entry)
            return null;
        var info = ole.Read(entry, MaxInfoBytes);
        IPackageCipher? cipher = (info.Span.U16(0), info.Span.U16(2)) switch
        {
            (4, 4) => AgileCipher.Read(info),
            (2 or 3 or 4, 2) => StandardCipher.Read(info),
            _ => null,
        };
        return cipher is null ? null : new(cipher);
    }

    /// <summary>The key that a password gives; null when it is the wrong one. Slow on purpose: that is what the format asks for.</summary>
    /// <exception cref="OperationCanceledException">Checked every few thousand rounds.</exception>
    public byte[]? Open(string password, CancellationToken cancellationToken) => cipher.Open(password, cancellationToken);

    /// <summary>The package, as far as it is there.</summary>
    /// <param name="stream">The stream <c>EncryptedPackage</c>.</param>
    /// <param name="key">From <see cref="Open"/>.</param>
    /// <param name="cancellationToken">Checked every few blocks.</param>
    public byte[] Decrypt(ReadOnlyMemory<byte> stream, byte[] key, CancellationToken cancellationToken)
    {
        if (stream.Span.U64(0) is not { } declared)
            return [];
        var data = stream.Span[8..];
        var plain = cipher.Decrypt(data[..(data.Length & ~15)], key, cancellationToken);
        return declared < (ulong)plain.Length ? plain[..(int)declared] : plain;
    }
}

/// <summary>One of the ways to encrypt a package.</summary>
internal interface IPackageCipher
{
    /// <summary>The key of the package; null for a wrong password.</summary>
    byte[]? Open(string password, CancellationToken cancellationToken);

    /// <summary>Whole blocks of the package.</summary>
    byte[] Decrypt(ReadOnlySpan<byte> data, byte[] key, CancellationToken cancellationToken);
}
