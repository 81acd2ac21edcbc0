using System.Buffers.Binary;

namespace ScanHost.Formats.Containers;

/// <summary>Bounds what a decoder of the LZMA family allocates: the dictionary is declared by the file.</summary>
internal static class LzmaLimits
{
    /// <summary>The largest dictionary that we allocate, in bytes: what <c>xz -9</c> and <c>7z -mx=9</c> use.</summary>
    internal const uint MaxDictionary = 64 * 1024 * 1024;

    /// <exception cref="InvalidDataException">The properties are wrong or ask for more than <see cref="MaxDictionary"/>.</exception>
    internal static void Check(ReadOnlySpan<byte> properties)
    {
        if (properties.Length < 5 || properties[0] >= 225 || BinaryPrimitives.ReadUInt32LittleEndian(properties[1..]) > MaxDictionary)
            throw new InvalidDataException("the LZMA properties are not usable");
    }
}
