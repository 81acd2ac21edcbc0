using System.Formats.Asn1;
using System.Security.Cryptography;
using ScanHost.Formats.Authenticode;

namespace ScanHost.Formats.Packages;

/// <summary>
/// The certificates that an Android package says it was signed with: the signing block before the zip directory (APK Signature Scheme v2 and v3) and the files
/// under META-INF (v1). They are read, not verified: Android refuses what does not verify, and the block is between members that a scan reads anyway.
/// Source: source.android.com, "APK Signature Scheme v2" and "v3".
/// </summary>
public static class ApkSignatures
{
    private const uint SchemeV2 = 0x7109871A;
    private const uint SchemeV3 = 0xF05368C0;
    private const int MaxPairs = 64;
    private const int MaxCertificates = 16;
    private const int MaxComment = 66_000;

    /// <summary>The signers' certificates in the signing block, with the scheme's number; none when there is no block.</summary>
    public static IReadOnlyList<(int Scheme, SigningCertificate Certificate)> OfBlock(ReadOnlyMemory<byte> package)
    {
        var found = new List<(int, SigningCertificate)>();
        var span = package.Span;
        var tail = Math.Max(0, span.Length - MaxComment);
        var end = span[tail..].LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || span.U32(tail + end + 16) is not { } directory || directory < 32 || directory > span.Length || !span.HasAt(directory - 16, "APK Sig Block 42"u8))
            return found;
        // The size stands at both ends and does not count the first of them.
        var size = span.U64(directory - 24) ?? 0;
        if (size < 24 || size > directory - 8)
            return found;
        var at = (long)(directory - size);
        for (var pair = 0; pair < MaxPairs && at + 12 <= directory - 24; pair++)
        {
            var length = span.U64(at) ?? 0;
            if (length < 4 || length > (ulong)(directory - 24 - at - 8))
                break;
            if (span.U32(at + 8) is SchemeV2 or SchemeV3)
                AddSigners(package.Part(at + 12, (long)length - 4), span.U32(at + 8) == SchemeV2 ? 2 : 3, found);
            at += 8 + (long)length;
        }
        return found;
    }

    /// <summary>The signer's certificate in a file of META-INF; null when it cannot be read.</summary>
    public static SigningCertificate? OfFile(ReadOnlyMemory<byte> signature)
    {
        try
        {
            var message = SignedMessage.Read(signature);
            return message.SignerCertificate ?? (message.Certificates is [var first, ..] ? first : null);
        }
        catch (Exception broken) when (broken is AsnContentException or CryptographicException)
        {
            return null;
        }
    }

    // Signers, each with signed data; in it digests, then certificates; each with its length before it.
    private static void AddSigners(ReadOnlyMemory<byte> value, int scheme, List<(int, SigningCertificate)> found)
    {
        var (signers, _) = Prefixed(value);
        while (signers.Length > 4 && found.Count < MaxCertificates)
        {
            var (signer, rest) = Prefixed(signers);
            signers = rest;
            var (signed, _) = Prefixed(signer);
            var (_, behindDigests) = Prefixed(signed);
            var (certificates, _) = Prefixed(behindDigests);
            if (Read(Prefixed(certificates).First) is { } certificate)
                found.Add((scheme, certificate));
        }
    }

    private static SigningCertificate? Read(ReadOnlyMemory<byte> encoded)
    {
        try
        {
            return encoded.IsEmpty ? null : SigningCertificate.Read(encoded);
        }
        catch (Exception broken) when (broken is AsnContentException or CryptographicException)
        {
            return null;
        }
    }

    private static (ReadOnlyMemory<byte> First, ReadOnlyMemory<byte> Behind) Prefixed(ReadOnlyMemory<byte> data)
    {
        if (data.Span.U32(0) is not { } length || length > data.Length - 4)
            return default;
        return (data.Slice(4, (int)length), data[(4 + (int)length)..]);
    }
}
