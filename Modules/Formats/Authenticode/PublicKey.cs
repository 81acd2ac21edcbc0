using System.Formats.Asn1;
using System.Security.Cryptography;

namespace ScanHost.Formats.Authenticode;

/// <summary>A public key that can verify signatures: RFC 5280, 4.1.2.7, with RSA and the three curves of NIST.</summary>
internal sealed class PublicKey
{
    /// <summary>Above it, a verification would take too long.</summary>
    private const int MaxModulusBytes = 2048;

    private const int MaxExponentBytes = 8;
    private readonly RSAParameters? rsa;
    private readonly ECParameters? curve;

    private PublicKey(RSAParameters? rsa, ECParameters? curve)
    {
        this.rsa = rsa;
        this.curve = curve;
    }

    /// <summary>Null when it is of another kind, or malformed.</summary>
    internal static PublicKey? TryRead(ReadOnlyMemory<byte> encoded)
    {
        try
        {
            var info = new AsnReader(encoded, AsnEncodingRules.BER).ReadSequence();
            var algorithm = info.ReadSequence();
            var oid = algorithm.ReadObjectIdentifier();
            var key = info.ReadBitString(out _);
            return oid switch
            {
                Oids.RsaEncryption or Oids.RsaPss => ReadRsa(key),
                Oids.EcPublicKey => ReadCurve(algorithm.ReadObjectIdentifier(), key),
                _ => null,
            };
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>True when the signature is one of this key over the data.</summary>
    internal bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, HashAlgorithmName digest, bool isPss)
    {
        try
        {
            return rsa is { } parameters
                ? VerifyRsa(parameters, data, signature, digest, isPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1)
                : curve is { } point && VerifyCurve(point, data, signature, digest);
        }
        catch (CryptographicException)
        {
            // A key or a signature that makes no sense verifies nothing.
            return false;
        }
    }

    private static bool VerifyRsa(
        RSAParameters parameters, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, HashAlgorithmName digest, RSASignaturePadding padding)
    {
        using var key = RSA.Create(parameters);
        return key.VerifyData(data, signature, digest, padding);
    }

    private static bool VerifyCurve(ECParameters point, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, HashAlgorithmName digest)
    {
        using var key = ECDsa.Create(point);
        return key.VerifyData(data, signature, digest, DSASignatureFormat.Rfc3279DerSequence);
    }

    private static PublicKey? ReadRsa(byte[] key)
    {
        var numbers = new AsnReader(key, AsnEncodingRules.BER).ReadSequence();
        var modulus = numbers.ReadIntegerBytes().Span.TrimStart((byte)0);
        var exponent = numbers.ReadIntegerBytes().Span.TrimStart((byte)0);
        return modulus.Length is > 0 and <= MaxModulusBytes && exponent.Length is > 0 and <= MaxExponentBytes
            ? new(new RSAParameters { Modulus = modulus.ToArray(), Exponent = exponent.ToArray() }, null)
            : null;
    }

    private static PublicKey? ReadCurve(string oid, byte[] key)
    {
        ECCurve? named = oid switch
        {
            "1.2.840.10045.3.1.7" => ECCurve.NamedCurves.nistP256,
            "1.3.132.0.34" => ECCurve.NamedCurves.nistP384,
            "1.3.132.0.35" => ECCurve.NamedCurves.nistP521,
            _ => null,
        };
        // An uncompressed point: 4, x, y.
        if (named is not { } curve || key.Length < 3 || key[0] != 4 || key.Length % 2 == 0)
            return null;
        var half = key.Length / 2;
        return new(null, new ECParameters { Curve = curve, Q = new() { X = key[1..(half + 1)], Y = key[(half + 1)..] } });
    }
}
