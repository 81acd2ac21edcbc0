using System.Security.Cryptography;
using ScanHost.Formats.Pe;

namespace ScanHost.Formats.Authenticode;

/// <summary>The digest that Authenticode signs: the image without its checksum, the directory entry of the certificates, and these.</summary>
public static class Authentihash
{
    private const int CheckSumOffset = 64;
    private const int SecurityEntry = 4 * 8;

    /// <summary>Computes it.</summary>
    /// <param name="pe">The image.</param>
    /// <param name="algorithm">MD5, SHA-1 or SHA-2.</param>
    /// <returns>Lower-case hexadecimal.</returns>
    public static string Compute(PeFile pe, HashAlgorithmName algorithm)
    {
        var file = pe.Content.Span;
        var checkSum = pe.Header.OptionalHeaderOffset + CheckSumOffset;
        var entry = pe.Header.OptionalHeaderOffset + pe.Header.DirectoriesOffset + SecurityEntry;
        using var hash = IncrementalHash.CreateHash(algorithm);
        hash.AppendData(file[..checkSum]);
        hash.AppendData(file[(checkSum + 4)..entry]);
        if (pe.CertificateTable is { } table && table.Offset >= entry + 8)
        {
            hash.AppendData(file[(entry + 8)..table.Offset]);
            hash.AppendData(file[(table.Offset + table.Length)..]);
        }
        else
        {
            hash.AppendData(file[(entry + 8)..]);
            // Signing tools fill up with zeros before they append certificates.
            hash.AppendData(new byte[(8 - (file.Length & 7)) & 7]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
