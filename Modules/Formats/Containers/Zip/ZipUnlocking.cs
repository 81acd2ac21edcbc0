using System.Text;

namespace ScanHost.Formats.Containers.Zip;

/// <summary>Tries passwords on an encrypted member.</summary>
internal static class ZipUnlocking
{
    private const long MaxProbeBytes = 64 * 1024 * 1024;

    /// <summary>The decrypted data with the password that fits; null when none does.</summary>
    internal static (ReadOnlyMemory<byte> Data, string Password)? Unlock(
        ZipEntry entry, ReadOnlyMemory<byte> data, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        foreach (var password in passwords)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var bytes = Encoding.UTF8.GetBytes(password);
            var plain = entry.Aes is { } aes
                ? ZipAes.Decrypt(data.Span, bytes, aes.Strength)
                : Traditional(entry, data, bytes, cancellationToken);
            if (plain is not null)
                return (plain, password);
        }
        return null;
    }

    // One wrong password of 256 passes the check byte: only the checksum of the content decides.
    private static byte[]? Traditional(ZipEntry entry, ReadOnlyMemory<byte> data, byte[] password, CancellationToken cancellationToken)
    {
        var check = (byte)(entry.HasDescriptor ? (entry.DosTime & 0xFFFF) >> 8 : entry.Crc32 >> 24);
        if (ZipCrypto.Decrypt(data.Span, password, check) is not { } plain || !ZipDecoder.Knows(entry.Method))
            return null;
        // Of a large member it must do that it decodes so far; its checksum is compared when it was unpacked. What is stored decodes with any password.
        var limit = entry.Method == ZipMethod.Store ? long.MaxValue : MaxProbeBytes;
        var outcome = MemberCopy.Try(() => ZipDecoder.Open(entry.Method, entry.Flags, plain, entry.Size), limit, cancellationToken);
        return outcome.Crc32 == entry.Crc32 || (outcome.IsWhole && outcome.Bytes == limit) ? plain : null;
    }
}
