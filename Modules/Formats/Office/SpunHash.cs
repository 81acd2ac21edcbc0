using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace ScanHost.Formats.Office;

/// <summary>Hashes a password many times over, [MS-OFFCRYPTO] 2.3.4.7 and 2.3.4.11.</summary>
internal static class SpunHash
{
    /// <summary>More rounds than any writer asks for are refused: they would cost minutes.</summary>
    internal const int MaxSpinCount = 10_000_000;

    internal static byte[] Of(HashAlgorithmName algorithm, byte[] salt, string password, int spinCount, CancellationToken cancellationToken)
    {
        var hash = Hash(algorithm, [.. salt, .. Encoding.Unicode.GetBytes(password)]);
        var input = new byte[4 + hash.Length];
        for (var round = 0; round < spinCount; round++)
        {
            if ((round & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            BinaryPrimitives.WriteInt32LittleEndian(input, round);
            hash.CopyTo(input, 4);
            CryptographicOperations.HashData(algorithm, input, hash);
        }
        return hash;
    }

    [SuppressMessage("Security", "CA5350", Justification = "The format prescribes the algorithm.")]
    internal static byte[] Hash(HashAlgorithmName algorithm, ReadOnlySpan<byte> data) => CryptographicOperations.HashData(algorithm, data);
}
