using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ScanHost.TestKit;

/// <summary>Puts an APK signing block of scheme v2 before the zip directory of a package. The signature in it is none.</summary>
public static class ApkBuilder
{
    /// <summary>The package with the block.</summary>
    /// <param name="package">A zip archive.</param>
    /// <param name="subject">Of the certificate.</param>
    public static byte[] Sign(byte[] package, string subject)
    {
        using var key = RSA.Create(2048);
        var certificate = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(80)).RawData;
        byte[] signer = Prefixed([.. Prefixed([]), .. Prefixed(Prefixed(certificate)), .. Prefixed([])]);
        byte[] value = Prefixed(Prefixed([.. signer, .. Prefixed([]), .. Prefixed([])]));
        byte[] pair = [.. BitConverter.GetBytes((long)value.Length + 4), .. BitConverter.GetBytes(0x7109871A), .. value];
        var size = BitConverter.GetBytes((long)pair.Length + 24);
        byte[] block = [.. size, .. pair, .. size, .. "APK Sig Block 42"u8];
        var end = package.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        var directory = BinaryPrimitives.ReadInt32LittleEndian(package.AsSpan(end + 16));
        byte[] whole = [.. package.AsSpan(0, directory), .. block, .. package.AsSpan(directory)];
        BinaryPrimitives.WriteInt32LittleEndian(whole.AsSpan(end + block.Length + 16), directory + block.Length);
        return whole;
    }

    private static byte[] Prefixed(byte[] data) => [.. BitConverter.GetBytes(data.Length), .. data];
}
